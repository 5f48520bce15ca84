//! The two fields that prove who asks; what was typed there is never drawn again.

use crate::services::own::forms::{CODE, CURRENT};
use crate::ui::{Faults, Notice, PasswordField, Tone, VerificationCode};
use maud::{Markup, html};

/// The code and its button; with the script this part alone is drawn anew, so that the typed password stays.
const CODE_PART: &str = "code-part";

/// What a form shows besides its fields.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Seconds until a code may be asked for again.
    pub wait: u64,
    /// A code for this very purpose may be entered.
    pub sent: bool,
    /// Why no code comes.
    pub setback: Option<String>,
    /// The form has been sent before, so the password is to be typed again.
    pub again: bool,
}

/// The fields, on the form at `address`; `phone` is masked.
pub(super) fn fields(address: &str, phone: &str, faults: &Faults, sheet: &Sheet) -> Markup {
    let password = PasswordField::current(CURRENT, "登录密码").faults(faults);
    let password = match sheet.again {
        true => password.hint("为了安全，密码和验证码不会留在页面上，请再输入一次。"),
        false => password,
    };
    let answer = match sheet.sent {
        true => "验证码已发送，请留意短信。",
        false => "刚刚为其他事项发送过验证码，请稍候再获取。",
    };
    html! {
        (password)
        div.refreshed id=(CODE_PART) {
            @if let Some(setback) = &sheet.setback { (Notice::new(Tone::Warn, setback).live()) }
            (VerificationCode::new(CODE, "短信验证码").hint(format!("发到您的手机号 {phone}。"))
                .button("获取验证码").answer(answer).wait_seconds(sheet.wait).refreshes(address, CODE_PART).faults(faults))
        }
    }
}
