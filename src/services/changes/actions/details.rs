//! 变更记录 and 变更详情: every request the person ever made, and what each changed.

use super::Refusal;
use crate::casework::{self, Case, CaseKind, Correction, Filing, Matter};
use crate::dossier::{Change, ChangeType, Step, Target, changed_lines};
use crate::office::{Ledger, Stop, case_of, withdraw_case};
use crate::reference::Reference;
use crate::store::{Broken, Read, Span};
use crate::tables::{CASES, CASES_BY_PERSON, FILINGS, Record};
use crate::terms::{AccountId, CaseNumber};

/// One line of 变更记录.
#[derive(Clone, Debug)]
pub struct Row {
    /// The case.
    pub case: Case,
    /// What was asked last.
    pub matter: Matter,
}

/// One request with every round of it.
#[derive(Clone, Debug)]
pub struct Detail {
    /// The case.
    pub case: Case,
    /// Every version filed, oldest first; each keeps its own pictures.
    pub rounds: Vec<Filing>,
}

/// The requests listed under a part of the record, newest first; all of them without a part.
pub fn rows(read: &impl Read, person: AccountId, part: Option<Step>) -> Result<Vec<Row>, Broken> {
    let mut found = Vec::new();
    for ((.., id), row) in read.list(&CASES_BY_PERSON, Span::within(&person, usize::MAX))? {
        if !matches!(row.kind, CaseKind::Change | CaseKind::Correction | CaseKind::Title) {
            continue;
        }
        let Some(case) = read.get(&CASES, &id)? else { continue };
        let Some(filing) = read.get(&FILINGS, &(id, case.round))? else { continue };
        let step = filing.matter.amendment().map(|amendment| amendment.change.step());
        if part.is_none() || part == step {
            found.push(Row { case, matter: filing.matter });
        }
    }
    Ok(found)
}

/// One of the person's requests.
pub fn detail(
    read: &impl Read,
    person: AccountId,
    number: &CaseNumber,
) -> Result<Option<Detail>, Stop<Refusal>> {
    let Some((id, case)) = case_of(read, person, number)? else { return Ok(None) };
    if !matches!(case.kind, CaseKind::Change | CaseKind::Correction | CaseKind::Title) {
        return Ok(None);
    }
    let rounds = read.scan(&FILINGS, Span::within(&id, usize::MAX))?;
    Ok(Some(Detail { case, rounds: rounds.into_iter().map(|(_, filing)| filing).collect() }))
}

/// The page that mends a returned request.
pub fn mending_place(detail: &Detail) -> Option<String> {
    let matter = &detail.rounds.last()?.matter;
    let amendment = matter.amendment()?;
    let removed = amendment.change.change_type() == ChangeType::Remove;
    let end = if removed { "/delete" } else { "" };
    Some(match amendment.change.target()? {
        Target::Basics => "/me/change/basic".into(),
        Target::Education(id) => format!("/me/change/education/{id}{end}"),
        Target::Employment(id) => format!("/me/change/work/{id}{end}"),
        Target::Particulars => "/me/change/correction".into(),
        Target::Title(id) => format!("/me/titles/{id}{end}"),
        Target::Licence(id) => format!("/me/titles/licences/{id}{end}"),
        Target::Phone => return None,
    })
}

/// What the case did that a version of the record came from, in a few words.
pub fn settled_by(read: &impl Read, record: &Record) -> Result<String, Broken> {
    let Some(case) = read.get(&CASES, &record.case)? else { return Ok("登记的内容".into()) };
    let filing = read.get(&FILINGS, &(record.case, case.round))?;
    Ok(filing.map_or("登记的内容".into(), |filing| title(&filing.matter)))
}

/// What a matter does, in a few words: 教育经历（新增）.
pub fn title(matter: &Matter) -> String {
    let Some(amendment) = matter.amendment() else { return matter.kind().label().into() };
    let part = match &amendment.change {
        Change::Particulars { .. } => return "姓名和证件更正".into(),
        Change::Phone { .. } => "手机号码",
        change => change.step().label(),
    };
    format!("{part}（{}）", amendment.change.change_type().label())
}

/// What the lines are called that the officer asked to mend, in the order of the remarks; empty for the whole.
pub fn remark_labels(detail: &Detail, reference: &Reference) -> Vec<String> {
    let Some(filing) = detail.rounds.last() else { return Vec::new() };
    let lines = filing.matter.amendment().map_or(Vec::new(), |amendment| {
        changed_lines(&amendment.change, &amendment.identity, reference).concat()
    });
    let label = |key: &str| {
        let line = lines.iter().find(|line| line.key == key).map(|line| line.label);
        line.or_else(|| Correction::label(key)).unwrap_or_default().to_string()
    };
    detail.case.remarks().iter().map(|remark| label(&remark.field)).collect()
}

/// Takes a request back.
pub fn withdraw(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    number: &CaseNumber,
    seen: u32,
) -> Result<(), Stop<Refusal>> {
    let not_there = || Stop::Refused(Refusal::Corridor(casework::Refusal::NotFound));
    let (id, case) = case_of(&**ledger, person, number)?.ok_or_else(not_there)?;
    withdraw_case::<Refusal>(ledger, id, case, seen)?;
    Ok(())
}
