//! A bureau's gateway, written after the README's 短信网关协议 alone.
use super::http::{Reply, Request};
use super::post::{Behaviour, Provider, Taken, demand, fresh, hmac, needed, sha256};
use data_encoding::HEXLOWER;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

pub const SECRET: &str = "secret-of-the-fake-gateway";
pub const PATH: &str = "/sms/send";

/// The gateway at a moment, in seconds since 1970.
pub async fn open(now: i64, behave: Box<Behaviour>) -> Provider {
    Provider::open(Box::new(move |request, nonces| read(request, nonces, now)), behave).await
}

/// An answer that has taken the message.
pub fn ok() -> Reply {
    Reply::json(r#"{"ok":true,"request_id":"w-request"}"#)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    id: String,
    phone: String,
    template: String,
    params: BTreeMap<String, String>,
}

fn read(request: &Request, nonces: &mut BTreeSet<String>, now: i64) -> Result<Taken, String> {
    demand(request.method == "POST" && request.path() == PATH, "messages are posted to the agreed path")?;
    let (timestamp, nonce) = (needed(request, "x-timestamp")?, needed(request, "x-nonce")?);
    let moment: i64 = timestamp.parse().map_err(|_| "a timestamp is a number")?;
    demand((moment - now).abs() <= 5 * 60, "the timestamp is too far off")?;
    fresh(nonces, nonce, 16)?;
    let text = format!("v1\n{timestamp}\n{nonce}\nPOST\n{}\n{}", request.path(), sha256(&request.body));
    let wanted = format!("v1={}", HEXLOWER.encode(&hmac(SECRET.as_bytes(), &text)));
    demand(needed(request, "x-signature")? == wanted, "the signature does not match")?;
    let Body { id, phone, template, params } =
        serde_json::from_slice(&request.body).map_err(|cause| format!("the body: {cause}"))?;
    demand(needed(request, "idempotency-key")? == id, "the key is the id")?;
    demand(phone.len() == 14 && phone.starts_with("+861"), "a number is E.164")?;
    let filling = params.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    Ok(Taken { phone, id, template, filling })
}
