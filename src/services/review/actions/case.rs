//! Everything the workbench shows of one case, read from one moment.

use super::checking::checks;
use super::crossing::{Crossing, crossing};
use super::facts::{Group, change_title, facts, facts_before, on_record};
use super::filter::{Filter, Within};
use super::queue::{self, COUNTED, Place, Step, stretch};
use super::{find, moving, rounds};
use crate::accounts::Grant;
use crate::casework::{self, CaseKind, Check, Filing, Refusal, Remark, may_decide, may_read, may_read_case};
use crate::dossier::{Line, Value};
use crate::office::{Stop, versions};
use crate::reference::Reference;
use crate::store::{Broken, Read};
use crate::tables::{ACCOUNTS, CASES, DOSSIERS, FILINGS};
use crate::terms::{AccountId, CaseNumber, Day, FileId, Moment};
use std::collections::BTreeSet;

/// One case with what an officer needs to decide it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The case.
    pub case: casework::Case,
    /// The present filing's lines.
    pub facts: Vec<Group>,
    /// Lines that came along and are compared with nothing: what proves a correction, the record that a transfer moves.
    pub proofs: Vec<Group>,
    /// What it is compared with: what is on record, for a change; else the round before, if there was one.
    pub before: Option<Vec<Group>>,
    /// What the comparison is called.
    pub compared: String,
    /// What the round before was returned for.
    pub answers: Vec<Remark>,
    /// The pictures: those of the present filing first, then those only earlier rounds have.
    pub shots: Vec<Shot>,
    /// What the house checked by itself.
    pub checks: Vec<Check>,
    /// Why this officer may not decide it, if so.
    pub hindrance: Option<Refusal>,
    /// Every state that the person's record had, newest first.
    pub past: Vec<Past>,
    /// When the person closed their account; what is here is kept and used for nothing.
    pub frozen: Option<Moment>,
    /// Where a transfer stands between this instance and another one.
    pub crossing: Option<Crossing>,
    /// Its neighbours in the queue it was opened from.
    pub neighbours: Neighbours,
}

/// One state that the person's record had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// Its number among the versions.
    pub version: u32,
    /// Since when.
    pub at: Moment,
    /// What led to it, in a few words.
    pub title: String,
    /// The case that led to it.
    pub number: CaseNumber,
}

/// One picture of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shot {
    /// Which.
    pub file: FileId,
    /// What it shows.
    pub label: String,
    /// It came with the present round.
    pub fresh: bool,
    /// Only an earlier round had it.
    pub past: bool,
    /// The picture of the same line in the round before, where it differs.
    pub instead_of: Option<FileId>,
}

/// Where a waiting case stands in its queue.
#[derive(Clone, Debug, Default)]
pub struct Neighbours {
    /// Its position from 1; none when it does not stand there or too far behind to be counted.
    pub position: Option<usize>,
    /// How many wait, counted up to [`COUNTED`].
    pub count: usize,
    /// The case before.
    pub previous: Option<CaseNumber>,
    /// The case after.
    pub next: Option<CaseNumber>,
}

/// One case for an officer who may read it.
pub fn case(
    read: &impl Read,
    grant: &Grant,
    number: &CaseNumber,
    filter: &Filter,
    reference: &Reference,
    today: Day,
) -> Result<Case, Stop<Refusal>> {
    let (id, case) = find(read, grant, number)?;
    let filings = rounds(read, id)?;
    let missing = || Broken::Damaged(format!("case: {id} has no filing"));
    let (filing, earlier) = filings.split_last().ok_or_else(missing)?;
    let told = |filing: &Filing| facts(&filing.matter, reference);
    let before = facts_before(&filing.matter, reference);
    let compared = filing.matter.amendment().map(change_title);
    let compared = compared.unwrap_or_else(|| "与上次提交相比的改动".into());
    let before = before.or_else(|| earlier.last().map(told));
    let hindrance = may_decide(grant, &case, filing.matter.identity()).err();
    let place = Place { authority: case.authority, at: case.filed, case: id };
    let within = Within::of(reference, today);
    let mut neighbours = neighbours(read, grant, filter, within, place)?;
    let listed = case.state.is_waiting() && filter.fits(&case.row(), within);
    if !listed || !case.authority.as_str().starts_with(&filter.territory(grant)) {
        neighbours.position = None;
    }
    let mut earlier: Vec<Vec<Group>> = earlier.iter().map(told).collect();
    let mut facts = told(filing);
    if let Some(dossier) = moving(read, id, &case)? {
        let on_record = on_record(&dossier, reference);
        if let Some(last) = earlier.last_mut() {
            last.extend(on_record.clone());
        }
        facts.extend(on_record);
    }
    let former = before.clone().unwrap_or_default();
    let shots = shots(&facts, &earlier, &former, filing.matter.amendment().is_some());
    let beside = matches!(case.kind, CaseKind::Correction | CaseKind::Transfer);
    let proofs = if beside { facts.split_off(1) } else { Vec::new() };
    let checks = checks(read, id, case.person, filing, today)?;
    let answers = filing.answers.clone();
    let past = past(read, grant, case.person)?;
    let crossing = crossing(read, grant, id, &case, today)?;
    let account = read.get(&ACCOUNTS, &case.person)?;
    let frozen = account.and_then(|account| account.frozen).map(|freeze| freeze.at);
    Ok(Case {
        case,
        frozen,
        facts,
        proofs,
        before,
        compared,
        answers,
        shots,
        checks,
        hindrance,
        past,
        crossing,
        neighbours,
    })
}

