//! What chapter 5 looks like: the list of transfers, the form, one transfer.

mod detail;
mod form;
mod overview;

pub use detail::detail;
pub use form::{Above, form};
pub use overview::overview;

use super::actions::Guard;
use crate::casework::{Case, CaseKind, Passage, State};
use crate::reference::Reference;
use crate::terms::RegionCode;
use crate::ui::{self, Button, Notice, Tag, Tone};
use maud::{Markup, Render, html};

/// The name of a department.
fn department(code: RegionCode, reference: &Reference) -> String {
    reference.divisions().department_name(code).unwrap_or_else(|| code.to_string())
}

/// 调转状态 as a tag.
fn passage(case: &Case) -> Markup {
    let Some(passage) = case.passage() else { return html! {} };
    let look = match passage {
        Passage::UnderWay => Tag::Wait,
        Passage::Arrived => Tag::Good,
        Passage::Failed => Tag::Bad,
        Passage::Withdrawn => Tag::Plain,
    };
    ui::tag(look, passage.label())
}

/// 审核状态 as a tag.
fn review(case: &Case) -> Markup {
    let look = match case.state {
        State::Waiting | State::Seconded(_) | State::Released => Tag::Wait,
        State::Approved => Tag::Good,
        State::Returned(_) | State::Rejected(_) => Tag::Bad,
        State::Withdrawn => Tag::Plain,
    };
    ui::tag(look, case.state_label())
}

/// What stands in the way, and the way that removes it.
fn obstacle(guard: &Guard) -> Notice {
    let way = match guard {
        Guard::Unfinished => Some(("/me/collect".to_string(), "去办理信息采集".to_string())),
        Guard::NotApproved => Some(("/me/collect".into(), "查看信息采集".into())),
        Guard::Open(kind, number, returned) => {
            let place = match kind {
                CaseKind::Change | CaseKind::Correction | CaseKind::Title => {
                    format!("/me/change/cases/{number}")
                }
                _ => format!("/me/cases/{number}"),
            };
            let verb = if *returned { "去修改或撤回" } else { "查看" };
            Some((place, format!("{verb}{}（受理编号 {number}）", kind.label())))
        }
        Guard::Transferring(number) => {
            Some((format!("/me/transfer/{number}"), format!("查看调转（受理编号 {number}）")))
        }
        Guard::Same | Guard::Unreachable => None,
    };
    let notice = Notice::new(Tone::Warn, guard.sentence());
    match way {
        Some((href, words)) => notice.body(Button::link(href, words).render()),
        None => notice,
    }
}
