//! 属地调转（跨平台）: what still needs a letter, what was sent, what came in, and taking a file in.

use super::super::actions::{End, Overview, Received, Sent, Unsent};
use super::super::forms::{FILE, PAPER};
use super::{department, standing};
use crate::reference::Reference;
use crate::ui::{self, Button, Faults, Field, FileField, Form, Notice, Table, Tag, Tone, error_summary, tag};
use crate::web::Typed;
use maud::{Markup, html};

/// What the page is drawn from.
pub struct Board<'a> {
    /// The letters.
    pub overview: &'a Overview,
    /// Names of departments.
    pub reference: &'a Reference,
    /// What was typed into the form.
    pub typed: &'a Typed,
    /// What is to be mended in it.
    pub faults: &'a Faults,
    /// What has just happened.
    pub said: Option<Notice>,
    /// The browser's form token.
    pub token: &'a str,
    /// How many megabytes the page takes.
    pub megabytes: u64,
}

/// The page.
pub fn board(board: &Board<'_>) -> Markup {
    let lead = "调入地由另一套平台办理的，用电子调转函办理：开函，把文件交给对方，收到回执后导入。";
    html! {
        (error_summary(board.faults))
        @if let Some(said) = &board.said { (said) }
        (ui::heading("属地调转（跨平台）", Some(lead)))
        (ui::section("待开函", None, unsent(board)))
        (ui::section("导入文件", None, form(board)))
        (ui::section("已开出的函", None, sent(board)))
        (ui::section("收到的函", None, received(board)))
    }
}

/// What has just happened to the transfer or letter of this number.
pub fn done(word: &str, last: &str, overview: &Overview) -> Option<Notice> {
    let ended = |sent: &&Sent| sent.number.to_string() == last && sent.dispatch.end.is_some();
    let end = overview.sent.iter().find(ended).and_then(|sent| sent.dispatch.end).map(|(end, _)| end);
    let (title, more) = match (word, end) {
        ("released", _) if overview.unsent.iter().any(|one| one.number.to_string() == last) => {
            let more = "调入地由另一套平台办理，请接着在“待开函”中开具电子调转函。";
            (format!("已确认调出：{last}"), more)
        }
        ("answer", Some(End::Accepted)) => {
            let more = "调入地已经接收，登记信息和材料已全部转出，本平台不再保存；已告知办理人。";
            (format!("调转已办结：{last}"), more)
        }
        ("answer", Some(End::Returned)) => {
            let more = "调入地退回补正，原因已告知办理人；办理人修改后重新提交，回到本部门审核。";
            (format!("调入地已退回：{last}"), more)
        }
        ("answer", Some(End::Rejected)) => {
            (format!("调入地不予通过：{last}"), "这次调转已经结束，登记信息仍在本部门；原因已告知办理人。")
        }
        ("void", _) if overview.sent.iter().any(|one| one.letter == last) => (
            format!("电子调转函已作废：{last}"),
            "业务已回到本部门的待办，可以再次确认调出并开具新的函，或者退回。",
        ),
        _ => return None,
    };
    Some(Notice::new(Tone::Success, title).body(more).live())
}

fn unsent(board: &Board<'_>) -> Markup {
    let rows = &board.overview.unsent;
    if rows.is_empty() {
        return none("没有等待开函的调转。");
    }
    let table = Table::new("待开函").column("办理人").column("受理编号").column("调入会计管理机构");
    let table = table.column("对方平台").column("调出时间").column("操作");
    let table = rows.iter().fold(table, |table, row| table.row(unsent_cells(board, row)));
    html! { (table) }
}

