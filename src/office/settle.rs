//! What an approval changes on record: a proven identity, or an approved dossier.
//!
//! What always holds: one document number has at most one verified account (security B5); whoever else registered it
//! loses the account, its sessions and its open cases in the same act.

use super::{Ledger, Stop, close_sessions, put_record, supersede_handoffs};
use crate::accounts::{Account, AccountState, Subject, Verified};
use crate::casework::{Papers, Refusal};
use crate::dossier::{Dossier, Identity};
use crate::handoff::Kind;
use crate::letters::Letter;
use crate::store::{Broken, Read, Span};
use crate::tables::{ACCOUNTS, ACCOUNTS_BY_DOCUMENT, CASES, CASES_BY_PERSON};
use crate::terms::{AccountId, CaseId};

/// How an identity was proven, as it stands on record (guide 2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Photographs that an officer compared.
    Photographs,
    /// The identity service of Alipay.
    Alipay,
    /// A press of a button, in a demonstration.
    Demonstration,
    /// An officer who saw the person and the papers.
    Counter,
}

impl Way {
    /// The words on record.
    pub fn label(self) -> &'static str {
        match self {
            Way::Photographs => "线上实名认证",
            Way::Alipay => "快捷一键认证（支付宝）",
            Way::Demonstration => "快捷一键认证（演示）",
            Way::Counter => "窗口核验",
        }
    }
}

/// Makes the person verified by these papers and takes the number from everybody else who registered it.
///
/// Refuses with [`Refusal::Stale`] when the account no longer has the identity that the papers prove, and with
/// [`Refusal::NumberTaken`] when another account is verified for the same number.
pub fn settle_verification(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    papers: &Papers,
    case: CaseId,
) -> Result<(), Stop<Refusal>> {
    let mut identity = papers.identity.clone();
    if let Some(account) = ledger.get(&ACCOUNTS, &person)? {
        // Photographs wait for days, and prove who somebody is whatever their phone.
        identity.phone = account.identity.phone;
    }
    settle_identity(ledger, person, &identity, Way::Photographs)?;
    ledger.detail(&format!("verified by {case}"));
    Ok(())
}

/// The same for any way of proof; nothing is written when it refuses.
pub fn settle_identity(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    identity: &Identity,
    way: Way,
) -> Result<(), Stop<Refusal>> {
    let mut account = ledger
        .get(&ACCOUNTS, &person)?
        .filter(|account| account.is_open() && account.identity == *identity)
        .ok_or(Stop::Refused(Refusal::Stale))?;
    let rivals = rivals_of(ledger, person, identity)?;
    close_rivals(ledger, rivals)?;
    account.verified = Some(Verified { at: ledger.now(), way: way.label().into() });
    ledger.put(&ACCOUNTS, &person, &account)?;
    // Another way that is still under way would only overwrite how it was proven.
    supersede_handoffs(ledger, person, Kind::Identity)?;
    ledger.about(person);
    Ok(())
}

/// Who else registered this number, unverified; refused when somebody is verified for it.
pub(super) fn rivals_of(
    ledger: &Ledger<'_>,
    person: AccountId,
    identity: &Identity,
) -> Result<Vec<AccountId>, Stop<Refusal>> {
    let number = identity.document.identity_key();
    let mut holders = ledger.list(&ACCOUNTS_BY_DOCUMENT, Span::within(&number, usize::MAX))?;
    holders.retain(|((_, id), _)| *id != person);
    if holders.iter().any(|(_, verified)| *verified) {
        return Err(Stop::Refused(Refusal::NumberTaken));
    }
    Ok(holders.into_iter().map(|((_, id), _)| id).collect())
}

/// Takes the number from everybody else who registered it.
pub(super) fn close_rivals(ledger: &mut Ledger<'_>, rivals: Vec<AccountId>) -> Result<(), Stop<Refusal>> {
    rivals.into_iter().try_for_each(|rival| displace(ledger, rival))
}

/// Puts an approved dossier on record.
pub fn settle_collection(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    dossier: &Dossier,
    case: CaseId,
) -> Result<(), Stop<Refusal>> {
    let mut dossier = dossier.clone();
    if let Some(account) = ledger.get(&ACCOUNTS, &person)? {
        // The phone may have changed while the collection waited.
        dossier.identity.phone = account.identity.phone;
    }
    put_record(ledger, person, &dossier, case)?;
    Ok(())
}

/// Closes an account whose number belongs to somebody else, with everything it had open, and tells its phone.
fn displace(ledger: &mut Ledger<'_>, id: AccountId) -> Result<(), Stop<Refusal>> {
    let Some(account) = ledger.get(&ACCOUNTS, &id)?.filter(Account::is_open) else { return Ok(()) };
    let phone = account.identity.phone.clone();
    let generation = account.generation + 1;
    ledger.put(&ACCOUNTS, &id, &Account { state: AccountState::Displaced, generation, ..account })?;
    close_sessions(ledger, Subject::Person(id))?;
    withdraw_open_cases(ledger, id)?;
    ledger.send(&phone, Letter::NumberClaimed)?;
    ledger.about(id);
    ledger.detail(&format!("displaced {id}"));
    Ok(())
}

fn withdraw_open_cases(ledger: &mut Ledger<'_>, person: AccountId) -> Result<(), Broken> {
    let now = ledger.now();
    for ((.., case_id), _) in ledger.list(&CASES_BY_PERSON, Span::within(&person, usize::MAX))? {
        let Some(mut case) = ledger.get(&CASES, &case_id)? else { continue };
        if case.close(now, "账号登记的证件号码已由其本人通过实名认证，业务终止").is_ok()
        {
            ledger.put(&CASES, &case_id, &case)?;
            ledger.about(case_id);
        }
    }
    Ok(())
}
