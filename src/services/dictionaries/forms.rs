//! What the form of a dictionary means.

use super::actions::{Edited, Kept};
use crate::reference::Entry;
use crate::terms::Line;
use crate::ui::Faults;
use crate::web::Typed;

/// Longer names break the lists they stand in.
const LONGEST: usize = 60;

/// The field of one entry.
pub fn field(part: &str, code: &str) -> String {
    format!("{part}.{code}")
}

/// The headings of a dictionary, in order.
pub fn headings(book: &Kept) -> Vec<&str> {
    let mut headings: Vec<&str> = Vec::new();
    for group in book.entries.iter().filter_map(|one| one.group.as_deref()) {
        if !headings.contains(&group) {
            headings.push(group);
        }
    }
    headings
}

/// The form filled with what is kept.
pub fn filled(book: &Kept) -> Typed {
    let mut typed = Typed::empty();
    typed.set("version", book.version.to_string());
    for entry in &book.entries {
        typed.set(&field("label", &entry.code), entry.label.clone());
        if entry.retired {
            typed.set(&field("retired", &entry.code), "true");
        }
    }
    typed
}

/// What was typed, or what is wrong with it.
pub fn edited(typed: &Typed, book: &Kept) -> Result<Edited, Faults> {
    let mut faults = Faults::new();
    let mut labels: Vec<String> = Vec::new();
    let mut label = |name: &str, faults: &mut Faults| {
        let line = match Line::parse(typed.text(name), LONGEST, "名称") {
            Ok(line) => line.to_string(),
            Err(wrong) => {
                faults.push(name, wrong.to_string());
                return String::new();
            }
        };
        if labels.contains(&line) {
            faults.push(name, format!("“{line}”已经有了，同一个字典里的名称不能重复。"));
        }
        labels.push(line.clone());
        line
    };
    let mut entries = Vec::new();
    for entry in &book.entries {
        let name = field("label", &entry.code);
        // An entry that came after the page was drawn is not asked for there.
        let label = if typed.has(&name) { label(&name, &mut faults) } else { entry.label.clone() };
        let retired = typed.has(&field("retired", &entry.code));
        entries.push(Entry { label, retired, ..entry.clone() });
    }
    let added = typed.given("label.new").map(|_| label("label.new", &mut faults));
    let headings = headings(book);
    let group = typed.given("group.new").filter(|group| headings.contains(group));
    if added.is_some() && group.is_none() && !headings.is_empty() {
        faults.push("group.new", "请选择新增的一项属于哪一组。");
    }
    if added.is_none() && entries.iter().all(|one| one.retired) {
        let first = entries.first().map_or_else(String::new, |one| field("retired", &one.code));
        faults.push(first, "不能全部停用，至少要保留一项。");
    }
    match faults.is_empty() {
        true => Ok(Edited {
            entries,
            added: added.map(|label| (label, group.map(Into::into))),
            seen: typed.text("version").parse().ok(),
        }),
        false => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> Kept {
        let entry = |code: &str, label: &str, group: &str| Entry {
            code: code.into(),
            label: label.into(),
            group: Some(group.into()),
            retired: false,
        };
        Kept {
            entries: vec![entry("1", "统计", "分级别"), entry("4", "税务师", "不分级别")], version: 3
        }
    }

    #[test]
    fn a_form_that_was_not_touched_means_what_is_kept() {
        let book = book();
        let edited = edited(&filled(&book), &book).unwrap();
        assert_eq!((edited.entries, edited.added, edited.seen), (book.entries, None, Some(3)));
    }

    #[test]
    fn every_fault_stands_at_its_field() {
        let with = |pairs: &[(&str, &str)]| {
            let mut typed = filled(&book());
            pairs.iter().for_each(|(name, value)| typed.set(name, *value));
            let faults = edited(&typed, &book()).unwrap_err();
            faults.iter().map(|fault| fault.field.clone()).collect::<Vec<_>>()
        };
        assert_eq!(with(&[("label.1", " ")]), ["label.1"]);
        assert_eq!(with(&[("label.4", "统计")]), ["label.4"], "no name twice");
        assert_eq!(with(&[("label.new", "统计"), ("group.new", "分级别")]), ["label.new"]);
        assert_eq!(with(&[("label.new", "律师")]), ["group.new"]);
        assert_eq!(
            with(&[("label.new", "律师"), ("group.new", "别的")]),
            ["group.new"],
            "no heading is invented"
        );
        assert_eq!(with(&[("retired.1", "true"), ("retired.4", "true")]), ["retired.1"]);
        assert_eq!(with(&[("label.1", &"长".repeat(61))]), ["label.1"]);
    }
}
