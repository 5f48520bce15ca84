//! The decision: one act that changes the case, the record, the letter and the journal together.

use super::facts::{facts, may_be_marked};
use super::filter::{Filter, Within};
use super::queue::{Place, Step, stretch};
use super::{find, present, rounds};
use crate::accounts::Grant;
use crate::casework::{Case, Decision, Matter, Refusal, Remark, State, may_decide};
use crate::letters::Letter;
use crate::office::{
    Ledger, Stop, reaches, receives, refuse_arrival, settle_arrival, settle_change, settle_collection,
    settle_transfer, settle_verification, tell,
};
use crate::store::Broken;
use crate::tables::CASES;
use crate::terms::{CaseId, CaseNumber, OfficerId};

/// What an officer decided about the version of a case that the page showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The version seen.
    pub seen: u32,
    /// The decision.
    pub decision: Decision,
}

/// Decides a case and returns where the officer goes on: the next waiting case of the same list, or the list.
pub fn decide(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    number: &CaseNumber,
    verdict: Verdict,
    filter: &Filter,
) -> Result<String, Stop<Refusal>> {
    let grant = present(ledger, officer)?;
    let (id, mut case) = find(&**ledger, &grant, number)?;
    ledger.about(id);
    let missing = || Broken::Damaged(format!("case: {id} has no filing"));
    let matter = rounds(&**ledger, id)?.pop().ok_or_else(missing)?.matter;
    may_decide(&grant, &case, matter.identity()).map_err(Stop::Refused)?;
    let place = Place { authority: case.authority, at: case.filed, case: id };
    let decision = attached(verdict.decision, &matter, ledger);
    case.decide(verdict.seen, decision, officer, &grant.masked_name, ledger.now()).map_err(Stop::Refused)?;
    if case.state == State::Released {
        // The receiving side has as many working days as the leaving one had.
        let workdays = ledger.reference().workdays();
        let days = workdays.workdays_between(case.filed.day(), case.due);
        case.promise(workdays.add_workdays(ledger.today(), u32::try_from(days).unwrap_or(0)));
        let from = case.route.as_ref().map_or(case.authority, |route| route.from);
        if !reaches(&**ledger, from, case.authority, ledger.today())? {
            return Err(Stop::Refused(Refusal::Unreachable));
        }
    }
    if case.state == State::Approved {
        settle(ledger, &case, &matter, id)?;
    }
    let refused = matches!(case.state, State::Returned(_) | State::Rejected(_));
    if refused && case.came_in() {
        refuse_arrival(ledger, id, &case)?;
    }
    ledger.put(&CASES, &id, &case)?;
    ledger.detail(word(&case.state));
    let (kind, number) = (case.kind, case.number);
    let letter = match case.state {
        State::Approved => Some(Letter::Approved { kind, number }),
        State::Returned(_) => Some(Letter::Returned { kind, number }),
        State::Rejected(_) => Some(Letter::Rejected { kind, number }),
        State::Waiting | State::Seconded(_) | State::Released | State::Withdrawn => None,
    };
    // Whoever is on record elsewhere hears of a refusal from there, once the answer has arrived.
    if let Some(letter) = letter.filter(|_| !(refused && case.came_in())) {
        tell(ledger, case.person, &matter, letter)?;
    }
    // Where nobody here receives the transfer, the next thing to do is its letter.
    if case.state == State::Released && !receives(&**ledger, case.authority, ledger.today())? {
        return Ok(format!("/desk/transfers?done=released&last={number}"));
    }
    onward(ledger, &grant, filter, place, &format!("done={}&last={number}", word(&case.state)))
}

fn settle(ledger: &mut Ledger<'_>, case: &Case, matter: &Matter, id: CaseId) -> Result<(), Stop<Refusal>> {
    let person = case.person;
    match matter {
        Matter::Verify(papers) => settle_verification(ledger, person, papers, id),
        Matter::Collect(dossier) => settle_collection(ledger, person, dossier, id),
        Matter::Change(amendment) | Matter::Title(amendment) => settle_change(ledger, person, amendment, id),
        Matter::Correct(correction) => settle_change(ledger, person, &correction.amendment, id),
        Matter::Transfer(transfer) if case.came_in() => settle_arrival(ledger, id, case, transfer),
        Matter::Transfer(transfer) => settle_transfer(ledger, person, transfer, id),
    }
}

/// A remark on a line that the filing does not have, or that nobody can mend, counts for the whole matter.
fn attached(decision: Decision, matter: &Matter, ledger: &Ledger<'_>) -> Decision {
    let Decision::Return(remarks) = decision else { return decision };
    let groups = facts(matter, ledger.reference());
    let known = |field: &str| {
        groups
            .iter()
            .flat_map(|group| &group.facts)
            .any(|fact| fact.key == field && may_be_marked(matter.kind(), field))
    };
    let remarks = remarks.into_iter().map(|remark| {
        let field = if known(&remark.field) { remark.field } else { String::new() };
        Remark { field, text: remark.text }
    });
    Decision::Return(remarks.collect())
}

/// The word of a state in addresses and in the journal.
fn word(state: &State) -> &'static str {
    match state {
        State::Waiting => "waiting",
        State::Approved => "approved",
        State::Returned(_) => "returned",
        State::Rejected(_) => "rejected",
        State::Withdrawn => "withdrawn",
        State::Seconded(_) => "seconded",
        State::Released => "released",
    }
}

fn onward(
    ledger: &Ledger<'_>,
    grant: &Grant,
    filter: &Filter,
    place: Place,
    told: &str,
) -> Result<String, Stop<Refusal>> {
    let within = Within::of(ledger.reference(), ledger.today());
    let mut next = stretch(&**ledger, grant, filter, within, Step::After(place), 1)?;
    if next.is_empty() {
        next = stretch(&**ledger, grant, filter, within, Step::First, 1)?;
    }
    Ok(match next.first() {
        Some((_, row)) => filter.case(&row.number, told),
        None => filter.address(told),
    })
}
