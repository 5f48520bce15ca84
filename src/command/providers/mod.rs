//! `providers test`: one real request for each outside service that is set up, and in plain words what is wrong.
//!
//! What always holds: nobody is certified and only a number that was typed gets a message; no secret and no whole
//! number is printed; neither database nor running service is touched.

mod alipay;
mod clock;
mod mail;
mod reached;
mod sms;

use super::folder;
use super::outside;
use super::trouble::{Exit, Trouble};
use crate::config::{Config, IdentityRoute, MailRoute, SmsRoute, Typed};
use crate::connect::Witness;
use crate::connect::http::{Caller, Limits};
use crate::terms::{Email, Phone};
use std::fmt;
use std::io;

/// What was found out about one service; prints as one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The service's name.
    pub name: &'static str,
    /// How it went.
    pub outcome: Outcome,
}

/// How a check went, with the sentence that is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Sound(String),
    /// Something is wrong; the sentence says what and which setting.
    Faulty(String),
    /// There was nothing to try, or something to try it with is missing.
    Untried(String),
}

impl Check {
    fn new(name: &'static str, tried: Result<Outcome, Trouble>) -> Check {
        let outcome = tried.unwrap_or_else(|trouble| Outcome::Faulty(trouble.text.replace('\n', "")));
        Check { name, outcome }
    }
}

impl fmt::Display for Check {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mark, sentence) = match &self.outcome {
            Outcome::Sound(sentence) => ('✓', sentence),
            Outcome::Faulty(sentence) => ('✗', sentence),
            Outcome::Untried(sentence) => ('–', sentence),
        };
        write!(out, "{mark} {}：{sentence}", self.name)
    }
}

/// Tries everything that is set up and tells it line by line.
pub(super) fn test(typed: &Typed, phone: Option<&str>, mail: Option<&str>) -> Result<(), Trouble> {
    let phone = phone
        .map(Phone::parse)
        .transpose()
        .map_err(|wrong| Trouble::new(Exit::Words, format!("--phone 后面的手机号不能使用：{wrong}")))?;
    let mail = mail
        .map(Email::parse)
        .transpose()
        .map_err(|wrong| Trouble::new(Exit::Words, format!("--mail 后面的邮箱不能使用：{wrong}")))?;
    let config = folder::settings(typed)?;
    let to = Recipients { phone: phone.as_ref(), mail: mail.as_ref() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(no_runtime)?;
    let checks = runtime.block_on(examine(&config, to, Limits::default()));
    for check in &checks {
        println!("{check}");
    }
    match checks.iter().filter(|check| matches!(check.outcome, Outcome::Faulty(_))).count() {
        0 => Ok(()),
        faulty => {
            let text = format!(
                "有 {faulty} 项没有通过；请按上面的提示改正后，再运行一次 zhangfang providers test。"
            );
            Err(Trouble::new(Exit::Findings, text))
        }
    }
}

/// To whom something real is sent; what is missing is not guessed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Recipients<'a> {
    /// The phone of one SMS.
    pub phone: Option<&'a Phone>,
    /// The address of one mail.
    pub mail: Option<&'a Email>,
}

/// Every service in turn; a further one is a further entry here.
pub async fn examine(config: &Config, to: Recipients<'_>, limits: Limits) -> Vec<Check> {
    vec![
        identity(config, limits).await,
        messages(config, to.phone, limits).await,
        mails(config, to.mail, limits).await,
    ]
}

async fn mails(config: &Config, to: Option<&Email>, limits: Limits) -> Check {
    let outcome = match (&config.mail, to) {
        (MailRoute::None, _) => Ok(not_set_up("mail.provider")),
        (MailRoute::Smtp(_), None) => {
            Ok(Outcome::Untried("设置齐全，还没有试发；请加上 --mail 邮箱，向这个地址真正发一封。".into()))
        }
        (MailRoute::Smtp(_), Some(to)) => mail::tried(config, to, limits.total).await,
    };
    Check::new("邮件", outcome)
}

async fn identity(config: &Config, limits: Limits) -> Check {
    let settings = match &config.identity {
        IdentityRoute::None => {
            return Check { name: "身份认证", outcome: not_set_up("identity.provider") };
        }
        IdentityRoute::Demo => {
            let text = "演示认证不连接任何服务，没有可试的；正式服务请改 identity.provider。";
            return Check { name: "身份认证", outcome: Outcome::Untried(text.into()) };
        }
        IdentityRoute::Alipay(settings) => settings,
    };
    let tried = match watched(config, limits) {
        Ok((caller, witness)) => alipay::tried(settings, caller, &witness).await,
        Err(trouble) => Err(trouble),
    };
    Check::new("支付宝身份认证", tried)
}

async fn messages(config: &Config, phone: Option<&Phone>, limits: Limits) -> Check {
    let name = match &config.sms {
        SmsRoute::None => return Check { name: "短信", outcome: not_set_up("sms.provider") },
        SmsRoute::Webhook { .. } => "短信（自建网关）",
        SmsRoute::Aliyun { .. } => "短信（阿里云）",
        SmsRoute::Tencent { .. } => "短信（腾讯云）",
    };
    let Some(phone) = phone else {
        let text = "设置齐全，还没有试发；短信要计费，请加上 --phone 手机号，向这个号码真正发一条。";
        return Check { name, outcome: Outcome::Untried(text.into()) };
    };
    let tried = match watched(config, limits) {
        Ok((caller, witness)) => sms::tried(config, phone, caller, &witness).await,
        Err(trouble) => Err(trouble),
    };
    Check::new(name, tried)
}

fn not_set_up(key: &str) -> Outcome {
    Outcome::Untried(format!("未配置（{key}）。"))
}

/// A client and who watches it.
fn watched(config: &Config, limits: Limits) -> Result<(Caller, Witness), Trouble> {
    let witness = Witness::default();
    Ok((outside::limited(config, limits)?.watched_by(&witness), witness))
}

fn no_runtime(cause: io::Error) -> Trouble {
    Trouble::new(Exit::Failed, format!("程序没有能够开始工作（{cause}）；请检查机器的内存和进程限制后重试。"))
}

#[cfg(test)]
mod tests;
