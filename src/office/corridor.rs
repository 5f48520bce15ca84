//! Sending matters into the corridor: what every chapter does the same way.

use super::{Ledger, Stop, mark_filed, tell};
use crate::casework::{Case, CaseKind, Filing, Matter, Refusal, State};
use crate::letters::Letter;
use crate::store::{Broken, Read, Span};
use crate::tables::{CASES, CASES_BY_NUMBER, CASES_BY_PERSON, FILINGS, SERIALS};
use crate::terms::{AccountId, CaseId, CaseNumber, RegionCode};

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
    let id = CaseId::from_bytes(ledger.draw_id());
    let number = next_number(ledger, matter.authority())?;
    let now = ledger.now();
    let due = ledger.reference().workdays().add_workdays(now.day(), u32::from(promise.0));
    let case = Case::file(number, person, &matter, now, due);
    mark_filed(ledger, person, id, &matter.files())?;
    tell(ledger, person, &matter, Letter::Received { kind: case.kind, number: case.number })?;
    ledger.put(&FILINGS, &(id, 1), &Filing { matter, at: now, answers: Vec::new() })?;
    ledger.put(&CASES, &id, &case)?;
    ledger.about(id);
    Ok((id, case))
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

fn next_number(ledger: &mut Ledger<'_>, authority: RegionCode) -> Result<CaseNumber, Broken> {
    let year = u16::try_from(ledger.today().year()).unwrap_or(0);
    let serial = ledger.get(&SERIALS, &(authority, year))?.unwrap_or(0) + 1;
    ledger.put(&SERIALS, &(authority, year), &serial)?;
    Ok(CaseNumber::new(authority, year, serial))
}
