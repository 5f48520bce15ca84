//! The counter: a number is typed or scanned, the officer compares, and says so.

use super::super::actions::AtCounter;
use super::super::forms::{CHECKS, NUMBER, REASON};
use crate::ui::{self, Button, Checkbox, Faults, Field, Form, Notice, Summary, Tone};
use crate::web::Typed;
use maud::{Markup, html};

/// Where a number is typed; a scanner that acts as a keyboard types it and presses Enter.
pub fn ask(token: &str, typed: &Typed, faults: &Faults, done: Option<&str>) -> Markup {
    ui::wrap(html! {
        @if let Some(done) = done { (Notice::new(Tone::Success, done).live()) }
        (ui::error_summary(faults))
        (ui::heading("窗口核验", Some("请办理人报出屏幕上的六位核验号，或者用扫码枪扫屏幕上的二维码。")))
        (Form::new("/desk/counter", token).render(html! {
            (Field::number(NUMBER, "核验号").value(typed.text(NUMBER)).maxlength(6).autocomplete("off").faults(faults))
            (ui::actions(html! { (Button::submit("查找")) (Button::link("/desk", "返回待办")) }))
        }))
        (Notice::new(Tone::Info, "核验号由办理人登录后在“实名认证，到窗口核验”中领取，一小时内有效。"))
        (ui::actions(html! {
            (Button::link("/desk/phone", "本人要更换手机号，原手机号收不到验证码"))
            (Button::link("/desk/reopen", "本人申请注销过，要恢复使用"))
        }))
    })
}

/// Who stands at the counter, with what has to be compared.
pub fn person(found: &AtCounter, token: &str, once: String, typed: &Typed, faults: &Faults) -> Markup {
    let identity = &found.account.identity;
    let number = &found.handoff.locator;
    ui::wrap(html! {
        (ui::error_summary(faults))
        (ui::heading("核对本人和证件", Some("请查验证件原件，三项都一致才能确认。本次查看已记入审计日志。")))
        (Summary::titled("账号登记的信息")
            .row("真实姓名", identity.name.to_string())
            .row("证件类型", identity.document.kind().label())
            .row("证件号码", html! { span.num { (identity.document.number()) } })
            .row("手机号码", html! { span.num { (identity.phone.to_string()) } })
            .row("领取时间", found.handoff.opened.to_string())
            .row("领取地点", found.handoff.screen.place.clone()))
        (Form::new(format!("/desk/counter/{number}"), token).once(once).render(html! {
            @for (name, words) in CHECKS {
                (Checkbox::new(name, words).checked(typed.has(name)).faults(faults))
            }
            (ui::actions(html! {
                (Button::submit("确认，核验通过").named("verdict", "confirm"))
                (Button::link("/desk/counter", "返回"))
            }))
            h2.card-title { "不一致时" }
            (Field::text(REASON, "不通过的原因").optional().value(typed.text(REASON)).maxlength(200)
                .hint("办理人会看到，例如：证件已过有效期，请换领后再来。").faults(faults))
            (ui::actions(html! { (Button::also("核验不通过").danger().named("verdict", "refuse")) }))
        }))
    })
}
