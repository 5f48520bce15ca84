//! A form being drawn: its fields by the words of the trade, each with what was typed and what is wrong.

use super::lock::Lock;
use super::reader::confirms;
use crate::reference::{Dictionary, Reference};
use crate::terms::CreditCode;
use crate::ui::{self, Checkbox, Choice, DateField, Faults, Field, Form, Notice, Radios, Select, Tone};
use crate::web::{PictureNotes, Tiles, Typed};
use maud::{Markup, Render, html};

/// What an upload accepts, said at every slot; so many KB are stored at most.
pub fn paper_limits(most_kb: u16) -> String {
    format!(
        "手机拍照即可，支持 jpg、png 图片，大于 20KB；有多张的一次选中，系统会合并并压缩到 {most_kb}KB 以内。"
    )
}

/// The element around the form of a record that is replaced when an answer asks for other fields.
pub const ASKED: &str = "asked";

/// A form being drawn: what was typed, what is wrong with it, and what keeps it honest.
pub struct Sheet<'a> {
    /// The browser's form token.
    pub token: &'a str,
    /// The key against replays.
    pub once: String,
    /// Where it is posted.
    pub action: String,
    /// What was typed; `version` among it is the version the person saw.
    pub typed: &'a Typed,
    /// What has to be mended.
    pub faults: &'a Faults,
    /// What was done to pictures.
    pub notes: &'a PictureNotes,
    /// Dictionaries and divisions.
    pub reference: &'a Reference,
    /// The most KB of a stored picture.
    pub most_kb: u16,
    /// What an imported row fixes; nothing for any other record.
    pub lock: Option<&'a Lock>,
}

impl Sheet<'_> {
    /// The form around its fields and what stands at its foot.
    pub fn around(&self, fields: Markup, foot: Markup) -> Markup {
        let form = Form::new(&self.action, self.token).once(&self.once).multipart();
        form.render(html! {
            input type="hidden" name="version" value=(self.typed.text("version"));
            (fields)
            (foot)
        })
    }

    /// Whether this field is asked for: what an imported row fixes is not.
    pub fn asks(&self, name: &str) -> bool {
        self.lock.is_none_or(|lock| !lock.fixes(name))
    }

    /// The field unless it is locked, with what stood there where that could not be taken over.
    pub fn asked(&self, name: &str, field: impl Render) -> Markup {
        let told = self.lock.and_then(|lock| lock.told(name));
        html! {
            @if self.asks(name) {
                (field)
                @if let Some(text) = told { p.hint { "原平台登记为 " b { (text) } "，请重新填写。" } }
            }
        }
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

    /// A credit code; one whose check character does not fit is confirmed beside it (spec 3.2).
    pub fn credit_code(&self, label: &str) -> Markup {
        let doubted =
            CreditCode::parse(self.typed.text("credit_code")).ok().filter(|code| !code.check_matches());
        let field = self.line("credit_code", label).width(24).autocomplete("off");
        html! {
            (field.hint("18 位，印在营业执照或法人证书上。"))
            @if let Some(code) = doubted {
                (Notice::new(Tone::Warn, "这个代码的最后一位与国家标准的校验规则不符").body(html! {
                    p { "请对照证书逐位核对。少数早期发放的代码确实不符；与证书完全一致的，请勾选下面的确认。" }
                }))
                input type="hidden" name="code_shown" value=(code);
                (Checkbox::new("code_confirmed", "我已核对，确认无误").checked(confirms(self.typed, &code)))
            }
        }
    }

    /// 是 or 否.
    pub fn yes_or_no(&self, name: &str, label: &str) -> Radios {
        let choices = [Choice::new("no", "否"), Choice::new("yes", "是")];
        Radios::new(name, label, choices).inline().chosen(self.typed.text(name)).faults(self.faults)
    }

    /// A slot for photographs of one paper.
    pub fn paper(&self, name: &str, label: &str, when: &str) -> Markup {
        let limits = paper_limits(self.most_kb);
        let upload = ui::Upload::new(name, label, limits).hint(when).multiple().faults(self.faults);
        Tiles { typed: self.typed, notes: self.notes, by_phone: true }.place(name, label, upload)
    }
}
