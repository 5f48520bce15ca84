//! The pages of the dictionaries.

use super::actions::Kept;
use super::forms::{field, headings};
use crate::reference::Dictionary;
use crate::ui::{
    self, Button, Checkbox, Choice, Faults, Field, Form, Notice, Select, Table, Tone, error_summary,
};
use crate::web::Typed;
use maud::{Markup, html};

/// Every dictionary that may be edited.
pub fn list(books: &[(Dictionary, Kept)]) -> Markup {
    let table = Table::new("可以修改的字典").column("字典").number_column("选项").number_column("停用");
    let table = table.column("操作");
    let rows = books.iter();
    let table = rows.fold(table, |table, (dictionary, book)| {
        let retired = book.entries.iter().filter(|one| one.retired).count();
        let href = format!("/desk/dictionaries/{}", dictionary.word());
        table.row([
            html! { (dictionary.label()) },
            html! { (book.entries.len() - retired) },
            html! { (retired) },
            html! { (Button::link(href, "修改").small().spoken(format!("：{}", dictionary.label()))) },
        ])
    });
    html! {
        (ui::heading("数据字典", Some("法规没有逐项规定的选项，可以按上级要求修改。民族、学历、行业等按国家标准固定，不在这里。")))
        (table)
    }
}

/// What one page of a dictionary is drawn from.
pub struct Sheet<'a> {
    /// Which.
    pub dictionary: Dictionary,
    /// What is kept.
    pub book: &'a Kept,
    /// What was typed.
    pub typed: &'a Typed,
    /// What is wrong with it.
    pub faults: &'a Faults,
    /// What has just happened.
    pub said: Option<Notice>,
    /// The browser's form token.
    pub token: &'a str,
    /// The form's own token against replays.
    pub once: String,
}

/// What has just happened, by the word in the address.
pub fn said(word: &str) -> Option<Notice> {
    match word {
        "saved" => Some(Notice::new(Tone::Success, "字典已保存，现在起填写的表单按新的选项。").live()),
        _ => None,
    }
}

/// One dictionary.
pub fn one(sheet: &Sheet<'_>) -> Markup {
    let label = sheet.dictionary.label();
    let action = format!("/desk/dictionaries/{}", sheet.dictionary.word());
    html! {
        (error_summary(sheet.faults))
        (ui::heading(label, Some("改名称会同时改变已登记内容的显示；不再使用的请停用，已登记的内容仍能查看。选项不能删除。")))
        @if let Some(said) = &sheet.said { (said) }
        @if sheet.dictionary == Dictionary::LicenceKind {
            (Notice::new(Tone::Info, "“分级别”的资格类型，填写时要选择资格级别；“不分级别”的不显示资格级别。"))
        }
        (Form::new(action, sheet.token).once(sheet.once.clone()).render(html! {
            input type="hidden" name="version" value=(sheet.typed.text("version"));
            @for (place, entry) in sheet.book.entries.iter().enumerate() {
                div.card.padded {
                    @let group = entry.group.as_ref().map_or(String::new(), |group| format!("（{group}）"));
                    @let place = format!("第 {} 项{group}", place + 1);
                    (text(sheet, &field("label", &entry.code), &place))
                    @let retired = field("retired", &entry.code);
                    (Checkbox::new(retired.clone(), "停用，不再出现在表单里")
                        .checked(sheet.typed.has(&retired)).faults(sheet.faults))
                }
            }
            div.card.padded {
                (text(sheet, "label.new", "新增一项").optional().hint("不新增的，留空即可。"))
                (group(sheet))
            }
            (ui::actions(html! { (Button::submit("保存字典")) (Button::link("/desk/dictionaries", "返回")) }))
        }))
    }
}

fn text(sheet: &Sheet<'_>, name: &str, label: &str) -> Field {
    let came_since = sheet.book.entries.iter().find(|one| field("label", &one.code) == name);
    let kept = came_since.filter(|_| !sheet.typed.has(name)).map(|one| one.label.as_str());
    Field::text(name, label)
        .value(kept.unwrap_or_else(|| sheet.typed.text(name)))
        .maxlength(60)
        .autocomplete("off")
        .faults(sheet.faults)
}

fn group(sheet: &Sheet<'_>) -> Markup {
    let headings = headings(sheet.book);
    if headings.is_empty() {
        return html! {};
    }
    let choices = headings.into_iter().map(|heading| Choice::new(heading, heading));
    html! { (Select::new("group.new", "分组").choices(choices).chosen(sheet.typed.text("group.new")).optional().faults(sheet.faults)) }
}
