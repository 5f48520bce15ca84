//! Sessions: who is at a browser, proven anew for every request.

use super::Ledger;
use crate::accounts::{Account, Grant, Limits, Session, Subject};
use crate::store::{Broken, Read, Span};
use crate::tables::{ACCOUNTS, OFFICERS, SESSIONS, SESSIONS_BY_SUBJECT};
use crate::terms::{AccountId, Moment};

/// Who is there.
#[derive(Clone, Debug)]
pub enum Present {
    /// An accountant with their account as it is now.
    Person(AccountId, Box<Account>),
    /// An officer with what they may do now.
    Officer(Grant),
}

/// How long sessions of either kind live.
#[derive(Clone, Copy, Debug)]
pub struct SessionLimits {
    /// For accountants.
    pub person: Limits,
    /// For officers.
    pub officer: Limits,
}

/// Who holds the token with this digest, and when they were last seen; none when the session has ended for whatever
/// reason: time, a changed password, lost rights, a restore.
pub fn recognise(
    read: &impl Read,
    token: &[u8; 32],
    now: Moment,
    limits: SessionLimits,
    epoch: u32,
) -> Result<Option<(Present, Session)>, Broken> {
    let Some(session) = read.get(&SESSIONS, token)? else { return Ok(None) };
    let limits = match session.subject {
        Subject::Person(_) => limits.person,
        Subject::Officer(_) => limits.officer,
    };
    if session.epoch != epoch || !session.is_alive(now, limits) {
        return Ok(None);
    }
    let present = match session.subject {
        Subject::Person(id) => read
            .get(&ACCOUNTS, &id)?
            .filter(|account| account.is_open() && account.generation == session.generation)
            .map(|account| Present::Person(id, Box::new(account))),
        Subject::Officer(id) => read
            .get(&OFFICERS, &id)?
            .filter(|officer| officer.generation == session.generation)
            .and_then(|officer| officer.grant(id, now.day()))
            .map(Present::Officer),
    };
    Ok(present.map(|present| (present, session)))
}

/// Opens a session under the digest of a token drawn before the act; the owner's last login is noted in it before
/// the caller writes the new one.
pub fn open_session(
    ledger: &mut Ledger<'_>,
    token: &[u8; 32],
    subject: Subject,
    generation: u32,
    source: &str,
) -> Result<(), Broken> {
    let now = ledger.now();
    let previous = match subject {
        Subject::Person(id) => ledger.get(&ACCOUNTS, &id)?.and_then(|account| account.last_login),
        Subject::Officer(id) => ledger.get(&OFFICERS, &id)?.and_then(|officer| officer.last_login),
    };
    let (epoch, source) = (ledger.epoch(), source.into());
    let session = Session { subject, opened: now, seen: now, generation, epoch, source, previous };
    ledger.put(&SESSIONS, token, &session)
}

/// Ends every session of somebody; raising the generation does so too, this frees the records.
pub fn close_sessions(ledger: &mut Ledger<'_>, subject: Subject) -> Result<(), Broken> {
    for ((_, token), _) in ledger.list(&SESSIONS_BY_SUBJECT, Span::within(&subject, usize::MAX))? {
        ledger.remove(&SESSIONS, &token)?;
    }
    Ok(())
}
