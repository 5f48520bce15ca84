//! The same without JavaScript: pages fetch themselves anew.
use super::{figures, scanned};
use crate::demonstration::Demonstration;
use crate::driver::{Driver, Screen, Scripts};
use crate::window::Window;
use std::time::Duration;

/// A few of the page's own intervals.
const REFRESHED: Duration = Duration::from_secs(20);

#[test]
fn without_scripts_the_page_looks_again_and_goes_on() {
    let (driver, house) = (Driver::start(), Demonstration::open("handoff-plain"));
    let kiosk = house.kiosk(&driver, "plain", Scripts::Off);
    let phone = Window::open(&driver, "phone-plain", Screen::Phone, Scripts::Off);
    phone.visit(&scanned(&kiosk, "handoff-plain-code"));
    phone.wait_for("在手机上继续办理");
    // Nothing is scanned before somebody presses: a preview of the link burns no code.
    kiosk.misses("已扫码");
    phone.press("继续");
    phone.wait_for("请输入屏幕上的核对码");
    kiosk.wait_at_most("已扫码，请在手机上输入", REFRESHED);
    phone.fill("四位核对码", &figures(&kiosk));
    phone.press("下一步");
    phone.wait_for("确认是本人办理");
    phone.press("确认，是本人办理");
    phone.wait_for("认证通过");
    kiosk.arrive("/me/collect", REFRESHED);
    kiosk.assert_quiet(&[]);
}
