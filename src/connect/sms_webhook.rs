//! Text messages through a signed HTTP gateway, for bureaus with a message platform of their own.
//!
//! What always holds: the signature covers the moment and the exact bytes of the body; a message is
//! posted once per call; only a whole 2xx answer counts as sent, only a 4xx that names a code as refused.

use super::http::{Answer, Caller};
use super::{Outcome, Sending, Sms, SmsCourier};
use data_encoding::HEXLOWER;
use reqwest::Url;
use ring::hmac;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

/// The gateway of one bureau.
pub struct SmsWebhook {
    url: Url,
    key: hmac::Key,
    caller: Caller,
    clock: fn() -> SystemTime,
}

#[derive(Serialize)]
struct Body<'a> {
    id: &'a str,
    phone: &'a str,
    template: &'a str,
    text: &'a str,
    params: BTreeMap<&'a str, &'a str>,
    time: u64,
}

#[derive(Deserialize)]
struct Refusal {
    code: String,
}

impl SmsWebhook {
    /// Posts to `url`, signing with `secret`; the moment signed comes from `clock`.
    pub fn new(url: Url, secret: &str, caller: Caller, clock: fn() -> SystemTime) -> Self {
        Self { url, key: hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), caller, clock }
    }

    async fn post(&self, message: &Sms) -> Outcome {
        if !message.is_plain() {
            return Outcome::Refused("control_character".to_owned());
        }
        let time = (self.clock)().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let params = message.params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let Sms { id, phone, template, text, .. } = message;
        let body = serde_json::to_vec(&Body { id, phone, template, text, params, time })
            .expect("strings and a number always make JSON");
        let timestamp = time.to_string();
        let signature = self.signature(&timestamp, &body);
        let headers = [
            ("content-type", "application/json; charset=utf-8"),
            ("idempotency-key", id.as_str()),
            ("x-zhangfang-timestamp", timestamp.as_str()),
            ("x-zhangfang-signature", signature.as_str()),
        ];
        match self.caller.post(&self.url, &headers, body).await {
            Ok(answer) => meaning(&answer),
            Err(trouble) => {
                log::warn!("sms: outcome unknown: {id}: {trouble}");
                Outcome::Unknown
            }
        }
    }

    /// `sha256=` and the hexadecimal HMAC-SHA256 (RFC 2104) of timestamp, dot and body.
    fn signature(&self, timestamp: &str, body: &[u8]) -> String {
        let mut context = hmac::Context::with_key(&self.key);
        context.update(timestamp.as_bytes());
        context.update(b".");
        context.update(body);
        format!("sha256={}", HEXLOWER.encode(context.sign().as_ref()))
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

/// What an answer means; a refusal counts only with a short code of visible ASCII.
fn meaning(answer: &Answer) -> Outcome {
    let readable =
        |code: &String| (1..=64).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_graphic());
    match answer.status {
        200..=299 => Outcome::Sent,
        400..=499 => match serde_json::from_slice::<Refusal>(&answer.body).map(|refusal| refusal.code) {
            Ok(code) if readable(&code) => Outcome::Refused(code),
            _ => Outcome::Unknown,
        },
        _ => Outcome::Unknown,
    }
}

#[cfg(test)]
mod tests;
