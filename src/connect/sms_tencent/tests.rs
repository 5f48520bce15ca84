//! The vector of connectors 2.2, and what every answer means.

use super::super::http::Limits;
use super::*;
use reqwest::header::HeaderMap;
use std::time::{SystemTime, UNIX_EPOCH};

const PHONE: &str = "+8613900001234";
const ID: &str = "018f3c2e-0001";

fn courier() -> SmsTencent {
    fn clock() -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_795_392_000)
    }
    let (id, sign_name, region) = ("1400000000".into(), "某县财政局".into(), "ap-guangzhou".into());
    let templates = [("code", "1234567"), ("case_received", "2")];
    SmsTencent::new(
        Url::parse("https://sms.tencentcloudapi.com").unwrap(),
        ("AKIDTESTTESTTESTTESTTESTTESTTESTTEST", "testSecretKeytestSecretKeytest00"),
        TencentApp { id, sign_name, region },
        templates.map(|(name, code)| (name.to_owned(), code.to_owned())).into(),
        Caller::new(None, Limits::default()).unwrap(),
        Surroundings { clock, nonce: || [0; 16] },
    )
}

fn message(template: &'static str, params: &[(&str, &str)]) -> Sms {
    Sms {
        id: ID.to_owned(),
        phone: "13900001234".to_owned(),
        template,
        text: "unused".to_owned(),
        params: params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
    }
}

#[test]
fn the_fixed_message_has_the_fixed_bytes_and_the_fixed_signature() {
    let courier = courier();
    let payload =
        courier.payload(&message("code", &[("code", "048213"), ("minutes", "3")]), PHONE, "1234567");
    assert_eq!(
        String::from_utf8_lossy(&payload),
        "{\"PhoneNumberSet\":[\"+8613900001234\"],\"SmsSdkAppId\":\"1400000000\",\"SignName\":\"某县财政局\",\
         \"TemplateId\":\"1234567\",\"TemplateParamSet\":[\"048213\"],\"SessionContext\":\"018f3c2e-0001\"}"
    );
    assert_eq!(
        courier.authorization(1_795_392_000, &payload),
        "TC3-HMAC-SHA256 Credential=AKIDTESTTESTTESTTESTTESTTESTTESTTEST/2026-11-23/sms/tc3_request, \
         SignedHeaders=content-type;host;x-tc-action, \
         Signature=6d643216be01320d2d8c2efe71dd1d594b289e00c4e1242ff7405b72af038ead"
    );
}

#[test]
fn other_letters_fill_in_all_their_parts_in_order() {
    let received = message("case_received", &[("kind", "信息采集"), ("number", "7")]);
    let payload = courier().payload(&received, PHONE, "2");
    assert!(String::from_utf8_lossy(&payload).contains(r#""TemplateParamSet":["信息采集","7"]"#));
}

#[tokio::test]
async fn a_letter_without_a_template_never_leaves() {
    let refused = Outcome::Refused("no_template".to_owned());
    assert_eq!(courier().send(&message("number_claimed", &[])).await, refused);
}

fn meant(status: u16, body: &str) -> Report {
    let answer = Answer { status, headers: HeaderMap::new(), body: body.as_bytes().to_vec() };
    courier().meaning(&answer, 1_795_392_000, PHONE, ID)
}

fn status_of(phone: &str, session: &str, code: &str) -> String {
    format!(
        r#"{{"SerialNo":"1","PhoneNumber":"{phone}","Fee":1,"SessionContext":"{session}","Code":"{code}"}}"#
    )
}

fn response(statuses: &[String]) -> String {
    format!(r#"{{"Response":{{"SendStatusSet":[{}],"RequestId":"r-1"}}}}"#, statuses.join(","))
}

#[test]
fn only_ok_for_our_number_and_our_id_counts() {
    let ours = status_of(PHONE, ID, "Ok");
    let sent = Report::new(Outcome::Sent, Some("r-1".to_owned()));
    assert_eq!(meant(200, &response(std::slice::from_ref(&ours))), sent);
    let other = status_of("+8613900001235", ID, "Ok");
    for statuses in [
        vec![],
        vec![status_of(PHONE, ID, "ok")],
        vec![status_of(PHONE, ID, "OK")],
        vec![other.clone()],
        vec![status_of("13900001234", ID, "Ok")],
        vec![status_of(PHONE, "018f3c2e-0002", "Ok")],
        vec![ours.clone(), other],
        vec![status_of("+8613900001235", ID, "LimitExceeded.PhoneNumberDailyLimit")],
    ] {
        assert_eq!(meant(200, &response(&statuses)), Outcome::Unknown, "{statuses:?}");
    }
    assert_eq!(meant(500, &response(&[ours])), Outcome::Unknown);
    for body in ["", "<html>", "{}", r#"{"Response":{}}"#, r#"{"Response":{"SendStatusSet":"Ok"}}"#] {
        assert_eq!(meant(200, body), Outcome::Unknown, "{body}");
    }
}

#[test]
fn every_code_has_its_meaning() {
    let limits = [
        ("LimitExceeded.PhoneNumberThirtySecondLimit", 30),
        ("LimitExceeded.PhoneNumberOneHourLimit", 3600),
        ("LimitExceeded.PhoneNumberDailyLimit", 86_400),
        ("LimitExceeded.PhoneNumberSameContentDailyLimit", 86_400),
        ("LimitExceeded.DeliveryFrequencyLimit", 60),
        ("LimitExceeded.AppDailyLimit", 86_400),
    ];
    for (code, seconds) in limits {
        let wait = Outcome::TooSoon(code.to_owned(), Duration::from_secs(seconds));
        assert_eq!(meant(200, &response(&[status_of(PHONE, ID, code)])), wait);
    }
    for code in ["InvalidParameterValue.IncorrectPhoneNumber", "FailedOperation.PhoneNumberInBlacklist"] {
        assert_eq!(refusal(code), Outcome::WrongNumber(code.to_owned()));
    }
    for code in [
        "FailedOperation.SignatureIncorrectOrUnapproved",
        "FailedOperation.TemplateIncorrectOrUnapproved",
        "FailedOperation.TemplateUnapprovedOrNotExist",
        "FailedOperation.TemplateParamSetNotMatchApprovedTemplate",
        "FailedOperation.InsufficientBalanceInSmsPackage",
        "InvalidParameterValue.TemplateParameterFormatError",
        "UnauthorizedOperation.SmsSdkAppIdVerifyFail",
        "AuthFailure.SignatureFailure",
        "AuthFailure.SecretIdNotFound",
        "AuthFailure.SignatureExpire",
        "LimitExceeded.PhoneNumberCountLimit",
    ] {
        let body =
            format!(r#"{{"Response":{{"Error":{{"Code":"{code}","Message":"m"}},"RequestId":"r-1"}}}}"#);
        assert_eq!(meant(200, &body), Report::new(Outcome::Refused(code.to_owned()), Some("r-1".to_owned())));
    }
    for code in ["InternalError.SendAndRecvFail", "InternalError", "FailedOperation.SomethingNew", ""] {
        assert_eq!(refusal(code), Outcome::Unknown, "{code}");
    }
}
