//! The vector of connectors 2.1 over the wire, and what every code means.

use super::super::http::Limits;
use super::*;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

fn around() -> Surroundings {
    fn clock() -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_795_392_000)
    }
    fn nonce() -> [u8; 16] {
        [0x31, 0x56, 0x85, 0x32, 0x99, 0xf3, 0x13, 0xe2, 0x3d, 0x16, 0x73, 0xdc, 0x12, 0xe1, 0x70, 0x3d]
    }
    Surroundings { clock, nonce }
}

fn message(template: &'static str, params: &[(&str, &str)]) -> Sms {
    Sms {
        id: "018f3c2e-0001".to_owned(),
        phone: "13900001234".to_owned(),
        template,
        text: "unused".to_owned(),
        params: params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
    }
}

fn courier(endpoint: &str) -> SmsAliyun {
    let templates = [("code", "SMS_123456789"), ("case_received", "SMS_2"), ("password_changed", "SMS_3")];
    SmsAliyun::new(
        Url::parse(endpoint).unwrap(),
        ("testAccessKeyId", "testAccessKeySecret"),
        "某县财政局".to_owned(),
        templates.map(|(name, code)| (name.to_owned(), code.to_owned())).into(),
        Caller::new(None, Limits::default()).unwrap(),
        around(),
    )
}

const CODE: &[(&str, &str)] = &[("code", "048213"), ("minutes", "3")];

#[test]
fn the_fixed_message_has_the_fixed_signature() {
    let courier = courier("https://dysmsapi.aliyuncs.com");
    let query = acs3::query(&courier.parameters(&message("code", CODE), "SMS_123456789"));
    assert_eq!(
        query,
        "OutId=018f3c2e-0001&PhoneNumbers=13900001234&SignName=%E6%9F%90%E5%8E%BF%E8%B4%A2%E6%94%BF%E5%B1%80\
         &TemplateCode=SMS_123456789&TemplateParam=%7B%22code%22%3A%22048213%22%7D"
    );
    assert_eq!(authority(&courier.endpoint), "dysmsapi.aliyuncs.com");
    let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(seal::sha256(b""), nothing);
    let headers = [
        ("host", "dysmsapi.aliyuncs.com"),
        ("x-acs-action", "SendSms"),
        ("x-acs-content-sha256", nothing),
        ("x-acs-date", "2026-11-23T00:00:00Z"),
        ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
        ("x-acs-version", "2017-05-25"),
    ];
    let question = Question { query: &query, headers: &headers, body: nothing };
    assert_eq!(question.digest(), "a828cdd0c488d2daba7bb5977b487ecd20044344443eb89a1f0f0f9a0f921778");
    assert_eq!(
        question.authorization("testAccessKeyId", &courier.key),
        "ACS3-HMAC-SHA256 Credential=testAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;\
         x-acs-date;x-acs-signature-nonce;x-acs-version,\
         Signature=48d3946256175fc813c8c92d98f155159516cf1ad1da318cb6a8239cbdbbe960"
    );
}

/// Answers one request and hands back its bytes.
async fn posted(answer: &'static str) -> (Report, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&seen);
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut raw = Vec::new();
        while !raw.windows(4).any(|four| four == b"\r\n\r\n") {
            stream.read_buf(&mut raw).await.unwrap();
        }
        *kept.lock().unwrap() = raw;
        stream.write_all(answer.as_bytes()).await.unwrap();
    });
    let report = courier(&format!("http://{address}")).send(&message("code", CODE)).await;
    server.await.unwrap();
    let raw = String::from_utf8(seen.lock().unwrap().clone()).unwrap();
    (report, raw)
}

