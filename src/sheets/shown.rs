//! What is on record, to be read: the lines of a section, and records in time as bars and words.

use crate::dossier::{Line, Relation, Section, Stretch, Value, relations};
use crate::terms::Day;
use crate::ui::{self, Summary};
use maud::{Markup, html};

/// A value to be read by its owner: masked, pictures as pictures.
pub fn shown(label: &str, value: &Value) -> Markup {
    match value {
        Value::Text(text) => html! { (text) },
        Value::Secret { masked, .. } => html! { (masked) },
        Value::Missing => html! {},
        Value::Picture(file) => {
            let address = format!("/me/files/{file}");
            html! { a href=(address) { img.thumb src=(address) alt={ (label) "照片" } width="176"; } }
        }
    }
}

/// Lines to be read by their owner.
pub fn summary_of(lines: &[Line]) -> Summary {
    let row = |summary: Summary, line: &Line| summary.row(line.label, shown(line.label, &line.value));
    lines.iter().fold(Summary::new(), row)
}

/// The lines of a section to be read by their owner.
pub fn summary(section: &Section) -> Summary {
    summary_of(&section.lines)
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
