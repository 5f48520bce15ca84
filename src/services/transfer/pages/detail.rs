//! 调转详情: where the transfer is, who has it, what was asked, everything that happened (guide 5.2).

use super::super::actions::Row;
use super::{department, passage, review};
use crate::casework::{Case, Filing, Reason, Route, State, transfer_lines};
use crate::reference::Reference;
use crate::sheets::summary_of;
use crate::ui::{self, Button, Form, Leg, Notice, Stage, Summary, Tone, route_line};
use crate::web::{House, Visit, course};
use maud::{Markup, html};

/// The page; `here` says whether the person's record is in this instance.
pub fn detail(house: &House, visit: &Visit, row: &Row, here: bool) -> Markup {
    let reference = house.office.reference();
    let case = &row.case;
    let Some(route) = &case.route else { return html! {} };
    let left = route.left.map_or("未确认".into(), |at| at.to_string());
    let summary = Summary::new()
        .row("调转状态", passage(case))
        .row("审核状态", review(case))
        .row("受理编号", html! { span.num { (case.number) } })
        .row("提交时间", case.filed.to_string())
        .row("调出时间", left);
    let summary = match case.decided.filter(|_| !case.state.is_waiting()) {
        Some(at) if case.state.is_open() => summary.row("退回时间", at.to_string()),
        Some(at) => summary.row("办结时间", at.to_string()),
        None => summary.row("承诺办结日期", case.due.to_string()),
    };
    let past = row.rounds.len().saturating_sub(1);
    let body = html! {
        (ui::heading("调转详情", None))
        (standing(row, route, reference, here))
        (route_line("调转进度", &legs(case, route, reference)))
        (summary)
        @if let Some(filing) = row.rounds.last() {
            h2.card-title { "申请内容" }
            (asked(filing, reference))
        }
        @for (round, filing) in row.rounds.iter().take(past).enumerate() {
            details.same {
                summary { "第 " (round + 1) " 次提交的内容（" (filing.at) "）" }
                (asked(filing, reference))
            }
        }
        h2.card-title { "办理经过" }
        (ui::timeline(&course(case)))
        (buttons(house, visit, case))
    };
    visit.page_back(house, "调转详情", ("/me/transfer", "返回会计人员信息调转"), body)
}

/// The four stages of the way; where it stopped stays marked.
fn legs(case: &Case, route: &Route, reference: &Reference) -> [Leg; 4] {
    let leg = |title, stage, word, who: String, when: Option<String>| Leg {
        title,
        stage,
        word,
        who,
        when: when.unwrap_or_default(),
    };
    let decided = case.decided.map(|at| at.to_string());
    let ended = case.history.last().map(|line| line.at.to_string());
    let stopped = match &case.state {
        State::Returned(_) => Some(("退回补正", decided.clone())),
        State::Rejected(_) => Some(("审核不通过", decided.clone())),
        State::Withdrawn => Some(("已撤回", ended)),
        State::Waiting | State::Seconded(_) | State::Released | State::Approved => None,
    };
    let (from, to) = (department(route.from, reference), department(route.to, reference));
    let leaving = match (route.left, &stopped) {
        (Some(at), _) => leg("调出地审核", Stage::Done, "审核通过", from, Some(at.to_string())),
        (None, Some((word, when))) => leg("调出地审核", Stage::Stopped, word, from, when.clone()),
        (None, None) => leg("调出地审核", Stage::Now, "审核中", from, None),
    };
    let receiving = match (route.left, &stopped) {
        (None, _) => leg("调入地审核", Stage::Ahead, "尚未开始", to.clone(), None),
        (Some(_), Some((word, when))) => leg("调入地审核", Stage::Stopped, word, to.clone(), when.clone()),
        (Some(_), None) if case.state == State::Approved => {
            leg("调入地审核", Stage::Done, "审核通过", to.clone(), decided.clone())
        }
        (Some(_), None) if case.is_on_the_way() => {
            leg("调入地审核", Stage::Now, "电子调转函已发出", to.clone(), None)
        }
        (Some(_), None) => leg("调入地审核", Stage::Now, "审核中", to.clone(), None),
    };
    let arrived = match case.state == State::Approved {
        true => leg("调转成功", Stage::Done, "已完成", to, decided),
        false => leg("调转成功", Stage::Ahead, "尚未完成", String::new(), None),
    };
    let filed = leg("提交申请", Stage::Done, "已完成", "本人".into(), Some(case.filed.to_string()));
    [filed, leaving, receiving, arrived]
}

