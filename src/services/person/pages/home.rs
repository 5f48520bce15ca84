//! 个人中心: what is to be done next, then everything asked so far.

use super::super::actions::Home;
use super::{mended_at, state};
use crate::accounts::Account;
use crate::casework::{Case, QueueRow, State};
use crate::ui::{self, Button, Notice, Pager, Summary, Table, Task, TaskList, TaskStatus, Tone};
use maud::{Markup, html};

/// The page.
pub fn home(account: &Account, home: &Home) -> Markup {
    let returned = [&home.verification, &home.collection].into_iter().flatten().chain(&home.returned);
    html! {
        (ui::heading("个人中心", Some("您的待办事项、办理进度和受理回执都在这里。")))
        @for case in returned.filter(|case| matches!(case.state, State::Returned(_))) {
            (Notice::new(Tone::Danger, format!("{}需要补正，请按原因修改后再次提交。", case.kind.label()))
                .body(html! {
                    ul { @for remark in case.remarks() { li { (remark.text) } } }
                    (Button::main_link(mended_at(case.kind, &case.number), "去修改").spoken(case.kind.label()))
                }))
        }
        section aria-labelledby="todo" {
            h2 #todo .card-title { "我的待办" }
            (TaskList::new([verification(account, home), collection(account, home)].into_iter().chain(change(home)).chain(titles(home)).chain(transfer(home))))
        }
        section aria-labelledby="cases" {
            h2 #cases .card-title { "我的办件" }
            @if home.rows.is_empty() {
                (ui::empty("您还没有提交过业务，从上面的待办开始即可。", None))
            } @else {
                (table(&home.rows))
                (Pager { next: home.next.as_ref().map(|last| format!("/me?after={last}")), ..Pager::default() })
            }
        }
        section aria-labelledby="account" {
            h2 #account .card-title { "我的账号" }
            (Summary::new()
                .row("姓名", account.identity.name.masked())
                .row(account.identity.document.kind().label(), account.identity.document.masked())
                .row("手机号码", account.identity.phone.masked()))
            (ui::actions(html! {
                (Button::link("/me/record", "信息查询")) (Button::link("/me/papers", "证明和表格"))
                (Button::link("/me/files", "材料库")) (Button::link("/me/account", "账号与设备"))
                (Button::link("/me/phone", "更换手机号")) (Button::link("/me/export", "导出我的信息"))
            }))
        }
    }
}

fn task(label: &str, href: &str, status: TaskStatus, note: impl Into<String>) -> Task {
    Task::new(label, href, status).note(note)
}

fn verification(account: &Account, home: &Home) -> Task {
    let at = |status, note: String| task("实名认证", "/me/verify", status, note);
    if account.is_verified() {
        return at(TaskStatus::Done, "您已通过实名认证。".into());
    }
    filed(home.verification.as_ref(), "实名认证", "/me/verify").unwrap_or_else(|| {
        at(TaskStatus::NotStarted, "手机扫码、上传照片或到窗口，任选一种，通过后可以办理信息采集。".into())
    })
}

fn collection(account: &Account, home: &Home) -> Task {
    let at = |status, note: String| task("会计人员信息采集", "/me/collect", status, note);
    if !account.is_verified() {
        return at(TaskStatus::NotYet, "请先完成实名认证，再办理信息采集。".into());
    }
    if let Some(task) = filed(home.collection.as_ref(), "会计人员信息采集", "/me/collect") {
        return task;
    }
    if home.moved {
        return at(TaskStatus::Done, "您的登记已随属地调转转到其他平台，以后的业务在那里办理。".into());
    }
    // What is on record may have been changed since.
    let decided = home.collection.as_ref().and_then(|case| case.decided);
    match home.approved.map(|changed| decided.unwrap_or(changed)) {
        Some(approved) => at(TaskStatus::Done, format!("信息采集已在 {} 审核通过。", approved.day())),
        None if home.has_draft => at(TaskStatus::Begun, "已保存您填写的内容，可以接着填写。".into()),
        None => at(TaskStatus::NotStarted, "填写基本信息、教育经历和工作经历，大约需要 15 分钟。".into()),
    }
}

fn change(home: &Home) -> Option<Task> {
    let note = format!("登记的信息最近在 {} 更新，有变化的可以办理变更。", home.approved?.day());
    Some(task("会计人员信息变更", "/me/change", TaskStatus::Ready, note))
}

fn titles(home: &Home) -> Option<Task> {
    let note = "取得会计专业技术资格或其他职业资格的，可以自动获取，也可以自己登记。";
    home.approved.map(|_| task("会计人员职称管理", "/me/titles", TaskStatus::Ready, note))
}

fn transfer(home: &Home) -> Option<Task> {
    let label = "会计人员属地调转";
    if let Some(case) = home.transfer.as_ref().filter(|case| case.state.is_open()) {
        let (status, note) = match case.state.is_waiting() {
            true => (TaskStatus::Waiting, format!("{}，预计在 {} 前办结。", case.state_label(), case.due)),
            false => (TaskStatus::ToMend, format!("{}，请按原因修改后再次提交。", case.state_label())),
        };
        return Some(task(label, &format!("/me/transfer/{}", case.number), status, note));
    }
    let note = "工作单位、学籍、户籍或居住地变到别的县（市、区）的，在这里办理。";
    home.approved.map(|_| task(label, "/me/transfer", TaskStatus::Ready, note))
}

/// The task while its case is open or was rejected last.
fn filed(case: Option<&Case>, label: &str, href: &str) -> Option<Task> {
    let case = case?;
    match &case.state {
        State::Waiting | State::Seconded(_) | State::Released => {
            let page = format!("/me/cases/{}", case.number);
            Some(task(label, &page, TaskStatus::Waiting, format!("已提交，预计在 {} 前办结。", case.due)))
        }
        State::Returned(_) => Some(task(label, href, TaskStatus::ToMend, "已退回，请按原因修改后再次提交。")),
        State::Rejected(reason) => {
            let note = format!("上一次没有通过：{}。您可以重新提交。", reason.trim_end_matches('。'));
            Some(task(label, href, TaskStatus::ToMend, note))
        }
        State::Approved | State::Withdrawn => None,
    }
}

fn table(rows: &[QueueRow]) -> Markup {
    let mut table = Table::new("我的办件");
    for label in ["受理编号", "事项", "提交时间", "承诺办结", "状态"] {
        table = table.column(label);
    }
    for row in rows {
        table = table.row([
            html! { a href={ "/me/cases/" (row.number) } { (row.number) } },
            html! { (row.kind.label()) },
            html! { (row.filed) },
            html! { (row.due) },
            state(&row.state),
        ]);
    }
    html! { (table) }
}
