//! 注销账号: erased where nothing has to be kept, frozen where the law asks for what was filed (PIPL 47, security B3).
//!
//! What always holds: nothing is closed while a case is open; what an officer approved or rejected, and what is on record,
//! is kept and no longer used; everything else goes in the same act, also a case that was taken back.

use super::proof::{Missed, Proof, prove};
use crate::accounts::{Account, AccountState, CodePurpose, Freeze, Subject};
use crate::casework::{CaseKind, Refusal, State};
use crate::office::{Ledger, Stop, browse_stock, close_sessions, forget_picture, versions};
use crate::store::{Broken, Read, Span};
use crate::tables::{
    ACCOUNTS, CASES, CASES_BY_PERSON, CODES, DRAFTS, FILES, FILINGS, HANDOFFS, HANDOFFS_BY_ACCOUNT,
};
use crate::terms::{AccountId, CaseId, CaseNumber, FileId};

/// Why an account is kept (PIPL 47: the legal term has not ended).
const REASON: &str = "登记和审核的信息法定保存期限未满，只保存不处理";

/// What becomes of an account that is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// It goes with everything that belongs to it.
    Erase,
    /// It stays and is used for nothing.
    Freeze,
}

impl Closing {
    /// A short word for forms and addresses.
    pub fn word(self) -> &'static str {
        match self {
            Closing::Erase => "erased",
            Closing::Freeze => "frozen",
        }
    }
}

/// Whether an account can be closed now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// These have to come to an end first.
    Open(Vec<(CaseKind, CaseNumber)>),
    /// It can.
    Ready(Closing),
}

/// Whether the person's account can be closed, and what becomes of it.
pub fn outlook(read: &impl Read, person: AccountId) -> Result<Outlook, Broken> {
    let (mut open, mut decided) = (Vec::new(), false);
    for id in cases(read, person)? {
        let Some(case) = read.get(&CASES, &id)? else { continue };
        if case.state.is_open() {
            open.push((case.kind, case.number));
        }
        decided |= case.state != State::Withdrawn;
    }
    if !open.is_empty() {
        return Ok(Outlook::Open(open));
    }
    let kept = decided || !versions(read, person)?.is_empty();
    Ok(Outlook::Ready(if kept { Closing::Freeze } else { Closing::Erase }))
}

/// Closes the account as the page said, if the person is proven.
///
/// Refuses with [`Refusal::Stale`] when something else would become of it by now.
pub fn close(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    proof: &Proof,
    seen: Closing,
) -> Result<Result<(), Missed>, Stop<Refusal>> {
    let account = match prove(ledger, person, CodePurpose::Close, proof)? {
        Ok(account) => account,
        Err(missed) => return Ok(Err(missed)),
    };
    if outlook(&**ledger, person)? != Outlook::Ready(seen) {
        return Err(Stop::Refused(Refusal::Stale));
    }
    ledger.detail(seen.word());
    match seen {
        Closing::Erase => erase(ledger, person, &account)?,
        Closing::Freeze => freeze(ledger, person, account)?,
    }
    Ok(Ok(()))
}

fn erase(ledger: &mut Ledger<'_>, person: AccountId, account: &Account) -> Result<(), Broken> {
    for id in cases(&**ledger, person)? {
        for (key, _) in ledger.scan(&FILINGS, Span::within(&id, usize::MAX))? {
            ledger.remove(&FILINGS, &key)?;
        }
        ledger.remove(&CASES, &id)?;
    }
    forget_passing(ledger, person, account, |_, _| Ok(true))?;
    ledger.remove(&ACCOUNTS, &person)?;
    Ok(())
}

fn freeze(ledger: &mut Ledger<'_>, person: AccountId, account: Account) -> Result<(), Broken> {
    forget_passing(ledger, person, &account, |ledger, id| {
        Ok(ledger.get(&FILES, id)?.is_some_and(|file| !file.filed))
    })?;
    let frozen = Some(Freeze { at: ledger.now(), reason: REASON.into() });
    let generation = account.generation.wrapping_add(1);
    let account = Account { state: AccountState::Frozen, frozen, generation, ..account };
    ledger.put(&ACCOUNTS, &person, &account)
}

/// Lets go of what was never filed: the draft, the pictures that `goes` picks, hand-offs, codes, sessions.
fn forget_passing(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    account: &Account,
    goes: impl Fn(&Ledger<'_>, &FileId) -> Result<bool, Broken>,
) -> Result<(), Broken> {
    ledger.remove(&DRAFTS, &person)?;
    let mut pictures = Vec::new();
    browse_stock(&**ledger, person, |id, _| {
        pictures.push(id);
        true
    })?;
    for id in pictures {
        if goes(ledger, &id)? {
            forget_picture(ledger, &id)?;
        }
    }
    for ((.., id), _) in ledger.list(&HANDOFFS_BY_ACCOUNT, Span::within(&person, usize::MAX))? {
        ledger.remove(&HANDOFFS, &id)?;
    }
    for purpose in CodePurpose::ALL {
        ledger.remove(&CODES, &(purpose.code(), account.identity.phone.to_string()))?;
    }
    close_sessions(ledger, Subject::Person(person))
}

fn cases(read: &impl Read, person: AccountId) -> Result<Vec<CaseId>, Broken> {
    let rows = read.list(&CASES_BY_PERSON, Span::within(&person, usize::MAX))?;
    Ok(rows.into_iter().map(|((.., id), _)| id).collect())
}
