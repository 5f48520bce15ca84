//! The lines of a filing: in their groups at first, as changes afterwards; each line can be marked for mending.

use super::super::actions::{Fact, Group};
use super::bench::Bench;
use super::decision::FORM;
use crate::casework::{self, Finding};
use crate::dossier::Value;
use crate::ui::{Check, Compared, Tone, before_after, checks as listed};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The whole matter: its groups, or against the round before what changed.
pub fn facts(bench: &Bench<'_>) -> Markup {
    let drawn = Drawn { bench, anchored: std::cell::RefCell::new(BTreeSet::new()) };
    match &bench.case.before {
        None => html! { @for group in &bench.case.facts { (drawn.group(group)) } },
        Some(before) => before_after("与上次提交相比的改动", &drawn.compared(before)),
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
        let found = all(before).chain(all(&bench.case.facts)).find(|(_, fact)| fact.key == field);
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
pub fn all(groups: &[Group]) -> impl Iterator<Item = (&Group, &Fact)> {
    groups.iter().flat_map(|group| group.facts.iter().map(move |fact| (group, fact)))
}

/// A label that stands alone: lines of the second 教育经历 are told from those of the first.
pub fn full_label(group: &Group, fact: &Fact) -> String {
    let numbered = group.title.ends_with(|last: char| last.is_ascii_digit());
    if numbered { format!("{}：{}", group.title, fact.label) } else { fact.label.clone() }
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
                        tr { th scope="row" { (fact.label) } td { (self.value(fact)) (self.mark(group, fact)) } }
                    }
                }
            }
        }
    }

    /// Lines of one key are compared in their order; a line of the round before that is gone reads 未填写 now.
    fn compared(&self, before: &[Group]) -> Vec<Compared> {
        let nth = |groups: &[Group]| -> Vec<((String, usize), String, Fact)> {
            let mut seen: Vec<(String, usize)> = Vec::new();
            let lines = all(groups).map(|(group, fact)| {
                let count = seen.iter().filter(|(key, _)| *key == fact.key).count();
                seen.push((fact.key.clone(), count));
                ((fact.key.clone(), count), full_label(group, fact), fact.clone())
            });
            lines.collect()
        };
        let (old, new) = (nth(before), nth(&self.bench.case.facts));
        let mut lines: Vec<Compared> = Vec::new();
        for ((group, fact), (at, label, _)) in all(&self.bench.case.facts).zip(&new) {
            let former = old.iter().find(|(key, _, _)| key == at).map(|(_, _, fact)| fact);
            let changed = former.map(|former| &former.value) != Some(&fact.value);
            let after = html! { (self.value(fact)) (self.mark(group, fact)) };
            lines.push(Compared::drawn(
                label,
                former.map(|fact| self.plain(fact)).unwrap_or_default(),
                after,
                changed,
            ));
        }
        for (at, label, fact) in &old {
            if new.iter().all(|(key, _, _)| key != at) {
                lines.push(Compared::drawn(label, self.plain(fact), html! { "已删除" }, true));
            }
        }
        lines
    }

    /// The value under the anchor that checks and faults lead to; the first line of a key has it.
    fn value(&self, fact: &Fact) -> Markup {
        let id = Some(anchor(&fact.key)).filter(|id| self.anchored.borrow_mut().insert(id.clone()));
        html! { span id=[id] { (self.plain(fact)) } }
    }

    fn plain(&self, fact: &Fact) -> Markup {
        match &fact.value {
            Value::Text(text) => html! { (text) },
            Value::Secret { full, masked } => html! { (if self.bench.revealed { full } else { masked }) },
            Value::Picture(file) => html! {
                a href=(self.bench.picture_link(file)) { "查看图片" span.hidden { "：" (fact.label) } }
            },
            Value::Missing => html! { span.muted { "未填写" } },
        }
    }

    fn mark(&self, group: &Group, fact: &Fact) -> Markup {
        let marked = self.bench.typed.texts("mark").contains(&fact.key);
        html! {
            @if self.bench.decides() && fact.may_be_marked() {
                label.mark {
                    input type="checkbox" name="mark" value=(fact.key) form=(FORM) checked[marked];
                    " 标记" span.hidden { "：" (full_label(group, fact)) }
                }
            }
        }
    }
}
