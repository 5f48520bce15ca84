//! Requests that no browser sends (T61 to T63), and what the log keeps of people (T46).
use super::visitor::Visitor;
use super::{END, end, serve};
use crate::process::{Folder, Running, http_address};
use rustix::process::Signal;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// What comes back to these bytes until the connection is closed; empty when it is closed without a word.
fn raw(address: &str, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address.trim_start_matches("http://")).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a time can be set");
    // The other side may hang up before it has read everything.
    let _ = stream.write_all(request);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut answer = Vec::new();
    let mut piece = [0; 4096];
    loop {
        match stream.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => answer.extend(&piece[..length]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => break,
            Err(error) => panic!("no end: {error}: {}", String::from_utf8_lossy(request)),
        }
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// T63: no trick with lengths, hosts or paths reaches a page, let alone a file.
#[test]
fn malformed_requests_are_turned_away() {
    let folder = Folder::new("malformed");
    let running = serve(&folder, &[]);
    let host = running.address.trim_start_matches("http://").to_owned();
    let get = |path: &str, more: &str| {
        format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n")
    };
    let post =
        |more: &str| format!("POST /login HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\nab");
    let good = raw(&running.address, get("/", "").as_bytes());
    assert!(good.starts_with("HTTP/1.1 200"), "{good}");
    let cases = [
        post("Content-Length: 2\r\nContent-Length: 3\r\n"),
        post("Content-Length: -1\r\n"),
        post("Content-Length: 2\r\nTransfer-Encoding: nonsense\r\n"),
        post("Transfer-Encoding: nonsense\r\n"),
        get("/", "Host: elsewhere.example\r\n"),
        "GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n".to_owned(),
        "GET http://elsewhere.example/ HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n"
            .to_owned(),
        get("/\0", ""),
        get("/%00", ""),
        get("/%2e%2e/%2e%2e/etc/passwd", ""),
        get("/assets/../../Cargo.toml", ""),
        get("/assets/x/%2e%2e/%2e%2e/%2e%2e/etc/passwd", ""),
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n".to_owned(),
    ];
    for request in cases {
        let answer = raw(&running.address, request.as_bytes());
        let turned_away = answer.is_empty() || answer.starts_with("HTTP/1.1 4");
        assert!(turned_away, "{request:?} was answered: {answer}");
        assert!(!answer.contains("root:") && !answer.contains("[package]"), "{request:?} reached a file");
    }
    assert_eq!(Visitor::new(&running.address).open("/").status, 200);
    end(running);
}

/// Resident memory of the program that is at home in this folder, in KiB.
fn resident(folder: &Folder) -> u64 {
    let home = folder.path().canonicalize().expect("the folder is there");
    let processes = std::fs::read_dir("/proc").expect("the kernel tells its processes");
    let mut found = processes
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|process| std::fs::read_link(process.join("cwd")).is_ok_and(|place| place == home));
    let process = found.next().expect("the program runs");
    let status = std::fs::read_to_string(process.join("status")).expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("the kernel tells it");
    line.trim().trim_end_matches("kB").trim().parse().expect("a number")
}

/// T61: a gigabyte is refused or cut off, and never held.
#[test]
fn a_huge_body_is_not_taken_in() {
    let folder = Folder::new("huge");
    let running = serve(&folder, &[]);
    let host = running.address.trim_start_matches("http://").to_owned();
    assert_eq!(Visitor::new(&running.address).open("/").status, 200);
    let before = resident(&folder);
    for path in ["/", "/login", "/register", "/me/verify"] {
        let mut stream = TcpStream::connect(&host).expect("it listens");
        stream.set_write_timeout(Some(END)).expect("a time can be set");
        stream.set_read_timeout(Some(END)).expect("a time can be set");
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: 1073741824\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("it reads");
        let piece = vec![b'a'; 1 << 16];
        let mut sent = 0usize;
        while sent < 64 << 20 && stream.write_all(&piece).is_ok() {
            sent += piece.len();
        }
        let mut answer = Vec::new();
        let mut answered = [0; 4096];
        while let Ok(length) = stream.read(&mut answered) {
            answer.extend(&answered[..length]);
            if length == 0 || answer.len() > 16 {
                break;
            }
        }
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{path}: {answer}");
        let grown = resident(&folder).saturating_sub(before);
        assert!(grown < 48 * 1024, "{path}: {grown} KiB more are held");
    }
    assert_eq!(Visitor::new(&running.address).open("/").status, 200);
    end(running);
}

