//! The outside services, tried from the command line.
use super::{said, text};
use crate::process::Folder;
use std::io::{Read, Write};
use std::net::TcpListener;

/// A gateway that takes one message; what it was sent.
fn gateway() -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback is here");
    let url = format!("http://{}/sms", listener.local_addr().expect("it listens"));
    let served = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("it is called");
        let mut asked = Vec::new();
        while !asked.ends_with(b"}}") {
            let mut piece = [0; 2048];
            let length = stream.read(&mut piece).expect("it is sent something");
            assert!(length > 0, "the request was cut");
            asked.extend(&piece[..length]);
        }
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n{\"ok\":true}";
        stream.write_all(answer).expect("the answer is read");
        String::from_utf8(asked).expect("requests are text")
    });
    (url, served)
}

#[test]
fn providers_are_tried_without_an_instance() {
    let folder = Folder::new("providers");
    let nothing = said(folder.path(), &["providers", "test"]);
    assert!(nothing.status.success(), "{}", text(&nothing));
    assert_eq!(
        text(&nothing),
        "– 身份认证：未配置（identity.provider）。\n– 短信：未配置（sms.provider）。\n– 邮件：未配置（mail.provider）。\n"
    );
    let (url, served) = gateway();
    let (url, secret) = (format!("sms_webhook_url={url}"), "sms_webhook_secret=0123456789abcdef-secret");
    let set = ["--set", "sms_provider=webhook", "--set", &url, "--set", secret];
    let words: Vec<&str> = ["providers", "test", "--phone", "13900001111"].into_iter().chain(set).collect();
    let sent = said(folder.path(), &words);
    assert!(sent.status.success(), "{}", text(&sent));
    assert!(
        text(&sent).contains("✓ 短信（自建网关）") && !text(&sent).contains("13900001111"),
        "{}",
        text(&sent)
    );
    let asked = served.join().expect("it has served");
    assert!(asked.contains(r#""phone":"+8613900001111","template":"verify_code""#), "{asked}");
    // The gateway is gone now.
    let refused = said(folder.path(), &words);
    assert_eq!(refused.status.code(), Some(7), "{}", text(&refused));
    assert!(text(&refused).contains("✗ 短信（自建网关）：连不上"), "{}", text(&refused));
    assert!(!folder.path().join("instance").exists(), "nothing is made");
}
