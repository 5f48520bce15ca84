//! What a person finds about themselves: titles from the library, the whole record, papers, pictures, and what a former
//! platform had approved; every page in every look.
use crate::demonstration::{Demonstration, PASSWORD};
use crate::driver::{Driver, Screen, Scripts};
use crate::gallery::Gallery;
use crate::window::Window;

/// On record, with two titles in the certificate library.
const ON_RECORD: &str = "13900000011";
/// Verified, with a school and a job of a former platform to be completed.
const IMPORTED: &str = "13900000001";

fn come_in(house: &Demonstration, window: &Window, phone: &str) {
    window.visit(&house.at("/login"));
    window.fill("证件号码或手机号", phone);
    window.fill("密码", PASSWORD);
    window.fill("图片验证码", &house.captcha(window));
    window.press("登录");
    window.wait_for("退出");
}

#[test]
fn titles_record_and_papers_are_sound_on_every_screen() {
    let (driver, house, gallery) = (Driver::start(), Demonstration::open("own"), Gallery::default());
    let window = Window::open(&driver, "own", Screen::Desk, Scripts::On);
    come_in(&house, &window, ON_RECORD);
    window.visit(&house.at("/me/titles"));
    window.press("自动获取会计专业技术资格");
    window.wait_for("获取更新成功");
    for (path, words, name) in [
        ("/me/titles", "系统记录", "titles"),
        ("/me/titles/new", "职称层级", "titles-new"),
        ("/me/titles/licences/new", "资格类型", "titles-licence"),
        ("/me/record", "会计工作年限", "record"),
        ("/me/papers", "会计人员信息登记表", "papers"),
        ("/me/files", "材料库", "files"),
        ("/papers/check", "校验码", "papers-check"),
    ] {
        window.visit(&house.at(path));
        window.wait_for(words);
        gallery.show(&window, name);
    }
    gallery.close();
}

#[test]
fn what_a_former_platform_approved_waits_to_be_completed() {
    let (driver, house, gallery) = (Driver::start(), Demonstration::open("history"), Gallery::default());
    let window = Window::open(&driver, "history", Screen::Desk, Scripts::On);
    come_in(&house, &window, IMPORTED);
    window.visit(&house.at("/me/collect/work"));
    window.wait_for("历史数据");
    gallery.show(&window, "history-work");
    gallery.close();
}
