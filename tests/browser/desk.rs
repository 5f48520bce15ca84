//! The desk as the demonstration leaves it: the rules as their administrator sets them, and a change that waits with a
//! picture to compare.
use crate::demonstration::{Demonstration, OFFICER, PASSWORD};
use crate::driver::{Driver, Screen, Scripts};
use crate::gallery::Gallery;
use crate::window::Window;
use serde_json::json;

/// Logs an officer in.
#[track_caller]
fn come_in(house: &Demonstration, window: &Window, login: &str) {
    window.visit(&house.at("/login/officer"));
    window.fill("登录名", login);
    window.fill("密码", PASSWORD);
    window.fill("图片验证码", &house.captcha(window));
    window.press("登录");
    window.wait_for("待办业务");
}

#[test]
fn an_administrator_sets_the_rules_on_every_screen() {
    let (driver, house, gallery) = (Driver::start(), Demonstration::open("desk-rules"), Gallery::default());
    let window = Window::open(&driver, "desk-rules", Screen::Desk, Scripts::On);
    come_in(&house, &window, "admin");
    window.follow("系统管理");
    window.wait_for("哪些信息变更由系统自动审核");
    gallery.show(&window, "desk-administration");
    for (path, words, name) in [
        ("/desk/dictionaries", "法规没有逐项规定的选项", "desk-dictionaries"),
        ("/desk/dictionaries/licence_kind", "新增一项", "desk-dictionary"),
        ("/desk/import", "证书库", "desk-import"),
    ] {
        window.visit(&house.at(path));
        window.wait_for(words);
        gallery.show(&window, name);
    }
    window.visit(&house.at("/desk/rules"));
    window.wait_for("规则怎样起作用");
    gallery.show(&window, "desk-rules");
    window.check("新增教育经历");
    window.press("保存规则");
    window.wait_for("审核规则已保存");
    window.wait_for("没有人核对内容和材料的：新增教育经历");
    gallery.show(&window, "desk-rules-saved");
    gallery.close();
}

#[test]
fn a_change_of_a_diploma_waits_to_be_compared() {
    let (driver, house, gallery) = (Driver::start(), Demonstration::open("desk-change"), Gallery::default());
    let window = Window::open(&driver, "desk-change", Screen::Desk, Scripts::On);
    come_in(&house, &window, OFFICER);
    window.visit(&house.at("/desk?kind=change"));
    let waiting = window.run("return document.querySelector('table a').href", &json!([]));
    window.visit(waiting.as_str().expect("a change waits"));
    window.wait_for("第二学士学位");
    gallery.show(&window, "desk-change");
    gallery.close();
}
