//! Every page of the hand-off in all its looks.
use super::camera::{ask_for_camera, choose_scope};
use super::counter::{officer, take_number};
use super::{PROVEN, UNPROVEN, connect, figures, phone, scanned};
use crate::demonstration::Demonstration;
use crate::driver::{Driver, Screen, Scripts};
use crate::gallery::Gallery;
use crate::walk::Photographs;
use crate::window::Window;
use serde_json::json;

/// Refused on purpose: the browser logs the status of every such page.
const REFUSED: [&str; 4] = ["status of 422", "status of 410", "status of 409", "status of 404"];

/// A window in which nothing is pressed by itself, so that the page before can be looked at.
fn patient<'d>(driver: &'d Driver, name: &str) -> Window<'d> {
    let window = phone(driver, name);
    let source = json!({ "source": "HTMLFormElement.prototype.requestSubmit = () => {}" });
    window.devtools("Page.addScriptToEvaluateOnNewDocument", &source);
    window
}

#[test]
fn every_page_of_the_screen_and_the_phone_is_sound() {
    let (driver, gallery) = (Driver::start(), Gallery::default());
    let house = Demonstration::open("showing-phone");
    let screen = Window::open(&driver, "showing-screen", Screen::Desk, Scripts::On);
    house.sign_in(&screen, UNPROVEN.0);
    screen.visit(&house.at("/me/verify"));
    gallery.show(&screen, "handoff-desk");
    house.show_code(&screen);
    gallery.show(&screen, "handoff-code");
    let address = scanned(&screen, "handoff-showing-code");
    let landing = patient(&driver, "showing-landing");
    landing.visit(&address);
    gallery.show(&landing, "phone-landing");
    let first = phone(&driver, "showing-first");
    first.visit(&address);
    first.wait_for("请输入屏幕上的核对码");
    gallery.show(&first, "phone-digits");
    gallery.show_again(&first, "phone-digits-wrong", &REFUSED, || {
        first.visit(&address);
        first.press("下一步");
        first.wait_for("请输入屏幕上显示的四位数字");
    });
    landing.visit(&address);
    landing.wait_for("已被另一部手机打开");
    gallery.show_again(&landing, "phone-second", &REFUSED, || landing.visit(&address));
    gallery.show(&screen, "handoff-digits");
    first.visit(&address);
    first.fill("四位核对码", &figures(&screen));
    first.press("下一步");
    first.wait_for("确认，是本人办理");
    gallery.show(&first, "phone-confirm");
    gallery.show(&screen, "handoff-matched");
    first.follow("改为拍证件照片");
    first.wait_for("手持证件");
    gallery.show(&first, "phone-papers");
    first.follow("返回");
    first.press("不是我，立即取消");
    first.wait_for("没有办成");
    gallery.show(&first, "phone-cancelled");
    screen.wait_for("重新开始");
    gallery.show(&screen, "handoff-ended");
    screen.press("重新开始");
    screen.wait_for("等待扫码");
    gallery.show_again(&landing, "phone-over", &REFUSED, || landing.visit(&address));
    landing.visit(&house.at("/v/back"));
    gallery.show(&landing, "phone-back");
    let again = phone(&driver, "showing-again");
    connect(&again, &scanned(&screen, "handoff-showing-again"), &screen);
    again.wait_for("确认，是本人办理");
    again.press("确认，是本人办理");
    again.wait_for("认证通过");
    gallery.show(&again, "phone-passed");
    gallery.close();
}

#[test]
fn every_page_of_the_camera_and_the_counter_is_sound() {
    let (driver, gallery) = (Driver::start(), Gallery::default());
    let house = Demonstration::open("showing-counter");
    let screen = Window::open(&driver, "showing-camera", Screen::Desk, Scripts::On);
    house.sign_in(&screen, UNPROVEN.0);
    let number = take_number(&house, &screen);
    gallery.show(&screen, "handoff-number");
    let officer = officer(&house, &driver, "showing");
    officer.visit(&house.at("/desk/counter"));
    gallery.show(&officer, "desk-counter");
    officer.visit(&house.at(&format!("/desk/counter/{number}")));
    officer.wait_for(UNPROVEN.1);
    gallery.show(&officer, "desk-counter-person");
    let form = Window::open(&driver, "showing-form", Screen::Desk, Scripts::On);
    house.sign_in(&form, PROVEN.0);
    choose_scope(&house, &form);
    gallery.show_again(&form, "camera-code", &[], || ask_for_camera(&house, &form));
    let photographs = Photographs::take("photographs-showing");
    let phone = phone(&driver, "showing-camera");
    connect(&phone, &scanned(&form, "handoff-showing-camera"), &form);
    phone.wait_for("用手机拍照");
    phone.attach("选择照片或拍照：证件照", &photographs.of("证件照"));
    phone.press("上传证件照");
    phone.wait_for("已传到屏幕上");
    gallery.show(&phone, "phone-camera");
    phone.press("都拍好了，结束");
    phone.wait_for("已经完成");
    gallery.show(&phone, "phone-camera-done");
    gallery.close();
}
