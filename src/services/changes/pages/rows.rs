//! 变更记录: 审核方式, 审核状态, 变更类型, 变更方式, 提交时间 and 详情 (guide 4.2).

use super::super::actions::{Row, Standing};
use super::{Part, excluded, framed, title_of, views};
use crate::casework::State;
use crate::dossier::{Change, Education, Employment, Licence, Listed, Step, Title};
use crate::reference::Reference;
use crate::ui::{self, Table, Tag, tag};
use crate::web::{House, Visit};
use maud::{Markup, html};

/// The requests of one part, newest first.
pub fn rows(house: &House, visit: &Visit, standing: &Standing, step: Step, rows: &[Row]) -> Markup {
    let title = title_of(step, step.label());
    let body = html! {
        (ui::heading(&title, Some("提交过的变更都在这里，最近提交的排在最前。")))
        (excluded(standing.transfer))
        (views(step, true))
        @if rows.is_empty() {
            (ui::empty("还没有提交过变更。", None))
        } @else { (table(rows, house.office.reference())) }
    };
    framed(house, visit, &format!("{title}记录"), Part::Record(step), body)
}

/// The table, for one part or for all.
pub fn table(rows: &[Row], reference: &Reference) -> Table {
    let columns = ["变更内容", "审核方式", "审核状态", "变更类型", "变更方式", "提交时间", "操作"];
    let table = columns.into_iter().fold(Table::new("变更记录"), Table::column);
    rows.iter().fold(table, |table, row| {
        let Some(amendment) = row.matter.amendment() else { return table };
        let href = format!("/me/change/cases/{}", row.case.number);
        table.row([
            html! { (about(&amendment.change, reference)) },
            html! { (row.case.review_mode().label()) },
            state(&row.case.state),
            html! { (amendment.change.change_type().label()) },
            html! { (amendment.channel.label()) },
            html! { span.num { (row.case.filed) } },
            html! { a href=(href) { "详情" span.hidden { "：" (about(&amendment.change, reference)) "，" (row.case.filed) } } },
        ])
    })
}

/// The state of a case as a tag.
pub fn state(state: &State) -> Markup {
    let look = match state {
        State::Waiting | State::Seconded(_) | State::Released => Tag::Wait,
        State::Approved => Tag::Good,
        State::Returned(_) | State::Rejected(_) => Tag::Bad,
        State::Withdrawn => Tag::Plain,
    };
    tag(look, state.label())
}

/// What a change is about: the school, the employer, or the part.
pub fn about(change: &Change, reference: &Reference) -> String {
    fn name<T: Listed>(change: &Change, reference: &Reference) -> Option<String> {
        let [before, after] = T::states(change)?;
        after.or(before).map(|one| one.heading(reference))
    }
    let named = name::<Education>(change, reference)
        .or_else(|| name::<Employment>(change, reference))
        .or_else(|| name::<Title>(change, reference))
        .or_else(|| name::<Licence>(change, reference));
    named.unwrap_or_else(|| match change {
        Change::Phone { .. } => "手机号码".into(),
        Change::Particulars { .. } => "姓名和证件更正".into(),
        change => change.step().label().into(),
    })
}
