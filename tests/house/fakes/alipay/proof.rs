//! What the gateway proves of a request before it answers: from the raw bytes, by ring alone (connectors 4).
use super::super::http::Request;
use super::APP_ID;
use data_encoding::BASE64;
use ring::rand::SystemRandom;
use ring::signature::{KeyPair, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};
use time::{Date, Month, UtcOffset};

pub const INITIALIZE: &str = "alipay.user.certify.open.initialize";
const CERTIFY: &str = "alipay.user.certify.open.certify";
const QUERY: &str = "alipay.user.certify.open.query";

const NAMES: [&str; 9] =
    ["app_id", "biz_content", "charset", "format", "method", "sign", "sign_type", "timestamp", "version"];

/// A file of the vectors.
pub fn vector(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/alipay").join(name);
    std::fs::read(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()))
}

/// The key the gateway signs with, and that of the application, of which it uses the public half alone.
pub struct Keys {
    gateway: RsaKeyPair,
    app: RsaKeyPair,
}

impl Keys {
    pub fn read() -> Keys {
        Keys { gateway: key("test_gateway_key.pem"), app: key("test_app_key_pkcs8.pem") }
    }

    /// A whole answer: the node and its signature.
    pub fn signed(&self, node: &str, value: &str) -> String {
        format!(r#"{{"{node}":{value},"sign":"{}"}}"#, self.signature(value))
    }

    /// The gateway's signature over these bytes, in base64.
    pub fn signature(&self, value: &str) -> String {
        sign(&self.gateway, value)
    }

    /// The signature of somebody who is not the gateway.
    pub fn foreign_signature(&self, value: &str) -> String {
        sign(&self.app, value)
    }
}

fn key(name: &str) -> RsaKeyPair {
    let pem = String::from_utf8(vector(name)).expect("PEM is text");
    let base64: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let der = BASE64.decode(base64.as_bytes()).expect("PEM holds base64");
    RsaKeyPair::from_pkcs8(&der).expect("the test key is PKCS#8")
}

fn sign(key: &RsaKeyPair, value: &str) -> String {
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), value.as_bytes(), &mut signature).expect("it can sign");
    BASE64.encode(&signature)
}

/// A proven request.
pub struct Trial {
    pub method: &'static str,
    pub content: Value,
}

/// Proves a request to the gateway; `Err` says what Alipay would have refused.
pub fn trial(keys: &Keys, request: &Request) -> Result<Trial, String> {
    if (request.method.as_str(), request.path()) != ("POST", "/gateway.do") {
        return Err(format!("{} {} is no call of the gateway", request.method, request.path()));
    }
    let kind = request.header("content-type").unwrap_or_default();
    if kind != "application/x-www-form-urlencoded;charset=utf-8" {
        return Err(format!("the body is {kind}"));
    }
    let mut all = parameters(request.query())?;
    if all.contains_key("biz_content") {
        return Err("the content travels in the address, where it is logged".to_owned());
    }
    let body = std::str::from_utf8(&request.body).map_err(|_| "the body is no text".to_owned())?;
    let form = parameters(body)?;
    if form.keys().collect::<Vec<_>>() != ["biz_content"] {
        return Err(format!("the body holds {:?}", form.keys()));
    }
    all.extend(form);
    let method = match all.get("method").map_or("", String::as_str) {
        INITIALIZE => INITIALIZE,
        QUERY => QUERY,
        other => return Err(format!("{other} is no method for a server")),
    };
    let content = proven(keys, &all)?;
    let fits = if method == INITIALIZE { initialize_fits(&content) } else { query_fits(&content) };
    if fits { Ok(Trial { method, content }) } else { Err(format!("the content of {method} is {content}")) }
}

/// Proves the address that a phone opens.
pub fn certify(keys: &Keys, parameters: &BTreeMap<String, String>) -> Result<Value, String> {
    if parameters.get("method").map(String::as_str) != Some(CERTIFY) {
        return Err("it is for another method".to_owned());
    }
    proven(keys, parameters)
}

