//! 历次登记信息: every state the record ever had.

use super::super::actions::{Standing, Version};
use super::{Part, excluded, fact, framed};
use crate::dossier::lines;
use crate::ui::{self, Button, Summary, Table};
use crate::web::{House, Visit};
use maud::{Markup, html};

/// The list of states, newest first.
pub fn history(house: &House, visit: &Visit, standing: &Standing, versions: &[Version]) -> Markup {
    let columns = ["版本", "生效时间", "由什么业务形成", "受理编号", "操作"];
    let table = columns.into_iter().fold(Table::new("历次登记信息"), Table::column);
    let count = versions.len();
    let table = versions.iter().rev().enumerate().fold(table, |table, (row, one)| {
        let number = one.record.number();
        let now = if row == 0 { "（现在登记的）" } else { "" };
        table.row([
            html! { "第 " (number) " 版" (now) },
            html! { span.num { (one.record.approved) } },
            html! { (one.title) },
            html! { @if let Some(case) = one.number { a href={ "/me/cases/" (case) } { (case) } } },
            html! { a href={ "/me/change/history/" (number) } { "查看" span.hidden { "第 " (number) " 版" } } },
        ])
    });
    let lead = format!("登记的信息共有 {count} 个版本，每一次审核通过都留下完整的一版，以后也不会改动。");
    let body = html! {
        (ui::heading("历次登记信息", Some(&lead)))
        (excluded(standing.transfer))
        (table)
    };
    framed(house, visit, "历次登记信息", Part::History, body)
}

/// The whole record as it was in one version.
pub fn version(house: &House, visit: &Visit, version: &Version) -> Markup {
    let dossier = &version.record.dossier;
    let sections = lines(&dossier.clone().reopened(), &dossier.identity, house.office.reference());
    let title = format!("第 {} 版登记信息", version.record.number());
    let lead = format!("{} 生效，由{}形成。", version.record.approved, version.title);
    let body = html! {
        (ui::heading(&title, Some(&lead)))
        @for section in &sections {
            (section.lines.iter().fold(Summary::titled(&section.title), fact))
        }
        (ui::actions(html! { (Button::link("/me/change/history", "返回历次登记信息")) }))
    };
    framed(house, visit, &title, Part::History, body)
}
