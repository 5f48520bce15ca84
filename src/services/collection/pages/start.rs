//! 信息采集: 采集须知 at the first visit, then the steps; while the case waits and after approval 审核告知 (spec 1.11).

use super::check::sections;
use super::notes;
use super::tasks::tasks;
use crate::casework::{Case, State};
use crate::dossier::Fault;
use crate::services::collection::actions::{Checked, Collecting};
use crate::ui::{self, Button, Form, Notice, Summary, Tag, Tone, tag};
use crate::web::{House, Visit};
use maud::{Markup, html};

/// The chapter's first page.
pub fn start(house: &House, visit: &Visit, checked: &Checked) -> Markup {
    let Checked { collecting, open: faults } = checked;
    let body = match (&collecting.case, collecting.editable) {
        (Some((_, case)), false) => decided_elsewhere(house, visit, collecting, case),
        _ => filling(house, collecting, faults),
    };
    visit.page_back(house, "会计人员信息采集", ("/me", "返回个人中心"), body)
}

/// What is said to somebody whose record has left for another instance.
pub fn moved_away(house: &House, visit: &Visit, sentence: &str) -> Markup {
    let body = html! {
        (ui::heading("会计人员信息采集", None))
        (Notice::new(Tone::Info, sentence))
        (ui::actions(html! { (Button::main_link("/me/transfer", "查看属地调转")) (Button::link("/me", "返回个人中心")) }))
    };
    visit.page_back(house, "会计人员信息采集", ("/me", "返回个人中心"), body)
}

fn filling(house: &House, collecting: &Collecting, faults: &[Fault]) -> Markup {
    let first = collecting.is_first_visit();
    let days = house.config.working_days;
    html! {
        (ui::heading("会计人员信息采集", Some("各项可以按任意顺序填写，每一步都会保存，换一台电脑或手机也能接着填。")))
        (last_outcome(collecting))
        @if first {
            (ui::section("采集须知", None, html! {
                (Notice::new(Tone::Info, format!("大约需要 15 分钟；提交后 {days} 个工作日内完成审核。")))
                (notes::notice())
            }))
        }
        (imported(collecting))
        (ui::section("填写内容", None, tasks(collecting, faults)))
        @if !first {
            details { summary { "采集须知和材料准备" } (notes::notice()) }
        }
    }
}

/// What was taken over from a former platform and still waits to be completed.
fn imported(collecting: &Collecting) -> Markup {
    let draft = &collecting.draft;
    let (schools, jobs) = (draft.past_education.len(), draft.past_employment.len());
    let body = html! {
        p { "请打开教育经历和工作经历，逐条按“编辑”补充缺少的内容；内容有误的，请删除后重新新增。" }
    };
    html! {
        @if schools + jobs > 0 {
            (Notice::new(Tone::Info, format!("原平台已审核的教育经历 {schools} 条、工作经历 {jobs} 条已为您带入，还需要补充。")).body(body))
        }
    }
}

fn last_outcome(collecting: &Collecting) -> Markup {
    let Some((_, case)) = &collecting.case else { return html! {} };
    match &case.state {
        State::Returned(remarks) => {
            let body = html! {
                p { "请修改标有“需要修改”的内容，然后在核对页重新提交，受理编号 " span.num { (case.number) } " 不变。" }
                ul { @for remark in remarks { li { (remark.text) } } }
            };
            html! { (Notice::new(Tone::Warn, "您的信息采集已退回补正。").body(body)) }
        }
        State::Rejected(reason) => {
            let body = html! { p { "原因：" (reason) } p { "内容已为您保留，修改后可以重新提交。" } };
            html! { (Notice::new(Tone::Danger, "您的信息采集没有通过审核。").body(body)) }
        }
        State::Withdrawn => html! {
            (Notice::new(Tone::Info, "您已撤回上次提交的信息采集，内容已为您保留，修改后可以重新提交。"))
        },
        State::Waiting | State::Seconded(_) | State::Released | State::Approved => html! {},
    }
}

/// 审核告知: 审核状态 and 所属会计管理部门, with everything that was filed.
fn decided_elsewhere(house: &House, visit: &Visit, collecting: &Collecting, case: &Case) -> Markup {
    let approved = case.state == State::Approved;
    let kind = if approved { Tag::Good } else { Tag::Wait };
    let reference = house.office.reference();
    let department = reference.divisions().department_name(case.authority).unwrap_or_default();
    let lead = if approved {
        "您的信息采集已审核通过。"
    } else {
        "您的信息采集正在审核，期间内容只能查看，不能修改。"
    };
    let mut summary = Summary::titled("审核告知")
        .row("审核状态", tag(kind, case.state_label()))
        .row(if approved { "所属会计管理部门" } else { "会计管理部门" }, format!("{department}财政部门"))
        .row("受理编号", html! { span.num { (case.number) } })
        .row("提交时间", case.filed.to_string());
    summary = match (approved, case.decided) {
        (true, Some(at)) => summary.row("审核通过时间", at.to_string()),
        _ => summary.row("承诺办结日期", case.due.to_string()),
    };
    html! {
        (ui::heading("会计人员信息采集", Some(lead)))
        (summary)
        @if !approved { (withdrawing(house, visit, case)) }
        (ui::actions(html! { (Button::link(format!("/me/cases/{}", case.number), "查看办件进度"))
            @if approved { (Button::link("/me/change", "办理信息变更")) }
        }))
        (sections(collecting, reference, None))
    }
}

fn withdrawing(house: &House, visit: &Visit, case: &Case) -> Markup {
    let form = Form::new("/me/collect/withdraw", visit.browser.token.clone()).once(house.once());
    form.render(html! {
        input type="hidden" name="seen" value=(case.version);
        p { "发现填错了？在审核人员办理之前可以撤回，内容会为您保留，修改后重新提交；撤回后需要重新排队等待审核。" }
        (ui::actions(html! { (Button::also("撤回").danger()) }))
    })
}