/// T62: two hundred logins at once; pages stay quick for everybody else.
#[test]
fn pages_stay_quick_while_two_hundred_log_in() {
    let folder = Folder::new("logins");
    let running = serve(&folder, &[]);
    let before = resident(&folder);
    std::thread::scope(|scope| {
        let address = running.address.as_str();
        let logins: Vec<_> = (0..200)
            .map(|number: u32| {
                scope.spawn(move || {
                    let fields =
                        [("account", "13900000001"), ("password", "Wrong#2026"), ("captcha", "none")];
                    let fields = [fields.as_slice(), &[("n", "x")]].concat();
                    let status = Visitor::new(address).submit("/login", "/login", &fields).status;
                    (number, status)
                })
            })
            .collect();
        let mut slowest = Duration::ZERO;
        while logins.iter().any(|login| !login.is_finished()) {
            let asked = Instant::now();
            assert_eq!(Visitor::new(address).open("/help").status, 200);
            slowest = slowest.max(asked.elapsed());
        }
        for login in logins {
            let (number, status) = login.join().expect("the client does not panic");
            assert!((400..=503).contains(&status), "login {number} was answered {status}");
        }
        assert!(slowest < Duration::from_secs(5), "a page took {slowest:?}");
    });
    let grown = resident(&folder).saturating_sub(before);
    assert!(grown < 192 * 1024, "{grown} KiB more are held");
    end(running);
}

/// T46: what was typed about people stands in no line of the log.
#[test]
fn the_log_knows_nobody() {
    let folder = Folder::new("log");
    let mut running = serve(&folder, &["--log-level", "trace"]);
    let secrets = ["13912345678", "110101199003077774", "Qinglan#2026", "张三丰"];
    let [phone, number, password, name] = secrets;
    let mut visitor = Visitor::new(&running.address);
    for (page, fields) in [
        ("/login", vec![("account", phone), ("password", password)]),
        ("/login", vec![("account", number), ("password", password)]),
        ("/login/officer", vec![("login", name), ("password", password)]),
        ("/register", vec![("name", name), ("number", number), ("phone", phone), ("password", password)]),
        ("/password/reset", vec![("number", number), ("phone", phone), ("password", password)]),
        ("/setup", vec![("code", password), ("login", phone), ("name", name), ("password", password)]),
    ] {
        visitor.submit(page, page, &fields);
    }
    let query = format!("/track?number={phone}");
    visitor.open(&query);
    running.signal(Signal::TERM);
    assert!(running.ended(END).is_some_and(|status| status.success()));
    let log = running.errors();
    assert!(log.contains("house: open"), "the log was not read: {log}");
    for secret in secrets {
        assert!(!log.contains(secret), "the log holds {secret}: {log}");
    }
}

/// The demonstration prints its letters on standard output, never in the log.
#[test]
fn the_log_of_a_demonstration_holds_no_letters() {
    let folder = Folder::new("log-demo");
    let mut demo =
        super::zhangfang(folder.path(), &["demo", "--listen", "127.0.0.1:0", "--log-level", "trace"]);
    let mut running = Running::start(&mut demo, http_address).expect("the demonstration starts");
    assert_eq!(Visitor::new(&running.address).open("/demo/mailbox").status, 200);
    running.signal(Signal::TERM);
    assert!(running.ended(END).is_some_and(|status| status.success()));
    assert!(!running.errors().contains("1390000"), "{}", running.errors());
}
