//! The login page of accountants (spec 1.3) and what stands on its second tab.

use crate::ui::{self, Button, Faults, Field, Form, Notice, PasswordField, Tone};
use crate::web::{Challenge, House, Typed, Visit};
use maud::{Markup, Render, html};

/// What a form that led here has done, in words; made-up words in the address say nothing.
pub fn done(word: Option<&str>) -> Option<&'static str> {
    match word? {
        "password" => Some("密码已修改，所有设备都已退出，请用新密码登录。"),
        "reset" => Some("密码已重置，请用新密码登录。"),
        "activated" => Some("密码已设好，请用登录名和新密码登录。"),
        "erased" => Some("账号已注销，平台保存的关于您的资料已经删除。"),
        "frozen" => Some("账号已注销，不能再登录。已登记的信息按规定保存到期满，期间只保存不处理。"),
        "setup" => Some("第一位管理员已经设好，请用登录名和密码登录。"),
        _ => None,
    }
}

/// The captcha's field with another picture, for 换一张 with the script.
pub fn another_picture(house: &House) -> Markup {
    Challenge::field(house, &Faults::new()).render()
}

fn tabs(here: &str) -> Markup {
    html! {
        nav.tabs aria-label="登录方式" {
            @for (href, label) in [("/login", "个人登录"), ("/login/org", "单位登录")] {
                a href=(href) aria-current=[(href == here).then_some("page")] { (label) }
            }
        }
    }
}

/// The login form of accountants.
pub fn person(visit: &Visit, house: &House, typed: &Typed, faults: &Faults, done: Option<&str>) -> Markup {
    html! {
        (ui::heading("会计人员登录", None))
        (tabs("/login"))
        @if let Some(done) = done { (Notice::new(Tone::Success, done)) }
        (ui::error_summary(faults))
        (Form::new("/login", visit.browser.token.clone()).render(html! {
            @if let Some(next) = typed.given("next") { input type="hidden" name="next" value=(next); }
            (Field::text("account", "证件号码或手机号").hint("注册时填写的证件号码或手机号，两者都可以登录。")
                .value(typed.text("account")).autocomplete("username").faults(faults))
            (PasswordField::current("password", "密码").faults(faults))
            (Challenge::field(house, faults))
            (ui::actions(html! { (Button::submit("登录")) (Button::link("/password/reset", "忘记密码")) }))
        }))
        p.links {
            a href="/register" { "新用户注册" }
            a href="/help/signin" { "操作说明" }
            a href="/help" { "咨询答疑（帮助中心）" }
        }
        (Notice::new(Tone::Info, "特别提示").body(html! {
            p { "请使用最新版谷歌、火狐、360极速等非IE内核的主流浏览器访问本平台。" }
        }))
    }
}

/// The second tab, which is not open yet: what to do meanwhile.
pub fn organisation(phone: &str) -> Markup {
    html! {
        (ui::heading("单位登录", None))
        (tabs("/login/org"))
        (Notice::new(Tone::Info, "单位/法人用户登录即将开通").body(html! {
            p { "开通前，单位会计人员的信息由本人登录后填写，单位证明盖章后作为附件上传即可，不影响办理。" }
            @if !phone.is_empty() { p { "单位有事需要办理，请致电 " span.num { (phone) } "。" } }
        }))
        (ui::actions(html! { (Button::main_link("/login", "个人登录")) (Button::link("/help", "查看帮助")) }))
    }
}
