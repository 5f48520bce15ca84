//! 信息查询: the whole record, or where it is.

use super::department;
use crate::casework::{Case, QueueRow};
use crate::dossier::{COUNTED, Section, lines, seniority};
use crate::reference::Reference;
use crate::services::own::actions::{Absent, LOG, Whole};
use crate::sheets;
use crate::terms::Day;
use crate::ui::{self, Button, Notice, Summary, Table, Tone};
use maud::{Markup, html};

const TITLE: &str = "信息查询";

/// The whole record, to be read and printed.
pub fn record(whole: &Whole, today: Day, reference: &Reference) -> Markup {
    let dossier = &whole.record.dossier;
    let sections: Vec<Section> = lines(&dossier.clone().reopened(), &dossier.identity, reference);
    let years = seniority(&dossier.employment, today);
    let years =
        if years.is_none() { "没有登记会计工作经历".to_string() } else { years.to_string() };
    html! {
        (ui::heading(TITLE, Some("这里是现在登记的全部信息，只能查看。证件号码、手机号码等已隐去一部分。")))
        (Summary::titled("登记情况")
            .row("会计管理部门", department(reference, whole.record.authority))
            .row("版本", format!("第 {} 版", whole.record.number()))
            .row("生效时间", whole.record.approved.to_string())
            .row("查询日期", today.to_string()))
        @for section in &sections {
            h2.card-title { (section.title) }
            (sheets::summary(section))
        }
        (Summary::titled("会计工作年限").row("截至今天", years))
        p.hint { (COUNTED) }
        h2.card-title { "属地调转" }
        @if whole.transfers.is_empty() { p.muted { "没有办理过属地调转。" } }
        @else { (transfers(&whole.transfers, reference)) }
        h2.card-title { "审核记录" }
        @if whole.cases.is_empty() { p.muted { "在本平台没有审核记录。" } }
        @else { (log(&whole.cases, reference)) }
        @if whole.cases.len() == LOG { p.hint { "这里列出最近的 " (LOG) " 件，更早的请在个人中心的“我的办件”中查看。" } }
        (ui::actions(html! {
            (ui::print_button("打印登记信息"))
            (Button::link("/me/change", "办理信息变更")) (Button::link("/me/change/history", "历次登记信息"))
        }))
    }
}

fn transfers(cases: &[Case], reference: &Reference) -> Markup {
    let columns = ["受理编号", "从", "到", "提交时间", "状态", "办结时间"];
    let table = columns.into_iter().fold(Table::new("属地调转"), Table::column);
    html! {
        (cases.iter().fold(table, |table, case| {
            let side = |code| html! { (department(reference, code)) };
            let (from, to) = case.route.as_ref().map_or((html! {}, html! {}), |route| (side(route.from), side(route.to)));
            table.row([
                html! { a.whole href={ "/me/transfer/" (case.number) } { (case.number) } },
                from,
                to,
                html! { span.num { (case.filed) } },
                html! { span.whole { (case.state_label()) } },
                html! { @if let Some(decided) = case.decided { span.num { (decided) } } },
            ])
        }))
    }
}

fn log(cases: &[QueueRow], reference: &Reference) -> Markup {
    let columns = ["受理编号", "事项", "办理部门", "提交时间", "状态", "办结时间"];
    let table = columns.into_iter().fold(Table::new("审核记录"), Table::column);
    html! {
        (cases.iter().fold(table, |table, row| table.row([
            html! { a.whole href={ "/me/cases/" (row.number) } { (row.number) } },
            html! { span.whole { (row.kind.label()) } },
            html! { (department(reference, row.authority)) },
            html! { span.num { (row.filed) } },
            html! { span.whole { (row.state) } },
            html! { @if let Some(decided) = row.decided { span.num { (decided) } } },
        ])))
    }
}

/// Nothing is on record here: where it is, or what comes first.
pub fn absent(absent: &Absent, reference: &Reference) -> Markup {
    let (said, next, way) = match absent {
        Absent::NotBegun => (
            "您还没有登记信息".to_string(),
            "先办理信息采集，审核通过后，这里就能查看登记的全部信息。".to_string(),
            Button::main_link("/me/collect", "去办理信息采集"),
        ),
        Absent::Begun => (
            "您的信息采集还没有提交".into(),
            "已经填写的内容都保存着，可以接着填写；提交并审核通过后，这里就能查看登记的全部信息。".into(),
            Button::main_link("/me/collect", "继续填写"),
        ),
        Absent::Filed(case) => (
            format!("您的信息采集现在的状态：{}", case.state_label()),
            format!(
                "受理编号 {}，{} 提交。审核通过后，这里就能查看登记的全部信息。",
                case.number, case.filed
            ),
            Button::main_link(format!("/me/cases/{}", case.number), "查看办件"),
        ),
        Absent::Moved(to) => (
            format!("您的登记已随属地调转转到{}", department(reference, *to)),
            "登记的信息现在保存在调入地的平台，请到那里查询。".into(),
            Button::main_link("/me/transfer", "查看调转信息"),
        ),
    };
    html! {
        (ui::heading(TITLE, Some("审核通过后登记的全部信息，都可以在这里查看和打印。")))
        (Notice::new(Tone::Info, said).body(next))
        (ui::actions(html! { (way) (Button::link("/me", "返回个人中心")) }))
    }
}
