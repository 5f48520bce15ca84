//! A gateway on loopback that records raw bytes and answers by script.

use super::super::http::{Limits, Trouble};
use super::*;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const SECRET: &str = "a-secret-of-the-gateway";

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

fn noon() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_392_000)
}

fn message() -> Sms {
    Sms {
        id: "S1".to_owned(),
        phone: "13900001234".to_owned(),
        template: "code",
        text: "验证码 048213".to_owned(),
        params: vec![("minutes".to_owned(), "3".to_owned()), ("code".to_owned(), "048213".to_owned())],
    }
}

fn webhook(gateway: &Gateway, total: Duration) -> SmsWebhook {
    let caller = Caller::new(None, Limits { total, ..Limits::default() }).unwrap();
    let url = Url::parse(&format!("http://{}/send", gateway.address)).unwrap();
    SmsWebhook::new(url, SECRET, caller, noon)
}

async fn outcome_of(script: Script) -> (Outcome, usize) {
    let patience = match script {
        Script::Stall => Duration::from_millis(100),
        _ => Duration::from_secs(10),
    };
    let gateway = Gateway::open(script).await;
    let outcome = webhook(&gateway, patience).send(&message()).await;
    (outcome, gateway.requests().len())
}

#[tokio::test]
async fn the_signature_covers_the_moment_and_the_exact_bytes() {
    let gateway = Gateway::open(answer("202 Accepted", "")).await;
    assert_eq!(webhook(&gateway, Duration::from_secs(10)).send(&message()).await, Outcome::Sent);
    let requests = gateway.requests();
    let (head, body) = split(&requests[0]).unwrap();
    assert!(head.starts_with("POST /send HTTP/1.1\r\n"));
    assert_eq!(
        String::from_utf8_lossy(body),
        r#"{"id":"S1","phone":"13900001234","template":"code","text":"验证码 048213","params":{"code":"048213","minutes":"3"},"time":1795392000}"#
    );
    let timestamp = header(&head, "X-Zhangfang-Timestamp").unwrap();
    assert_eq!(timestamp, "1795392000");
    assert_eq!(header(&head, "Idempotency-Key").as_deref(), Some("S1"));
    let signed = [timestamp.as_bytes(), b".", body].concat();
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes()), &signed);
    let signature = header(&head, "X-Zhangfang-Signature").unwrap();
    assert_eq!(signature, format!("sha256={}", HEXLOWER.encode(tag.as_ref())));
    // The second witness was computed by another program over the bytes asserted above.
    assert_eq!(signature, "sha256=e9334f9920711ab3c0b2f647eba3b06daa34e7fa3616f0143383c9ff0cc86786");
}

#[tokio::test]
async fn a_client_error_with_a_code_is_a_refusal() {
    let refused = outcome_of(answer("422 Unprocessable", r#"{"code":"daily_limit","x":1}"#)).await;
    assert_eq!(refused, (Outcome::Refused("daily_limit".to_owned()), 1));
}

#[tokio::test]
async fn a_client_error_without_a_readable_code_is_unknown() {
    for body in ["", "<html>", r#"{"code":7}"#, r#"{"code":""}"#, r#"{"code":"a\nb"}"#] {
        assert_eq!(outcome_of(answer("400 Bad", body)).await, (Outcome::Unknown, 1), "{body}");
    }
}

#[tokio::test]
async fn a_server_error_is_unknown_and_is_not_repeated() {
    assert_eq!(outcome_of(answer("500 Oops", r#"{"code":"x"}"#)).await, (Outcome::Unknown, 1));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Gateway::open(answer("200 OK", "")).await;
    let script = Script::Answer(format!(
        "HTTP/1.1 302 Found\r\nlocation: http://{}/\r\ncontent-length: 0\r\n\r\n",
        elsewhere.address
    ));
    assert_eq!(outcome_of(script).await, (Outcome::Unknown, 1));
    assert_eq!(elsewhere.requests().len(), 0);
}

async fn trouble_of(script: Script, total: Duration) -> Trouble {
    let gateway = Gateway::open(script).await;
    let webhook = webhook(&gateway, total);
    webhook.caller.post(&webhook.url, &[], b"{}".to_vec()).await.unwrap_err()
}

#[tokio::test]
async fn a_stalled_gateway_is_unknown_at_the_deadline() {
    assert_eq!(outcome_of(Script::Stall).await, (Outcome::Unknown, 1));
    assert!(matches!(trouble_of(Script::Stall, Duration::from_millis(100)).await, Trouble::Late));
}

#[tokio::test]
async fn a_cut_connection_is_unknown() {
    assert_eq!(outcome_of(Script::Hangup).await, (Outcome::Unknown, 1));
}

#[tokio::test]
async fn an_endless_answer_ends_at_the_cap_and_is_unknown() {
    assert_eq!(outcome_of(Script::Endless).await, (Outcome::Unknown, 1));
    assert!(matches!(trouble_of(Script::Endless, Duration::from_secs(10)).await, Trouble::TooLong));
}

#[tokio::test]
async fn a_message_with_a_line_break_never_leaves() {
    let gateway = Gateway::open(answer("200 OK", "")).await;
    let mut broken = message();
    broken.params[0].1 = "3\r\nBcc: x".to_owned();
    let outcome = webhook(&gateway, Duration::from_secs(10)).send(&broken).await;
    assert_eq!(outcome, Outcome::Refused("control_character".to_owned()));
    assert_eq!(gateway.requests().len(), 0);
}

#[test]
fn number_and_wording_stay_out_of_debug_output() {
    let shown = format!("{:?}", message());
    assert!(shown.contains("S1") && !shown.contains("139") && !shown.contains("048213"));
}
