//! What an officer does: look through a queue, look at one case, show what is masked, decide.

mod case;
mod checking;
mod conflict;
mod counter;
mod crossing;
mod decide;
mod facts;
mod filter;
mod queue;
mod reveal;

pub use case::{Case, Past, Shot, case};
pub use conflict::{Conflict, conflict};
pub use counter::{AtCounter, AtCounterVerdict, CounterRefusal, decide_at_counter, look_at_counter};
pub use crossing::{Crossing, Onward};
pub use decide::{Verdict, decide};
pub use facts::{Group, may_be_marked};
pub use filter::{Desk, Filter, Scope, Urgency, Within, has_below, joined, urgency};
pub use queue::{COUNTED, Listing, Place, Step, listing};
pub use reveal::{Reason, picture, reveal};

pub use crate::casework::Refusal;

use crate::accounts::Grant;
use crate::casework::{self, CaseKind, Filing, may_read_case};
use crate::dossier::Dossier;
use crate::office::{Ledger, Stop, moves_in};
use crate::store::{Broken, Read, Span};
use crate::tables::{CASES, CASES_BY_NUMBER, DOSSIERS, FILINGS, OFFICERS};
use crate::terms::{CaseId, CaseNumber, OfficerId};

/// The case of this number, if the grant reaches it; absent and foreign are never told apart (security B7, T24).
fn find(
    read: &impl Read,
    grant: &Grant,
    number: &CaseNumber,
) -> Result<(CaseId, casework::Case), Stop<Refusal>> {
    let Some(id) = read.find(&CASES_BY_NUMBER, &number.to_string())? else {
        return Err(Stop::Refused(Refusal::NotFound));
    };
    let case = read.get(&CASES, &id)?.filter(|case| may_read_case(grant, case) && !case.has_left());
    case.map(|case| (id, case)).ok_or(Stop::Refused(Refusal::NotFound))
}

/// What the officer may do at the moment of the act: rights may have been lost since the page was drawn (T27).
fn present(ledger: &Ledger<'_>, officer: OfficerId) -> Result<Grant, Stop<Refusal>> {
    let grant = ledger.get(&OFFICERS, &officer)?.and_then(|found| found.grant(officer, ledger.today()));
    grant.ok_or(Stop::Refused(Refusal::NotFound))
}

/// The record that a waiting transfer moves: both officers look at it before they decide (spec 2.5).
fn moving(read: &impl Read, id: CaseId, case: &casework::Case) -> Result<Option<Dossier>, Broken> {
    if case.kind != CaseKind::Transfer || !case.state.is_waiting() {
        return Ok(None);
    }
    if case.came_in() {
        return moves_in(read, id);
    }
    Ok(read.get(&DOSSIERS, &case.person)?.map(|record| record.dossier))
}

/// Every round of a case, the first one first.
fn rounds(read: &impl Read, id: CaseId) -> Result<Vec<Filing>, Broken> {
    let found = read.scan(&FILINGS, Span::within(&id, usize::MAX))?;
    Ok(found.into_iter().map(|(_, filing)| filing).collect())
}
