//! How text messages leave the house: which courier carries them, with which keys, and how many may leave.
//!
//! What always holds: every setting of every courier is read and checked, but only those of the chosen one must be
//! there; a courier with templates of its own has at least that of the codes.

use super::sections::{name, number, yes_or_no};
use super::setting::{self as s, Setting, nearest};
use super::sources::Sources;
use super::value::{self, Secret};
use crate::letters::TEMPLATES;
use std::collections::BTreeMap;

/// Which courier carries text messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SmsRoute {
    /// None is set up.
    None,
    /// A signed HTTP gateway.
    Webhook {
        /// Where requests are posted: https, or a loopback literal.
        url: String,
        /// What they are signed with.
        secret: Secret,
        /// Whether the whole wording goes along.
        with_text: bool,
    },
    /// Aliyun's 短信服务.
    Aliyun {
        /// AccessKey ID.
        key_id: String,
        /// AccessKey Secret.
        key_secret: Secret,
        /// What both providers need.
        contract: SmsContract,
    },
    /// Tencent Cloud's 短信.
    Tencent {
        /// SecretId.
        secret_id: String,
        /// SecretKey.
        secret_key: Secret,
        /// SmsSdkAppId.
        app_id: String,
        /// The region whose interface is called.
        region: String,
        /// What both providers need.
        contract: SmsContract,
    },
}

/// What has been agreed with a provider whose templates are approved one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmsContract {
    /// The interface's origin: https, or a loopback literal.
    pub endpoint: String,
    /// The approved signature, without 【】.
    pub sign_name: String,
    /// The provider's template by the letter's template.
    pub templates: BTreeMap<String, String>,
}

impl SmsRoute {
    /// The letters' templates for which the chosen provider has none, so that they will not leave.
    pub fn left_behind(&self) -> Vec<&'static str> {
        match self {
            Self::Aliyun { contract, .. } | Self::Tencent { contract, .. } => {
                TEMPLATES.into_iter().filter(|name| !contract.templates.contains_key(*name)).collect()
            }
            Self::None | Self::Webhook { .. } => Vec::new(),
        }
    }
}

/// The most text messages per subject and span of time (security rule B4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SmsBudgets {
    /// To one number in an hour.
    pub number_hour: u32,
    /// To one number in a day.
    pub number_day: u32,
    /// Asked from one network address in an hour.
    pub address_hour: u32,
    /// Asked from one network (IPv4 /24, IPv6 /48) in an hour.
    pub network_hour: u32,
    /// From the whole instance in a day.
    pub instance_day: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Provider {
    None,
    Webhook,
    Aliyun,
    Tencent,
}

pub(super) fn read_sms(from: &mut Sources<'_>) -> SmsRoute {
    let provider = from.take(&s::SMS_PROVIDER, Provider::None, |typed| match typed.trim() {
        "none" => Ok(Provider::None),
        "webhook" => Ok(Provider::Webhook),
        "aliyun" => Ok(Provider::Aliyun),
        "tencent" => Ok(Provider::Tencent),
        _ => Err("不是已知的短信通道；请填写 none、webhook、aliyun 或 tencent".to_owned()),
    });
    let webhook = read_webhook(from, provider == Provider::Webhook);
    let aliyun = read_aliyun(from, provider == Provider::Aliyun);
    let tencent = read_tencent(from, provider == Provider::Tencent);
    let route = match provider {
        Provider::None => None,
        Provider::Webhook => webhook,
        Provider::Aliyun => aliyun,
        Provider::Tencent => tencent,
    };
    // What is missing has its fault already.
    route.unwrap_or(SmsRoute::None)
}

fn read_webhook(from: &mut Sources<'_>, chosen: bool) -> Option<SmsRoute> {
    let url = required(from, &s::SMS_WEBHOOK_URL, chosen, value::gateway);
    let secret = required(from, &s::SMS_WEBHOOK_SECRET, chosen, Secret::read);
    let with_text = from.take(&s::SMS_WEBHOOK_TEXT, false, yes_or_no);
    Some(SmsRoute::Webhook { url: url?, secret: secret?, with_text })
}

fn read_aliyun(from: &mut Sources<'_>, chosen: bool) -> Option<SmsRoute> {
    let key_id = required(from, &s::SMS_ALIYUN_KEY_ID, chosen, word);
    let key_secret = required(from, &s::SMS_ALIYUN_KEY_SECRET, chosen, Secret::read);
    let sign_name = required(from, &s::SMS_ALIYUN_SIGN_NAME, chosen, name);
    let templates = templates(from, &s::SMS_ALIYUN_TEMPLATES, chosen);
    let endpoint = from.take(&s::SMS_ALIYUN_ENDPOINT, None, |typed| value::endpoint(typed).map(Some));
    let contract = SmsContract { endpoint: endpoint?, sign_name: sign_name?, templates: templates? };
    Some(SmsRoute::Aliyun { key_id: key_id?, key_secret: key_secret?, contract })
}

