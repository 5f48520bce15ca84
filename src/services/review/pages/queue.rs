//! 待办 and 已办.

use super::super::actions::{COUNTED, Desk, Filter, Listing, Place, Scope, Urgency, has_below};
use super::{due, told};
use crate::accounts::Grant;
use crate::casework::{CaseKind, QueueRow, State};
use crate::reference::Reference;
use crate::terms::{CaseNumber, Day};
use crate::ui::{Pager, Table, Tag, empty, heading, tag, wrap};
use maud::{Markup, html};

/// One page of a list with its filters.
pub fn queue(
    grant: &Grant,
    filter: &Filter,
    listing: &Listing,
    done: Option<(&str, CaseNumber)>,
    reference: &Reference,
    today: Day,
) -> Markup {
    let department = reference.divisions().department_name(grant.authority);
    let department = department.unwrap_or_else(|| grant.authority.to_string());
    let (title, lead) = match filter.desk {
        Desk::Waiting => ("待办业务", format!("{department}，等待最久的排在最前。")),
        Desk::Decided => ("已办业务", format!("{department}，最近办结的排在最前。")),
    };
    let rows = listing.rows.iter();
    wrap(html! {
        @if let Some(told) = told(done) { (told) }
        (heading(title, Some(&lead)))
        (filters(grant, filter))
        p.count role="status" { (counted(filter, listing.count)) }
        @if listing.rows.is_empty() {
            (empty(nothing(filter), None))
        } @else {
            (rows.fold(columns(filter), |table, (_, row)| table.row(cells(filter, row, reference, today))))
            (pager(filter, listing))
        }
    })
}

fn counted(filter: &Filter, count: usize) -> String {
    let what = if filter.desk == Desk::Waiting { "待审核" } else { "已办结" };
    if count < COUNTED { format!("共 {count} 件{what}") } else { format!("{COUNTED} 件以上{what}") }
}

fn nothing(filter: &Filter) -> &'static str {
    match filter.desk {
        Desk::Waiting if *filter == Filter::default() => "待办业务都办完了，辛苦了。",
        Desk::Waiting => "没有符合这些条件的待办业务，可以换一个条件看看。",
        Desk::Decided => "没有符合这些条件的已办业务。",
    }
}

fn filters(grant: &Grant, filter: &Filter) -> Markup {
    let kinds = [(None, "全部业务")].into_iter().chain(CaseKind::ALL.map(|kind| (Some(kind), kind.label())));
    let dues = [(None, "全部时限"), (Some(Urgency::Soon), "即将到期"), (Some(Urgency::Overdue), "已超期")];
    let scopes = [(Scope::Own, "本部门"), (Scope::Below, "本级及下级（查看）")];
    html! {
        nav.filters aria-label="筛选" {
            ul { @for (kind, label) in kinds { (choice(Filter { kind, ..*filter }, filter, label)) } }
            @if filter.desk == Desk::Waiting {
                ul { @for (due, label) in dues { (choice(Filter { due, ..*filter }, filter, label)) } }
            }
            @if has_below(grant) {
                ul { @for (scope, label) in scopes { (choice(Filter { scope, ..*filter }, filter, label)) } }
            }
        }
    }
}

fn choice(to: Filter, now: &Filter, label: &str) -> Markup {
    html! { li { a href=(to.address("")) aria-current=[(to == *now).then_some("true")] { (label) } } }
}

fn columns(filter: &Filter) -> Table {
    let waiting = filter.desk == Desk::Waiting;
    let table = Table::new(if waiting { "待办业务" } else { "已办业务" });
    let table = table.column("办理人").column("业务").column("受理编号").column("提交时间");
    let table = if waiting {
        table.column("已等").column("办理时限")
    } else {
        table.column("办结时间").column("结论")
    };
    if filter.scope == Scope::Below { table.column("管理部门") } else { table }
}

fn cells(filter: &Filter, row: &QueueRow, reference: &Reference, today: Day) -> Vec<Markup> {
    let workdays = reference.workdays();
    let mut cells = vec![
        html! { a href=(filter.case(&row.number, "")) { (row.masked_name) span.hidden { "，" (row.number) } } },
        html! {
            (row.kind.label())
            @if row.round > 1 { " " (tag(Tag::Info, "再次提交")) }
            @if filter.desk == Desk::Waiting && row.state != State::Waiting.label() { " " (tag(Tag::Wait, &row.state)) }
        },
        html! { span.num { (row.number) } },
        html! { span.num { (row.filed) } },
    ];
    if filter.desk == Desk::Waiting {
        let age = workdays.workdays_between(row.filed.day(), today);
        cells.push(html! { (age) " 个工作日" });
        cells.push(due(row.due, reference, today));
    } else {
        let kind = match row.state.as_str() {
            "审核通过" => Tag::Good,
            "待调入地审核" => Tag::Wait,
            word if word.ends_with("退回补正") || word.ends_with("通过") => Tag::Bad,
            _ => Tag::Plain,
        };
        cells.push(html! { @if let Some(at) = row.decided { span.num { (at) } } });
        cells.push(tag(kind, &row.state));
    }
    if filter.scope == Scope::Below {
        let name = reference.divisions().department_name(row.authority);
        cells.push(html! { (name.unwrap_or_else(|| row.authority.to_string())) });
    }
    cells
}

fn pager(filter: &Filter, listing: &Listing) -> Pager {
    let to = |word: &str, row: Option<&(Place, QueueRow)>| {
        row.map(|(place, _)| filter.address(&format!("{word}={place}")))
    };
    let rows = &listing.rows;
    Pager {
        previous: to("before", rows.first().filter(|_| listing.earlier)),
        next: to("after", rows.last().filter(|_| listing.later)),
        shown: None,
    }
}