/// The content, if everything around it is as it must be.
fn proven(keys: &Keys, all: &BTreeMap<String, String>) -> Result<Value, String> {
    if all.keys().collect::<Vec<_>>() != NAMES {
        return Err(format!("the parameters are {:?}", all.keys()));
    }
    for (name, must) in [
        ("app_id", APP_ID),
        ("charset", "utf-8"),
        ("format", "JSON"),
        ("sign_type", "RSA2"),
        ("version", "1.0"),
    ] {
        if all[name] != must {
            return Err(format!("{name} is {}", all[name]));
        }
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is set").as_secs();
    let moment = moment(&all["timestamp"]).ok_or_else(|| format!("the timestamp is {}", all["timestamp"]))?;
    if moment.abs_diff(i64::try_from(now).expect("it is not so late")) > 600 {
        return Err(format!("the timestamp {} is not now in Beijing", all["timestamp"]));
    }
    let text: Vec<String> = all
        .iter()
        .filter(|(name, value)| *name != "sign" && !value.is_empty())
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let signature =
        BASE64.decode(all["sign"].as_bytes()).map_err(|_| "the signature is no base64".to_owned())?;
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, keys.app.public_key().as_ref())
        .verify(text.join("&").as_bytes(), &signature)
        .map_err(|_| format!("the signature is not the application's over {}", text.join("&")))?;
    serde_json::from_str(&all["biz_content"]).map_err(|_| "the content is no JSON".to_owned())
}

fn initialize_fits(content: &Value) -> bool {
    let said = |at: &str| content.pointer(at).and_then(Value::as_str).unwrap_or_default();
    let order = said("/outer_order_no");
    let person = &content["identity_param"];
    let shape = json!({
        "outer_order_no": order,
        "biz_code": "FACE",
        "identity_param": {
            "identity_type": "CERT_INFO",
            "cert_type": person["cert_type"],
            "cert_name": person["cert_name"],
            "cert_no": person["cert_no"],
        },
        "merchant_config": {
            "return_url": content["merchant_config"]["return_url"],
            "face_reserve_strategy": "never",
        },
    });
    let documents = [
        "IDENTITY_CARD",
        "HOME_VISIT_PERMIT_HK_MC",
        "HOME_VISIT_PERMIT_TAIWAN",
        "RESIDENCE_PERMIT_HK_MC",
        "RESIDENCE_PERMIT_TAIWAN",
    ];
    *content == shape
        && (1..=32).contains(&order.len())
        && order.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && documents.contains(&said("/identity_param/cert_type"))
        && !said("/identity_param/cert_name").is_empty()
        && !said("/identity_param/cert_no").is_empty()
        && said("/merchant_config/return_url").starts_with("http")
}

fn query_fits(content: &Value) -> bool {
    let certificate = content["certify_id"].as_str().unwrap_or_default();
    *content == json!({ "certify_id": certificate }) && !certificate.is_empty()
}

/// The parameters of a query or form; each comes once, and nothing is left to a decoder's taste.
pub fn parameters(encoded: &str) -> Result<BTreeMap<String, String>, String> {
    let mut parameters = BTreeMap::new();
    for pair in encoded.split('&') {
        let (name, value) = pair.split_once('=').ok_or_else(|| format!("{pair} has no value"))?;
        if parameters.insert(name.to_owned(), decoded(value)?).is_some() {
            return Err(format!("{name} comes twice"));
        }
    }
    Ok(parameters)
}

fn decoded(value: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next().unwrap_or(b'?'), rest.next().unwrap_or(b'?')];
                let digits = std::str::from_utf8(&digits).map_err(|_| format!("{value} is cut"))?;
                u8::from_str_radix(digits, 16).map_err(|_| format!("{value} is badly encoded"))?
            }
            plain if plain.is_ascii_alphanumeric() || b"-._~".contains(&plain) => plain,
            _ => return Err(format!("{value} is not percent-encoded")),
        });
    }
    String::from_utf8(bytes).map_err(|_| format!("{value} is not UTF-8"))
}

/// Seconds since 1970 of a Beijing time such as `2026-11-23 08:00:00`.
fn moment(text: &str) -> Option<i64> {
    let marks: Vec<(usize, char)> =
        text.char_indices().filter(|(_, letter)| !letter.is_ascii_digit()).collect();
    if text.len() != 19 || marks != [(4, '-'), (7, '-'), (10, ' '), (13, ':'), (16, ':')] {
        return None;
    }
    let part = |from: usize, to: usize| text[from..to].parse::<u8>().ok();
    let month = Month::try_from(part(5, 7)?).ok()?;
    let date = Date::from_calendar_date(text[..4].parse().ok()?, month, part(8, 10)?).ok()?;
    let local = date.with_hms(part(11, 13)?, part(14, 16)?, part(17, 19)?).ok()?;
    Some(local.assume_offset(UtcOffset::from_hms(8, 0, 0).ok()?).unix_timestamp())
}
