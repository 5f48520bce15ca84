//! The desk's pages: lists, the workbench of one case, and the page for a decision that came too late.

mod bench;
mod conflict;
mod counter;
mod crossing;
mod decision;
mod facts;
mod pictures;
mod queue;

pub use bench::{Bench, bench};
pub use conflict::conflict;
pub use counter::{ask as ask_number, person as at_counter};
pub use queue::queue;

use super::actions::{Urgency, Within, urgency};
use crate::reference::Reference;
use crate::terms::{CaseNumber, Day};
use crate::ui::{Notice, Tag, Tone, tag};
use maud::{Markup, html};

/// How long there is until the promised day, in working days and words (interface 5.3).
fn due(day: Day, reference: &Reference, today: Day) -> Markup {
    let left = reference.workdays().workdays_between(today, day);
    let words = match left {
        _ if day == today => "今天到期".to_string(),
        0 if day < today => "已超期".to_string(),
        ..0 => format!("已超期 {} 个工作日", -left),
        _ => format!("还剩 {left} 个工作日"),
    };
    let kind = match urgency(day, Within::of(reference, today)) {
        Urgency::Overdue => Tag::Bad,
        Urgency::Soon => Tag::Wait,
        Urgency::Fine => Tag::Plain,
    };
    tag(kind, &words)
}

/// What became of the case decided just before.
fn told(done: Option<(&str, CaseNumber)>) -> Option<Markup> {
    let (word, number) = done?;
    let words = match word {
        "approved" => "已通过",
        "returned" => "已退回补正",
        "seconded" => "初审已通过，等待另一位审核人员复核",
        "rejected" => "已作出不予通过的决定",
        "released" => "已确认调出，等待调入地审核",
        "arrived" => "电子调转函已导入",
        _ => return None,
    };
    let told = match word {
        "seconded" => "复核后用短信告知办理人。",
        "released" => "调入地审核后用短信告知办理人。",
        _ => "已经用短信告知办理人。",
    };
    if word == "arrived" {
        let more = "请核对登记的信息和材料，在接收期限之前作出决定。";
        return Some(html! { (Notice::new(Tone::Success, format!("{words}：{number}")).body(more).live()) });
    }
    let more = html! { (told) a href={ "/desk/cases/" (number) } { "查看该业务" } };
    Some(html! { (Notice::new(Tone::Success, format!("{words}：{number}")).body(more).live()) })
}
