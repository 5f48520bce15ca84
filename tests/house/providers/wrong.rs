//! One fault each, and the words for it.
use super::*;
use crate::fakes::http::Server;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

#[track_caller]
fn faulty(line: &str, words: &[&str]) {
    assert!(line.starts_with('✗') && line.ends_with('。') && line.lines().count() == 1, "{line}");
    for word in words {
        assert!(line.contains(word), "{word} is not said: {line}");
    }
}

#[tokio::test]
async fn keys_of_alipay_that_are_swapped_small_or_strange_are_found() {
    let fake = FakeAlipay::open(Script::default()).await;
    let line = alipay("swapped", fake.route(), OWN, "test_app_pub.pem").await;
    faulty(&line, &["支付宝公钥文件", "里放的是应用公钥"]);
    let line = alipay("small", fake.route(), "test_small_key.pem", THEIRS).await;
    faulty(&line, &["应用私钥文件", "1024 位"]);
    let line = alipay("both", fake.route(), "test_app_pub.pem", OWN).await;
    faulty(&line, &["应用私钥文件", "里放的是公钥", "支付宝公钥文件", "里放的是私钥"]);
    assert_eq!(fake.requests(), 0, "such keys never leave the house");
    let line = alipay("foreign", fake.route(), OWN, "gw_pub.pem").await;
    faulty(&line, &["签名对不上", "identity.alipay_public_key"]);
}

#[tokio::test]
async fn what_alipay_refuses_is_said_in_words() {
    for (code, reason, words) in [
        ("40002", "isv.invalid-signature", "identity.alipay_private_key"),
        ("40002", "isv.invalid-app-id", "identity.alipay_app_id"),
        ("40006", "isv.insufficient-isv-permissions", "签约"),
        ("40003", "isv.missing-signature-config", "上传应用公钥"),
        ("20000", "isp.unknow-error", "稍后重试"),
    ] {
        let line = alipay_says("refused", Some(Mode::UnsignedCode(code, reason))).await;
        faulty(&line, &[words]);
    }
    faulty(
        &alipay_says("page", Some(Mode::Spoilt(Spoilt::Html))).await,
        &["不是支付宝网关", "identity.alipay_gateway"],
    );
    faulty(
        &alipay_says("status", Some(Mode::Status("502 Bad Gateway"))).await,
        &["HTTP 502", "identity.alipay_gateway"],
    );
}

