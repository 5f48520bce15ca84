//! Filing the collection and taking it back (spec 1.10, 7).

use super::served::open_faults;
use super::{Collecting, Refusal, editable_draft, load};
use crate::casework::{Case, CaseKind, Matter, State};
use crate::dossier::Draft;
use crate::office::{Ledger, Promise, Stop, file_case, refile_case, withdraw_case};
use crate::store::Read;
use crate::tables::{CASES, CASES_BY_NUMBER, DRAFTS};
use crate::terms::{AccountId, CaseNumber};

/// Files the draft that the check page showed, as a new case or as the next round of a returned one.
pub fn submit(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    seen: u32,
    promise: Promise,
) -> Result<CaseNumber, Stop<Refusal>> {
    let Collecting { draft, identity, case, .. } = editable_draft(ledger, person, seen)?;
    let today = ledger.today();
    if !open_faults(&**ledger, &draft, &identity, today)?.is_empty() {
        return Err(Stop::Refused(Refusal::Incomplete));
    }
    let dossier = draft.complete(&identity, today).map_err(|_| Stop::Refused(Refusal::Incomplete))?;
    let matter = Matter::Collect(Box::new(dossier));
    let case = match case {
        Some((id, case)) if matches!(case.state, State::Returned(_)) => {
            refile_case::<Refusal>(ledger, id, case, matter, promise)?
        }
        Some(_) | None => file_case::<Refusal>(ledger, person, matter, promise)?.1,
    };
    ledger.remove(&DRAFTS, &person)?;
    Ok(case.number)
}

/// Takes the waiting case back; what was filed becomes the draft again. `seen` is the case's version on the page.
pub fn withdraw(ledger: &mut Ledger<'_>, person: AccountId, seen: u32) -> Result<Draft, Stop<Refusal>> {
    let Some((id, case)) = load(&**ledger, person)?.case else {
        return Err(Stop::Refused(Refusal::Corridor(crate::casework::Refusal::NotFound)));
    };
    withdraw_case::<Refusal>(ledger, id, case, seen)?;
    let draft = load(&**ledger, person)?.draft;
    ledger.put(&DRAFTS, &person, &draft)?;
    Ok(draft)
}

/// The person's own collection case with this number; anybody else's does not exist (T23).
pub fn receipt(read: &impl Read, person: AccountId, number: &str) -> Result<Option<Case>, Stop<Refusal>> {
    let Ok(number) = CaseNumber::parse(number) else { return Ok(None) };
    let Some(id) = read.find(&CASES_BY_NUMBER, &number.to_string())? else { return Ok(None) };
    let case = read.get(&CASES, &id)?;
    Ok(case.filter(|case| case.person == person && case.kind == CaseKind::Collection))
}
