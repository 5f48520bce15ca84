//! Text messages through Tencent Cloud's 短信, SendSms of version 2021-01-11 (connectors 2.2).
//!
//! What always holds: a message is posted once per call; only `Ok` for the one number and the one id that were asked
//! counts as sent; what the provider may have taken although it complains is unknown.

mod tc3;

use super::http::{Answer, Caller, authority};
use super::outcome::kept;
use super::{Outcome, Report, Sending, Sms, SmsCourier, Surroundings, stamp};
use reqwest::Url;
use ring::hmac;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;
use tc3::Question;

const TYPE: &str = "application/json; charset=utf-8";
const ACTION: &str = "SendSms";
const VERSION: &str = "2021-01-11";
const DAY: Duration = Duration::from_secs(24 * 3600);

/// What names the application at Tencent Cloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TencentApp {
    /// SmsSdkAppId.
    pub id: String,
    /// The approved signature, without 【】.
    pub sign_name: String,
    /// The region whose interface is called.
    pub region: String,
}

/// One application at Tencent Cloud.
pub struct SmsTencent {
    endpoint: Url,
    secret_id: String,
    key: hmac::Key,
    app: TencentApp,
    templates: BTreeMap<String, String>,
    caller: Caller,
    around: Surroundings,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Body<'a> {
    phone_number_set: [&'a str; 1],
    sms_sdk_app_id: &'a str,
    sign_name: &'a str,
    template_id: &'a str,
    template_param_set: Vec<&'a str>,
    session_context: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Said {
    response: Response,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Response {
    #[serde(default)]
    send_status_set: Vec<Status>,
    error: Option<Fault>,
    request_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Status {
    phone_number: String,
    #[serde(default)]
    session_context: String,
    code: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Fault {
    code: String,
}

impl SmsTencent {
    /// Posts to the root of `endpoint`; `secret` is the id and the key, `templates` gives the provider's template id for
    /// each letter's template, and a letter without one is refused as `no_template`.
    pub fn new(
        endpoint: Url,
        secret: (&str, &str),
        app: TencentApp,
        templates: BTreeMap<String, String>,
        caller: Caller,
        around: Surroundings,
    ) -> Self {
        let (secret_id, key) = (secret.0.to_owned(), tc3::key(secret.1));
        Self { endpoint, secret_id, key, app, templates, caller, around }
    }

    async fn post(&self, message: &Sms) -> Report {
        let Some(template) = self.templates.get(message.template) else {
            return Outcome::Refused("no_template".to_owned()).into();
        };
        if !message.is_plain() {
            return Outcome::Refused("control_character".to_owned()).into();
        }
        let phone = message.international();
        let payload = self.payload(message, &phone, template);
        let timestamp = stamp::seconds((self.around.clock)());
        let authorization = self.authorization(timestamp, &payload);
        let (host, moment) = (authority(&self.endpoint), timestamp.to_string());
        let headers = [
            ("content-type", TYPE),
            ("host", host.as_str()),
            ("x-tc-action", ACTION),
            ("x-tc-version", VERSION),
            ("x-tc-region", self.app.region.as_str()),
            ("x-tc-timestamp", moment.as_str()),
            ("authorization", authorization.as_str()),
        ];
        match self.caller.post(&self.endpoint, &headers, payload).await {
            Ok(answer) => self.meaning(&answer, timestamp, &phone, &message.id),
            Err(trouble) => {
                log::warn!("sms: outcome unknown: {}: {trouble}", message.id);
                Outcome::Unknown.into()
            }
        }
    }

    fn payload(&self, message: &Sms, phone: &str, template: &str) -> Vec<u8> {
        let body = Body {
            phone_number_set: [phone],
            sms_sdk_app_id: &self.app.id,
            sign_name: &self.app.sign_name,
            template_id: template,
            template_param_set: message.filling().into_iter().map(|(_, value)| value).collect(),
            session_context: &message.id,
        };
        serde_json::to_vec(&body).expect("strings always make JSON")
    }

    fn authorization(&self, timestamp: u64, payload: &[u8]) -> String {
        let (host, action) = (authority(&self.endpoint), ACTION.to_ascii_lowercase());
        let headers = [("content-type", TYPE), ("host", host.as_str()), ("x-tc-action", action.as_str())];
        let question = Question { service: "sms", timestamp, headers: &headers, payload };
        question.authorization(&self.secret_id, &self.key)
    }

    fn meaning(&self, answer: &Answer, timestamp: u64, phone: &str, id: &str) -> Report {
        let said: Option<Said> = serde_json::from_slice(&answer.body).ok().filter(|_| answer.status == 200);
        let Some(Said { response }) = said else { return Outcome::Unknown.into() };
        if response.error.as_ref().is_some_and(|fault| fault.code == "AuthFailure.SignatureExpire") {
            stamp::tell_skew(self.name(), timestamp, answer);
        }
        let outcome = match (&response.error, &response.send_status_set[..]) {
            (Some(fault), _) => refusal(&fault.code),
            (None, [one]) if one.phone_number == phone && one.session_context == id => {
                match one.code.as_str() {
                    "Ok" => Outcome::Sent,
                    code => refusal(code),
                }
            }
            // Another number, somebody else's id, several or none: whatever that is, it is no answer to this question.
            (None, _) => Outcome::Unknown,
        };
        Report::new(outcome, response.request_id)
    }
}

impl SmsCourier for SmsTencent {
    fn name(&self) -> &'static str {
        "tencent"
    }

    fn send<'a>(&'a self, message: &'a Sms) -> Sending<'a> {
        Box::pin(self.post(message))
    }
}

/// What a code other than `Ok` means; one that is not known to be a refusal is unknown.
fn refusal(code: &str) -> Outcome {
    let (kind, rest) = code.split_once('.').unwrap_or((code, ""));
    match (kind, rest) {
        ("LimitExceeded", rest) => match wait_of(rest) {
            Some(wait) => Outcome::TooSoon(kept(code), wait),
            None => Outcome::Refused(kept(code)),
        },
        ("InvalidParameterValue", "IncorrectPhoneNumber") | ("FailedOperation", "PhoneNumberInBlacklist") => {
            Outcome::WrongNumber(kept(code))
        }
        (
            "FailedOperation",
            "SignatureIncorrectOrUnapproved"
            | "TemplateIncorrectOrUnapproved"
            | "TemplateUnapprovedOrNotExist"
            | "TemplateParamSetNotMatchApprovedTemplate"
            | "InsufficientBalanceInSmsPackage",
        )
        | (
            "InvalidParameter"
            | "InvalidParameterValue"
            | "MissingParameter"
            | "UnauthorizedOperation"
            | "UnsupportedOperation"
            | "AuthFailure"
            | "RequestLimitExceeded",
            _,
        ) => Outcome::Refused(kept(code)),
        _ => Outcome::Unknown,
    }
}

/// How long until the limit of this name passes.
fn wait_of(limit: &str) -> Option<Duration> {
    match limit {
        limit if limit.ends_with("ThirtySecondLimit") => Some(Duration::from_secs(30)),
        limit if limit.ends_with("OneHourLimit") => Some(Duration::from_secs(3600)),
        limit if limit.ends_with("DailyLimit") => Some(DAY),
        "DeliveryFrequencyLimit" => Some(Duration::from_secs(60)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
