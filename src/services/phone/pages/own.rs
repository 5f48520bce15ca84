//! The person's form and the page at its end.

use crate::accounts::Account;
use crate::services::phone::forms::{CURRENT, NEW_CODE, OLD_CODE, PHONE};
use crate::ui::{self, Button, Faults, Field, Form, Notice, PasswordField, Tone, VerificationCode};
use crate::web::{Person, Typed};
use maud::{Markup, html};

/// The new phone and both codes; with the script this part alone is drawn anew, so that the typed password stays.
const CODES_PART: &str = "codes-part";

/// What the form shows besides its fields.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Seconds until codes may be asked for again.
    pub wait: u64,
    /// Why no code comes.
    pub setback: Option<String>,
    /// The form has been sent before, so the password is to be typed again.
    pub again: bool,
}

/// The form; what proves the person is never drawn again.
pub fn form(person: &Person, once: &str, typed: &Typed, faults: &Faults, sheet: &Sheet) -> Markup {
    let old = person.account.identity.phone.masked();
    let form = Form::new("/me/phone", person.visit.browser.token.clone()).once(once);
    html! {
        (ui::heading("更换手机号", Some("手机号用来登录和接收通知。原手机号和新手机号都要能收到短信。")))
        (ui::error_summary(faults))
        div.card { (form.render(fields(&old, typed, faults, sheet))) }
        (Notice::new(Tone::Info, "原手机号不再使用、收不到验证码的，请到窗口办理。")
            .body("请本人带身份证件原件和新手机，到会计管理部门的窗口办理。工作人员查验证件后，您当场报出新手机收到的验证码即可更换。"))
    }
}

fn fields(old: &str, typed: &Typed, faults: &Faults, sheet: &Sheet) -> Markup {
    let password = PasswordField::current(CURRENT, "现在的登录密码").faults(faults);
    let password = if sheet.again {
        password.hint("为了安全，密码和验证码不会留在页面上，请再输入一次。")
    } else {
        password
    };
    let both = format!("验证码已发送：一个发到原手机 {old}，一个发到新手机，请分别填写。");
    html! {
        (password)
        div.refreshed id=(CODES_PART) {
            (Field::tel(PHONE, "新手机号").hint("填写后点“获取两个验证码”，两个手机会各收到一条短信。")
                .autocomplete("tel-national").value(typed.text(PHONE)).faults(faults))
            @if let Some(setback) = &sheet.setback { (Notice::new(Tone::Warn, setback).live()) }
            (VerificationCode::new(OLD_CODE, "原手机验证码").hint(format!("发到现在的手机号 {old}。"))
                .button("获取两个验证码").wait_seconds(sheet.wait).answer(both)
                .refreshes("/me/phone", CODES_PART).faults(faults))
            (Field::number(NEW_CODE, "新手机验证码").hint("发到上面填写的新手机号。").maxlength(6)
                .autocomplete("one-time-code").faults(faults))
        }
        (ui::actions(html! { (Button::submit("确认更换")) (Button::link("/me/account", "返回")) }))
    }
}

/// The page at the end.
pub fn done(account: &Account) -> Markup {
    let phone = account.identity.phone.masked();
    html! {
        (ui::heading("手机号已更换", None))
        (Notice::new(Tone::Success, format!("以后请用手机号 {phone} 登录和接收通知。"))
            .body("原手机号不再能登录。其他设备都已退出，这台设备仍然登录着。已有登记信息的，登记的手机号同时更换，可以在个人中心的办件中查看。"))
        (ui::actions(html! { (Button::main_link("/me", "返回个人中心")) (Button::link("/me/account", "账号与设备")) }))
    }
}
