//! What the workbench says about a transfer between two instances.

use super::super::actions::{Crossing, Onward};
use super::bench::Bench;
use crate::ui::{Button, Notice, Tone};
use maud::{Markup, html};

/// Where the transfer stands and what to do next; none when nothing crosses.
pub fn crossing(bench: &Bench<'_>) -> Option<Markup> {
    Some(match bench.case.crossing.as_ref()? {
        Crossing::LetGo { left, to, how } => {
            let to = bench.reference.divisions().department_name(*to).unwrap_or_else(|| to.to_string());
            let title = match how {
                Onward::NeedsLetter => format!("本部门已于 {left} 确认调出，调入地 {to} 由另一套平台办理"),
                Onward::Here | Onward::Letter(_) => format!("本部门已于 {left} 确认调出，现由 {to} 审核"),
            };
            let notice = Notice::new(Tone::Info, title);
            match how {
                Onward::Here => html! { (notice) },
                Onward::NeedsLetter => html! {
                    (notice.body(html! {
                        p { "还没有开函。请开具电子调转函，把函文件交给对方。" }
                        (Button::main_link("/desk/transfers", "开具电子调转函"))
                    }))
                },
                Onward::Letter(letter) => html! {
                    (notice.body(html! {
                        p {
                            "电子调转函 " a.num href={ "/desk/transfers/letters/" (letter) } { (letter) }
                            " 在途，等待对方的回执；收到回执之前不能撤回或改变。"
                        }
                    }))
                },
            }
        }
        Crossing::CameIn { sender, letter, until, answers } => {
            let notice = Notice::new(Tone::Info, format!("由电子调转函 {letter} 转入，签名和内容已核对"));
            html! {
                @if bench.case.case.state.is_waiting() {
                    (notice.body(html! {
                        p { "请在 " span.num { (until) } " 之前审核；过期不能再通过，只能退回。审核后下载回执，交回调出地。" }
                    }))
                } @else if *answers {
                    (notice.body(html! {
                        p { "已经审核。请下载回执文件，交回调出地；调出地导入回执后，调转才算办结。" }
                        (Button::main_link(format!("/desk/transfers/answers/{sender}/{letter}"), "下载回执"))
                    }))
                } @else { (notice) }
            }
        }
    })
}
