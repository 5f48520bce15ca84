//! An accountant comes in and goes.

use super::{AccountName, Meter, Refusal};
use crate::accounts::{Account, Credential, Freeze, Subject};
use crate::office::{Ledger, Stop, open_session};
use crate::store::{Broken, Read, Span};
use crate::tables::{ACCOUNTS, ACCOUNTS_BY_DOCUMENT, ACCOUNTS_BY_PHONE, SESSIONS};
use crate::terms::{AccountId, Moment};

/// More accounts than this under one document number are not looked at.
const MOST_CANDIDATES: usize = 16;

/// An account the typed name may mean.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Which.
    pub id: AccountId,
    /// Its password's hash.
    pub credential: Credential,
}

/// The accounts a name may mean, the likeliest first: the one with this phone, then verified ones, then newer ones. A frozen
/// one, which is told so once its password is proven, is meant only where no open one is. Only one of them is ever tried, so that every login costs one hash; whoever shares a number with somebody
/// else before verification can still use the phone.
pub fn candidates(read: &impl Read, name: &AccountName) -> Result<Vec<Candidate>, Broken> {
    let mut ids = Vec::new();
    if let Some(phone) = &name.phone {
        ids.extend(read.find(&ACCOUNTS_BY_PHONE, &phone.to_string())?);
    }
    let by_phone = ids.first().copied();
    for document in &name.documents {
        let found =
            read.list(&ACCOUNTS_BY_DOCUMENT, Span::within(&document.identity_key(), MOST_CANDIDATES))?;
        ids.extend(found.into_iter().map(|((_, id), _)| id));
    }
    let mut accounts: Vec<(AccountId, Account)> = Vec::new();
    for id in ids {
        accounts.extend(read.get(&ACCOUNTS, &id)?.filter(Account::holds_names).map(|account| (id, account)));
    }
    let rank = |(id, account): &(AccountId, Account)| -> (bool, bool, bool, Moment) {
        (account.is_open(), by_phone == Some(*id), account.is_verified(), account.created)
    };
    accounts.sort_by_key(|one| std::cmp::Reverse(rank(one)));
    accounts.dedup_by_key(|(id, _)| *id);
    if accounts.first().is_some_and(|(_, account)| account.is_open()) {
        accounts.retain(|(_, account)| account.is_open());
    }
    Ok(accounts.into_iter().map(|(id, account)| Candidate { id, credential: account.credential }).collect())
}

/// A login that has been judged.
#[derive(Clone, Debug)]
pub struct Attempt<C> {
    /// Whom the name meant, if anybody.
    pub candidate: Option<C>,
    /// Whether the password was the candidate's.
    pub proven: bool,
    /// What the attempt was counted by.
    pub meters: Vec<Meter>,
    /// Digest of the token the browser gets.
    pub token: [u8; 32],
    /// Digest of what the browser had before.
    pub before: [u8; 32],
    /// The peer's address.
    pub source: String,
}

impl<C> Attempt<C> {
    /// Opens the session in place of whatever the browser had, and forgets the failures.
    pub(super) fn open(
        &self,
        ledger: &mut Ledger<'_>,
        subject: Subject,
        generation: u32,
    ) -> Result<(), Broken> {
        ledger.remove(&SESSIONS, &self.before)?;
        open_session(ledger, &self.token, subject, generation, &self.source)?;
        self.meters.iter().try_for_each(|meter| meter.succeeded(ledger))
    }
}

/// What became of a login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// The person is in.
    In,
    /// Name and password do not belong together; nobody is told more (T05).
    Wrong,
    /// The password is right, and its owner has closed the account.
    Frozen(Freeze),
}

/// Lets an accountant in, or notes why not; says which.
pub fn enter_person(ledger: &mut Ledger<'_>, attempt: &Attempt<Candidate>) -> Result<Entered, Stop<Refusal>> {
    let Some(candidate) = &attempt.candidate else {
        ledger.refuse("unknown");
        return Ok(Entered::Wrong);
    };
    ledger.about(candidate.id);
    let account = ledger.get(&ACCOUNTS, &candidate.id)?;
    // The password was judged before this act began: it must still be the account's.
    let account = account.filter(|now| now.holds_names() && now.credential == candidate.credential);
    let Some(account) = account.filter(|_| attempt.proven) else {
        ledger.refuse("wrong password");
        return Ok(Entered::Wrong);
    };
    if let Some(freeze) = account.frozen {
        ledger.refuse("frozen");
        attempt.meters.iter().try_for_each(|meter| meter.succeeded(ledger))?;
        return Ok(Entered::Frozen(freeze));
    }
    attempt.open(ledger, Subject::Person(candidate.id), account.generation)?;
    let last_login = Some(ledger.now());
    ledger.put(&ACCOUNTS, &candidate.id, &Account { last_login, ..account })?;
    Ok(Entered::In)
}

/// Ends the session under this digest, if there is one.
pub fn leave(ledger: &mut Ledger<'_>, token: &[u8; 32]) -> Result<(), Stop<Refusal>> {
    ledger.remove(&SESSIONS, token)?;
    Ok(())
}
