//! 用手机拍: the phone is the camera of a form on the screen.
use super::{FOLLOWS, PROVEN, connect, phone, scanned};
use crate::demonstration::Demonstration;
use crate::driver::{Driver, Screen, Scripts};
use crate::walk::Photographs;
use crate::window::Window;
use serde_json::json;
use std::time::{Duration, Instant};

/// Developing a photograph on a busy machine.
const DEVELOPING: Duration = Duration::from_secs(30);

/// Brings a proven person to 基本信息 and asks for the phone beside 证件照.
#[track_caller]
pub fn ask_for_camera(house: &Demonstration, screen: &Window) {
    screen.visit(&house.at("/me/collect/basic"));
    screen.fill("邮箱", "yutong@example.cn");
    ask_beside(screen, "证件照");
}

/// Presses 用手机拍 beside this picture.
#[track_caller]
fn ask_beside(screen: &Window, label: &str) {
    screen.press(&format!("用手机拍{label}"));
    screen.wait_for("自动换新码");
}

/// Whoever pressed the button sees the whole code without scrolling.
#[track_caller]
fn sees_the_code(screen: &Window) {
    const SEEN: &str = "const box = document.querySelector('svg.qr').getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight";
    let until = Instant::now() + Duration::from_secs(10);
    while screen.run(SEEN, &json!([])) != json!(true) {
        assert!(Instant::now() < until, "the code is out of sight");
        std::thread::park_timeout(Duration::from_millis(50));
    }
}

/// Chooses what everything else depends on.
#[track_caller]
pub fn choose_scope(house: &Demonstration, screen: &Window) {
    screen.visit(&house.at("/me/collect/scope"));
    screen.choose("采集范围", "（一）会计人员");
    screen.press("保存并继续");
    screen.wait_for("基本信息");
}

#[test]
fn a_picture_taken_on_the_phone_appears_in_the_form() {
    const SHOWN: &str = "return document.querySelectorAll('.shot:not(.example) img').length";
    let (driver, house) = (Driver::start(), Demonstration::open("handoff-camera"));
    let screen = Window::open(&driver, "screen-camera", Screen::Desk, Scripts::On);
    let photographs = Photographs::take("photographs-camera");
    house.sign_in(&screen, PROVEN.0);
    choose_scope(&house, &screen);
    ask_for_camera(&house, &screen);
    assert_eq!(screen.run(SHOWN, &json!([])), json!(0));
    sees_the_code(&screen);
    // Beside a picture far down, and back again: the newest code counts.
    ask_beside(&screen, "身份证明背面（身份证或居住证）");
    sees_the_code(&screen);
    ask_beside(&screen, "证件照");
    let phone = phone(&driver, "camera");
    connect(&phone, &scanned(&screen, "handoff-camera-code"), &screen);
    phone.wait_for("用手机拍照");
    screen.wait_at_most("手机已连接", FOLLOWS);
    // What is typed meanwhile is not lost either.
    screen.fill("详细地址", "青石路 18 号");
    phone.attach("选择照片或拍照：证件照", &photographs.of("证件照"));
    phone.press("上传证件照");
    phone.wait_at_most("已传到屏幕上", DEVELOPING);
    screen.wait_at_most("已从手机取回", FOLLOWS);
    assert_eq!(screen.run(SHOWN, &json!([])), json!(1));
    let typed: Vec<String> = ["邮箱", "详细地址"].map(|label| screen.value(label)).into();
    assert_eq!(typed, ["yutong@example.cn", "青石路 18 号"]);
    // The picture is really there, and the phone is still connected for the next one.
    let loaded = "return document.querySelector('.shot:not(.example) img').naturalWidth > 0";
    assert_eq!(screen.run(loaded, &json!([])), json!(true));
    phone.press("都拍好了，结束");
    screen.wait_at_most("手机拍照已结束", FOLLOWS);
    for window in [&screen, &phone] {
        window.assert_quiet(&[]);
    }
}
