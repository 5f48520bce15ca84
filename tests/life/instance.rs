//! An instance from its first start to its orderly end.
use super::visitor::Visitor;
use super::{END, end, said, serve, text, zhangfang};
use crate::process::{Folder, Running, http_address};
use rustix::process::Signal;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

/// The set-up code in a line of output.
fn code_in(line: &str) -> Option<&str> {
    line.split_once("设置码：").map(|(_, code)| code)
}

/// The set-up code, or the address where the service says that it has started.
fn code_or_start(line: &str) -> Option<&str> {
    code_in(line).or_else(|| line.split_once("已启动").and_then(|(_, rest)| http_address(rest)))
}

/// The service on this address, and the set-up code that it prints.
fn code(folder: &Folder, listen: &str) -> (Running, String) {
    let mut command = zhangfang(folder.path(), &["serve", "--listen", listen]);
    let started = Running::start(&mut command, code_in).expect("a code is printed");
    let code = started.address.clone();
    (started, code)
}

#[test]
fn the_version_is_told() {
    let folder = Folder::new("version");
    let output = said(folder.path(), &["version"]);
    assert!(output.status.success());
    assert_eq!(text(&output), format!("zhangfang {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn an_instance_is_made_once_for_its_owner_alone() {
    let folder = Folder::new("init");
    let first = said(folder.path(), &["init"]);
    assert!(
        first.status.success() && text(&first).contains("已在 ./instance 建立新实例"),
        "{}",
        text(&first)
    );
    let mode = |name: &str| {
        let path = folder.path().join("instance").join(name);
        path.metadata().expect("it was made").permissions().mode() & 0o777
    };
    assert_eq!((mode("."), mode("zhangfang.redb"), mode("zhangfang.toml")), (0o700, 0o600, 0o600));
    let file = folder.path().join("instance/zhangfang.toml");
    std::fs::write(&file, "[office]\nregion_name = \"青岚县\"\n").expect("it can be written");
    let add = ["officer", "add", "lifang", "--name", "李芳", "--authority", "370102"];
    assert!(said(folder.path(), &add).status.success());
    let second = said(folder.path(), &["init"]);
    assert!(second.status.success() && text(&second).contains("没有改动"), "{}", text(&second));
    assert!(text(&said(folder.path(), &["officer", "list"])).contains("lifang"));
    assert!(std::fs::read_to_string(&file).expect("it is there").contains("青岚县"));
}

#[test]
fn every_setting_is_shown_with_its_origin() {
    let folder = Folder::new("config");
    let output = said(folder.path(), &["config", "--set", "sms_webhook_secret=0123456789abcdef-secret"]);
    let text = text(&output);
    assert!(text.contains("listen = 127.0.0.1:8000  # 默认值"), "{text}");
    assert!(text.contains("sms_webhook_secret = ***  # 命令行 --set sms_webhook_secret"), "{text}");
    assert!(!text.contains("0123456789abcdef"));
}

#[test]
fn wrong_words_and_wrong_settings_end_with_codes_of_their_own() {
    let folder = Folder::new("codes");
    for (words, code) in [
        (&["fly"][..], 2),
        (&["config", "--listen", "nowhere"], 3),
        (&["config", "--set", "no_such_thing=1"], 3),
        (&["check"], 1),
        (&["officer", "list"], 1),
        (&["restore", "absent.backup"], 1),
    ] {
        let output = said(folder.path(), words);
        assert_eq!(output.status.code(), Some(code), "{words:?}: {}", text(&output));
        assert!(output.stdout.is_empty() && text(&output).trim_end().ends_with('。'), "{}", text(&output));
    }
}

/// T83: a fresh instance prints a code and has no account; a code is new with every start.
#[test]
fn a_set_up_code_is_printed_until_there_is_an_officer() {
    let folder = Folder::new("setup-code");
    let (first, one) = code(&folder, "127.0.0.1:0");
    assert_eq!(one.len(), 16, "{one}");
    end(first);
    let (second, other) = code(&folder, "127.0.0.1:0");
    assert_ne!(one, other);
    end(second);
    let words =
        ["officer", "add", "first", "--name", "李芳", "--authority", "370102", "--rights", "administer"];
    let added = said(folder.path(), &words);
    assert!(added.status.success() && text(&added).contains("一次性设置码"), "{}", text(&added));
    let mut third = zhangfang(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
    let third = Running::start(&mut third, code_or_start).expect("it starts");
    assert!(third.address.starts_with("http://"), "a code was printed: {}", third.address);
    end(third);
}

/// The code makes the first officer, once.
#[test]
fn the_set_up_code_works_with_the_set_up_page() {
    let folder = Folder::new("setup-works");
    // The code is what is waited for, so the port has to be known before.
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("loopback is here");
    let listen = free.local_addr().expect("it listens").to_string();
    drop(free);
    let (running, code) = code(&folder, &listen);
    let address = format!("http://{listen}");
    let mut visitor = Visitor::new(&address);
    let fields = [
        ("code", code.as_str()),
        ("region.province", "370000"),
        ("region.city", "370100"),
        ("region.county", "370102"),
        ("login", "first"),
        ("name", "李芳"),
        ("password", "Shuilian-4821!"),
        ("repeat", "Shuilian-4821!"),
    ];
    let made = visitor.submit("/setup", "/setup", &fields);
    let again = Visitor::new(&address).open("/setup");
    let listed = said(folder.path(), &["officer", "list"]);
    end(running);
    assert_eq!(made.status, 303, "{}", made.text());
    assert_eq!(again.status, 404);
    assert!(text(&listed).contains("first") && text(&listed).contains("在用"), "{}", text(&listed));
}

/// T71: one folder, one service; one port, one service; the first is unaffected.
#[test]
fn a_second_start_is_refused_and_the_first_goes_on() {
    let folder = Folder::new("second-start");
    let first = serve(&folder, &[]);
    let again = said(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(again.status.code(), Some(4), "{}", text(&again));
    assert!(text(&again).contains("正被另一个 zhangfang 使用"), "{}", text(&again));
    let port = first.address.trim_start_matches("http://");
    let same_port = said(folder.path(), &["serve", "--instance", "other", "--listen", port]);
    assert_eq!(same_port.status.code(), Some(4), "{}", text(&same_port));
    assert!(text(&same_port).contains("已被另一个程序占用"), "{}", text(&same_port));
    for words in [&["check"][..], &["restore", "absent.backup"]] {
        assert_eq!(said(folder.path(), words).status.code(), Some(4), "{words:?}");
    }
    assert_eq!(Visitor::new(&first.address).open("/").status, 200);
    end(first);
}

/// T73: whoever is being served is answered, then the program ends with 0.
#[test]
fn a_request_in_flight_is_answered_before_the_end() {
    let folder = Folder::new("in-flight");
    let mut running = serve(&folder, &[]);
    let host = running.address.trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(&host).expect("it listens");
    stream.set_read_timeout(Some(END)).expect("a time can be set");
    let head = format!(
        "POST /login HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).expect("it reads");
    // Only a request that has been taken up is in flight.
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).expect("it asks for the body");
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    running.signal(Signal::TERM);
    let refused = || TcpStream::connect(&host).is_err();
    let until = Instant::now() + END;
    while !refused() {
        assert!(Instant::now() < until, "new connections are still taken");
        std::thread::park_timeout(Duration::from_millis(20));
    }
    assert!(running.ended(Duration::ZERO).is_none(), "it ended while a request was in flight");
    stream.write_all(b"a=b&c").expect("it still reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
    let status = running.ended(END).expect("it ends in time");
    assert!(status.success(), "{status}: {}", running.errors());
    assert!(said(folder.path(), &["check"]).status.success());
}

#[test]
fn officers_are_made_and_disabled_while_the_service_runs() {
    let folder = Folder::new("officers");
    let running = serve(&folder, &[]);
    let add = ["officer", "add", "lifang", "--name", "李芳", "--authority", "370102"];
    assert!(said(folder.path(), &add).status.success());
    let twice = said(folder.path(), &add);
    assert_eq!(twice.status.code(), Some(6), "{}", text(&twice));
    assert!(said(folder.path(), &["officer", "disable", "LiFang"]).status.success());
    assert!(text(&said(folder.path(), &["officer", "list"])).contains("已停用"));
    assert!(said(folder.path(), &["officer", "reset", "lifang"]).status.success());
    assert!(text(&said(folder.path(), &["officer", "list"])).contains("待设置密码"));
    assert_eq!(said(folder.path(), &["officer", "reset", "nobody"]).status.code(), Some(6));
    end(running);
}
