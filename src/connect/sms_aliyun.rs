//! Text messages through Aliyun's 短信服务, SendSms of version 2017-05-25 (connectors 2.1).
//!
//! What always holds: a message is posted once per call; only `"Code":"OK"` under status 200 counts as sent; what the
//! provider may have taken although it complains is unknown.

mod acs3;

use super::http::{Answer, Caller, authority};
use super::outcome::kept;
use super::{Outcome, Report, Sending, Sms, SmsCourier, Surroundings, seal, stamp};
use acs3::Question;
use data_encoding::HEXLOWER;
use reqwest::Url;
use ring::hmac;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::time::Duration;

const ACTION: &str = "SendSms";
const VERSION: &str = "2017-05-25";
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// One account at Aliyun.
pub struct SmsAliyun {
    endpoint: Url,
    key_id: String,
    key: hmac::Key,
    sign_name: String,
    templates: BTreeMap<String, String>,
    caller: Caller,
    around: Surroundings,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct Said {
    code: String,
    message: String,
    request_id: Option<String>,
}

impl SmsAliyun {
    /// Posts to the root of `endpoint`; `key` is the AccessKey's id and secret, `templates` gives the provider's template
    /// code for each letter's template, and a letter without one is refused as `no_template`.
    pub fn new(
        endpoint: Url,
        key: (&str, &str),
        sign_name: String,
        templates: BTreeMap<String, String>,
        caller: Caller,
        around: Surroundings,
    ) -> Self {
        let (key_id, key) = (key.0.to_owned(), seal::key(key.1.as_bytes()));
        Self { endpoint, key_id, key, sign_name, templates, caller, around }
    }

    async fn post(&self, message: &Sms) -> Report {
        let Some(template) = self.templates.get(message.template) else {
            return Outcome::Refused("no_template".to_owned()).into();
        };
        if !message.is_plain() {
            return Outcome::Refused("control_character".to_owned()).into();
        }
        let query = acs3::query(&self.parameters(message, template));
        let now = stamp::seconds((self.around.clock)());
        let (host, date) = (authority(&self.endpoint), stamp::iso(now));
        let (nonce, nothing) = (HEXLOWER.encode(&(self.around.nonce)()), seal::sha256(b""));
        let mut headers = vec![
            ("host", host.as_str()),
            ("x-acs-action", ACTION),
            ("x-acs-content-sha256", nothing.as_str()),
            ("x-acs-date", date.as_str()),
            ("x-acs-signature-nonce", nonce.as_str()),
            ("x-acs-version", VERSION),
        ];
        let question = Question { query: &query, headers: &headers, body: &nothing };
        let authorization = question.authorization(&self.key_id, &self.key);
        headers.push(("authorization", &authorization));
        let mut url = self.endpoint.clone();
        url.set_query(Some(&query));
        match self.caller.post(&url, &headers, Vec::new()).await {
            Ok(answer) => self.meaning(&answer, now),
            Err(trouble) => {
                log::warn!("sms: outcome unknown: {}: {trouble}", message.id);
                Outcome::Unknown.into()
            }
        }
    }

    fn parameters(&self, message: &Sms, template: &str) -> Vec<(&'static str, String)> {
        let filling: BTreeMap<_, _> = message.filling().into_iter().collect();
        let mut parameters = vec![
            ("OutId", message.id.clone()),
            ("PhoneNumbers", message.phone.clone()),
            ("SignName", self.sign_name.clone()),
            ("TemplateCode", template.to_owned()),
        ];
        if !filling.is_empty() {
            let json = serde_json::to_string(&filling).expect("strings always make JSON");
            parameters.push(("TemplateParam", json));
        }
        parameters
    }

    fn meaning(&self, answer: &Answer, now: u64) -> Report {
        let said: Said = serde_json::from_slice(&answer.body).unwrap_or_default();
        if (400..500).contains(&answer.status) && said.code.starts_with("InvalidTimeStamp") {
            stamp::tell_skew(self.name(), now, answer);
        }
        Report::new(outcome(answer.status, &said.code, &said.message), said.request_id)
    }
}

impl SmsCourier for SmsAliyun {
    fn name(&self) -> &'static str {
        "aliyun"
    }

    fn send<'a>(&'a self, message: &'a Sms) -> Sending<'a> {
        Box::pin(self.post(message))
    }
}

/// What status and code mean. Business errors come under 200; under 4xx the signature, the key or the moment was not
/// accepted, so that nothing was tried; anything else may have left.
fn outcome(status: u16, code: &str, message: &str) -> Outcome {
    match (status, code) {
        (200, "OK") => Outcome::Sent,
        (200, "isv.BUSINESS_LIMIT_CONTROL") => Outcome::TooSoon(kept(code), wait_in(message)),
        (200, "isv.DAY_LIMIT_CONTROL") => Outcome::TooSoon(kept(code), DAY),
        (200, "isv.MOBILE_NUMBER_ILLEGAL") => Outcome::WrongNumber(kept(code)),
        (200, "isp.RAM_PERMISSION_DENY") => Outcome::Refused(kept(code)),
        (200, code) if code.starts_with("isv.") => Outcome::Refused(kept(code)),
        (400..=499, code) if !code.is_empty() => Outcome::Refused(kept(code)),
        _ => Outcome::Unknown,
    }
}

/// How long until the window passes that the flow control names: 触发分钟级流控Permits:1, 小时级 or 天级.
fn wait_in(message: &str) -> Duration {
    match message {
        text if text.contains("分钟级") => MINUTE,
        text if text.contains("天级") => DAY,
        _ => HOUR,
    }
}

#[cfg(test)]
mod tests;
