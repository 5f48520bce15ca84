//! 会计人员注册: the form with its notes beside it, and the page at its end (spec 1.1).

mod picker;

use super::actions::characters::Finding;
use crate::terms::DocumentKind;
use crate::ui::{
    self, Button, Checkbox, Choice, Faults, Field, Form, Notice, Select, Tone, VerificationCode,
};
use crate::web::{Typed, Visit, passwords};
use maud::{Markup, html};

const TITLE: &str = "会计人员注册";
/// The phone and its code; with the script this part alone is drawn anew after a code was sent.
const CODE_PART: &str = "code-part";

/// What the form shows besides its fields.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The form's token against replays.
    pub once: String,
    /// Seconds until another code may be sent.
    pub wait: u64,
    /// Why no code comes, where that is known.
    pub setback: Option<String>,
    /// The search for characters, when it is open.
    pub finding: Option<Finding>,
    /// Why nothing was registered, when no field is to blame.
    pub refusal: Option<&'static str>,
    /// The form has been sent before, so passwords are to be typed again.
    pub again: bool,
}

/// The registration form.
pub fn form(visit: &Visit, typed: &Typed, faults: &Faults, sheet: &Sheet) -> Markup {
    let form = Form::new("/register", visit.browser.token.clone()).once(sheet.once.clone());
    ui::wrap(html! {
        (ui::heading(TITLE, Some("请准备好证件和能收短信的手机，各项都要填写。已有账户可以直接登录。")))
        (ui::error_summary(faults))
        @if let Some(refusal) = sheet.refusal {
            (Notice::new(Tone::Warn, refusal).live().body(html! {
                p { "如果您以前注册过，可以" a href="/password/reset" { "找回密码" } "。" }
            }))
        }
        (ui::columns(html! { div.card { (form.render(fields(typed, faults, sheet))) } }, notes()))
    })
}

fn fields(typed: &Typed, faults: &Faults, sheet: &Sheet) -> Markup {
    let kinds = DocumentKind::ALL.map(|kind| Choice::new(kind.code(), kind.label()));
    html! {
        (Select::new("kind", "证件类型").prompt("请选择证件类型").choices(kinds).chosen(typed.text("kind")).faults(faults))
        (Field::document("number", "证件号码").hint("按证件上的号码填写，请先选证件类型。")
            .value(typed.text("number")).faults(faults))
        (picker::name(typed, faults, sheet.finding.as_ref()))
        (passwords::fields("密码", faults, sheet.again))
        div.refreshed id=(CODE_PART) {
            (Field::tel("phone", "手机号").hint("用来登录和接收短信。").autocomplete("tel-national")
                .value(typed.text("phone")).faults(faults))
            @if let Some(setback) = &sheet.setback { (Notice::new(Tone::Warn, setback).live()) }
            (VerificationCode::new("code", "手机验证码").value(typed.text("code")).wait_seconds(sheet.wait)
                .refreshes("/register", CODE_PART).faults(faults))
        }
        (Checkbox::new("agree", "我已阅读并同意隐私说明").checked(typed.has("agree")).faults(faults))
        p.hint { a href="/privacy" { "阅读隐私说明" } "，了解平台收集哪些信息、用来做什么。" }
        (ui::actions(html! { (Button::submit("注册")) (Button::link("/login", "使用已有账户登录")) }))
    }
}

fn notes() -> Markup {
    ui::card(html! {
        h2 { "注意事项" }
        ol.notes {
            li { "注册时需要接收手机短信验证码，请填写您正在使用的手机号。" }
            li { "为方便您在平台上办理业务，请如实填写注册信息。" }
            li { "请记住登录账号和密码，不要告诉他人。" }
            li { "手机短信验证码 3 分钟内有效，每 3 分钟只能发送一次。" }
            li { "携号转网用户可能收不到短信验证码，请换一个手机号。" }
            li { "其他问题，请查看" a href="/help" { "帮助中心" } "。" }
        }
    })
}

/// The page at the end; it says nothing about the person, so it may be opened by anybody.
pub fn done() -> Markup {
    html! {
        (ui::heading("注册完成", None))
        (Notice::new(Tone::Success, "账号已注册，请用证件号码或手机号登录。")
            .body("登录后请先完成实名认证，再办理信息采集等业务。"))
        (ui::actions(html! { (Button::main_link("/login", "去登录")) (Button::link("/", "返回服务大厅")) }))
    }
}