#[tokio::test]
async fn what_is_signed_is_what_is_sent() {
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 36\r\n\r\n{\"Code\":\"OK\",\"RequestId\":\"R-1-x-yz\"}";
    let (report, raw) = posted(answer).await;
    assert_eq!(report, Report::new(Outcome::Sent, Some("R-1-x-yz".to_owned())));
    let first = "POST /?OutId=018f3c2e-0001&PhoneNumbers=13900001234&SignName=%E6%9F%90%E5%8E%BF%E8%B4%A2%E6%94%BF\
                 %E5%B1%80&TemplateCode=SMS_123456789&TemplateParam=%7B%22code%22%3A%22048213%22%7D HTTP/1.1\r\n";
    assert!(raw.starts_with(first), "{raw}");
    assert!(raw.contains("x-acs-date: 2026-11-23T00:00:00Z\r\n"), "{raw}");
    assert!(raw.contains("x-acs-signature-nonce: 3156853299f313e23d1673dc12e1703d\r\n"), "{raw}");
    assert_eq!(raw.matches("\r\nhost:").count(), 1, "{raw}");
}

#[test]
fn every_code_has_its_meaning() {
    let too_soon = |code: &str, seconds| Outcome::TooSoon(code.to_owned(), Duration::from_secs(seconds));
    let limit = "isv.BUSINESS_LIMIT_CONTROL";
    assert_eq!(outcome(200, "OK", "OK"), Outcome::Sent);
    assert_eq!(outcome(200, limit, "触发分钟级流控Permits:1"), too_soon(limit, 60));
    assert_eq!(outcome(200, limit, "触发小时级流控Permits:5"), too_soon(limit, 3600));
    assert_eq!(outcome(200, limit, "触发天级流控Permits:10"), too_soon(limit, 86_400));
    assert_eq!(outcome(200, "isv.DAY_LIMIT_CONTROL", ""), too_soon("isv.DAY_LIMIT_CONTROL", 86_400));
    let number = "isv.MOBILE_NUMBER_ILLEGAL";
    assert_eq!(outcome(200, number, ""), Outcome::WrongNumber(number.to_owned()));
    for code in [
        "isv.AMOUNT_NOT_ENOUGH",
        "isv.OUT_OF_SERVICE",
        "isv.SMS_SIGNATURE_ILLEGAL",
        "isv.SMS_TEMPLATE_ILLEGAL",
        "isv.TEMPLATE_MISSING_PARAMETERS",
        "isv.INVALID_JSON_PARAM",
        "isv.PARAM_LENGTH_LIMIT",
        "isv.BLACK_KEY_CONTROL_LIMIT",
        "isp.RAM_PERMISSION_DENY",
    ] {
        assert_eq!(outcome(200, code, ""), Outcome::Refused(code.to_owned()));
    }
    for code in ["SignatureDoesNotMatch", "InvalidAccessKeyId.NotFound", "InvalidTimeStamp.Expired"] {
        assert_eq!(outcome(400, code, ""), Outcome::Refused(code.to_owned()));
    }
    for (status, code) in [
        (200, "isp.SYSTEM_ERROR"),
        (200, "ok"),
        (200, ""),
        (200, "SomethingNew"),
        (400, ""),
        (302, "OK"),
        (500, "OK"),
    ] {
        assert_eq!(outcome(status, code, ""), Outcome::Unknown, "{status} {code}");
    }
    assert_eq!(outcome(200, "isv.\n", ""), Outcome::Refused("unreadable_code".to_owned()));
}

#[tokio::test]
async fn a_letter_without_a_template_or_with_a_line_break_never_leaves() {
    // Nothing listens there, so that a call would be unknown.
    let courier = courier("http://127.0.0.1:9");
    let refused = |code: &str| Outcome::Refused(code.to_owned());
    assert_eq!(courier.send(&message("number_claimed", &[])).await, refused("no_template"));
    let broken = message("code", &[("code", "1\r\n2")]);
    assert_eq!(courier.send(&broken).await, refused("control_character"));
}

#[test]
fn other_letters_fill_in_all_their_parts_as_texts() {
    let courier = courier("https://dysmsapi.aliyuncs.com");
    let received = message("case_received", &[("kind", "信息采集"), ("number", "98012120260001")]);
    let last = courier.parameters(&received, "SMS_2").pop().unwrap();
    assert_eq!(last.1, r#"{"kind":"信息采集","number":"98012120260001"}"#);
    let bare = courier.parameters(&message("password_changed", &[]), "SMS_3");
    assert_eq!(bare.last().unwrap().0, "TemplateCode");
}
