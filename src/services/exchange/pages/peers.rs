//! 互通平台: the own card, the other instances, and comparing words before one is entered.

use super::super::actions::{Peer, Peers};
use super::super::forms::{CARD, COMPARED};
use super::words;
use crate::envelope::{Card, Fingerprint};
use crate::reference::Reference;
use crate::terms::RegionCode;
use crate::ui::{
    self, Button, Checkbox, Faults, Field, Form, Notice, Summary, Table, Tag, Tone, empty, error_summary, tag,
};
use crate::web::Typed;
use maud::{Markup, html};

/// What the page is drawn from.
pub struct PeerSheet<'a> {
    /// Who is known.
    pub peers: &'a Peers,
    /// Names of regions.
    pub reference: &'a Reference,
    /// What was typed into the form.
    pub typed: &'a Typed,
    /// What is to be mended in it.
    pub faults: &'a Faults,
    /// What has just happened.
    pub said: Option<Notice>,
    /// The browser's form token.
    pub token: &'a str,
    /// A fresh token against replays for each form.
    pub once: &'a dyn Fn() -> String,
}

/// What the page on which the words are compared is drawn from.
pub struct Confirming<'a> {
    /// The card that was pasted.
    pub card: &'a Card,
    /// Names of regions.
    pub reference: &'a Reference,
    /// What is to be mended.
    pub faults: &'a Faults,
    /// The browser's form token.
    pub token: &'a str,
    /// The form's own token against replays.
    pub once: String,
}

/// The list with the own card above it.
pub fn peers(sheet: &PeerSheet<'_>) -> Markup {
    let lead =
        "与其他财政局自己运行的平台互相办理属地调转。双方交换名片，并打电话逐词核对口令，然后才能互通。";
    html! {
        (error_summary(sheet.faults))
        @if let Some(said) = &sheet.said { (said) }
        (ui::heading("互通平台", Some(lead)))
        (ui::section("本平台的名片", None, own(sheet)))
        (ui::section("已登记的平台", None, list(sheet)))
        @if sheet.peers.own.is_some() { (ui::section("登记对方平台", None, form(sheet))) }
    }
}

/// What has just happened.
pub fn said(word: &str) -> Option<Notice> {
    let (title, more) = match word {
        "added" => (
            "对方平台已登记，可以互相办理调转。",
            "请确认对方也登记了本平台的名片；只有一方登记，函不能往来。",
        ),
        "removed" => ("已停止互通。", "以后不再向对方开函，也不再接收对方的函和回执。"),
        _ => return None,
    };
    Some(Notice::new(Tone::Success, title).body(more).live())
}

fn own(sheet: &PeerSheet<'_>) -> Markup {
    let Some(card) = &sheet.peers.own else {
        let more = "请在实例文件夹的 zhangfang.toml 中设置 region_code（本县、市、区的六位代码），重新启动后再打开本页。";
        return html! { (Notice::new(Tone::Warn, "本平台还没有设置行政区，没有名片。").body(more)) };
    };
    let text = card.text();
    html! {
        div.card.padded.own-card {
            div {
                p { b { (card.name) } "　" (region(sheet.reference, card.region)) }
                (Field::area("own_card", "名片（全文复制给对方，用邮件或即时通信都可以）", 4).readonly().value(text.clone()))
                div.aloud {
                    p.label { "口令（对方打电话来核对时，读给对方听）" }
                    (words(&card.fingerprint()))
                }
            }
            @if let Ok(code) = ui::qr(&text, "本平台名片的二维码") {
                figure { (code) figcaption { "名片的二维码，可以用手机扫描后发给对方" } }
            }
        }
    }
}

fn region(reference: &Reference, code: RegionCode) -> String {
    reference.divisions().full_name(code).map_or_else(|| code.to_string(), |name| format!("{name}（{code}）"))
}

fn list(sheet: &PeerSheet<'_>) -> Markup {
    if sheet.peers.others.is_empty() {
        return empty("还没有登记其他平台。", None);
    }
    let table = Table::new("已登记的平台").column("平台").column("行政区").column("口令");
    let table = table.column("登记时间").column("状态").column("操作");
    let rows = sheet.peers.others.iter();
    let table = rows.fold(table, |table, (fingerprint, peer)| {
        table.row([
            html! { (peer.card.name) },
            html! { (region(sheet.reference, peer.card.region)) },
            words(fingerprint),
            html! { span.num { (peer.added) } },
            html! {
                @match peer.removed {
                    None => (tag(Tag::Good, "互通")),
                    Some(at) => { (tag(Tag::Plain, "已停止")) " " span.num { (at) } }
                }
            },
            removing(sheet, fingerprint, peer),
        ])
    });
    html! {
        (table)
        p.hint.below { "停止互通后，不再向对方开函，对方的新函和回执也不能导入；还有在途的函，请先等回执办结。要恢复时，重新登记对方的名片。" }
    }
}

fn removing(sheet: &PeerSheet<'_>, fingerprint: &Fingerprint, peer: &Peer) -> Markup {
    if peer.removed.is_some() {
        return html! { "—" };
    }
    let form = Form::new(format!("/desk/peers/{fingerprint}/remove"), sheet.token).once((sheet.once)());
    form.render(html! { (Button::also("停止互通").danger().small().spoken(format!("：{}", peer.card.name))) })
}

fn form(sheet: &PeerSheet<'_>) -> Markup {
    ui::card(Form::new("/desk/peers", sheet.token).render(html! {
        (Field::area(CARD, "对方的名片", 4).hint("粘贴对方发来的、以 ZFK1 开头的整段文字。").value(sheet.typed.text(CARD))
            .autocomplete("off").faults(sheet.faults))
        (ui::actions(html! { (Button::submit("下一步：核对口令")) }))
    }))
}

/// The second step: who the card says it is, and the words.
pub fn confirming(sheet: &Confirming<'_>) -> Markup {
    let card = sheet.card;
    html! {
        (error_summary(sheet.faults))
        (ui::heading("核对对方平台的口令", Some("名片可能在路上被换掉，只有打电话核对过口令，才能确定它是对方的。")))
        (Summary::titled("名片上写的").row("平台", card.name.as_str()).row("行政区", region(sheet.reference, card.region)))
        (Notice::new(Tone::Warn, "怎样核对").body(html! {
            ol {
                li { "用您原来就知道的、或者从对方政府网站查到的电话号码打给对方财政局；不要用与名片一起发来的号码。" }
                li { "请对方打开自己平台的“互通平台”页面，读出“本平台的名片”下面的十二个词。" }
                li { "逐词与下面核对。有一个词不同就不要登记，请对方重新发送名片。" }
            }
        }))
        div.card.padded.aloud { p.label { "对方的口令" } (words(&card.fingerprint())) }
        (Form::new("/desk/peers/confirm", sheet.token).once(sheet.once.clone()).render(html! {
            input type="hidden" name=(CARD) value=(card.text());
            (Checkbox::new(COMPARED, "已通过电话逐词核对一致").faults(sheet.faults))
            (ui::actions(html! { (Button::submit("确认登记")) (Button::link("/desk/peers", "不登记，返回")) }))
        }))
    }
}
