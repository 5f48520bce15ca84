//! A person takes their data along and closes their account; an officer opens it again; every page in every look.
use crate::demonstration::{Demonstration, PASSWORD};
use crate::driver::{Driver, Screen, Scripts};
use crate::gallery::Gallery;
use crate::handoff::counter::officer;
use crate::window::Window;

/// On record, with nothing under way.
const PHONE: &str = "13900000011";

/// The number of that person's document.
fn number() -> String {
    let first = "11000019940826002";
    let check = zhangfang::terms::check_character(first).expect("seventeen digits");
    format!("{first}{check}")
}

/// Proves the person on this page; what was typed stays while the code is on its way.
fn prove(house: &Demonstration, window: &Window) {
    window.fill("登录密码", PASSWORD);
    window.press("获取验证码");
    window.wait_for("验证码已发送");
    assert_eq!(window.value("登录密码"), PASSWORD);
    window.fill("短信验证码", &house.code_for(PHONE));
}

#[test]
fn everything_held_is_offered_and_every_page_is_sound() {
    let (driver, house, gallery) = (Driver::start(), Demonstration::open("export"), Gallery::default());
    let window = &Window::open(&driver, "export", Screen::Desk, Scripts::On);
    house.sign_in(window, PHONE);
    window.visit(&house.at("/me/export"));
    gallery.show(window, "export");
    prove(&house, window);
    window.press("核验并导出");
    window.wait_for("请在 10 分钟内下载");
    gallery.show(window, "export-ready");
    gallery.close();
}

#[test]
fn an_account_is_closed_and_an_officer_opens_it_again() {
    let (driver, house, gallery) = (Driver::start(), Demonstration::open("close"), Gallery::default());
    let window = &Window::open(&driver, "close", Screen::Desk, Scripts::On);
    house.sign_in(window, PHONE);
    window.visit(&house.at("/me/account"));
    window.follow("注销账号");
    window.wait_for("法定保存期限未满");
    gallery.show(window, "close");
    prove(&house, window);
    window.check("我已了解：注销后不能再登录，登记的信息保存到期满。");
    window.press("注销账号");
    window.wait_for("账号已注销，不能再登录");
    window.fill("证件号码或手机号", PHONE);
    window.fill("密码", PASSWORD);
    window.fill("图片验证码", &house.captcha(window));
    window.press("登录");
    window.wait_for("按您的申请注销");

    let desk = &officer(&house, &driver, "close");
    desk.follow("窗口核验");
    desk.follow("本人申请注销过，要恢复使用");
    desk.wait_for("照证件原件输入");
    gallery.show(desk, "desk-reopen");
    let seek = || {
        desk.visit(&house.at("/desk/reopen"));
        desk.fill("证件号码", &number());
        desk.press("查找");
        desk.wait_for("已申请注销的账号");
    };
    seek();
    gallery.show_again(desk, "desk-reopen-account", &[], seek);
    seek();
    for tick in [
        "证件原件已查验，真实有效，姓名和号码与上面一致。",
        "证件照片与本人一致。",
        "本人当面要求恢复使用这个账号。",
    ] {
        desk.check(tick);
    }
    desk.press("恢复账号");
    desk.wait_for("账号已恢复");
    gallery.close();
    house.sign_in(window, PHONE);
}
