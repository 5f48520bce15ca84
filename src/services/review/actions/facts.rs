//! What a filing says, as labelled lines; the keys of these lines are what a remark may be attached to.

use crate::casework::{Amendment, CaseKind, Correction, Matter, Papers, transfer_lines};
use crate::dossier::{Change, Dossier, Line, Section, Value, changed_lines, lines};
use crate::reference::Reference;

/// Lines under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// The lines.
    pub facts: Vec<Line>,
}

/// The lines of a filing in the guide's order.
pub fn facts(matter: &Matter, reference: &Reference) -> Vec<Group> {
    match matter {
        Matter::Verify(papers) => vec![of_papers(papers, reference)],
        Matter::Collect(dossier) => {
            let sections = lines(&dossier.as_ref().clone().reopened(), &dossier.identity, reference);
            sections.into_iter().map(|section| Group { title: section.title, facts: section.lines }).collect()
        }
        Matter::Change(amendment) | Matter::Title(amendment) => {
            vec![of_change(amendment, reference)[1].clone()]
        }
        Matter::Correct(correction) => {
            let [_, after] = of_change(&correction.amendment, reference);
            vec![after, of_proofs(correction)]
        }
        Matter::Transfer(transfer) => {
            vec![Group { title: "调转申请".into(), facts: transfer_lines(transfer, reference) }]
        }
    }
}

/// What is on record before a change, under the headings of [`facts`]; none for what changes nothing on record.
pub fn facts_before(matter: &Matter, reference: &Reference) -> Option<Vec<Group>> {
    let [before, _] = of_change(matter.amendment()?, reference);
    Some(vec![before])
}

/// The record that a transfer moves, under headings that tell it from the application.
pub fn on_record(dossier: &Dossier, reference: &Reference) -> Vec<Group> {
    let sections = lines(&dossier.clone().reopened(), &dossier.identity, reference);
    let group =
        |section: Section| Group { title: format!("登记的{}", section.title), facts: section.lines };
    sections.into_iter().map(group).collect()
}

/// What is changed, in a few words: 教育经历（新增）.
pub fn change_title(amendment: &Amendment) -> String {
    let part = match &amendment.change {
        Change::Particulars { .. } => return "姓名和证件更正".into(),
        Change::Phone { .. } => "手机号码",
        change => change.step().label(),
    };
    format!("{part}（{}）", amendment.change.change_type().label())
}

fn of_change(amendment: &Amendment, reference: &Reference) -> [Group; 2] {
    changed_lines(&amendment.change, &amendment.identity, reference)
        .map(|facts| Group { title: change_title(amendment), facts })
}

fn of_proofs(correction: &Correction) -> Group {
    let line = |key: &str, value: Value| Line {
        key: key.into(),
        label: Correction::label(key).unwrap_or_default(),
        value,
    };
    let mut facts = vec![line("correction.reason", Value::Text(correction.reason.clone()))];
    facts.push(line("correction.front", Value::Picture(correction.front)));
    facts.extend(correction.back.map(|back| line("correction.back", Value::Picture(back))));
    facts.push(line("correction.proof", Value::Picture(correction.proof)));
    Group { title: "更正材料".into(), facts }
}

fn of_papers(papers: &Papers, reference: &Reference) -> Group {
    let fact = |key: &str, label: &'static str, value: Value| Line { key: key.into(), label, value };
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

/// Whether the person can mend the line of this key, so that a remark may be attached to it: in a verification never
/// the number (spec 1.5), in a change only what its form edits.
pub fn may_be_marked(kind: CaseKind, key: &str) -> bool {
    const FIXED: [&str; 7] = ["document_kind", "document", "name", "sex", "birth", "phone", "portrait"];
    match kind {
        CaseKind::Verification => Papers::label(key).is_some(),
        CaseKind::Collection => true,
        CaseKind::Change => key.strip_prefix("basics.").is_none_or(|field| !FIXED.contains(&field)),
        CaseKind::Correction => key != "correction.kind",
        CaseKind::Title => !key.ends_with(".source"),
        CaseKind::Transfer => {
            key.strip_prefix("transfer.").is_some_and(|field| !["name", "document", "from"].contains(&field))
        }
    }
}
