//! The page for a decision that came too late: what happened, and what was typed, so that it is not lost (T32).

use super::super::actions::{Conflict, Filter};
use crate::casework::Refusal;
use crate::terms::CaseNumber;
use crate::ui::{Button, Notice, Summary, Tone, actions, card, heading, wrap};
use maud::{Markup, html};

/// What happened in the meantime, the way on, and what was typed.
pub fn conflict(
    number: &CaseNumber,
    filter: &Filter,
    refusal: &Refusal,
    now: &Conflict,
    said: &str,
) -> Markup {
    let facts = Summary::new().row("受理编号", number.to_string()).row("现在的状态", now.state);
    let facts = match &now.last {
        Some(last) => facts
            .row("最近一次办理", last.what.as_str())
            .row("办理人员", last.who.as_str())
            .row("办理时间", last.at.to_string()),
        None => facts,
    };
    wrap(html! {
        (heading("您的决定没有生效", None))
        (Notice::new(Tone::Warn, refusal.sentence()).live())
        (facts)
        @if !said.is_empty() {
            h2 { "您刚才填写的原因" }
            (card(html! { p { (said) } }))
        }
        (actions(html! {
            (Button::main_link(filter.case(number, ""), "查看该业务"))
            (Button::link(filter.address(""), "返回待办"))
        }))
    })
}
