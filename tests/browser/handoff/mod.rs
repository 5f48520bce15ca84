//! From the screen to the phone and back, as two people would do it: the code is read out of the screenshot's pixels,
//! the phone is a browser of its own, and the screen moves on by itself (chapter 2.3).
mod camera;
mod closing;
pub mod counter;
mod phone;
mod plain;
mod showing;

use crate::demonstration::{Demonstration, PASSWORD};
use crate::driver::{Driver, Screen, Scripts};
use crate::window::Window;
use serde_json::json;
use std::time::Duration;

/// The person of the demonstration whose identity is not proven: phone and name.
const UNPROVEN: (&str, &str) = ("13900000002", "李知行");
/// The one whose identity is.
const PROVEN: (&str, &str) = ("13900000001", "陈雨桐");
/// How long a page may take to follow the phone; the goal of two seconds is printed, not asserted, because the machines
/// that run tests are busy.
const FOLLOWS: Duration = Duration::from_secs(5);

/// What the code on a screen holds, read as a phone's camera would.
#[track_caller]
fn scanned(window: &Window, name: &str) -> String {
    window.run(
        "document.querySelector('svg.qr').scrollIntoView({ block: 'center', behavior: 'instant' })",
        &json!([]),
    );
    let picture = image::load_from_memory(&window.picture(name)).expect("the browser gives a PNG").to_luma8();
    let mut seen = rqrr::PreparedImage::prepare(picture);
    let grids = seen.detect_grids();
    assert_eq!(grids.len(), 1, "{} should show one code:\n{}", window.address(), window.text());
    let (meta, text) = grids[0].decode().expect("the code can be read off the screen");
    let side =
        window.run("return document.querySelector('svg.qr').getBoundingClientRect().width", &json!([]));
    // Modules of the code and of the quiet zone around it.
    let module = side.as_f64().unwrap_or(0.0) / (meta.version.to_size() + 8) as f64;
    assert!(module >= 4.0, "a module is only {module:.1} px wide");
    text
}

/// What stands in the dark panel in large figures.
#[track_caller]
fn figures(window: &Window) -> String {
    let figures = window.run("return document.querySelector('.code .pair').textContent", &json!([]));
    figures.as_str().expect("the panel shows figures").to_owned()
}

impl Demonstration {
    /// Logs a person of the demonstration in.
    #[track_caller]
    pub fn sign_in(&self, window: &Window, phone: &str) {
        window.visit(&self.at("/login"));
        window.fill("证件号码或手机号", phone);
        window.fill("密码", PASSWORD);
        window.fill("图片验证码", &self.captcha(window));
        window.press("登录");
        window.wait_for("您好");
    }

    /// Lets the screen show its code: consent first.
    #[track_caller]
    fn show_code(&self, window: &Window) {
        window.visit(&self.at("/me/verify"));
        window.check("我同意在演示中用手机确认身份");
        window.press("显示二维码");
        window.wait_for("等待扫码");
    }

    /// A kiosk in the hall on which the unproven person has asked for the code.
    #[track_caller]
    fn kiosk<'d>(&self, driver: &'d Driver, name: &str, scripts: Scripts) -> Window<'d> {
        let kiosk = Window::open(driver, &format!("kiosk-{name}"), Screen::Kiosk, scripts);
        kiosk.visit(&self.at("/kiosk"));
        self.sign_in(&kiosk, UNPROVEN.0);
        self.show_code(&kiosk);
        kiosk
    }
}

/// A phone with a browser of its own.
fn phone<'d>(driver: &'d Driver, name: &str) -> Window<'d> {
    Window::open(driver, &format!("phone-{name}"), Screen::Phone, Scripts::On)
}

/// Opens what was scanned and types what the screen shows then.
#[track_caller]
fn connect(phone: &Window, address: &str, screen: &Window) {
    phone.visit(address);
    phone.wait_for("请输入屏幕上的核对码");
    screen.wait_at_most("已扫码，请在手机上输入", FOLLOWS);
    phone.fill("四位核对码", &figures(screen));
    phone.press("下一步");
}
