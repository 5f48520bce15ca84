//! The present password, asked once more before something that cannot be taken back.
//!
//! What always holds: a try is counted before its hash is computed, under one count for everything that asks so; a
//! password is judged before the act, because that takes too long within one, so the act looks whether it still holds.

use super::{Ledger, Stop, count_within};
use crate::accounts::{Account, Credential, Session, Subject, Window};
use crate::casework::Refusal;
use crate::store::{Broken, Read};
use crate::tables::{ACCOUNTS, SESSIONS};
use crate::terms::AccountId;

/// Passwords tried for one account; each costs a hash.
const TRIES_HOUR: Window = Window::new(10, 3600);

/// A password that was judged before the act.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The hash that it was compared with.
    pub credential: Credential,
    /// Whether it was the right one.
    pub right: bool,
}

/// Counts a password that is about to be judged; false when it may not be.
pub fn count_password(ledger: &mut Ledger<'_>, person: AccountId) -> Result<bool, Broken> {
    count_within(ledger, format!("password:tries:{person}"), TRIES_HOUR)
}

/// The open account and the session at this browser.
///
/// Refuses with [`Refusal::Stale`] when the password or the session has changed since it was judged, and with
/// [`Refusal::NotFound`] when there is no open account.
pub fn still_present(
    ledger: &Ledger<'_>,
    person: AccountId,
    judged: &Judged,
    browser: &[u8; 32],
) -> Result<(Account, Session), Stop<Refusal>> {
    let account = ledger.get(&ACCOUNTS, &person)?.filter(Account::is_open);
    let account = account.ok_or(Stop::Refused(Refusal::NotFound))?;
    let session = ledger.get(&SESSIONS, browser)?.filter(|session| {
        session.subject == Subject::Person(person) && session.generation == account.generation
    });
    let session = session.filter(|_| account.credential == judged.credential);
    Ok((account, session.ok_or(Stop::Refused(Refusal::Stale))?))
}
