//! 找回密码: the form and the page at its end (spec 1.4).

use crate::ui::{self, Button, Faults, Field, Form, Notice, Tone, VerificationCode};
use crate::web::{Typed, Visit, passwords};
use maud::{Markup, html};

/// The phone and its code; with the script this part alone is drawn anew after a code was asked for.
const CODE_PART: &str = "code-part";
/// What everybody is told who asks for a code (security B4).
const ANSWER: &str = "若信息一致，验证码已发送。";

/// What the form shows besides its fields.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Seconds until another code may be asked for.
    pub wait: u64,
    /// Why no code comes, where that is so for everybody.
    pub setback: Option<String>,
    /// A code has just been asked for.
    pub asked: bool,
    /// Why the password was not changed, when no field is to blame.
    pub refusal: Option<String>,
    /// The form has been sent before, so passwords are to be typed again.
    pub again: bool,
}

/// The form.
pub fn form(visit: &Visit, once: &str, typed: &Typed, faults: &Faults, sheet: &Sheet) -> Markup {
    let form = Form::new("/password/reset", visit.browser.token.clone()).once(once);
    html! {
        (ui::heading("找回密码", Some("证件号码、姓名和手机号都要与注册时一致，才能设置新密码。")))
        (ui::error_summary(faults))
        @if let Some(refusal) = &sheet.refusal { (Notice::new(Tone::Warn, refusal).live()) }
        @if sheet.asked {
            (Notice::new(Tone::Info, ANSWER).live()
                .body("短信会发到注册时的手机。三分钟内没有收到，请核对填写的信息，或者联系会计管理部门。"))
        }
        div.card { (form.render(fields(typed, faults, sheet))) }
    }
}

fn fields(typed: &Typed, faults: &Faults, sheet: &Sheet) -> Markup {
    html! {
        (Field::document("number", "证件号码").hint("注册时使用的证件上的号码。").value(typed.text("number")).faults(faults))
        (Field::text("name", "真实姓名").hint("与证件上的写法一致，打不出来的字可以从别处复制后粘贴。")
            .autocomplete("name").value(typed.text("name")).faults(faults))
        (passwords::fields("新密码", faults, sheet.again))
        div.refreshed id=(CODE_PART) {
            (Field::tel("phone", "手机号").hint("注册时填写的手机号。").autocomplete("tel-national")
                .value(typed.text("phone")).faults(faults))
            @if let Some(setback) = &sheet.setback { (Notice::new(Tone::Warn, setback).live()) }
            (VerificationCode::new("code", "验证码").value(typed.text("code")).wait_seconds(sheet.wait)
                .answer(ANSWER).refreshes("/password/reset", CODE_PART).faults(faults))
        }
        (ui::actions(html! { (Button::submit("确认重置密码")) (Button::link("/login", "返回登录")) }))
    }
}

/// The page at the end; nobody is logged in by it (T20).
pub fn done() -> Markup {
    html! {
        (ui::heading("密码已重置", None))
        (Notice::new(Tone::Success, "新密码已生效，请用它重新登录。")
            .body("以前登录过的设备都已退出。如果您的号码换了或者丢了手机，请联系会计管理部门。"))
        (ui::actions(html! { (Button::main_link("/login", "去登录")) (Button::link("/", "返回服务大厅")) }))
    }
}
