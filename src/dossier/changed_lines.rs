//! The two states of a change as labelled lines, with the masks of the guide's details (spec 1.12, 6).

use super::change::{Change, Particulars};
use super::lines::{Line, Section, Value, basics, education, employment};
use super::title_lines::{licence, title};
use super::{Basics, Identity};
use crate::reference::Reference;
use crate::terms::{Phone, masked};

/// The lines before and after a change of this person's record; either is empty where there is no record.
pub fn changed_lines(change: &Change, identity: &Identity, reference: &Reference) -> [Vec<Line>; 2] {
    match change {
        Change::Basics { before, after } => {
            let due =
                [before, after].iter().any(|one| one.identity_front.is_some() || one.identity_back.is_some());
            [before, after].map(|one| of_basics(one, identity, due, reference))
        }
        Change::Education { before, after } => [before, after].map(|one| {
            of_record(
                one.as_deref().map(|one| education("", one, one.files.high_school.is_some(), reference)),
            )
        }),
        Change::Employment { before, after } => {
            [before, after].map(|one| of_record(one.as_deref().map(|job| employment("", job, reference))))
        }
        Change::Title { before, after } => {
            [before, after].map(|one| of_record(one.as_deref().map(|one| title("", one, reference))))
        }
        Change::Licence { before, after } => {
            [before, after].map(|one| of_record(one.as_deref().map(|one| licence("", one, reference))))
        }
        Change::Phone { before, after } => [before, after].map(|phone| vec![of_phone(phone)]),
        Change::Particulars { before, after } => [before, after].map(|one| of_particulars(one)),
    }
}

fn of_record(section: Option<Section>) -> Vec<Line> {
    section.map(|section| section.lines).unwrap_or_default()
}

/// The person's own lines stand among them with the masks of a detail view: their ends are hidden.
fn of_basics(one: &Basics, identity: &Identity, due: bool, reference: &Reference) -> Vec<Line> {
    let mut lines = basics(&one.clone().reopened(), identity, due, reference).lines;
    for line in &mut lines {
        if let Value::Secret { masked, .. } = &mut line.value {
            match line.key.as_str() {
                "basics.document" => *masked = identity.document.masked_in_diff(),
                "basics.phone" => *masked = masked::phone_in_diff(identity.phone.as_str()),
                _ => {}
            }
        }
    }
    lines
}

fn line(key: &str, label: &'static str, value: Value) -> Line {
    Line { key: key.into(), label, value }
}

fn of_phone(phone: &Phone) -> Line {
    let value = Value::Secret { full: phone.to_string(), masked: phone.masked() };
    line("basics.phone", "手机号码", value)
}

fn of_particulars(one: &Particulars) -> Vec<Line> {
    let secret = |full: &str, masked: String| Value::Secret { full: full.into(), masked };
    vec![
        line("correction.kind", "证件类型", Value::Text(one.document.kind().label().into())),
        line("correction.document", "证件号码", secret(one.document.number(), one.document.masked())),
        line("correction.name", "姓名", secret(one.name.as_str(), one.name.masked())),
        line("correction.sex", "性别", Value::Text(one.sex.label().into())),
        line("correction.birth", "出生年月", Value::Text(one.birth.to_string())),
    ]
}
