//! The set-up page.

use crate::reference::Reference;
use crate::ui::{self, Button, Faults, Field, Form, Notice, PasswordField, Tone};
use crate::web::places::{self, Kind};
use crate::web::{Typed, Visit};
use maud::{Markup, html};

/// The form for the first administrator.
pub fn form(visit: &Visit, reference: &Reference, typed: &Typed, faults: &Faults) -> Markup {
    html! {
        (ui::heading("首次设置", Some("选择本实例服务的会计管理部门，并设置第一位管理员。")))
        (Notice::new(Tone::Info, "设置码在启动程序的控制台上，15 分钟内有效").body(html! {
            p { "过期或连续输错 5 次后失效，请在控制台重新生成。设置完成后，本页不再出现。" }
        }))
        (ui::error_summary(faults))
        (Form::new("/setup", visit.browser.token.clone()).render(html! {
            (Field::text("code", "设置码").value(typed.text("code")).autocomplete("one-time-code").width(24).faults(faults))
            (places::picker(Kind::Authority, "region", "会计管理部门", typed, reference).faults(faults))
            (Field::text("login", "管理员登录名").hint("3 到 32 个英文字母、数字、点、横线或下划线。")
                .value(typed.text("login")).autocomplete("username").width(24).faults(faults))
            (Field::text("name", "管理员姓名").value(typed.text("name")).autocomplete("name").width(16).faults(faults))
            (PasswordField::chosen("password", "密码").rule("8 到 64 个字符", "^.{8,64}$").rule("有大写字母", "[A-Z]")
                .rule("有小写字母", "[a-z]").rule("有数字", "[0-9]").rule("有特殊符号", "[^A-Za-z0-9]").faults(faults))
            (PasswordField::chosen("repeat", "确认密码").faults(faults))
            (ui::actions(html! { (Button::submit("完成设置")) }))
        }))
    }
}
