//! What the decision about a letter that came in changes: everything it brought becomes the record, or goes again.

use super::Packed;
use super::pack::{pictures, rounds};
use crate::accounts::{Account, AccountState, Cost, Credential, Verified};
use crate::casework::{Case, Refusal, State, Transfer};
use crate::dossier::{Dossier, Identity};
use crate::office::settle::{close_rivals, rivals_of};
use crate::office::{Ledger, Stop, forget_picture, put_record};
use crate::store::{Broken, Read, Span};
use crate::tables::{
    ACCOUNTS, ACCOUNTS_BY_PHONE, ARRIVALS, ARRIVALS_BY_CASE, Arrival, CASES, DOSSIERS, End, FILINGS, HELD,
    LetterKey, RECORD_VERSIONS,
};
use crate::terms::{AccountId, CaseId};

/// The version of the notice that somebody accepted who has never registered here.
const NO_NOTICE: u32 = 0;

/// What a letter brought that is still to be decided: the record that would move in.
pub fn moves_in(read: &impl Read, case: CaseId) -> Result<Option<Dossier>, Broken> {
    let held = read.get(&HELD, &case)?;
    Ok(held.and_then(|held| held.versions.into_iter().next_back()).map(|version| version.dossier))
}

/// Makes what the letter brought the person's record here, with every version and case, and opens an account for who
/// has none.
///
/// Refuses with [`Refusal::Lapsed`] after the letter's time, with [`Refusal::Unfit`] when there is nothing to accept or
/// the person is on record here, with [`Refusal::PhoneTaken`] and [`Refusal::NumberTaken`] when somebody else is.
pub fn settle_arrival(
    ledger: &mut Ledger<'_>,
    id: CaseId,
    case: &Case,
    transfer: &Transfer,
) -> Result<(), Stop<Refusal>> {
    let held = ledger.remove(&HELD, &id)?.ok_or(Stop::Refused(Refusal::Unfit))?;
    let now = ledger.now();
    let until = waiting(ledger, id)?.map(|(_, arrival)| arrival.until);
    if until.is_none_or(|until| now > until) {
        return Err(Stop::Refused(Refusal::Lapsed));
    }
    let person = held.person;
    let last = held.versions.last().cloned().ok_or(Stop::Refused(Refusal::Unfit))?;
    if person != case.person || ledger.get(&DOSSIERS, &person)?.is_some() {
        return Err(Stop::Refused(Refusal::Unfit));
    }
    let phone = house_the_person(ledger, person, &last.dossier.identity, &held.verified)?;
    for version in &held.versions {
        ledger.put(&RECORD_VERSIONS, &(person, version.number()), version)?;
    }
    ledger.put(&DOSSIERS, &person, &last)?;
    let identity = Identity { phone, ..last.dossier.identity.clone() };
    let dossier = Dossier { identity, authority: transfer.to, ..last.dossier };
    put_record(ledger, person, &dossier, id)?;
    for (other, kept, filings) in held.cases {
        let mut kept = Case { person, ..kept };
        kept.hand_over(transfer.to);
        ledger.put(&CASES, &other, &kept)?;
        for (round, filing) in (1..).zip(&filings) {
            ledger.put(&FILINGS, &(other, round), filing)?;
        }
    }
    end(ledger, id, End::Accepted)
}

/// Lets go of everything that a refused letter brought, but for the application that was decided.
pub fn refuse_arrival(ledger: &mut Ledger<'_>, id: CaseId, case: &Case) -> Result<(), Stop<Refusal>> {
    if let Some(held) = ledger.remove(&HELD, &id)? {
        let others = held.cases.into_iter().map(|(id, case, filings)| Packed { id, case, filings });
        let others: Vec<Packed> = others.collect();
        let mut brought = pictures(&held.versions, &others);
        // What was refused before is kept here, and its pictures came along once more.
        for known in others.iter().map(|one| one.id).chain([id]) {
            for filing in rounds(&**ledger, known)? {
                filing.matter.files().iter().for_each(|file| {
                    brought.remove(file);
                });
            }
        }
        for file in brought {
            forget_picture(ledger, &file)?;
        }
    }
    let how = if matches!(case.state, State::Returned(_)) { End::Returned } else { End::Rejected };
    end(ledger, id, how)
}

/// The letter about this case that waits for its decision.
fn waiting(ledger: &Ledger<'_>, case: CaseId) -> Result<Option<(LetterKey, Arrival)>, Broken> {
    let rows = ledger.list(&ARRIVALS_BY_CASE, Span::within(&case, usize::MAX))?;
    let Some(((_, _, sender, number), _)) = rows.into_iter().find(|(_, waits)| *waits) else {
        return Ok(None);
    };
    let key = (sender, number);
    Ok(ledger.get(&ARRIVALS, &key)?.map(|arrival| (key, arrival)))
}

fn end(ledger: &mut Ledger<'_>, case: CaseId, how: End) -> Result<(), Stop<Refusal>> {
    let now = ledger.now();
    if let Some((key, arrival)) = waiting(ledger, case)? {
        ledger.put(&ARRIVALS, &key, &Arrival { answer: Some((how, now)), ..arrival })?;
        ledger.detail(&key.1);
    }
    Ok(())
}

/// The phone of the person's account here, which is opened with what the letter says when there is none.
fn house_the_person(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    identity: &Identity,
    verified: &Verified,
) -> Result<crate::terms::Phone, Stop<Refusal>> {
    let rivals = rivals_of(ledger, person, identity)?;
    if let Some(account) = ledger.get(&ACCOUNTS, &person)?.filter(Account::is_open) {
        close_rivals(ledger, rivals)?;
        return Ok(account.identity.phone);
    }
    close_rivals(ledger, rivals)?;
    let phone = identity.phone.clone();
    // Who closed their account after moving away and comes back has it opened anew under the same phone.
    if ledger.find(&ACCOUNTS_BY_PHONE, &phone.to_string())?.is_some_and(|other| other != person) {
        return Err(Stop::Refused(Refusal::PhoneTaken));
    }
    let closed = Credential::closed(&ledger.draw(), Cost::default());
    let credential = closed.ok_or_else(|| Broken::Damaged("account: no credential could be made".into()))?;
    let account = Account {
        identity: identity.clone(),
        credential,
        state: AccountState::Open,
        verified: Some(Verified { at: verified.at, way: format!("{}（调出地）", verified.way) }),
        created: ledger.now(),
        generation: 0,
        last_login: None,
        notice: NO_NOTICE,
        frozen: None,
    };
    ledger.put(&ACCOUNTS, &person, &account)?;
    ledger.about(person);
    Ok(phone)
}