fn unsent_cells(board: &Board<'_>, row: &Unsent) -> [Markup; 6] {
    let address = format!("/desk/transfers/{}/issue", row.number);
    let issue = Button::also("开具电子调转函").spoken(format!("：{}", row.number)).small();
    [
        html! { (row.masked_name) },
        html! { a.num href={ "/desk/cases/" (row.number) } { (row.number) } },
        html! { (department(board.reference, row.to)) },
        html! { @match &row.peer { Some(peer) => (peer), None => "还没有登记" } },
        html! { span.num { (row.left) } },
        match &row.peer {
            Some(_) => Form::new(address, board.token).render(html! { (issue) }),
            None => html! { "请管理员先在“互通平台”中登记对方平台" },
        },
    ]
}

fn sent(board: &Board<'_>) -> Markup {
    let rows = &board.overview.sent;
    if rows.is_empty() {
        return none("还没有开出过电子调转函。");
    }
    let table = Table::new("已开出的函").column("函号").column("办理人").column("调入会计管理机构");
    let table = table.column("对方平台").column("开具时间").column("有效期至").column("状态");
    let table = rows.iter().fold(table, |table, row| {
        table.row([
            html! { a.num href={ "/desk/transfers/letters/" (row.letter) } { (row.letter) } },
            html! { @match &row.masked_name { Some(name) => (name), None => "已转出" } },
            html! { (department(board.reference, row.dispatch.to)) },
            html! { (row.peer) },
            html! { span.num { (row.dispatch.sent) } },
            html! { span.num { (row.dispatch.until) } },
            standing(row.dispatch.end),
        ])
    });
    html! { (table) }
}

fn received(board: &Board<'_>) -> Markup {
    let rows = &board.overview.received;
    if rows.is_empty() {
        return none("还没有收到过电子调转函。");
    }
    let table = Table::new("收到的函").column("函号").column("调出会计管理机构").column("来函平台");
    let table = table.column("导入时间").column("接收期限").column("状态").column("操作");
    let table = rows.iter().fold(table, |table, row| {
        table.row([
            html! { span.num { (row.letter) } },
            html! { (department(board.reference, row.arrival.from)) },
            html! { (row.peer) },
            html! { span.num { (row.arrival.at) } },
            html! { span.num { (row.arrival.until) } },
            decided(row),
            next(row),
        ])
    });
    html! { (table) }
}

/// Nothing in one of several lists; an empty state of its own for each would fill the screen.
fn none(sentence: &str) -> Markup {
    ui::card(html! { p.muted { (sentence) } })
}

fn decided(row: &Received) -> Markup {
    match row.arrival.answer.map(|(end, _)| end) {
        None => tag(Tag::Wait, "待审核"),
        Some(End::Accepted) => tag(Tag::Good, "已接收"),
        Some(End::Returned) => tag(Tag::Bad, "已退回补正"),
        Some(End::Rejected) => tag(Tag::Bad, "不予通过"),
        Some(End::Lapsed) => tag(Tag::Plain, "已由新函代替"),
    }
}

fn next(row: &Received) -> Markup {
    html! {
        @if row.arrival.answer.is_none() {
            a href={ "/desk/cases/" (row.number) } { "去审核" span.hidden { "：" (row.number) } }
        } @else if row.answers {
            a href={ "/desk/transfers/answers/" (row.sender) "/" (row.letter) } {
                "下载回执" span.hidden { "：" (row.letter) }
            }
        } @else { "—" }
    }
}

fn form(board: &Board<'_>) -> Markup {
    let limit = format!(
        "网页一次最多接收 {} MB；更大的文件请系统管理员在服务器上用 zhangfang transfer accept 导入。",
        board.megabytes
    );
    let from_paper =
        "有纸质调转函的，用扫码枪或手机扫描上面的二维码后粘贴在这里，平台会核对纸质函与文件是否一致。";
    ui::card(Form::new("/desk/transfers", board.token).multipart().render(html! {
        (FileField::new(FILE, "调转函或回执文件", ".letter,.answer").hint(limit).faults(board.faults))
        (Field::area(PAPER, "纸质调转函上的二维码内容", 2).optional().hint(from_paper)
            .value(board.typed.text(PAPER)).autocomplete("off").faults(board.faults))
        (ui::actions(html! { (Button::submit("导入")) }))
    }))
}
