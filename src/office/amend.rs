//! What the approval of a change or a correction changes: the record, and the account where that says who somebody is.

use super::settle::{close_rivals, rivals_of};
use super::{Ledger, Stop, put_record};
use crate::accounts::Account;
use crate::casework::{Amendment, Refusal};
use crate::dossier::{Change, Identity, change_faults};
use crate::letters::Letter;
use crate::store::Read;
use crate::tables::{ACCOUNTS, ACCOUNTS_BY_PHONE, DOSSIERS};
use crate::terms::{AccountId, CaseId, Phone};

/// Makes an approved change.
///
/// Refuses with [`Refusal::Unfit`] when the record no longer holds what the change was made from or would break a rule,
/// and with [`Refusal::NumberTaken`] when somebody else is verified for a corrected number.
pub fn settle_change(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    amendment: &Amendment,
    case: CaseId,
) -> Result<(), Stop<Refusal>> {
    let record = ledger.get(&DOSSIERS, &person)?.ok_or(Stop::Refused(Refusal::Unfit))?;
    let changed = amendment.change.apply(&record.dossier).map_err(|_| Stop::Refused(Refusal::Unfit))?;
    if record.authority != amendment.authority
        || !change_faults(&amendment.change, &changed, ledger.today()).is_empty()
    {
        return Err(Stop::Refused(Refusal::Unfit));
    }
    match &amendment.change {
        Change::Particulars { .. } => correct(ledger, person, &changed.identity)?,
        Change::Phone { after, .. } => change_phone(ledger, person, after)?,
        Change::Basics { .. }
        | Change::Education { .. }
        | Change::Employment { .. }
        | Change::Title { .. }
        | Change::Licence { .. } => {}
    }
    put_record(ledger, person, &changed, case)?;
    Ok(())
}

/// Gives the account the corrected name and number, which nobody else may be verified for (security B5).
fn correct(ledger: &mut Ledger<'_>, person: AccountId, identity: &Identity) -> Result<(), Stop<Refusal>> {
    let account = open(ledger, person)?;
    let rivals = rivals_of(ledger, person, identity)?;
    close_rivals(ledger, rivals)?;
    let corrected = Identity { phone: account.identity.phone.clone(), ..identity.clone() };
    ledger.put(&ACCOUNTS, &person, &Account { identity: corrected, ..account })?;
    Ok(())
}

/// Gives the account another phone, which nobody else may have, and tells both numbers.
pub fn change_phone(ledger: &mut Ledger<'_>, person: AccountId, phone: &Phone) -> Result<(), Stop<Refusal>> {
    let account = open(ledger, person)?;
    if ledger.find(&ACCOUNTS_BY_PHONE, &phone.to_string())?.is_some_and(|other| other != person) {
        return Err(Stop::Refused(Refusal::PhoneTaken));
    }
    let old = account.identity.phone.clone();
    let identity = Identity { phone: phone.clone(), ..account.identity.clone() };
    ledger.put(&ACCOUNTS, &person, &Account { identity, ..account })?;
    ledger.send(&old, Letter::PhoneReplaced)?;
    ledger.send(phone, Letter::PhoneBound)?;
    ledger.about(person);
    Ok(())
}

fn open(ledger: &Ledger<'_>, person: AccountId) -> Result<Account, Stop<Refusal>> {
    ledger.get(&ACCOUNTS, &person)?.filter(Account::is_open).ok_or(Stop::Refused(Refusal::NotFound))
}
