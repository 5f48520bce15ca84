//! Drawing the forms, cards and the strip of time of records.

use super::draft::{Listed, Relation, Stretch, relations, remarks_about};
use super::forms::field_of;
use crate::casework::Remark;
use crate::dossier::{Fault, Section, Step, Value};
use crate::reference::{Dictionary, Reference};
use crate::terms::Day;
use crate::ui::{
    self, Button, Choice, DateField, Faults, Field, Form, Notice, Radios, Select, Summary, Tag, Tone,
};
use crate::web::{PictureNotes, Tiles, Typed};
use maud::{Markup, html};

/// What an upload accepts, said at every slot.
const PAPER: &str =
    "手机拍照即可，支持 jpg、png 图片，大于 20KB；有多张的一次选中，系统会合并并压缩到 500KB 以内。";

/// A form being drawn: what was typed, what is wrong with it, and what keeps it honest.
pub struct Sheet<'a> {
    /// The browser's form token.
    pub token: &'a str,
    /// The key against replays.
    pub once: String,
    /// Where it is posted.
    pub action: String,
    /// What was typed; `version` among it is the draft's version the person saw.
    pub typed: &'a Typed,
    /// What has to be mended.
    pub faults: &'a Faults,
    /// What was done to pictures.
    pub notes: &'a PictureNotes,
    /// Dictionaries and divisions.
    pub reference: &'a Reference,
}

/// A record whose form can be drawn.
pub trait Drawn {
    /// The fields of its form.
    fn fields(sheet: &Sheet<'_>) -> Markup;
}

impl Sheet<'_> {
    /// The form around its fields, with 保存 and 暂存 at its foot.
    pub fn render(&self, cancel: &str, fields: Markup) -> Markup {
        let form = Form::new(&self.action, self.token).once(&self.once).multipart();
        form.render(html! {
            input type="hidden" name="version" value=(self.typed.text("version"));
            (fields)
            (ui::actions(html! {
                (Button::submit("保存"))
                (Button::also("暂存，以后补齐").named("later", "true"))
                (Button::link(cancel, "取消"))
            }))
            p.hint { "暂存会保留已填好的内容，还缺的材料可以以后再补；提交审核前需要补齐。" }
        })
    }

    /// A line of text.
    pub fn line(&self, name: &str, label: &str) -> Field {
        Field::text(name, label).value(self.typed.text(name)).faults(self.faults)
    }

    /// A date.
    pub fn date(&self, name: &str, label: &str) -> DateField {
        let part = |part: &str| self.typed.text(&format!("{name}.{part}"));
        DateField::new(name, label).value(part("year"), part("month"), part("day")).faults(self.faults)
    }

    /// A date that may be 至今.
    pub fn date_or_now(&self, name: &str, label: &str) -> DateField {
        self.date(name, label).or_open("至今", self.typed.is_open(name))
    }

    /// A list of the entries of a dictionary.
    pub fn select(&self, name: &str, label: &str, dictionary: Dictionary) -> Select {
        let select = Select::new(name, label).chosen(self.typed.text(name)).faults(self.faults);
        let entries = self.reference.dictionary(dictionary);
        entries.groups().into_iter().fold(select, |select, (heading, group)| {
            let choices = group.iter().map(|entry| Choice::new(&entry.code, &entry.label));
            match heading {
                Some(heading) => select.group(heading, choices),
                None => select.choices(choices),
            }
        })
    }

    /// 是 or 否.
    pub fn yes_or_no(&self, name: &str, label: &str) -> Radios {
        let choices = [Choice::new("no", "否"), Choice::new("yes", "是")];
        Radios::new(name, label, choices).inline().chosen(self.typed.text(name)).faults(self.faults)
    }

    /// A slot for photographs of one paper.
    pub fn paper(&self, name: &str, label: &str, when: &str) -> Markup {
        let upload = ui::Upload::new(name, label, PAPER).hint(when).multiple().faults(self.faults);
        Tiles { typed: self.typed, notes: self.notes, by_phone: true }.place(name, label, upload)
    }
}

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
}

/// The card of a record; `short` names a field in a few words.
pub fn card_of<T: Listed>(
    record: &T,
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
        title: record.stretch().name,
        facts,
        missing,
        remarks: remarks.map(|(_, text)| text).collect(),
        href: format!("{}/{}", T::PATH, record.id()),
        ways: Vec::new(),
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
                @if card.missing.is_empty() { (ui::tag(Tag::Good, "已填好")) }
                @else {
                    (ui::tag(Tag::Wait, "填写中"))
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

/// When what was, drawn as bars and told in words; nothing for no record.
pub fn strip(title: &str, records: &[Stretch], today: Day) -> Markup {
    if records.is_empty() {
        return html! {};
    }
    let mut sorted: Vec<&Stretch> = records.iter().collect();
    sorted.sort_by_key(|one| one.period);
    let relations: Vec<Relation> = relations(records);
    html! {
        (ui::section(title, None, html! {
            (bars(&sorted, today))
            ol.timeline {
                @for one in &sorted { li { span { (one.period) } div { (one.name) } } }
            }
            @for relation in &relations {
                p.fault[relation.is_fault].hint[!relation.is_fault] {
                    @if relation.is_fault { (ui::icon("exclamation-circle-fill")) }
                    (relation.text)
                }
            }
            @if relations.is_empty() && records.len() > 1 { p.hint { "各段时间前后衔接，没有交叉。" } }
        }))
    }
}

/// One bar a record on a common scale of a thousand; the words beside it say the same.
fn bars(sorted: &[&Stretch], today: Day) -> Markup {
    let first = sorted.first().map_or(today, |one| one.period.from());
    let last = sorted.iter().map(|one| one.period.to().unwrap_or(today)).max().unwrap_or(today);
    let whole = last.days_since(first).max(1);
    let place = |day: Day| day.days_since(first).clamp(0, whole) * 1000 / whole;
    html! {
        svg.strip viewBox={ "0 0 1000 " (sorted.len() * 24) } width="100%" role="presentation" aria-hidden="true" {
            @for (row, one) in sorted.iter().enumerate() {
                @let (start, end) = (place(one.period.from()), place(one.period.to().unwrap_or(today)));
                rect x="0" y=(row * 24 + 10) width="1000" height="2" fill="#dce2ea" {}
                rect x=(start) y=(row * 24 + 4) width=((end - start).max(6)) height="14" rx="4" fill="#1b56a4" {}
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
        (sheet.render(list, fields))
    }
}

/// A record to be read: every line of it, pictures as pictures; `edit` is where it may still be changed.
pub fn facts(word: &str, section: &Section, edit: Option<&str>) -> Markup {
    let summary = section.lines.iter().fold(Summary::new(), |summary, line| match &line.value {
        Value::Text(text) => summary.row(line.label, text),
        Value::Secret { masked, .. } => summary.row(line.label, masked),
        Value::Missing => summary.row(line.label, ""),
        Value::Picture(file) => {
            let address = format!("/me/files/{file}");
            let alt = format!("{}照片", line.label);
            summary.row(
                line.label,
                html! { a href=(address) { img.thumb src=(address) alt=(alt) width="176"; } },
            )
        }
    });
    html! {
        (ui::heading(word, Some(&section.title)))
        (summary)
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
