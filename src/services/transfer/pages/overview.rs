//! 会计人员信息调转: where the person stands, 调转申请, and 调转信息 (guide 5, 5.2).

use super::super::actions::{Row, Standing};
use super::{department, obstacle, passage, review};
use crate::casework::Matter;
use crate::reference::Reference;
use crate::terms::Moment;
use crate::ui::{self, Button, Notice, Summary, Table, Tone};
use crate::web::{House, Visit};
use maud::{Markup, html};

/// The page.
pub fn overview(house: &House, visit: &Visit, standing: &Standing, rows: &[Row]) -> Markup {
    let reference = house.office.reference();
    let state = html! {
        b { (standing.collection_state()) } "，若需要查看个人审核情况请移步 " a href="/me/collect" { b { "信息采集" } }
    };
    let mut facts = Summary::new().row("当前信息采集状态", state);
    if let Some(record) = &standing.record {
        facts = facts.row("当前会计管理机构", department(record.authority, reference));
    }
    let lead =
        "工作单位、学籍、户籍或居住地变到别的县（市、区）的，在这里把会计人员信息转到新的会计管理机构。";
    let body = html! {
        (ui::heading("会计人员信息调转", Some(lead)))
        (facts)
        @if let Some(to) = standing.moved {
            (Notice::new(Tone::Info, format!("您的会计人员信息已调转到{}。", department(to, reference)))
                .body(html! { p { "您的登记不在本平台了，以后的业务请到调入地会计管理机构所在的平台办理。" } }))
        } @else if let Some(guard) = &standing.guard {
            (obstacle(guard))
        } @else {
            (ui::actions(html! { (Button::main_link("/me/transfer/new", "调转申请")) }))
        }
        h2.card-title { "调转信息" }
        @if rows.is_empty() { (ui::empty("还没有提交过调转申请。", None)) } @else { (table(rows, reference)) }
        (ui::actions(html! {
            (Button::link("/help/transfer", "属地调转帮助")) (Button::link("/me", "返回个人中心"))
        }))
    };
    visit.wide_page(house, "会计人员信息调转", html! { div.wrap.transfers { (body) } })
}

fn table(rows: &[Row], reference: &Reference) -> Table {
    let columns = [
        "调转状态",
        "调转类型",
        "调出时间",
        "调出省/市/县",
        "调入省/市/县",
        "审核状态",
        "证明材料预览",
        "操作",
    ];
    let table = columns.into_iter().fold(Table::new("调转信息"), Table::column);
    rows.iter().fold(table, |table, row| {
        let case = &row.case;
        let Some(route) = &case.route else { return table };
        let transfer = row.rounds.last().and_then(|filing| filing.matter.transfer());
        table.row([
            passage(case),
            html! { (transfer.map_or("已随档案转出", |transfer| transfer.reason.label())) },
            html! { @match route.left { Some(at) => (moment(at)), None => { "未确认" } } },
            html! { (department(route.from, reference)) },
            html! { (department(route.to, reference)) },
            review(case),
            html! { @if let Some(filing) = row.rounds.last() { (preview(&filing.matter)) } },
            html! {
                a href={ "/me/transfer/" (case.number) } { "详情" span.hidden { "：" (case.number) } }
            },
        ])
    })
}

/// Day and time, which part only between them where room is short.
fn moment(at: Moment) -> Markup {
    let text = at.to_string();
    let (day, time) = text.split_once(' ').unwrap_or((&text, ""));
    html! { span { span.num { (day) } " " span.num { (time) } } }
}

fn preview(matter: &Matter) -> Markup {
    html! {
        @if let Some(transfer) = matter.transfer() {
            @let address = format!("/me/files/{}", transfer.proof);
            a href=(address) { img.thumb src=(address) alt="调转证明材料照片" width="88" loading="lazy"; }
        }
    }
}
