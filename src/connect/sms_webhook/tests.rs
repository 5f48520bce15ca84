//! A gateway on loopback that records raw bytes and answers by script.

use super::super::http::{Limits, Trouble};
use super::*;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const SECRET: &str = "webhook-secret-0123456789abcdef";
const OK: &str = r#"{"ok":true,"request_id":"g-7"}"#;

/// What the gateway does once it has read a request.
#[derive(Clone)]
enum Script {
    Answer(String),
    Stall,
    Endless,
    Hangup,
}

struct Gateway {
    address: String,
    seen: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Gateway {
    async fn open(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let recorded = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, script.clone(), Arc::clone(&recorded)));
            }
        });
        Self { address, seen }
    }

    fn requests(&self) -> Vec<Vec<u8>> {
        self.seen.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, script: Script, seen: Arc<Mutex<Vec<Vec<u8>>>>) {
    let mut raw = Vec::new();
    while !is_whole(&raw) {
        if stream.read_buf(&mut raw).await.unwrap_or(0) == 0 {
            return;
        }
    }
    seen.lock().unwrap().push(raw);
    match script {
        Script::Answer(text) => drop(stream.write_all(text.as_bytes()).await),
        Script::Stall => std::future::pending().await,
        Script::Hangup => {}
        Script::Endless => {
            let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
            let mut going = stream.write_all(head).await.is_ok();
            while going {
                going = stream.write_all(b"400\r\n").await.is_ok()
                    && stream.write_all(&[b'x'; 1024]).await.is_ok()
                    && stream.write_all(b"\r\n").await.is_ok();
            }
        }
    }
}

fn split(raw: &[u8]) -> Option<(String, &[u8])> {
    let end = raw.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some((String::from_utf8_lossy(&raw[..end]).to_string(), &raw[end + 4..]))
}

fn header(head: &str, name: &str) -> Option<String> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

fn is_whole(raw: &[u8]) -> bool {
    split(raw).is_some_and(|(head, body)| {
        header(&head, "content-length").and_then(|length| length.parse().ok()) == Some(body.len())
    })
}

fn answer(status: &str, body: &str) -> Script {
    Script::Answer(format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n{body}", body.len()))
}

fn around() -> Surroundings {
    fn noon() -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_795_392_000)
    }
    fn nonce() -> [u8; 16] {
        [0xb7, 0xc9, 0xf3, 0xd2, 0xa1, 0xe0, 0x4c, 0x55, 9, 9, 9, 9, 9, 9, 9, 9]
    }
    Surroundings { clock: noon, nonce }
}

fn message() -> Sms {
    Sms {
        id: "018f3c2e-0001".to_owned(),
        phone: "13900001234".to_owned(),
        template: "code",
        text: "验证码 048213".to_owned(),
        params: vec![("minutes".to_owned(), "3".to_owned()), ("code".to_owned(), "048213".to_owned())],
    }
}

fn webhook(gateway: &Gateway, total: Duration, with_text: bool) -> SmsWebhook {
    let caller = Caller::new(None, Limits { total, ..Limits::default() }).unwrap();
    let url = Url::parse(&format!("http://{}/sms/send", gateway.address)).unwrap();
    SmsWebhook::new(url, SECRET, with_text, caller, around())
}

async fn outcome_of(script: Script) -> (Report, usize) {
    let patience = match script {
        Script::Stall => Duration::from_millis(100),
        _ => Duration::from_secs(10),
    };
    let gateway = Gateway::open(script).await;
    let outcome = webhook(&gateway, patience, false).send(&message()).await;
    (outcome, gateway.requests().len())
}

#[tokio::test]
async fn the_fixed_message_has_the_fixed_bytes_and_the_fixed_signature() {
    let gateway = Gateway::open(answer("202 Accepted", OK)).await;
    let report = webhook(&gateway, Duration::from_secs(10), false).send(&message()).await;
    assert_eq!(report, Report::new(Outcome::Sent, Some("g-7".to_owned())));
    let requests = gateway.requests();
    let (head, body) = split(&requests[0]).unwrap();
    assert!(head.starts_with("POST /sms/send HTTP/1.1\r\n"));
    assert_eq!(
        String::from_utf8_lossy(body),
        r#"{"id":"018f3c2e-0001","phone":"+8613900001234","template":"verify_code","params":{"code":"048213","minutes":"3"}}"#
    );
    for (name, value) in [
        ("X-Timestamp", "1795392000"),
        ("X-Nonce", "b7c9f3d2a1e04c55"),
        ("Idempotency-Key", "018f3c2e-0001"),
        ("Content-Type", "application/json; charset=utf-8"),
        ("X-Signature", "v1=bea449b2a6760f8d98ff57d8238c2e87191aa1e29c84a5c75bf2312d3a06b7c3"),
    ] {
        assert_eq!(header(&head, name).as_deref(), Some(value), "{name}");
    }
}

