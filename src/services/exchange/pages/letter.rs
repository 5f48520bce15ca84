//! One letter at the leaving side: its facts, its file and paper, its end.

use super::super::actions::{End, Letter};
use super::{department, grouped, standing, words};
use crate::office::voidable;
use crate::reference::Reference;
use crate::ui::{self, Button, Form, Notice, Summary, Tone};
use maud::{Markup, html};

/// What the page is drawn from.
pub struct LetterSheet<'a> {
    /// The letter.
    pub letter: &'a Letter,
    /// Names of departments.
    pub reference: &'a Reference,
    /// Whether it was issued just now.
    pub issued: bool,
    /// The browser's form token.
    pub token: &'a str,
    /// The form's own token against replays.
    pub once: String,
}

/// The page.
pub fn letter(sheet: &LetterSheet<'_>) -> Markup {
    let sent = &sheet.letter.sent;
    let dispatch = &sent.dispatch;
    let path = format!("/desk/transfers/letters/{}", sent.letter);
    html! {
        @if sheet.issued && dispatch.end.is_none() {
            (Notice::new(Tone::Success, format!("电子调转函已开具：{}", sent.letter)).live()
                .body("请按下面的步骤把函交给对方。"))
        }
        (ui::heading(&format!("电子调转函 {}", sent.letter), None))
        @if dispatch.end.is_none() {
            (steps(sheet))
            (ui::actions(html! {
                (Button::main_link(format!("{path}/file"), "下载函文件"))
                (Button::link(format!("{path}/paper"), "打印纸质调转函"))
            }))
        } @else { (ended(sheet)) }
        (facts(sheet))
        @if sheet.letter.may_be_voided { (void(sheet, &path)) }
    }
}

fn steps(sheet: &LetterSheet<'_>) -> Markup {
    let until = sheet.letter.sent.dispatch.until;
    html! {
        (Notice::new(Tone::Info, "接下来要做的").body(html! {
            ol {
                li { "下载函文件，拷到 U 盘交给对方，或用邮件发送。文件已加密并签名，只有对方平台能打开。" }
                li { "打印纸质调转函，盖章后随文件一起交给对方；对方扫描上面的二维码，核对文件没有被调换。" }
                li { "对方审核后会交回一个回执文件。" }
                li { "收到回执后，在“调转函”页面导入，这次调转才算办结。" }
                li { "对方应在 " span.num { (until) } " 之前接收；在此之前不能撤回，需要取消的请联系对方退回。过期没有回执的，"
                    span.num { (voidable(&sheet.letter.sent.dispatch)) } " 以后可以在本页作废。" }
            }
        }))
    }
}

fn ended(sheet: &LetterSheet<'_>) -> Markup {
    let sentence = match sheet.letter.sent.dispatch.end {
        Some((End::Accepted, _)) => "对方已经接收，登记信息和材料已全部转出，本平台不再保存。",
        Some((End::Returned, _)) => {
            "对方退回补正，原因已告知办理人；修改后重新提交的，要重新确认调出并开具新的函。"
        }
        Some((End::Rejected, _)) => "对方不予通过，这次调转已经结束，登记信息仍在本部门。",
        Some((End::Lapsed, _)) => "这封函过期没有回执，已经作废；业务已回到本部门的待办。",
        None => return html! {},
    };
    html! { (Notice::new(Tone::Info, sentence).body("函文件已经删除，不能再下载或打印。")) }
}

fn facts(sheet: &LetterSheet<'_>) -> Markup {
    let sent = &sheet.letter.sent;
    let dispatch = &sent.dispatch;
    let number = html! {
        @if sent.masked_name.is_some() { a.num href={ "/desk/cases/" (sent.number) } { (sent.number) } }
        @else { span.num { (sent.number) } }
    };
    let facts = Summary::titled("函的内容")
        .row("状态", standing(dispatch.end))
        .row("受理编号", number)
        .row("办理人", sent.masked_name.as_deref().unwrap_or("已转出"))
        .row("调出会计管理机构", department(sheet.reference, dispatch.from))
        .row("调入会计管理机构", department(sheet.reference, dispatch.to))
        .row("对方平台", sent.peer.as_str())
        .row("对方平台的口令", words(&dispatch.peer))
        .row("开具时间", html! { span.num { (dispatch.sent) } })
        .row("有效期至", html! { span.num { (dispatch.until) } })
        .row("文件大小", format!("{} KB", dispatch.length.div_ceil(1024)))
        .row("文件指纹", grouped(&dispatch.digest));
    html! {
        (match dispatch.end {
            Some((_, at)) => facts.row("结束时间", html! { span.num { (at) } }),
            None => facts,
        })
    }
}

fn void(sheet: &LetterSheet<'_>, path: &str) -> Markup {
    let why = "对方在期限内没有接收，也没有回执。作废后函文件删除，业务回到本部门的待办，可以重新确认调出。请先与对方联系，确认没有接收。";
    ui::section(
        "作废这封函",
        None,
        html! {
            p { (why) }
            (Form::new(format!("{path}/void"), sheet.token).once(sheet.once.clone()).render(ui::actions(html! {
                (Button::also("作废").danger())
            })))
        },
    )
}
