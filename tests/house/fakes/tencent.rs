//! Tencent Cloud's SendSms, as its documents say it: everything is worked out anew from the raw request.
use super::http::{Reply, Request};
use super::post::{Behaviour, Provider, Taken, demand, hmac, needed, sha256};
use data_encoding::HEXLOWER;
use serde::Deserialize;
use serde_json::json;

pub const SECRET_ID: &str = "AKIDofTheFake";
pub const SECRET_KEY: &str = "secret-of-the-fake-of-tencent";
pub const APP_ID: &str = "1400000007";
pub const SIGN_NAME: &str = "青岚县财政局";
pub const REGION: &str = "ap-guangzhou";

/// The provider at a moment, in seconds since 1970.
pub async fn open(now: i64, behave: Box<Behaviour>) -> Provider {
    Provider::open(Box::new(move |request, _| read(request, now)), behave).await
}

/// The answer about one number.
pub fn status(phone: &str, session: &str, code: &str) -> Reply {
    answer(json!([{"SerialNo": "9", "PhoneNumber": phone, "Fee": 1, "SessionContext": session, "Code": code,
        "Message": "m", "IsoCode": "CN"}]))
}

/// The answer with these statuses.
pub fn answer(statuses: serde_json::Value) -> Reply {
    Reply::json(json!({"Response": {"SendStatusSet": statuses, "RequestId": "t-request"}}).to_string())
}

/// The answer to a request that was not let in.
pub fn error(code: &str) -> Reply {
    let error = json!({"Code": code, "Message": "m"});
    Reply::json(json!({"Response": {"Error": error, "RequestId": "t-request"}}).to_string())
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Body {
    phone_number_set: Vec<String>,
    sms_sdk_app_id: String,
    sign_name: String,
    template_id: String,
    template_param_set: Vec<String>,
    session_context: String,
}

fn read(request: &Request, now: i64) -> Result<Taken, String> {
    demand(request.method == "POST" && request.target == "/", "SendSms is posted to /")?;
    demand(needed(request, "x-tc-action")? == "SendSms", "the action is SendSms")?;
    demand(needed(request, "x-tc-version")? == "2021-01-11", "the version is 2021-01-11")?;
    demand(needed(request, "x-tc-region")? == REGION, "the region")?;
    demand(needed(request, "content-type")? == "application/json; charset=utf-8", "the type to the letter")?;
    demand(needed(request, "host")?.starts_with("127.0.0.1:"), "the host that was called")?;
    let moment: i64 = needed(request, "x-tc-timestamp")?.parse().map_err(|_| "a timestamp is a number")?;
    demand((moment - now).abs() <= 5 * 60, "AuthFailure.SignatureExpire")?;
    signature(request, moment)?;
    let body: Body = serde_json::from_slice(&request.body).map_err(|cause| format!("the body: {cause}"))?;
    demand(body.sms_sdk_app_id == APP_ID && body.sign_name == SIGN_NAME, "application or signature's name")?;
    let [phone] = &body.phone_number_set[..] else { return Err("one number".into()) };
    demand(phone.len() == 14 && phone.starts_with("+861"), "a number is E.164")?;
    let code = |one: &String| one.len() <= 6 && one.bytes().all(|byte| byte.is_ascii_digit());
    let verification = body.template_id == "1001";
    demand(!verification || body.template_param_set.iter().all(code), "TemplateParameterFormatError")?;
    let Body { template_id, template_param_set, session_context, .. } = body;
    Ok(Taken {
        phone: phone.clone(),
        id: session_context,
        template: template_id,
        filling: template_param_set,
    })
}

fn signature(request: &Request, moment: i64) -> Result<(), String> {
    let day =
        time::OffsetDateTime::from_unix_timestamp(moment).map_err(|_| "a timestamp is a moment")?.date();
    let date = format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day());
    let canonical = format!(
        "POST\n/\n\ncontent-type:{}\nhost:{}\nx-tc-action:{}\n\ncontent-type;host;x-tc-action\n{}",
        needed(request, "content-type")?,
        needed(request, "host")?,
        needed(request, "x-tc-action")?.to_lowercase(),
        sha256(&request.body)
    );
    let scope = format!("{date}/sms/tc3_request");
    let text = format!("TC3-HMAC-SHA256\n{moment}\n{scope}\n{}", sha256(canonical.as_bytes()));
    let dated = hmac(format!("TC3{SECRET_KEY}").as_bytes(), &date);
    let signed = HEXLOWER.encode(&hmac(&hmac(&hmac(&dated, "sms"), "tc3_request"), &text));
    let wanted = format!(
        "TC3-HMAC-SHA256 Credential={SECRET_ID}/{scope}, SignedHeaders=content-type;host;x-tc-action, \
         Signature={signed}"
    );
    demand(needed(request, "authorization")? == wanted, "AuthFailure.SignatureFailure")
}
