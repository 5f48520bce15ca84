//! Everything the workbench shows of one case, read from one moment.

use super::facts::{Fact, Group, facts};
use super::filter::{Filter, Within};
use super::queue::{self, COUNTED, Place, Step, stretch};
use super::{find, rounds};
use crate::accounts::Grant;
use crate::casework::{
    self, Check, Filing, Finding, Matter, Refusal, Remark, check_dossier, check_papers, may_decide,
};
use crate::dossier::{Identity, Value};
use crate::office::{Stop, seen_elsewhere};
use crate::reference::Reference;
use crate::store::{Broken, Read, Span};
use crate::tables::{ACCOUNTS, ACCOUNTS_BY_DOCUMENT};
use crate::terms::{AccountId, CaseNumber, Day, FileId};
use std::collections::BTreeSet;

/// How many accounts of one document number are looked at.
const RIVALS: usize = 20;

/// One case with what an officer needs to decide it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The case.
    pub case: casework::Case,
    /// The present filing's lines.
    pub facts: Vec<Group>,
    /// The lines of the round before, if there was one.
    pub before: Option<Vec<Group>>,
    /// What the round before was returned for.
    pub answers: Vec<Remark>,
    /// The pictures: those of the present filing first, then those only earlier rounds have.
    pub shots: Vec<Shot>,
    /// What the house checked by itself.
    pub checks: Vec<Check>,
    /// Why this officer may not decide it, if so.
    pub hindrance: Option<Refusal>,
    /// Its neighbours in the queue it was opened from.
    pub neighbours: Neighbours,
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
    let before = earlier.last().map(told);
    let hindrance = may_decide(grant, &case, filing.matter.identity()).err();
    let place = Place { authority: case.authority, at: case.filed, case: id };
    let within = Within::of(reference, today);
    let mut neighbours = neighbours(read, grant, filter, within, place)?;
    let listed = case.state.is_waiting() && filter.fits(&case.row(), within);
    if !listed || !case.authority.as_str().starts_with(&filter.territory(grant)) {
        neighbours.position = None;
    }
    let earlier: Vec<Vec<Group>> = earlier.iter().map(told).collect();
    let facts = told(filing);
    let shots = shots(&facts, &earlier);
    let checks = checks(read, case.person, filing, today)?;
    let answers = filing.answers.clone();
    Ok(Case { case, facts, before, answers, shots, checks, hindrance, neighbours })
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

fn pictures(groups: &[Group]) -> impl Iterator<Item = (&Group, &Fact, FileId)> {
    groups.iter().flat_map(|group| {
        group.facts.iter().filter_map(move |fact| match fact.value {
            Value::Picture(file) => Some((group, fact, file)),
            Value::Text(_) | Value::Secret { .. } | Value::Missing => None,
        })
    })
}

fn shots(now: &[Group], earlier: &[Vec<Group>]) -> Vec<Shot> {
    let known: BTreeSet<FileId> = earlier.iter().flat_map(|one| pictures(one)).map(|found| found.2).collect();
    let label = |group: &Group, fact: &Fact| {
        let numbered = group.title.ends_with(|last: char| last.is_ascii_digit());
        if numbered { format!("{}（{}）", fact.label, group.title) } else { fact.label.clone() }
    };
    let former = |key: &str| {
        let last = earlier.last().into_iter().flat_map(|one| pictures(one));
        last.filter(|(_, fact, _)| fact.key == key).map(|found| found.2).next()
    };
    let mut shots: Vec<Shot> = pictures(now)
        .map(|(group, fact, file)| Shot {
            file,
            label: label(group, fact),
            fresh: !earlier.is_empty() && !known.contains(&file),
            past: false,
            instead_of: former(&fact.key).filter(|former| *former != file),
        })
        .collect();
    for (group, fact, file) in earlier.iter().rev().flat_map(|one| pictures(one)) {
        if shots.iter().all(|shot| shot.file != file) {
            let label = label(group, fact);
            shots.push(Shot { file, label, fresh: false, past: true, instead_of: None });
        }
    }
    shots
}

fn checks(read: &impl Read, person: AccountId, filing: &Filing, today: Day) -> Result<Vec<Check>, Broken> {
    let seen = seen_elsewhere(read, person, &filing.matter.files())?;
    match &filing.matter {
        Matter::Verify(papers) => {
            let (taken, rivals) = rivals(read, person, &papers.identity)?;
            let mut checks = check_papers(papers, rivals, seen);
            if taken {
                let text = "该证件号码已有其他账号通过实名认证，请先核实两个账号的材料".into();
                checks.push(Check { finding: Finding::Look, text, field: String::new() });
            }
            Ok(checks)
        }
        Matter::Collect(dossier) => {
            let account = read.get(&ACCOUNTS, &person)?.filter(|account| account.is_verified());
            let verified = account.is_some_and(|account| {
                let (own, filed) = (&account.identity, &dossier.identity);
                own.name == filed.name && own.document == filed.document
            });
            Ok(check_dossier(dossier, verified, seen, today))
        }
    }
}

/// Whether somebody else is verified for this number, and how many others registered it unverified.
fn rivals(read: &impl Read, person: AccountId, identity: &Identity) -> Result<(bool, usize), Broken> {
    let key = identity.document.identity_key();
    let mut others = read.list(&ACCOUNTS_BY_DOCUMENT, Span::within(&key, RIVALS))?;
    others.retain(|((_, id), _)| *id != person);
    let taken = others.iter().any(|(_, verified)| *verified);
    Ok((taken, others.iter().filter(|(_, verified)| !verified).count()))
}
