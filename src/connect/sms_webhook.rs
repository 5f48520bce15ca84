//! Text messages through a signed HTTP gateway, for bureaus with a message platform of their own. The README's section
//! 短信网关协议 tells the other side all of it (connectors 2.3).
//!
//! What always holds: the seal covers the moment, the nonce, the path and the exact bytes of the body; a message is
//! posted once per call; only a 2xx that says `"ok":true` counts as sent, only a 4xx as refused.

use super::http::{Answer, Caller};
use super::outcome::kept;
use super::{Outcome, Report, Sending, Sms, SmsCourier, Surroundings, seal, sms, stamp};
use data_encoding::HEXLOWER;
use reqwest::Url;
use ring::hmac;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// The longest wait that is believed.
const LONGEST_WAIT: u64 = 24 * 3600;
/// The code with which a gateway says that nothing can be sent to a number.
const BAD_NUMBER: &str = "bad_number";

/// The gateway of one bureau.
pub struct SmsWebhook {
    url: Url,
    key: hmac::Key,
    with_text: bool,
    caller: Caller,
    around: Surroundings,
}

#[derive(Serialize)]
struct Body<'a> {
    id: &'a str,
    phone: String,
    template: &'a str,
    params: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// What a gateway may say; it may say more.
#[derive(Deserialize, Default)]
struct Said {
    ok: Option<bool>,
    code: Option<String>,
    request_id: Option<String>,
}

impl SmsWebhook {
    /// Posts to `url`, sealing with `secret`; `with_text` adds the whole wording for gateways without templates.
    pub fn new(url: Url, secret: &str, with_text: bool, caller: Caller, around: Surroundings) -> Self {
        Self { url, key: seal::key(secret.as_bytes()), with_text, caller, around }
    }

    async fn post(&self, message: &Sms) -> Report {
        if !message.is_plain() {
            return Outcome::Refused("control_character".to_owned()).into();
        }
        let body = self.body(message);
        let timestamp = stamp::seconds((self.around.clock)()).to_string();
        let nonce = HEXLOWER.encode(&(self.around.nonce)()[..8]);
        let signature = format!("v1={}", self.signature(&timestamp, &nonce, &body));
        let headers = [
            ("content-type", "application/json; charset=utf-8"),
            ("idempotency-key", message.id.as_str()),
            ("x-timestamp", timestamp.as_str()),
            ("x-nonce", nonce.as_str()),
            ("x-signature", signature.as_str()),
        ];
        match self.caller.post(&self.url, &headers, body).await {
            Ok(answer) => meaning(&answer),
            Err(trouble) => {
                log::warn!("sms: outcome unknown: {}: {trouble}", message.id);
                Outcome::Unknown.into()
            }
        }
    }

    fn body(&self, message: &Sms) -> Vec<u8> {
        let body = Body {
            id: &message.id,
            phone: message.international(),
            template: if message.template == sms::CODE { "verify_code" } else { message.template },
            params: message.params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect(),
            text: self.with_text.then_some(message.text.as_str()),
        };
        serde_json::to_vec(&body).expect("strings always make JSON")
    }

    fn signature(&self, timestamp: &str, nonce: &str, body: &[u8]) -> String {
        let path = self.url.path();
        seal::seal(&self.key, &format!("v1\n{timestamp}\n{nonce}\nPOST\n{path}\n{}", seal::sha256(body)))
    }
}

impl SmsCourier for SmsWebhook {
    fn name(&self) -> &'static str {
        "webhook"
    }

    fn send<'a>(&'a self, message: &'a Sms) -> Sending<'a> {
        Box::pin(self.post(message))
    }
}

/// What an answer means.
fn meaning(answer: &Answer) -> Report {
    let said: Said = serde_json::from_slice(&answer.body).unwrap_or_default();
    let code = || said.code.as_deref().map_or_else(|| format!("http_{}", answer.status), kept);
    let outcome = match answer.status {
        200..=299 if said.ok == Some(true) => Outcome::Sent,
        429 => match answer.header("retry-after").and_then(|wait| wait.trim().parse().ok()) {
            Some(wait) => Outcome::TooSoon(code(), Duration::from_secs(LONGEST_WAIT.min(wait).max(1))),
            None => Outcome::Refused(code()),
        },
        400..=499 if said.code.as_deref() == Some(BAD_NUMBER) => Outcome::WrongNumber(code()),
        400..=499 => Outcome::Refused(code()),
        _ => Outcome::Unknown,
    };
    Report::new(outcome, said.request_id)
}

#[cfg(test)]
mod tests;
