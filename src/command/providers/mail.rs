//! Mails: one line to the address that was typed.

use super::super::mail;
use super::super::trouble::{Exit, Trouble};
use super::Outcome;
use crate::config::Config;
use crate::connect::{Mail, MailCourier, MailOutcome};
use crate::office::{Clock, Dice, MachineClock, MachineDice};
use crate::terms::Email;
use data_encoding::HEXLOWER;
use std::time::Duration;

/// Sends one mail.
pub(super) async fn tried(config: &Config, to: &Email, patience: Duration) -> Result<Outcome, Trouble> {
    let courier = mail::courier(config, patience)?
        .ok_or_else(|| Trouble::new(Exit::Settings, "没有邮件通道；请设置 mail.provider。"))?;
    Ok(meaning(&courier.send(&letter(config, to)).await, &to.masked()))
}

fn letter(config: &Config, to: &Email) -> Mail {
    let mut drawn = [0; 8];
    MachineDice::default().fill(&mut drawn);
    Mail {
        id: format!("zftest-{}", HEXLOWER.encode(&drawn)),
        to: to.clone(),
        at: MachineClock.now(),
        subject: format!("【{}】发信测试", config.site_name),
        body: "这是一封测试邮件，收到它说明发信设置是对的。请不要回复。\n".into(),
    }
}

/// What the server's answer means for the operator.
pub(super) fn meaning(outcome: &MailOutcome, to: &str) -> Outcome {
    let faulty = |text: String| Outcome::Faulty(text);
    match outcome {
        MailOutcome::Sent => Outcome::Sound(format!("服务器收下了发给 {to} 的测试邮件，请到邮箱里看是否收到。")),
        MailOutcome::Unknown => {
            faulty("邮件交给了服务器，但没有得到答复；请到邮箱里看是否收到，再试一次。".into())
        }
        MailOutcome::Refused(code) => faulty(format!(
            "服务器拒收这封邮件（{code}）；请核对 --mail 的地址，以及发信邮箱 mail.sender 是否允许发信。"
        )),
        MailOutcome::Later(code) => faulty(match code.as_str() {
            "no_starttls" => {
                "服务器没有提供 STARTTLS；请把 mail.security 改为 tls（端口 465），或核对 mail.port。".into()
            }
            "unreachable" => {
                "连不上服务器，或它的证书不可信；请核对 mail.host、mail.port、mail.security，内网证书请填 connect.extra_ca。"
                    .into()
            }
            "late" => "服务器在 10 秒内没有答完；请核对 mail.port 和 mail.security 是否配套，以及网络是否放行。".into(),
            "unclear" | "cut" => {
                "服务器的答复看不懂或中断了；请核对 mail.port 和 mail.security 是否配套（465 用 tls，587 用 starttls）。"
                    .into()
            }
            "530" | "534" | "535" | "538" => format!(
                "服务器不接受用户名或密码（{code}）；请核对 mail.username 和 mail.password，很多邮箱要用授权码代替密码。"
            ),
            _ => format!("服务器暂时不收（{code}）；请核对 mail.sender 是否与登录的邮箱一致，稍后再试。"),
        }),
    }
}
