//! Sending matters into the corridor: what every chapter does the same way.

use super::{Ledger, Stop, mark_filed, settle_change, tell};
use crate::casework::{Amendment, Case, CaseKind, Decision, Filing, Matter, Refusal, State};
use crate::dossier::Change;
use crate::letters::Letter;
use crate::store::{Broken, Read, Span};
use crate::tables::{CASES, CASES_BY_NUMBER, CASES_BY_PERSON, FILINGS, SERIALS};
use crate::terms::{AccountId, CaseId, CaseNumber, OfficerId, RegionCode};

/// What the office promises: working days from filing to decision (spec 2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise(pub u16);

/// Files a new case and tells the person.
pub fn file_case<R: From<Refusal>>(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    matter: Matter,
    promise: Promise,
) -> Result<(CaseId, Case), Stop<R>> {
    let (id, case) = opened(ledger, person, &matter, promise)?;
    tell(ledger, person, &matter, Letter::Received { kind: case.kind, number: case.number })?;
    put_case(ledger, id, &case, matter)?;
    Ok((id, case))
}

/// How a matter is decided in the very act that files it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtOnce {
    /// By the rules of the instance.
    Rule,
    /// By an officer who has the papers in hand; the masked name stands in the history.
    Officer(OfficerId, String),
}

/// Files a change and makes it in the same act; the person is told of the approval alone.
pub fn file_at_once<R: From<Refusal>>(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    amendment: Amendment,
    by: &AtOnce,
) -> Result<(CaseId, Case), Stop<R>> {
    let matter = amendment.clone().into_matter();
    let (id, mut case) = opened(ledger, person, &matter, Promise(0))?;
    let now = ledger.now();
    let decided = match by {
        AtOnce::Rule => case.approve_by_rule(now),
        AtOnce::Officer(officer, who) => case.decide(case.version, Decision::Approve, *officer, who, now),
    };
    decided.map_err(|refusal| Stop::Refused(refusal.into()))?;
    settle_change(ledger, person, &amendment, id).map_err(|stop| match stop {
        Stop::Refused(refusal) => Stop::Refused(refusal.into()),
        Stop::Failed(broken) => Stop::Failed(broken),
    })?;
    // Who has another phone now has been told so on both.
    if !matches!(amendment.change, Change::Phone { .. }) {
        tell(ledger, person, &matter, Letter::Approved { kind: case.kind, number: case.number })?;
    }
    put_case(ledger, id, &case, matter)?;
    ledger.detail(case.review_mode().label());
    Ok((id, case))
}

/// A new case with its number, not yet put.
fn opened<R: From<Refusal>>(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    matter: &Matter,
    promise: Promise,
) -> Result<(CaseId, Case), Stop<R>> {
    let id = CaseId::from_bytes(ledger.draw_id());
    let number = next_number(ledger, matter.authority())?;
    let now = ledger.now();
    let due = ledger.reference().workdays().add_workdays(now.day(), u32::from(promise.0));
    let case = Case::file(number, person, matter, now, due);
    mark_filed(ledger, person, id, &matter.files())?;
    Ok((id, case))
}

fn put_case(ledger: &mut Ledger<'_>, id: CaseId, case: &Case, matter: Matter) -> Result<(), Broken> {
    ledger.put(&FILINGS, &(id, 1), &Filing { matter, at: case.filed, answers: Vec::new() })?;
    ledger.put(&CASES, &id, case)?;
    ledger.about(id);
    Ok(())
}

/// Files the mended matter of a returned case as its next round.
pub fn refile_case<R: From<Refusal>>(
    ledger: &mut Ledger<'_>,
    id: CaseId,
    mut case: Case,
    matter: Matter,
    promise: Promise,
) -> Result<Case, Stop<R>> {
    let now = ledger.now();
    let due = ledger.reference().workdays().add_workdays(now.day(), u32::from(promise.0));
    let answers = case.remarks().to_vec();
    case.refile(&matter, now, due).map_err(|refusal| Stop::Refused(refusal.into()))?;
    mark_filed(ledger, case.person, id, &matter.files())?;
    ledger.put(&FILINGS, &(id, case.round), &Filing { matter, at: now, answers })?;
    ledger.put(&CASES, &id, &case)?;
    ledger.about(id);
    Ok(case)
}

/// Takes a case back for the person who filed it; returns its last matter.
pub fn withdraw_case<R: From<Refusal>>(
    ledger: &mut Ledger<'_>,
    id: CaseId,
    mut case: Case,
    seen: u32,
) -> Result<Option<Matter>, Stop<R>> {
    if seen != case.version {
        return Err(Stop::Refused(Refusal::Stale.into()));
    }
    case.withdraw(ledger.now()).map_err(|refusal| Stop::Refused(refusal.into()))?;
    let filing = ledger.get(&FILINGS, &(id, case.round))?;
    ledger.put(&CASES, &id, &case)?;
    ledger.about(id);
    Ok(filing.map(|filing| filing.matter))
}

/// The person's own case with this number; none when it is somebody else's (T23).
pub fn case_of(
    read: &impl Read,
    person: AccountId,
    number: &CaseNumber,
) -> Result<Option<(CaseId, Case)>, Broken> {
    let Some(id) = read.find(&CASES_BY_NUMBER, &number.to_string())? else { return Ok(None) };
    Ok(read.get(&CASES, &id)?.filter(|case| case.person == person).map(|case| (id, case)))
}

/// The person's case of a kind that counts: the open one, else the approved one, else the newest. Times alone do not
/// decide, since a clock may stand still or go back.
pub fn latest_case(
    read: &impl Read,
    person: AccountId,
    kind: CaseKind,
) -> Result<Option<(CaseId, Case)>, Broken> {
    let rows = read.list(&CASES_BY_PERSON, Span::within(&person, usize::MAX))?;
    let mut found = Vec::new();
    for ((.., id), _) in rows.into_iter().filter(|(_, row)| row.kind == kind) {
        found.extend(read.get(&CASES, &id)?.map(|case| (id, case)));
    }
    Ok(found.into_iter().max_by_key(|(_, case)| {
        let standing = (case.state.is_open(), case.state == State::Approved);
        (standing, case.filed, case.number.year(), case.number.serial())
    }))
}

/// The person's cases that are still open, newest first.
pub fn open_cases(read: &impl Read, person: AccountId) -> Result<Vec<(CaseId, Case)>, Broken> {
    let mut found = Vec::new();
    for ((.., id), _) in read.list(&CASES_BY_PERSON, Span::within(&person, usize::MAX))? {
        found.extend(read.get(&CASES, &id)?.filter(|case| case.state.is_open()).map(|case| (id, case)));
    }
    Ok(found)
}

fn next_number(ledger: &mut Ledger<'_>, authority: RegionCode) -> Result<CaseNumber, Broken> {
    let year = u16::try_from(ledger.today().year()).unwrap_or(0);
    let serial = ledger.get(&SERIALS, &(authority, year))?.unwrap_or(0) + 1;
    ledger.put(&SERIALS, &(authority, year), &serial)?;
    Ok(CaseNumber::new(authority, year, serial))
}
