//! Aliyun's SendSms, as its documents say it: everything is worked out anew from the raw request.
use super::http::{Reply, Request};
use super::post::{Behaviour, Provider, Taken, demand, fresh, hmac, needed, sha256};
use data_encoding::HEXLOWER;
use std::collections::{BTreeMap, BTreeSet};

pub const KEY_ID: &str = "LTAI5tTestKeyOfTheFake";
pub const SECRET: &str = "secret-of-the-fake-of-aliyun";
pub const SIGN_NAME: &str = "青岚县财政局";

/// The provider at a moment, in seconds since 1970.
pub async fn open(now: i64, behave: Box<Behaviour>) -> Provider {
    Provider::open(Box::new(move |request, nonces| read(request, nonces, now)), behave).await
}

/// The answer to a message with this code.
pub fn answer(code: &str, message: &str) -> Reply {
    let body =
        serde_json::json!({"Code": code, "Message": message, "RequestId": "A-REQUEST", "BizId": "1^0"});
    Reply::json(body.to_string())
}

fn read(request: &Request, nonces: &mut BTreeSet<String>, now: i64) -> Result<Taken, String> {
    demand(request.method == "POST" && request.path() == "/", "SendSms is posted to /")?;
    demand(needed(request, "x-acs-action")? == "SendSms", "the action is SendSms")?;
    demand(needed(request, "x-acs-version")? == "2017-05-25", "the version is 2017-05-25")?;
    let off = seconds(needed(request, "x-acs-date")?).ok_or("x-acs-date is ISO 8601 in UTC")? - now;
    demand(off.abs() <= 15 * 60, "the date is more than 15 minutes off")?;
    fresh(nonces, needed(request, "x-acs-signature-nonce")?, 32)?;
    demand(needed(request, "x-acs-content-sha256")? == sha256(&request.body), "the body has another digest")?;
    let parameters = parameters(request.query())?;
    signature(request, &parameters)?;
    let of = |name: &str| parameters.get(name).cloned().ok_or(format!("no parameter {name}"));
    demand(of("SignName")? == SIGN_NAME, "the signature's name is not ours")?;
    let phone = of("PhoneNumbers")?;
    demand(phone.len() == 11 && phone.bytes().all(|b| b.is_ascii_digit()), "a number has 11 digits")?;
    let filling: BTreeMap<String, String> = match parameters.get("TemplateParam") {
        Some(json) => serde_json::from_str(json).map_err(|_| "TemplateParam is an object of texts")?,
        None => BTreeMap::new(),
    };
    let filling = filling.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    Ok(Taken { phone, id: of("OutId")?, template: of("TemplateCode")?, filling })
}

fn signature(request: &Request, parameters: &BTreeMap<String, String>) -> Result<(), String> {
    let given = needed(request, "authorization")?.strip_prefix("ACS3-HMAC-SHA256 ").ok_or("the algorithm")?;
    let parts: BTreeMap<&str, &str> = given.split(',').filter_map(|part| part.split_once('=')).collect();
    let of = |name: &str| parts.get(name).copied().ok_or(format!("no {name}"));
    demand(of("Credential")? == KEY_ID, "the key is not known")?;
    let signed: Vec<&str> = of("SignedHeaders")?.split(';').collect();
    demand(signed.is_sorted(), "signed headers are sorted")?;
    let must = |name: &str| name == "host" || name == "content-type" || name.starts_with("x-acs-");
    let all = request.headers.iter().filter(|(name, _)| must(name)).count();
    demand(
        all == signed.len() && signed.iter().all(|name| must(name)),
        "host and all of x-acs-* are signed",
    )?;
    let mut headers = String::new();
    for name in &signed {
        headers.push_str(&format!("{name}:{}\n", needed(request, name)?));
    }
    let query: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    let canonical =
        format!("POST\n/\n{}\n{headers}\n{}\n{}", query.join("&"), signed.join(";"), sha256(&request.body));
    let text = format!("ACS3-HMAC-SHA256\n{}", sha256(canonical.as_bytes()));
    let ours = HEXLOWER.encode(&hmac(SECRET.as_bytes(), &text));
    demand(of("Signature")? == ours, "SignatureDoesNotMatch")
}

fn parameters(query: &str) -> Result<BTreeMap<String, String>, String> {
    let mut parameters = BTreeMap::new();
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').ok_or("a parameter has a value")?;
        let before = parameters.insert(decoded(name)?, decoded(value)?);
        demand(before.is_none(), "a parameter came twice")?;
    }
    Ok(parameters)
}

fn decoded(text: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let two = [rest.next().unwrap_or(0), rest.next().unwrap_or(0)];
                let two = std::str::from_utf8(&two).map_err(|_| "a broken escape")?;
                u8::from_str_radix(two, 16).map_err(|_| "a broken escape")?
            }
            b'+' => b' ',
            byte => byte,
        });
    }
    String::from_utf8(bytes).map_err(|_| "parameters are UTF-8".to_owned())
}

fn encoded(text: &str) -> String {
    let plain =
        |byte: u8| matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~');
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// Seconds since 1970 of `2026-11-23T00:00:00Z`.
fn seconds(text: &str) -> Option<i64> {
    let numbers: Vec<u16> =
        text.strip_suffix('Z')?.split(['-', 'T', ':']).filter_map(|n| n.parse().ok()).collect();
    let [year, month, day, hour, minute, second] = numbers[..] else { return None };
    let small = |number: u16| u8::try_from(number).ok();
    let month = time::Month::try_from(small(month)?).ok()?;
    let date = time::Date::from_calendar_date(year.into(), month, small(day)?).ok()?;
    let moment = date.with_hms(small(hour)?, small(minute)?, small(second)?).ok()?;
    Some(moment.assume_utc().unix_timestamp())
}
