//! The lines of a filing: in their groups at first, as changes afterwards; each line can be marked for mending.

use super::super::actions::{Group, may_be_marked};
use super::bench::Bench;
use super::decision::FORM;
use crate::casework::{self, Finding};
use crate::dossier::{Line, Value, diff};
use crate::ui::{Check, Compared, Tone, before_after, checks as listed};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The whole matter: its groups, or against the round before what changed.
pub fn facts(bench: &Bench<'_>) -> Markup {
    let drawn = Drawn { bench, anchored: std::cell::RefCell::new(BTreeSet::new()) };
    match &bench.case.before {
        None => html! {
            @for group in bench.case.facts.iter().chain(&bench.case.proofs) { (drawn.group(group)) }
        },
        Some(before) => html! {
            (before_after(&bench.case.compared, &drawn.compared(before)))
            @for group in &bench.case.proofs { (drawn.group(group)) }
        },
    }
}

/// What the house checked, with links to the lines it is about.
pub fn checks(bench: &Bench<'_>) -> Markup {
    let list: Vec<Check> = bench.case.checks.iter().map(|check| told(bench, check)).collect();
    html! { h2 { "系统核对" } (listed(&list)) }
}

fn told(bench: &Bench<'_>, check: &casework::Check) -> Check {
    let found = all(&bench.case.facts).find(|(_, fact)| fact.key == check.field);
    let href = found.map(|(_, fact)| match fact.value {
        Value::Picture(file) => bench.picture_link(&file),
        Value::Text(_) | Value::Secret { .. } | Value::Missing => format!("#{}", anchor(&fact.key)),
    });
    let tone = match check.finding {
        Finding::Fine => Tone::Success,
        Finding::Look => Tone::Warn,
    };
    Check { tone, text: check.text.clone(), href: href.filter(|_| check.finding == Finding::Look) }
}

/// What the round before was returned for.
pub fn answers(bench: &Bench<'_>) -> Markup {
    let label = |field: &str| {
        let before = bench.case.before.as_deref().unwrap_or_default();
        let filed = all(&bench.case.facts).chain(all(&bench.case.proofs));
        let found = all(before).chain(filed).find(|(_, fact)| fact.key == field);
        found.map_or("全部材料".to_string(), |(group, fact)| full_label(group, fact))
    };
    html! {
        @if !bench.case.answers.is_empty() {
            h2 { "上次退回时要求修改" }
            ul.card.answers {
                @for remark in &bench.case.answers { li { b { (label(&remark.field)) } "：" (remark.text) } }
            }
        }
    }
}

/// Every line with its group.
pub fn all(groups: &[Group]) -> impl Iterator<Item = (&Group, &Line)> {
    groups.iter().flat_map(|group| group.facts.iter().map(move |fact| (group, fact)))
}

/// A label that stands alone: lines of the second 教育经历 are told from those of the first.
pub fn full_label(group: &Group, fact: &Line) -> String {
    let numbered = group.title.ends_with(|last: char| last.is_ascii_digit());
    if numbered { format!("{}：{}", group.title, fact.label) } else { fact.label.to_string() }
}

fn anchor(key: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    format!("line-{}", key.chars().map(plain).collect::<String>())
}

struct Drawn<'a> {
    bench: &'a Bench<'a>,
    anchored: std::cell::RefCell<BTreeSet<String>>,
}

impl Drawn<'_> {
    fn group(&self, group: &Group) -> Markup {
        html! {
            h2 { (group.title) }
            table.compare.filed {
                caption.hidden { (group.title) }
                tbody {
                    @for fact in &group.facts {
                        tr { th scope="row" { (fact.label) } td {
                            (self.value(&fact.key, fact.label, &fact.value)) (self.mark(&full_label(group, fact), &fact.key))
                        } }
                    }
                }
            }
        }
    }

    /// A line that is gone reads 已删除 now.
    fn compared(&self, before: &[Group]) -> Vec<Compared> {
        let facts = &self.bench.case.facts;
        let flat = |groups: &[Group]| -> Vec<Line> { all(groups).map(|(_, fact)| fact.clone()).collect() };
        let label = |key: &str| {
            let found = all(facts).chain(all(before)).find(|(_, fact)| fact.key == key);
            found.map(|(group, fact)| full_label(group, fact)).unwrap_or_default()
        };
        let drawn = diff(&flat(before), &flat(facts)).into_iter().map(|one| {
            let (label, changed) = (label(&one.key), one.changed());
            let before = one.before.as_ref().map(|value| self.plain(&one.label, value)).unwrap_or_default();
            let after = match &one.after {
                Some(value) => html! {
                    (self.value(&one.key, &one.label, value)) (self.mark(&label, &one.key))
                    @if one.changed_behind_mask() && !self.bench.revealed { span.muted { "（遮盖部分有变化）" } }
                },
                None => html! { "已删除" },
            };
            Compared::drawn(label, before, after, changed)
        });
        drawn.collect()
    }

    /// The value under the anchor that checks and faults lead to; the first line of a key has it.
    fn value(&self, key: &str, label: &str, value: &Value) -> Markup {
        let id = Some(anchor(key)).filter(|id| self.anchored.borrow_mut().insert(id.clone()));
        html! { span id=[id] { (self.plain(label, value)) } }
    }

    fn plain(&self, label: &str, value: &Value) -> Markup {
        match value {
            Value::Text(text) => html! { (text) },
            Value::Secret { full, masked } => html! { (if self.bench.revealed { full } else { masked }) },
            Value::Picture(file) => html! {
                a href=(self.bench.picture_link(file)) { "查看图片" span.hidden { "：" (label) } }
            },
            Value::Missing => html! { span.muted { "未填写" } },
        }
    }

    fn mark(&self, label: &str, key: &str) -> Markup {
        let marked = self.bench.typed.texts("mark").iter().any(|one| one == key);
        html! {
            @if self.bench.decides() && may_be_marked(self.bench.case.case.kind, key) {
                label.mark {
                    input type="checkbox" name="mark" value=(key) form=(FORM) checked[marked];
                    " 标记" span.hidden { "：" (label) }
                }
            }
        }
    }
}
