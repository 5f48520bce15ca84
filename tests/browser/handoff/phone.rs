//! The whole hand-off, and what does not work: a photographed code, a second phone.
use super::{FOLLOWS, UNPROVEN, connect, figures, phone, scanned};
use crate::demonstration::Demonstration;
use crate::driver::{Driver, Scripts};
use crate::window::Window;
use serde_json::json;
use std::time::{Duration, Instant};

#[test]
fn the_phone_confirms_and_the_kiosk_moves_on_by_itself() {
    let (driver, house) = (Driver::start(), Demonstration::open("handoff-whole"));
    let kiosk = house.kiosk(&driver, "whole", Scripts::On);
    kiosk.misses("已扫码");
    let address = scanned(&kiosk, "handoff-whole-code");
    assert!(address.starts_with(&house.at("/v/")), "{address}");
    let phone = phone(&driver, "whole");
    connect(&phone, &address, &kiosk);
    phone.wait_for("确认是本人办理");
    phone.wait_for("2 号自助机（演示）");
    phone.misses(UNPROVEN.1);
    kiosk.wait_at_most("请在手机上继续", FOLLOWS);
    let confirmed = Instant::now();
    phone.press("确认，是本人办理");
    kiosk.arrive("/me/collect", FOLLOWS);
    println!("from the press on the phone to the next page on the kiosk: {:?}", confirmed.elapsed());
    kiosk.wait_for("信息采集");
    phone.wait_for("认证通过");
    kiosk.assert_quiet(&[]);
    phone.assert_quiet(&[]);
}

/// Waits until another code stands on the screen.
#[track_caller]
fn rotated(window: &Window, within: Duration) {
    const DRAWN: &str = "return document.querySelector('svg.qr').innerHTML";
    let (before, begun) = (window.run(DRAWN, &json!([])), Instant::now());
    while window.run(DRAWN, &json!([])) == before {
        assert!(begun.elapsed() < within, "the code stays the same");
        std::thread::park_timeout(Duration::from_millis(100));
    }
}

#[test]
fn a_photographed_code_and_a_second_phone_are_turned_away() {
    let (driver, house) =
        (Driver::start(), Demonstration::open_with("handoff-old", &["identity_code_seconds=20"]));
    let kiosk = house.kiosk(&driver, "old", Scripts::On);
    let photographed = scanned(&kiosk, "handoff-old-code");
    rotated(&kiosk, Duration::from_secs(40));
    let address = scanned(&kiosk, "handoff-new-code");
    assert_ne!(photographed, address);
    let (first, second) = (phone(&driver, "first"), phone(&driver, "second"));
    second.visit(&photographed);
    second.wait_for("换新码了，请重新扫");
    kiosk.misses("已扫码");
    first.visit(&address);
    first.wait_for("请输入屏幕上的核对码");
    kiosk.wait_at_most("已扫码，请在手机上输入", FOLLOWS);
    second.visit(&address);
    second.wait_for("已被另一部手机打开");
    // Wrong digits tell nothing and count; the right ones still go on.
    let digits = figures(&kiosk);
    let wrong = if digits == "0000" { "1111" } else { "0000" };
    first.fill("四位核对码", wrong);
    first.press("下一步");
    first.wait_for("还可以输入 2 次");
    first.misses("自助机");
    // The first phone may open the code again.
    first.visit(&address);
    first.fill("四位核对码", &digits);
    first.press("下一步");
    first.wait_for("确认是本人办理");
    first.press("不是我，立即取消");
    kiosk.wait_at_most("重新开始", FOLLOWS);
    kiosk.press("重新开始");
    kiosk.wait_for("等待扫码");
    first.assert_quiet(&["status of 422"]);
}