fn standing(row: &Row, route: &Route, reference: &Reference, here: bool) -> Markup {
    let case = &row.case;
    let (from, to) = (department(route.from, reference), department(route.to, reference));
    let notice = match &case.state {
        State::Waiting | State::Seconded(_) => Notice::new(
            Tone::Info,
            format!("正在由调出地{from}会计管理机构审核，预计在 {} 前办结。", case.due),
        )
        .body(html! { p { "审核通过后转到调入地审核，您不用做什么，结果会用短信通知您。" } }),
        State::Released if case.is_on_the_way() => {
            Notice::new(Tone::Info, format!("调出地已审核通过，电子调转函正在发往{to}所在的平台。")).body(
                html! {
                    p { "收到调入地的回执之前不能撤回；需要取消的，请联系调入地会计管理机构退回。" }
                },
            )
        }
        State::Released => Notice::new(
            Tone::Info,
            format!("调出地已审核通过，正在由调入地{to}会计管理机构审核，预计在 {} 前办结。", case.due),
        ),
        State::Approved => return arrived(row, &to, here),
        State::Returned(_) => return returned(row, reference),
        State::Rejected(reason) => Notice::new(Tone::Danger, "这次调转没有通过，您的登记没有变化。")
            .body(html! { p { "原因：" (reason) } p { a href="/me/transfer" { "可以重新申请" } } }),
        State::Withdrawn => Notice::new(Tone::Info, "已撤回，您的登记没有变化；需要时可以重新申请。"),
    };
    html! { (notice) }
}

fn arrived(row: &Row, to: &str, here: bool) -> Markup {
    let transfer = row.rounds.last().and_then(|filing| filing.matter.transfer());
    let works = transfer.is_some_and(|transfer| matches!(transfer.reason, Reason::Work(_)));
    let notice = Notice::new(Tone::Success, format!("调转成功，您的会计管理机构现在是{to}。"));
    html! {
        (notice.body(html! {
            @if here {
                p { "以后的业务由调入地会计管理机构办理。" }
                @if works {
                    p { "换了工作单位的，请接着变更工作经历。" }
                    (Button::link("/me/change/work", "办理工作经历变更"))
                }
            } @else {
                p { "您的登记已转到调入地所在的平台，以后的业务请在那里办理。" }
                p { "第一次在那里登录，请先用“找回密码”设置密码：证件号码、姓名和手机号码与原来登记的相同。" }
            }
        }))
    }
}

/// Why the transfer came back, with the names of the lines that have to be mended.
pub fn returned(row: &Row, reference: &Reference) -> Markup {
    let case = &row.case;
    let transfer = row.rounds.last().and_then(|filing| filing.matter.transfer());
    let lines = transfer.map_or(Vec::new(), |transfer| transfer_lines(transfer, reference));
    let label = |key: &str| lines.iter().find(|line| line.key == key).map(|line| line.label);
    html! {
        (Notice::new(Tone::Warn, format!("{}，请按原因修改后再次提交。", case.state_label())).body(html! {
            ul { @for remark in case.remarks() {
                li { @if let Some(label) = label(&remark.field) { b { (label) "：" } } (remark.text) }
            } }
            p { "受理编号 " span.num { (case.number) } " 不变，再次提交后从调出地开始审核。" }
        }))
    }
}

fn asked(filing: &Filing, reference: &Reference) -> Markup {
    let Some(transfer) = filing.matter.transfer() else { return html! {} };
    html! { (summary_of(&transfer_lines(transfer, reference))) }
}

fn buttons(house: &House, visit: &Visit, case: &Case) -> Markup {
    let number = case.number;
    let links = html! {
        @if matches!(case.state, State::Returned(_)) {
            (Button::main_link(format!("/me/transfer/{number}/mend"), "去修改"))
        }
        @if matches!(case.state, State::Released | State::Approved) {
            (Button::link(format!("/me/papers/{number}/transfer.pdf"), "打印调转函（PDF）").icon("printer"))
        }
        (Button::link(format!("/me/cases/{number}/receipt"), "查看回执"))
    };
    html! {
        @if case.state.is_open() && !case.is_on_the_way() {
            (Form::new(format!("/me/transfer/{number}/withdraw"), visit.browser.token.clone())
                .once(house.once())
                .render(html! {
                    input type="hidden" name="seen" value=(case.version);
                    p.hint { "不想调转了或者填错了，可以撤回；撤回后登记不变，可以重新申请。" }
                    (ui::actions(html! { (links) (Button::also("撤回").danger()) }))
                }))
        } @else { (ui::actions(links)) }
    }
}
