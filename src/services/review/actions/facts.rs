//! What a filing says, as labelled lines; the keys of these lines are what a remark may be attached to.

use crate::casework::{Matter, Papers};
use crate::dossier::{Value, lines};
use crate::reference::Reference;

/// One line of a filing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Names the line in remarks; lines of the same key follow each other.
    pub key: String,
    /// Its label.
    pub label: String,
    /// What stands on it.
    pub value: Value,
}

/// Lines under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// The lines.
    pub facts: Vec<Fact>,
}

/// The lines of a filing in the guide's order.
pub fn facts(matter: &Matter, reference: &Reference) -> Vec<Group> {
    match matter {
        Matter::Verify(papers) => vec![of_papers(papers, reference)],
        Matter::Collect(dossier) => {
            let sections = lines(&dossier.as_ref().clone().reopened(), &dossier.identity, reference);
            let groups = sections.into_iter().map(|section| {
                let facts = section.lines.into_iter().map(|line| Fact {
                    key: line.key,
                    label: line.label.into(),
                    value: line.value,
                });
                Group { title: section.title, facts: facts.collect() }
            });
            groups.collect()
        }
    }
}

fn of_papers(papers: &Papers, reference: &Reference) -> Group {
    let fact = |key: &str, label: &str, value: Value| Fact { key: key.into(), label: label.into(), value };
    let secret = |full: &str, masked: String| Value::Secret { full: full.into(), masked };
    let identity = &papers.identity;
    let region = reference.divisions().department_name(papers.region);
    let region = region.unwrap_or_else(|| papers.region.to_string());
    let facts = vec![
        fact("papers.name", "真实姓名", secret(identity.name.as_str(), identity.name.masked())),
        fact("papers.kind", "证件类型", Value::Text(identity.document.kind().label().into())),
        fact("papers.number", "证件号码", secret(identity.document.number(), identity.document.masked())),
        fact("papers.phone", "手机号码", secret(identity.phone.as_str(), identity.phone.masked())),
        fact("papers.region", "所在省市", Value::Text(region)),
        fact("papers.front", "证件人像面", Value::Picture(papers.front)),
        fact("papers.back", "证件非人像面", Value::Picture(papers.back)),
        fact("papers.in_hand", "手持证件人像面", Value::Picture(papers.in_hand)),
    ];
    Group { title: "认证信息".into(), facts }
}

impl Fact {
    /// Whether the person can mend this line, so that a remark may be attached to it; in a verification never the
    /// number (spec 1.5).
    pub fn may_be_marked(&self) -> bool {
        !self.key.starts_with("papers.") || Papers::label(&self.key).is_some()
    }
}