fn read_tencent(from: &mut Sources<'_>, chosen: bool) -> Option<SmsRoute> {
    let secret_id = required(from, &s::SMS_TENCENT_SECRET_ID, chosen, word);
    let secret_key = required(from, &s::SMS_TENCENT_SECRET_KEY, chosen, Secret::read);
    let app_id = required(from, &s::SMS_TENCENT_APP_ID, chosen, word);
    let sign_name = required(from, &s::SMS_TENCENT_SIGN_NAME, chosen, name);
    let templates = templates(from, &s::SMS_TENCENT_TEMPLATES, chosen);
    let region = from.take(&s::SMS_TENCENT_REGION, String::new(), word);
    let endpoint = from.take(&s::SMS_TENCENT_ENDPOINT, None, |typed| value::endpoint(typed).map(Some));
    let contract = SmsContract { endpoint: endpoint?, sign_name: sign_name?, templates: templates? };
    let (secret_id, secret_key, app_id) = (secret_id?, secret_key?, app_id?);
    Some(SmsRoute::Tencent { secret_id, secret_key, app_id, region, contract })
}

/// Reads a setting that may be empty unless its courier was chosen.
fn required<T>(
    from: &mut Sources<'_>,
    setting: &'static Setting,
    chosen: bool,
    read: impl FnOnce(&str) -> Result<T, String>,
) -> Option<T> {
    let before = from.faults.len();
    let value = from.take_optional(setting, read);
    // A value that was typed but refused has its own fault already.
    if value.is_none() && chosen && from.faults.len() == before {
        from.fault(setting, "而所选的短信通道需要它；请填写这一项，或把短信通道（sms.provider）改回 none");
    }
    value
}

/// Reads `code=SMS_1` and the like; that of the codes must be there, for without it nobody can register.
fn templates(
    from: &mut Sources<'_>,
    setting: &'static Setting,
    chosen: bool,
) -> Option<BTreeMap<String, String>> {
    let before = from.faults.len();
    let typed = from.take_list(setting, template);
    let count = typed.len();
    let templates: BTreeMap<String, String> = typed.into_iter().collect();
    if from.faults.len() > before {
        return None;
    }
    if templates.len() < count {
        from.fault(setting, "其中同一种短信写了两次；请每种短信只留一个模板");
        return None;
    }
    if chosen && !templates.contains_key("code") {
        from.fault(setting, "其中没有验证码短信的模板；请补上 code=模板编号");
        return None;
    }
    Some(templates)
}

fn template(typed: &str) -> Result<(String, String), String> {
    let wrong = || format!("其中“{typed}”不是“短信种类=模板编号”；请写成 code=SMS_123456789 这样的形式");
    let (letter, code) = typed.split_once('=').ok_or_else(wrong)?;
    let (letter, code) = (letter.trim(), word(code).map_err(|_| wrong())?);
    if !TEMPLATES.contains(&letter) {
        let meant = nearest(letter, TEMPLATES.into_iter()).unwrap_or_default();
        return Err(format!("其中“{letter}”不是已知的短信种类；最接近的是“{meant}”，请改用它或删去这一项"));
    }
    Ok((letter.to_owned(), code))
}

/// Reads a name that a provider gave: letters, digits and `._-`.
fn word(typed: &str) -> Result<String, String> {
    let word = typed.trim();
    let sound = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    if (1..=128).contains(&word.len()) && word.bytes().all(sound) {
        return Ok(word.to_owned());
    }
    Err("含有服务商的编号里不会有的字符；请从服务商的控制台原样复制".to_owned())
}

pub(super) fn read_budgets(from: &mut Sources<'_>) -> SmsBudgets {
    let budgets = SmsBudgets {
        number_hour: number(from, &s::SMS_NUMBER_HOUR, 1, 60),
        number_day: number(from, &s::SMS_NUMBER_DAY, 1, 200),
        address_hour: number(from, &s::SMS_ADDRESS_HOUR, 1, 100_000),
        network_hour: number(from, &s::SMS_NETWORK_HOUR, 1, 1_000_000),
        instance_day: number(from, &s::SMS_INSTANCE_DAY, 1, 10_000_000),
    };
    if budgets.number_day < budgets.number_hour {
        from.fault(&s::SMS_NUMBER_DAY, "少于每小时的条数；请填写不小于每号码每小时条数的数字");
    }
    budgets
}
