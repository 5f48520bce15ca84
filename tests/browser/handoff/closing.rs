//! The house closes while pages follow it, and opens again.
use super::{phone, scanned};
use crate::demonstration::Demonstration;
use crate::driver::{Driver, Scripts};
use crate::window::Window;
use serde_json::json;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

/// A page of this window's browser held open by hand, as far as its first event.
fn held(house: &Demonstration, window: &Window) -> TcpStream {
    let cookies = window.devtools("Network.getCookies", &json!({ "urls": [house.at("/")] }));
    let cookies = cookies["cookies"].as_array().cloned().unwrap_or_default();
    let cookies: Vec<String> = cookies
        .iter()
        .map(|one| format!("{}={}", one["name"].as_str().unwrap_or(""), one["value"].as_str().unwrap_or("")))
        .collect();
    let mut stream = TcpStream::connect(house.host()).expect("it listens");
    let request = format!(
        "GET /me/verify/phone/events HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n",
        house.host(),
        cookies.join("; ")
    );
    stream.write_all(request.as_bytes()).expect("it takes requests");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("any socket can");
    let mut head = Vec::new();
    let mut piece = [0; 4096];
    while !String::from_utf8_lossy(&head).contains("svg") {
        let length = stream.read(&mut piece).expect("the page is sent at once");
        assert!(length > 0, "no stream but {}", String::from_utf8_lossy(&head));
        head.extend(&piece[..length]);
    }
    stream
}

/// Counts who comes to this address within the time.
fn counted(listener: &TcpListener, during: Duration) -> usize {
    listener.set_nonblocking(true).expect("any socket can");
    let (until, mut count) = (Instant::now() + during, 0);
    while Instant::now() < until {
        match listener.accept() {
            Ok(_) => count += 1,
            Err(_) => std::thread::park_timeout(Duration::from_millis(10)),
        }
    }
    count
}

#[test]
fn ten_open_pages_do_not_keep_the_house_from_closing_and_come_back_with_it() {
    let (driver, mut house) = (Driver::start(), Demonstration::open("handoff-closing"));
    let kiosk = house.kiosk(&driver, "closing", Scripts::On);
    let held: Vec<TcpStream> = (0..9).map(|_| held(&house, &kiosk)).collect();
    let took = house.end();
    println!("asked to end with ten pages open, it took {took:?}");
    assert!(took < Duration::from_secs(3), "it took {took:?}");
    drop(held);
    // Somebody who counts stands where the house was.
    let listener = TcpListener::bind(house.host()).expect("the house has left its address");
    let came = counted(&listener, Duration::from_secs(8));
    assert!(came <= 2, "the page came back {came} times within eight seconds");
    drop(listener);
    house.open_again();
    // The page needs nobody's help to follow again.
    let phone = phone(&driver, "closing");
    connect_when_back(&phone, &kiosk);
}

#[track_caller]
fn connect_when_back(phone: &Window, kiosk: &Window) {
    phone.visit(&scanned(kiosk, "handoff-closing-code"));
    kiosk.wait_at_most("已扫码，请在手机上输入", Duration::from_secs(40));
    phone.wait_for("请输入屏幕上的核对码");
}
