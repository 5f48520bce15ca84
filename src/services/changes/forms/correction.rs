//! 更正: what is left empty stays as it is; what is typed replaces it.

use crate::dossier::Particulars;
use crate::sheets::{Reader, set_day};
use crate::terms::{Document, DocumentKind, Line, PersonName, Sex};
use crate::ui::Faults;
use crate::web::{Means, Typed};

/// The most characters of a reason.
const REASON: usize = 200;

/// What a correction asks for, without its pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The particulars that shall be.
    pub particulars: Particulars,
    /// Why.
    pub reason: String,
}

/// The form filled with an earlier request; only what differs from the record is filled in.
pub fn correction_filled(record: &Particulars, asked: &Particulars, reason: &str) -> Typed {
    let mut typed = Typed::from_pairs([("reason", reason.to_string())]);
    if asked.name != record.name {
        typed.set("name", asked.name.to_string());
    }
    if asked.document != record.document {
        typed.set("document", asked.document.number());
    }
    if asked.document.kind() != DocumentKind::ResidentId {
        if asked.sex != record.sex {
            typed.set("sex", asked.sex.code());
        }
        if asked.birth != record.birth {
            set_day(&mut typed, "birth", asked.birth);
        }
    }
    typed
}

/// What the form asks for; a resident's sex and birth follow from the number.
pub fn correction(typed: &Typed, means: &Means<'_>, record: &Particulars) -> Result<Corrected, Faults> {
    let mut reader = Reader::new(typed, means);
    let name = match typed.given("name") {
        None => Some(record.name.clone()),
        Some(text) => reader.take("name", PersonName::parse(text)),
    };
    let kind = record.document.kind();
    let document = match typed.given("document") {
        None => Some(record.document.clone()),
        Some(text) => reader.take("document", Document::parse_on(kind, text, means.today)),
    };
    let number = document.as_ref().and_then(Document::resident);
    let (sex, birth) = match number {
        Some(number) => (Some(number.sex()), Some(number.birth())),
        None => {
            let sex = match typed.given("sex") {
                None => Some(record.sex),
                Some(code) => reader.take("sex", Sex::parse(code)),
            };
            let birth = match typed.date("birth") {
                None => Some(record.birth),
                Some(_) => reader.day("birth", "出生日期"),
            };
            (sex, birth)
        }
    };
    let reason = reader.take("reason", Line::parse(typed.text("reason"), REASON, "更正原因"));
    let read = (|| {
        let particulars = Particulars { document: document?, name: name?, sex: sex?, birth: birth? };
        Some(Corrected { particulars, reason: reason?.to_string() })
    })();
    let corrected = reader.end(read)?;
    if corrected.particulars == *record {
        let mut faults = Faults::new();
        faults.push("name", "请填写需要更正的内容，现在填写的与登记的相同。");
        return Err(faults);
    }
    Ok(corrected)
}
