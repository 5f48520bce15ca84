//! The login page of officers and the page that takes their one-time code.

use crate::ui::{self, Button, Faults, Field, Form, Notice, PasswordField, Tone};
use crate::web::{Challenge, House, Typed, Visit};
use maud::{Markup, html};

/// The login form of officers.
pub fn officer(visit: &Visit, house: &House, typed: &Typed, faults: &Faults, done: Option<&str>) -> Markup {
    html! {
        (ui::heading("财政用户登录", Some("供会计管理部门的工作人员使用。")))
        @if let Some(done) = done { (Notice::new(Tone::Success, done)) }
        (ui::error_summary(faults))
        (Form::new("/login/officer", visit.browser.token.clone()).render(html! {
            @if let Some(next) = typed.given("next") { input type="hidden" name="next" value=(next); }
            (Field::text("login", "登录名").value(typed.text("login")).autocomplete("username").width(24).faults(faults))
            (PasswordField::current("password", "密码").faults(faults))
            (Challenge::field(house, faults))
            (ui::actions(html! {
                (Button::submit("登录")) (Button::link("/officer/activate", "用一次性代码设置密码"))
            }))
        }))
        p.hint { "忘记密码时，请管理员为您重设；管理员会交给您一个一次性代码，24 小时内有效。" }
    }
}

/// The form that sets an officer's password with a one-time code.
pub fn activation(visit: &Visit, typed: &Typed, faults: &Faults) -> Markup {
    html! {
        (ui::heading("设置登录密码", Some("用管理员交给您的一次性代码，为自己设置登录密码。")))
        (ui::error_summary(faults))
        (Form::new("/officer/activate", visit.browser.token.clone()).render(html! {
            (Field::text("login", "登录名").value(typed.text("login")).autocomplete("username").width(24).faults(faults))
            (Field::text("code", "一次性代码").hint("16 个字母和数字，24 小时内有效，只能使用一次。")
                .value(typed.text("code")).autocomplete("one-time-code").width(24).faults(faults))
            (new_password(faults, 64))
            (ui::actions(html! { (Button::submit("设置密码")) (Button::link("/login/officer", "返回登录")) }))
        }))
    }
}

/// The two fields of a new password of 8 to `longest` characters.
pub(super) fn new_password(faults: &Faults, longest: u8) -> Markup {
    html! {
        (PasswordField::chosen("password", "新密码").rule(format!("8 到 {longest} 个字符"), format!("^.{{8,{longest}}}$"))
            .rule("有大写字母", "[A-Z]").rule("有小写字母", "[a-z]").rule("有数字", "[0-9]")
            .rule("有特殊符号", "[^A-Za-z0-9]").faults(faults))
        (PasswordField::chosen("repeat", "确认新密码").faults(faults))
    }
}
