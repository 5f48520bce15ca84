//! The officer's two pages: whom to look for; then the papers, the person and the code.

use crate::services::phone::actions::Found;
use crate::services::phone::forms::{BOXES, CODE, NUMBER, PHONE, SEEN};
use crate::ui::{self, Button, Checkbox, Faults, Field, Form, Notice, Summary, Tone, VerificationCode};
use crate::web::Typed;
use maud::{Markup, html};

/// The code and its button; with the script this part alone is drawn anew, so that the ticks stay.
const CODE_PART: &str = "code-part";

/// Where number and new phone are typed.
pub fn ask(token: &str, typed: &Typed, faults: &Faults, done: bool) -> Markup {
    ui::wrap(html! {
        @if done {
            (Notice::new(Tone::Success, "手机号已更换。").live().body("已用短信通知原手机号和新手机号，本人登录过的设备都已退出。忘记密码的，请本人用新手机号找回密码。"))
        }
        (ui::error_summary(faults))
        (ui::heading("更换手机号", Some("本人带证件原件到窗口，原手机号收不到验证码时在这里办理。")))
        (Form::new("/desk/phone", token).render(html! {
            (Field::document(NUMBER, "证件号码").hint("照证件原件输入。").value(typed.text(NUMBER)).faults(faults))
            (Field::tel(PHONE, "新手机号").hint("由本人当场提供，接着要用它接收验证码。").autocomplete("off")
                .value(typed.text(PHONE)).faults(faults))
            (ui::actions(html! { (Button::submit("查找")) (Button::link("/desk", "返回待办")) }))
        }))
        (Notice::new(Tone::Info, "原手机号能收到验证码的，本人登录后在“账号与设备”中就能自己更换。"))
    })
}

/// What the second page shows besides what was typed.
pub struct Checking<'a> {
    /// Whose account.
    pub found: &'a Found,
    /// A code to the new number may be entered.
    pub sent: bool,
    /// Seconds until another code may be asked for.
    pub wait: u64,
    /// Why no code comes.
    pub setback: Option<String>,
}

/// Who stands at the counter, with what has to be compared and the code that they read out.
pub fn check(checking: &Checking<'_>, token: &str, once: String, typed: &Typed, faults: &Faults) -> Markup {
    let Found { id, account } = checking.found;
    let identity = &account.identity;
    let proof = match &account.verified {
        Some(verified) => format!("已通过（{}）", verified.way),
        None => "没有通过".into(),
    };
    let carried = [(NUMBER, typed.text(NUMBER)), (PHONE, typed.text(PHONE)), (SEEN, &id.to_string())]
        .map(|(name, value)| html! { input type="hidden" name=(name) value=(value); });
    let answer = if checking.sent {
        "验证码已发送，请本人留意新手机的短信。"
    } else {
        "刚刚给另一个号码发送过验证码。"
    };
    ui::wrap(html! {
        (ui::error_summary(faults))
        (ui::heading("核对本人和证件", Some("请查验证件原件，每一项都一致才能更换。本次查看已记入审计日志。")))
        (Summary::titled("账号登记的信息")
            .row("真实姓名", identity.name.to_string())
            .row("证件类型", identity.document.kind().label())
            .row("证件号码", html! { span.num { (identity.document.number()) } })
            .row("实名认证", proof)
            .row("原手机号", html! { span.num { (identity.phone.masked()) } })
            .row("新手机号", html! { span.num { (typed.text(PHONE)) } }))
        (Form::new("/desk/phone/change", token).once(once).render(html! {
            @for field in &carried { (field) }
            @for (name, words) in BOXES {
                (Checkbox::new(name, words).checked(typed.has(name)).faults(faults))
            }
            div.refreshed id=(CODE_PART) {
                @if let Some(setback) = &checking.setback { (Notice::new(Tone::Warn, setback).live()) }
                (VerificationCode::new(CODE, "新手机验证码").hint("发到新手机号，请本人读出收到的 6 位数字。")
                    .button("发送验证码到新手机号").wait_seconds(checking.wait).answer(answer)
                    .refreshes("/desk/phone/change", CODE_PART).faults(faults))
            }
            (ui::actions(html! { (Button::submit("确认更换")) (Button::link("/desk/phone", "返回")) }))
        }))
    })
}
