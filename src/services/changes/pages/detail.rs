//! 变更详情: where the request stands, what it changes, every version of it.

use super::super::actions::Detail;
use super::basics::comparison;
use super::rows::{about, state};
use super::{Part, framed};
use crate::casework::{Correction, Matter, State};
use crate::dossier::Change;
use crate::reference::Reference;
use crate::ui::{self, Button, Form, Notice, Summary, Tone};
use crate::web::{House, Visit, course};
use maud::{Markup, html};

/// The page.
pub fn detail(house: &House, visit: &Visit, detail: &Detail, labels: &[String]) -> Markup {
    let case = &detail.case;
    let Some(filing) = detail.rounds.last() else { return html! {} };
    let Some(amendment) = filing.matter.amendment() else { return html! {} };
    let part = match &amendment.change {
        Change::Particulars { .. } => Part::Correction,
        change => Part::Record(change.step()),
    };
    let summary = Summary::new()
        .row("变更内容", named(&amendment.change, house.office.reference()))
        .row("审核状态", state(&case.state))
        .row("审核方式", case.review_mode().label())
        .row("变更类型", amendment.change.change_type().label())
        .row("变更方式", amendment.channel.label())
        .row("受理编号", html! { span.num { (case.number) } })
        .row("提交时间", case.filed.to_string());
    let summary = match case.decided {
        Some(at) => summary.row("办结时间", at.to_string()),
        None => summary.row("承诺办结日期", case.due.to_string()),
    };
    let body = html! {
        (ui::heading("变更详情", None))
        (standing(detail, labels))
        (summary)
        (comparison(&amendment.change, &amendment.identity, house))
        @if let Matter::Correct(correction) = &filing.matter { (papers(correction)) }
        (earlier(house, detail))
        h2.card-title { "办理经过" }
        (ui::timeline(&course(case)))
        (buttons(house, visit, detail))
    };
    framed(house, visit, "变更详情", part, body)
}

/// The part of the record and which of it.
fn named(change: &Change, reference: &Reference) -> String {
    match change {
        Change::Education { .. }
        | Change::Employment { .. }
        | Change::Title { .. }
        | Change::Licence { .. } => {
            format!("{}：{}", change.step().label(), about(change, reference))
        }
        Change::Basics { .. } | Change::Phone { .. } | Change::Particulars { .. } => about(change, reference),
    }
}

fn standing(detail: &Detail, labels: &[String]) -> Markup {
    let case = &detail.case;
    let notice = match &case.state {
        State::Waiting | State::Released => {
            Notice::new(Tone::Info, format!("正在审核，预计在 {} 前办结；审核通过后生效。", case.due))
        }
        State::Seconded(_) => Notice::new(
            Tone::Info,
            format!("初审已通过，等待另一位审核人员复核，预计在 {} 前办结。", case.due),
        ),
        State::Approved => Notice::new(Tone::Success, "变更已生效，登记的信息已经更新。"),
        State::Returned(remarks) => {
            Notice::new(Tone::Warn, "已退回补正，请按原因修改后再次提交。").body(html! {
                ul { @for (remark, label) in remarks.iter().zip(labels) {
                    li { @if !label.is_empty() { b { (label) "：" } } (remark.text) }
                } }
            })
        }
        State::Rejected(reason) => Notice::new(Tone::Danger, "没有通过，登记的信息没有变化。")
            .body(html! { p { "原因：" (reason) } }),
        State::Withdrawn => Notice::new(Tone::Info, "已撤回，登记的信息没有变化。"),
    };
    html! { (notice) }
}

fn papers(correction: &Correction) -> Markup {
    let picture = |key: &str, file: crate::terms::FileId| {
        let (address, label) = (format!("/me/files/{file}"), Correction::label(key).unwrap_or_default());
        (label, html! { a href=(address) { img.thumb src=(address) alt={ (label) "照片" } width="176"; } })
    };
    let mut summary = Summary::titled("更正材料").row("更正原因", &correction.reason);
    let back = correction.back.map(|file| picture("correction.back", file));
    let all = [
        Some(picture("correction.front", correction.front)),
        back,
        Some(picture("correction.proof", correction.proof)),
    ];
    for (label, drawn) in all.into_iter().flatten() {
        summary = summary.row(label, drawn);
    }
    html! { (summary) }
}

/// What was filed before it was mended; each version keeps its own pictures.
fn earlier(house: &House, detail: &Detail) -> Markup {
    let past = detail.rounds.len().saturating_sub(1);
    html! {
        @for (round, filing) in detail.rounds.iter().take(past).enumerate() {
            details.same {
                summary { "第 " (round + 1) " 次提交的内容（" (filing.at) "）" }
                @if let Some(amendment) = filing.matter.amendment() {
                    (comparison(&amendment.change, &amendment.identity, house))
                }
                @if let Matter::Correct(correction) = &filing.matter { (papers(correction)) }
            }
        }
    }
}

fn buttons(house: &House, visit: &Visit, detail: &Detail) -> Markup {
    let case = &detail.case;
    let number = case.number;
    let links = html! {
        @if matches!(case.state, State::Returned(_)) {
            (Button::main_link(format!("/me/change/cases/{number}/mend"), "去修改"))
        }
        (Button::link(format!("/me/cases/{number}/receipt"), "查看回执"))
    };
    html! {
        @if case.state.is_open() {
            (Form::new(format!("/me/change/cases/{number}/withdraw"), visit.browser.token.clone())
                .once(house.once())
                .render(html! {
                    input type="hidden" name="seen" value=(case.version);
                    p.hint { "不想变更了或者填错了，可以撤回；撤回后登记的信息不变，可以重新提交。" }
                    (ui::actions(html! { (links) (Button::also("撤回").danger()) }))
                }))
        } @else { (ui::actions(links)) }
    }
}
