//! The letter box.

use super::actions::{Message, To};
use crate::letters::Letter;
use crate::ui::{self, Button, Table};
use maud::{Markup, html};

/// The newest messages, each with its code in large figures; `origin` is the beginning of the links in mails.
pub fn messages(messages: &[Message], platform: &str, origin: &str) -> Markup {
    let mut table = Table::new("演示短信和邮件，最新的在前")
        .column("时间")
        .column("方式")
        .column("手机号或邮箱")
        .column("内容");
    for message in messages {
        let (way, to) = match &message.to {
            To::Phone(phone) => ("短信", phone.to_string()),
            To::Email(email) => ("邮件", email.to_string()),
        };
        table = table.row([
            html! { span.num { (message.at) } },
            html! { (way) },
            html! { span.num { (to) } },
            content(message, platform, origin),
        ]);
    }
    html! {
        (ui::heading("演示信箱", Some("演示平台的短信和邮件不会真的发出，都放在这里。手机号、邮箱和内容都是虚构的。")))
        @if messages.is_empty() {
            (ui::empty("还没有短信。获取验证码或提交业务后，请回到这里查看。", None))
        } @else {
            (table)
        }
        (ui::actions(html! { (Button::main_link("/demo/mailbox", "刷新")) (Button::link("/", "返回服务大厅")) }))
    }
}

fn content(message: &Message, platform: &str, origin: &str) -> Markup {
    let written = match &message.to {
        To::Phone(_) => None,
        To::Email(_) => message.letter.mail(platform, origin),
    };
    html! {
        @match (&message.letter, written) {
            (_, Some(written)) => {
                b { (written.subject) }
                @for line in written.body.lines() { br; (line) }
            },
            (Letter::Code { digits, .. }, None) => {
                b.num { (digits) } br; (message.letter.text(platform))
            },
            (letter, None) => { (letter.text(platform)) },
        }
    }
}