#[tokio::test]
async fn swapped_keys_and_a_wrong_signature_name_are_told_by_their_settings() {
    let refused = Reply::with("400 Bad Request", r#"{"Code":"SignatureDoesNotMatch","Message":"m"}"#);
    faulty(&aliyun_says(move |_| refused.clone()).await, &["sms.aliyun_key_secret"]);
    let refused = Reply::with("404 Not Found", r#"{"Code":"InvalidAccessKeyId.NotFound","Message":"m"}"#);
    faulty(&aliyun_says(move |_| refused.clone()).await, &["sms.aliyun_key_id", "填反"]);
    let line = aliyun_says(|_| aliyun::answer("isv.SMS_SIGNATURE_ILLEGAL", "m")).await;
    faulty(&line, &["sms.aliyun_sign_name", "【】"]);
    let line = aliyun_says(|_| aliyun::answer("isv.MOBILE_NUMBER_ILLEGAL", "m")).await;
    faulty(&line, &["139****1111", "--phone"]);
    let code = "FailedOperation.SignatureIncorrectOrUnapproved";
    let fake =
        tencent::open(now(), Box::new(|_, taken| tencent::status(&taken.phone, &taken.id, code))).await;
    faulty(&said(via_tencent(&fake.origin)).await, &["sms.tencent_sign_name"]);
    let fake = webhook::open(now(), Box::new(|_, _| Reply::with("401 Unauthorized", "{}"))).await;
    let line = said(via_webhook(&format!("{}{}", fake.origin, webhook::PATH))).await;
    faulty(&line, &["sms.webhook_secret"]);
}

/// The provider's clock is 20 minutes behind, so ours is ahead.
#[tokio::test]
async fn a_clock_that_is_off_is_told_in_seconds_and_direction() {
    let behind = now() - 1200;
    let about = |line: &str| (1200..1210).any(|off| line.contains(&format!("快 {off} 秒（约 20 分钟）")));
    let refused = Reply::with("400 Bad Request", r#"{"Code":"InvalidTimeStamp.Expired","Message":"m"}"#);
    let line = aliyun_says(move |_| dated(refused.clone(), behind)).await;
    faulty(&line, &["本机时钟比阿里云", "校准"]);
    assert!(about(&line), "{line}");
    let late =
        Box::new(move |_: usize, _: &Taken| dated(tencent::error("AuthFailure.SignatureExpire"), behind));
    let line = said(via_tencent(&tencent::open(now(), late).await.origin)).await;
    assert!(line.starts_with('✗') && about(&line), "{line}");
    let body = r#"{"error_response":{"code":"40002","msg":"m","sub_code":"isv.invalid-timestamp"}}"#;
    let line = alipay_says("clock", Some(Mode::Reply(dated(Reply::json(body), behind)))).await;
    assert!(line.starts_with('✗') && about(&line), "{line}");
}

#[tokio::test]
async fn silence_a_wrong_name_and_a_closed_port_are_told_apart() {
    let stalled = Server::open(|_| Reply::Stall).await;
    faulty(&said(via_webhook(&stalled.origin)).await, &["没有按时回答", "可能已经发出"]);
    let cut = Server::open(|_| Reply::HangUp).await;
    faulty(&said(via_webhook(&cut.origin)).await, &["中途断开", "可能已经发出"]);
    faulty(&said(via_webhook("https://gateway.invalid/sms")).await, &["域名解析失败", "sms.webhook_url"]);
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    faulty(&said(via_webhook(&format!("http://{closed}/"))).await, &["连不上", "sms.webhook_url"]);
    faulty(&said(via_webhook(&plain().await)).await, &["没有按 https 应答"]);
}

/// A server that knows no TLS and says so in plain HTTP.
async fn plain() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").await;
        }
    });
    format!("https://127.0.0.1:{port}/")
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/tls").join(name)
}

/// A gateway whose certificate nobody has signed but itself; it takes every message.
async fn own_root() -> String {
    let certificate = CertificateDer::from_pem_file(file("gateway.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(file("gateway_key.pem")).unwrap();
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap();
    let (acceptor, listener) =
        (TlsAcceptor::from(Arc::new(config)), TcpListener::bind("127.0.0.1:0").await.unwrap());
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut piece = [0; 4096];
            // Head and body of a short request come in one or two pieces.
            while let Ok(Ok(1..)) =
                tokio::time::timeout(Duration::from_millis(20), stream.read(&mut piece)).await
            {}
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 11\r\nconnection: close\r\n\r\n{\"ok\":true}";
            let _ = stream.write_all(answer).await;
            let _ = stream.shutdown().await;
        }
    });
    format!("https://127.0.0.1:{port}/sms")
}

#[tokio::test]
async fn a_root_that_nobody_knows_leads_to_the_setting_that_lets_it_in() {
    let url = own_root().await;
    faulty(&said(via_webhook(&url)).await, &["受信任的机构", "connect.extra_ca"]);
    let mut set = via_webhook(&url);
    set.push(format!("extra_ca={}", file("gateway.pem").display()));
    assert!(said(set.clone()).await.starts_with('✓'));
    let elsewhere = set.iter().map(|one| one.replace("https://127.0.0.1", "https://localhost")).collect();
    faulty(&said(elsewhere).await, &["另一个主机名", "sms.webhook_url"]);
    set.push("extra_ca=absent.pem".into());
    let absent = set.into_iter().filter(|one| !one.ends_with("gateway.pem")).collect();
    faulty(&said(absent).await, &["根证书文件"]);
}
