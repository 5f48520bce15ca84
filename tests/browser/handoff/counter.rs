//! 到窗口核验: the person says the number, the officer compares and confirms, the first screen moves on.
use super::{FOLLOWS, UNPROVEN, figures};
use crate::demonstration::{Demonstration, OFFICER, PASSWORD};
use crate::driver::{Driver, Screen, Scripts};
use crate::window::Window;

/// Lets the person take a number.
#[track_caller]
pub fn take_number(house: &Demonstration, screen: &Window) -> String {
    screen.visit(&house.at("/me/verify"));
    screen.check("我同意窗口工作人员查验我的证件原件并核对本人。");
    screen.press("领取核验号");
    screen.wait_for("请告诉窗口工作人员");
    figures(screen)
}

/// Lets the officer come to the counter.
#[track_caller]
pub fn officer<'d>(house: &Demonstration, driver: &'d Driver, name: &str) -> Window<'d> {
    let officer = Window::open(driver, &format!("officer-{name}"), Screen::Desk, Scripts::On);
    officer.visit(&house.at("/login/officer"));
    officer.fill("登录名", OFFICER);
    officer.fill("密码", PASSWORD);
    officer.fill("图片验证码", &house.captcha(&officer));
    officer.press("登录");
    officer.wait_for("待办业务");
    officer
}

#[test]
fn an_officer_confirms_at_the_counter_and_the_screen_moves_on() {
    let (driver, house) = (Driver::start(), Demonstration::open("handoff-counter"));
    let screen = Window::open(&driver, "screen-counter", Screen::Kiosk, Scripts::On);
    screen.visit(&house.at("/kiosk"));
    house.sign_in(&screen, UNPROVEN.0);
    let number = take_number(&house, &screen);
    assert!(number.len() == 6 && number.bytes().all(|byte| byte.is_ascii_digit()), "{number}");
    let officer = officer(&house, &driver, "counter");
    officer.follow("窗口核验");
    officer.fill("核验号", &number);
    officer.press("查找");
    officer.wait_for(UNPROVEN.1);
    officer.check("已查验证件原件，证件真实有效，姓名和号码与上面一致。");
    officer.check("证件照片与本人一致。");
    officer.check("已与本人核对，上面的手机号码是本人在用的。");
    screen.wait_for("请告诉窗口工作人员");
    officer.press("确认，核验通过");
    screen.arrive("/me/collect", FOLLOWS);
    officer.wait_for("已核验通过");
    for window in [&screen, &officer] {
        window.assert_quiet(&[]);
    }
}
