//! 账号恢复: whom to look for; then the papers and the person.

use crate::services::own::actions::Found;
use crate::services::own::forms::{BOXES, NUMBER, SEEN};
use crate::ui::{self, Button, Checkbox, Faults, Field, Form, Notice, Summary, Tone};
use crate::web::Typed;
use maud::{Markup, html};

/// Where the number is typed.
pub fn seek(token: &str, typed: &Typed, faults: &Faults, done: bool) -> Markup {
    ui::wrap(html! {
        @if done {
            (Notice::new(Tone::Success, "账号已恢复。").live().body("本人可以用原来的密码登录；忘记密码的，请本人找回密码。"))
        }
        (ui::error_summary(faults))
        (ui::heading("账号恢复", Some("本人申请注销过、现在要恢复使用的，带证件原件到窗口，在这里办理。")))
        (Form::new("/desk/reopen", token).render(html! {
            (Field::document(NUMBER, "证件号码").hint("照证件原件输入。").value(typed.text(NUMBER)).faults(faults))
            (ui::actions(html! { (Button::submit("查找")) (Button::link("/desk", "返回待办")) }))
        }))
    })
}

/// Who stands at the counter, with what has to be compared.
pub fn found(found: &Found, token: &str, once: String, typed: &Typed, faults: &Faults) -> Markup {
    let identity = &found.account.identity;
    let carried = [(NUMBER, typed.text(NUMBER)), (SEEN, &found.id.to_string())]
        .map(|(name, value)| html! { input type="hidden" name=(name) value=(value); });
    let proof = match &found.account.verified {
        Some(verified) => format!("已通过（{}）", verified.way),
        None => "没有通过".into(),
    };
    ui::wrap(html! {
        (ui::error_summary(faults))
        (ui::heading("核对本人和证件", Some("请查验证件原件，每一项都一致才能恢复。本次查看已记入审计日志。")))
        (Summary::titled("已申请注销的账号")
            .row("真实姓名", identity.name.to_string())
            .row("证件类型", identity.document.kind().label())
            .row("证件号码", html! { span.num { (identity.document.number()) } })
            .row("手机号码", html! { span.num { (identity.phone.masked()) } })
            .row("实名认证", proof)
            .row("申请注销时间", found.freeze.at.to_string())
            .row("保存原因", found.freeze.reason.clone()))
        (Form::new("/desk/reopen/account", token).once(once).render(html! {
            @for field in &carried { (field) }
            @for (name, words) in BOXES {
                (Checkbox::new(name, words).checked(typed.has(name)).faults(faults))
            }
            (ui::actions(html! { (Button::submit("恢复账号")) (Button::link("/desk/reopen", "返回")) }))
        }))
    })
}
