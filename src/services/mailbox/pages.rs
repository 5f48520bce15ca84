//! The letter box.

use super::actions::Message;
use crate::letters::Letter;
use crate::ui::{self, Button, Table};
use maud::{Markup, html};

/// The newest messages, each with its code in large figures.
pub fn messages(messages: &[Message], platform: &str) -> Markup {
    let mut table = Table::new("演示短信，最新的在前").column("时间").column("手机号").column("内容");
    for message in messages {
        let code = match &message.letter {
            Letter::Code { digits, .. } => Some(digits),
            _ => None,
        };
        table = table.row([
            html! { span.num { (message.at) } },
            html! { span.num { (message.to) } },
            html! {
                @if let Some(code) = code { b.num { (code) } br; }
                (message.letter.text(platform))
            },
        ]);
    }
    html! {
        (ui::heading("演示信箱", Some("演示平台的短信不会真的发出，都放在这里。手机号和内容都是虚构的。")))
        @if messages.is_empty() {
            (ui::empty("还没有短信。获取验证码或提交业务后，请回到这里查看。", None))
        } @else {
            (table)
        }
        (ui::actions(html! { (Button::main_link("/demo/mailbox", "刷新")) (Button::link("/", "返回服务大厅")) }))
    }
}