#[tokio::test]
async fn the_wording_goes_along_where_the_operator_wants_it_and_is_sealed_too() {
    let gateway = Gateway::open(answer("200 OK", OK)).await;
    assert_eq!(webhook(&gateway, Duration::from_secs(10), true).send(&message()).await, Outcome::Sent);
    let requests = gateway.requests();
    let (head, body) = split(&requests[0]).unwrap();
    assert!(String::from_utf8_lossy(body).ends_with(r#""minutes":"3"},"text":"验证码 048213"}"#));
    let digest = HEXLOWER.encode(ring::digest::digest(&ring::digest::SHA256, body).as_ref());
    let signed = format!("v1\n1795392000\nb7c9f3d2a1e04c55\nPOST\n/sms/send\n{digest}");
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes()), signed.as_bytes());
    assert_eq!(header(&head, "X-Signature"), Some(format!("v1={}", HEXLOWER.encode(tag.as_ref()))));
}

#[tokio::test]
async fn a_client_error_is_a_refusal_with_the_code_that_the_gateway_gives() {
    let refused = |code: &str| Outcome::Refused(code.to_owned());
    for (body, code) in [
        (r#"{"code":"daily_limit","x":1}"#, "daily_limit"),
        (r#"{"code":"a\nb"}"#, "unreadable_code"),
        (r#"{"ok":true}"#, "http_422"),
        (r#"{"code":7}"#, "http_422"),
        ("<html>", "http_422"),
        ("", "http_422"),
    ] {
        let (report, requests) = outcome_of(answer("422 Unprocessable", body)).await;
        assert_eq!((report.outcome, requests), (refused(code), 1), "{body}");
    }
    let (report, _) = outcome_of(answer("400 Bad", r#"{"code":"bad_number"}"#)).await;
    assert_eq!(report, Outcome::WrongNumber("bad_number".to_owned()));
}

#[tokio::test]
async fn too_many_requests_is_a_wait_as_long_as_the_gateway_says() {
    let limited = |wait: &str, body: &str| {
        let head = format!("HTTP/1.1 429 Slow\r\n{wait}content-length: {}\r\n\r\n", body.len());
        outcome_of(Script::Answer(format!("{head}{body}")))
    };
    let wait = |code: &str, seconds| Outcome::TooSoon(code.to_owned(), Duration::from_secs(seconds));
    assert_eq!(limited("retry-after: 77\r\n", "").await.0, wait("http_429", 77));
    assert_eq!(limited("Retry-After: 0\r\n", r#"{"code":"hour"}"#).await.0, wait("hour", 1));
    assert_eq!(limited("retry-after: 999999\r\n", "").await.0, wait("http_429", 86_400));
    assert_eq!(limited("", "").await.0, Outcome::Refused("http_429".to_owned()));
}

#[tokio::test]
async fn success_without_a_word_is_unknown() {
    for body in ["", "ok", "{}", r#"{"ok":false}"#, r#"{"ok":"true"}"#, r#"{"ok":1}"#, r#"[{"ok":true}]"#] {
        let (report, requests) = outcome_of(answer("200 OK", body)).await;
        assert_eq!((report.outcome, requests), (Outcome::Unknown, 1), "{body}");
    }
}

#[tokio::test]
async fn a_server_error_is_unknown_and_is_not_repeated() {
    let (report, requests) = outcome_of(answer("500 Oops", OK)).await;
    assert_eq!((report.outcome, requests), (Outcome::Unknown, 1));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Gateway::open(answer("200 OK", OK)).await;
    let script = Script::Answer(format!(
        "HTTP/1.1 302 Found\r\nlocation: http://{}/\r\ncontent-length: 0\r\n\r\n",
        elsewhere.address
    ));
    assert_eq!(outcome_of(script).await, (Outcome::Unknown.into(), 1));
    assert_eq!(elsewhere.requests().len(), 0);
}

async fn trouble_of(script: Script, total: Duration) -> Trouble {
    let gateway = Gateway::open(script).await;
    let webhook = webhook(&gateway, total, false);
    webhook.caller.post(&webhook.url, &[], b"{}".to_vec()).await.unwrap_err()
}

#[tokio::test]
async fn a_stalled_gateway_is_unknown_at_the_deadline() {
    assert_eq!(outcome_of(Script::Stall).await, (Outcome::Unknown.into(), 1));
    assert!(matches!(trouble_of(Script::Stall, Duration::from_millis(100)).await, Trouble::Late));
}

#[tokio::test]
async fn a_cut_connection_is_unknown() {
    assert_eq!(outcome_of(Script::Hangup).await, (Outcome::Unknown.into(), 1));
}

#[tokio::test]
async fn an_endless_answer_ends_at_the_cap_and_is_unknown() {
    assert_eq!(outcome_of(Script::Endless).await, (Outcome::Unknown.into(), 1));
    assert!(matches!(trouble_of(Script::Endless, Duration::from_secs(10)).await, Trouble::TooLong));
}

#[tokio::test]
async fn a_message_with_a_line_break_never_leaves() {
    let gateway = Gateway::open(answer("200 OK", OK)).await;
    let mut broken = message();
    broken.params[0].1 = "3\r\nBcc: x".to_owned();
    let outcome = webhook(&gateway, Duration::from_secs(10), false).send(&broken).await;
    assert_eq!(outcome, Outcome::Refused("control_character".to_owned()));
    assert_eq!(gateway.requests().len(), 0);
}

#[test]
fn number_and_wording_stay_out_of_debug_output() {
    let shown = format!("{:?}", message());
    assert!(shown.contains("018f3c2e-0001") && !shown.contains("139") && !shown.contains("048213"));
}
