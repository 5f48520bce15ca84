//! Another phone, by the person and by an officer: what was typed stays while the codes are on their way.
use crate::demonstration::{Demonstration, PASSWORD};
use crate::driver::{Driver, Screen, Scripts};
use crate::gallery::Gallery;
use crate::handoff::counter::officer;
use crate::window::Window;

/// The present phone of somebody of the demonstration, and the next.
const PHONES: [&str; 2] = ["13900000001", "13900009801"];
const CURRENT: &str = "现在的登录密码";

fn change(scripts: Scripts, gallery: Option<&Gallery>) {
    let [old, new] = PHONES;
    let (driver, house) = (Driver::start(), Demonstration::open(&format!("phone-{scripts:?}")));
    let window = &Window::open(&driver, &format!("phone-{scripts:?}"), Screen::Desk, scripts);
    house.sign_in(window, old);
    window.visit(&house.at("/me/phone"));
    if let Some(gallery) = gallery {
        gallery.show(window, "phone");
    }
    window.fill(CURRENT, PASSWORD);
    window.fill("新手机号", new);
    window.press("获取两个验证码");
    window.wait_for("一个发到原手机");
    // Without scripts the page came anew, and passwords never stay on a page.
    assert_eq!(window.value(CURRENT), if scripts == Scripts::On { PASSWORD } else { "" });
    assert_eq!(window.value("新手机号"), new);
    window.fill(CURRENT, PASSWORD);
    window.fill("原手机验证码", &house.code_for(old));
    window.fill("新手机验证码", &house.code_for(new));
    window.press("确认更换");
    window.wait_for("手机号已更换");
    window.misses(new);
    if let Some(gallery) = gallery {
        gallery.show(window, "phone-done");
    }
}

#[test]
fn a_person_changes_it_and_every_page_is_sound() {
    let gallery = Gallery::default();
    change(Scripts::On, Some(&gallery));
    gallery.close();
}

#[test]
fn a_person_changes_it_without_scripts() {
    change(Scripts::Off, None);
}

/// The number of that person's document.
fn number() -> String {
    let first = "11000019930417002";
    let check = zhangfang::terms::check_character(first).expect("seventeen digits");
    format!("{first}{check}")
}

#[test]
fn an_officer_changes_it_and_every_page_is_sound() {
    let gallery = Gallery::default();
    let (driver, house) = (Driver::start(), Demonstration::open("phone-desk"));
    let desk = &officer(&house, &driver, "phone");
    desk.follow("窗口核验");
    desk.follow("本人要更换手机号，原手机号收不到验证码");
    desk.wait_for("照证件原件输入");
    gallery.show(desk, "desk-phone");
    let find = || {
        desk.visit(&house.at("/desk/phone"));
        desk.fill("证件号码", &number());
        desk.fill("新手机号", PHONES[1]);
        desk.press("查找");
        desk.wait_for("本次查看已记入审计日志");
    };
    find();
    gallery.show_again(desk, "desk-phone-check", &[], find);
    desk.check("证件照片与本人一致。");
    desk.press("发送验证码到新手机号");
    desk.wait_for("请本人留意新手机的短信");
    desk.check("证件原件已查验，真实有效，姓名和号码与上面一致。");
    desk.check("新手机号由本人当场提供，手机在本人手中。");
    desk.fill("新手机验证码", &house.code_for(PHONES[1]));
    desk.press("确认更换");
    desk.wait_for("手机号已更换");
    desk.misses(PHONES[1]);
    gallery.close();
}
