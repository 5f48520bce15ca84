//! Drawing the lists of records, the page around a form and a record to be read.

use crate::casework::Remark;
use crate::dossier::{Fault, Imported, PastLines, Section, Step, Value};
use crate::reference::Reference;
use crate::sheets::{Sheet, field_of, remarks_about, summary};
use crate::terms::Day;
use crate::ui::{self, Button, Form, Notice, Tag, Tone};
use maud::{Markup, html};

/// A list of records as its page shows it.
pub struct Listing<'a> {
    /// What one record is called.
    pub word: &'a str,
    /// The sentence under the heading.
    pub lead: &'a str,
    /// The list's address.
    pub path: &'a str,
    /// The records.
    pub cards: Vec<Card>,
    /// What the list as a whole still lacks.
    pub wanted: Vec<String>,
    /// Whether records may be changed.
    pub editable: bool,
    /// The next step: address and words.
    pub next: (&'a str, &'a str),
}

/// The page of a list; `strip` and `more` stand below the cards.
pub fn list(listing: &Listing<'_>, strip: Markup, more: Markup) -> Markup {
    let add = format!("新增{}", listing.word);
    let new = format!("{}/new", listing.path);
    html! {
        (ui::heading(listing.word, Some(listing.lead)))
        @if !listing.editable {
            (Notice::new(Tone::Info, "信息采集已经提交，这里的内容现在只能查看。"))
        }
        @for text in &listing.wanted { (Notice::new(Tone::Info, text)) }
        @if listing.cards.is_empty() {
            (ui::empty(&format!("还没有{}。", listing.word), listing.editable.then(|| Button::link(&new, &add))))
        }
        @for one in &listing.cards { (card(one, listing.editable)) }
        @if listing.editable && !listing.cards.is_empty() { (ui::actions(html! { (Button::link(&new, &add)) })) }
        (strip)
        (more)
        (ui::actions(html! {
            (Button::main_link(listing.next.0, listing.next.1))
            (Button::link("/me/collect", "返回任务列表"))
        }))
    }
}

/// One record on its list.
pub struct Card {
    /// School or employer.
    pub title: String,
    /// Period and what goes with it.
    pub facts: Vec<String>,
    /// What is still missing, in short words.
    pub missing: Vec<String>,
    /// What the officer wrote about it.
    pub remarks: Vec<String>,
    /// The record's own address.
    pub href: String,
    /// Further ways, such as a proof to print: address and words.
    pub ways: Vec<(String, String)>,
    /// Whether it was imported.
    pub origin: Origin,
}

/// Where a record comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The person entered it.
    Entered,
    /// It was imported and has been completed.
    Completed,
    /// It was imported and waits to be completed.
    Waiting,
}

/// The card of a record; `short` names a field in a few words.
pub fn card_of<T: Imported>(
    record: &T,
    path: &str,
    facts: Vec<String>,
    remarks: &[Remark],
    today: Day,
    short: Short,
) -> Card {
    let mut missing: Vec<String> = Vec::new();
    for fault in record.lacks(today) {
        let word = short(field_of(&fault.field)).to_string();
        if !missing.contains(&word) {
            missing.push(word);
        }
    }
    let remarks = remarks_about::<T>(remarks, record.id()).into_iter();
    Card {
        title: record.stretch().map(|one| one.name).unwrap_or_default(),
        facts,
        missing,
        remarks: remarks.map(|(_, text)| text).collect(),
        href: format!("{path}/{}", record.id()),
        ways: Vec::new(),
        origin: if record.original().is_some() { Origin::Completed } else { Origin::Entered },
    }
}