/// What the officer may read of it: a record of another authority, and a case decided elsewhere, do not exist here.
fn past(read: &impl Read, grant: &Grant, person: AccountId) -> Result<Vec<Past>, Broken> {
    let record = read.get(&DOSSIERS, &person)?;
    if !record.is_some_and(|record| may_read(grant, &record.authority)) {
        return Ok(Vec::new());
    }
    let mut past = Vec::new();
    for record in versions(read, person)?.into_iter().rev() {
        let case = read.get(&CASES, &record.case)?.filter(|case| may_read_case(grant, case));
        let Some(case) = case else { continue };
        let filing = read.get(&FILINGS, &(record.case, case.round))?;
        let title = filing.as_ref().and_then(|filing| filing.matter.amendment()).map(change_title);
        past.push(Past {
            version: record.number(),
            at: record.approved,
            title: title.unwrap_or_else(|| case.kind.label().into()),
            number: case.number,
        });
    }
    Ok(past)
}

fn neighbours(
    read: &impl Read,
    grant: &Grant,
    filter: &Filter,
    within: Within,
    place: Place,
) -> Result<Neighbours, Broken> {
    let before = stretch(read, grant, filter, within, Step::Before(place), COUNTED)?;
    let next = stretch(read, grant, filter, within, Step::After(place), 1)?;
    let count = queue::count(read, grant, filter, within)?;
    let counted = before.len() < COUNTED && before.len() < count;
    Ok(Neighbours {
        position: counted.then_some(before.len() + 1),
        count,
        previous: before.first().map(|(_, row)| row.number),
        next: next.first().map(|(_, row)| row.number),
    })
}

fn pictures(groups: &[Group]) -> impl Iterator<Item = (&Group, &Line, FileId)> {
    groups.iter().flat_map(|group| {
        group.facts.iter().filter_map(move |fact| match fact.value {
            Value::Picture(file) => Some((group, fact, file)),
            Value::Text(_) | Value::Secret { .. } | Value::Missing => None,
        })
    })
}

/// The pictures of the present filing, then those that only what it is compared with or earlier rounds have; those that
/// a change adds to the record are fresh in its first round already.
fn shots(now: &[Group], earlier: &[Vec<Group>], former: &[Group], changes: bool) -> Vec<Shot> {
    let mut known: BTreeSet<FileId> =
        earlier.iter().flat_map(|one| pictures(one)).map(|found| found.2).collect();
    if changes {
        known = pictures(former).map(|found| found.2).collect();
    }
    let label = |group: &Group, fact: &Line| {
        let numbered = group.title.ends_with(|last: char| last.is_ascii_digit());
        if numbered { format!("{}（{}）", fact.label, group.title) } else { fact.label.to_string() }
    };
    let instead =
        |key: &str| pictures(former).filter(|(_, fact, _)| fact.key == key).map(|found| found.2).next();
    let mut shots: Vec<Shot> = pictures(now)
        .map(|(group, fact, file)| Shot {
            file,
            label: label(group, fact),
            fresh: (changes || !earlier.is_empty()) && !known.contains(&file),
            past: false,
            instead_of: instead(&fact.key).filter(|former| *former != file),
        })
        .collect();
    for (group, fact, file) in pictures(former).chain(earlier.iter().rev().flat_map(|one| pictures(one))) {
        if shots.iter().all(|shot| shot.file != file) {
            let label = label(group, fact);
            shots.push(Shot { file, label, fresh: false, past: true, instead_of: None });
        }
    }
    shots
}