/// The card of an imported row that waits to be completed.
pub fn card_of_waiting(row: &impl PastLines, path: &str, reference: &Reference) -> Card {
    let known = row.lines(reference).into_iter().filter(|line| line.value != Value::Missing);
    Card {
        title: row.name().unwrap_or("名称未登记").to_string(),
        facts: known.map(|line| format!("{}：{}", line.label, line.value.public())).collect(),
        missing: row.missing().into_iter().map(|label| format!("缺{label}")).collect(),
        remarks: Vec::new(),
        href: format!("{path}/{}", row.id()),
        ways: Vec::new(),
        origin: Origin::Waiting,
    }
}

/// The sentences about a step that belong to no single record.
pub fn wanted_of(faults: &[Fault], step: Step) -> Vec<String> {
    let whole = |fault: &&Fault| fault.step == step && !fault.field.contains('.');
    faults.iter().filter(whole).map(|fault| fault.text.clone()).collect()
}

/// What a missing field is called on a tag.
pub type Short = fn(&str) -> &'static str;

/// A record as a card with its state and 查看, 编辑, 删除 as words.
pub fn card(card: &Card, editable: bool) -> Markup {
    let spoken = |verb: &str| html! { (verb) span.hidden { "：" (card.title) } };
    html! {
        article.card.padded.record {
            h2.card-title { (card.title) }
            @for fact in &card.facts { p { (fact) } }
            p.tags {
                @if !card.remarks.is_empty() { (ui::tag(Tag::Bad, "需要修改")) " " }
                @if card.origin != Origin::Entered { (ui::tag(Tag::Plain, "历史数据")) " " }
                @if card.missing.is_empty() { (ui::tag(Tag::Good, "已填好")) }
                @else {
                    (ui::tag(Tag::Wait, if card.origin == Origin::Waiting { "待补充" } else { "填写中" }))
                    @for one in &card.missing { " " (ui::tag(Tag::Wait, one)) }
                }
            }
            @for remark in &card.remarks { p.fault { "审核意见：" (remark) } }
            p.links {
                a href={ (card.href) "/view" } { (spoken("查看")) }
                @if editable {
                    a href=(card.href) { (spoken("编辑")) }
                    a href={ (card.href) "/delete" } { (spoken("删除")) }
                }
                @for (href, words) in &card.ways { a href=(href) { (spoken(words)) } }
            }
        }
    }
}

/// The page around a form: what went wrong first, then the fields.
pub fn form(title: &str, notice: Option<&str>, list: &str, sheet: &Sheet<'_>, fields: Markup) -> Markup {
    html! {
        (ui::heading(title, Some("请照着证件原件填写；标注“选填”的可以不填。")))
        @if let Some(notice) = notice { (Notice::new(Tone::Warn, notice).live()) }
        (ui::error_summary(sheet.faults))
        @if let Some(lock) = sheet.lock { (lock.drawn()) }
        (sheet.around(fields, html! {
            (ui::actions(html! {
                (Button::submit("保存"))
                (Button::also("暂存，以后补齐").named("later", "true"))
                (Button::link(list, "取消"))
            }))
            p.hint { "暂存会保留已填好的内容，还缺的材料可以以后再补；提交审核前需要补齐。" }
        }))
    }
}

/// A record to be read; `edit` is where it may still be changed.
pub fn facts(word: &str, section: &Section, edit: Option<&str>) -> Markup {
    html! {
        (ui::heading(word, Some(&section.title)))
        (summary(section))
        @if let Some(href) = edit { (ui::actions(html! { (Button::main_link(href, "编辑")) })) }
    }
}

/// The question before a record is deleted.
pub fn delete(action: &str, token: &str, once: &str, version: u32, what: &str, back: &str) -> Markup {
    html! {
        (ui::heading("确认删除", None))
        (Notice::new(Tone::Warn, format!("将删除{what}。"))
            .body(html! { p { "删除后，这条记录和它的照片不再随信息采集提交。需要时可以重新新增。" } }))
        (Form::new(action, token).once(once).render(html! {
            input type="hidden" name="version" value=(version);
            (ui::actions(html! { (Button::submit("确认删除").danger()) (Button::link(back, "返回，不删除")) }))
        }))
    }
}
