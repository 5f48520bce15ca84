//! One's own password and devices, the same for accountants and officers.

use super::{Meter, Refusal};
use crate::accounts::{Account, Credential, Officer, Subject};
use crate::letters::Letter;
use crate::office::{Ledger, SessionLimits, Stop, close_sessions, tell_owner};
use crate::store::{Broken, Read, Span};
use crate::tables::{ACCOUNTS, OFFICERS, SESSIONS, SESSIONS_BY_SUBJECT};
use crate::terms::Moment;

/// Sessions shown at most.
const MOST: usize = 100;

/// What a new password is judged against.
#[derive(Clone, Debug)]
pub struct Keeper {
    /// The present hash.
    pub credential: Option<Credential>,
    /// Numbers of the owner's that must not be in it.
    pub known: Vec<String>,
}

/// Whose password it is now.
pub fn keeper(read: &impl Read, subject: Subject) -> Result<Keeper, Broken> {
    let keeper = match subject {
        Subject::Person(id) => read.get(&ACCOUNTS, &id)?.map(|account| Keeper {
            known: vec![account.identity.phone.to_string(), account.identity.document.number().to_string()],
            credential: Some(account.credential),
        }),
        Subject::Officer(id) => read.get(&OFFICERS, &id)?.map(|officer| Keeper {
            known: officer.document.iter().map(|document| document.number().to_string()).collect(),
            credential: officer.credential,
        }),
    };
    Ok(keeper.unwrap_or(Keeper { credential: None, known: Vec::new() }))
}

/// One device that is logged in.
#[derive(Clone, Debug)]
pub struct Device {
    /// When it logged in.
    pub opened: Moment,
    /// Its last request.
    pub seen: Moment,
    /// From which address.
    pub source: String,
    /// Whether it is the one that asks.
    pub here: bool,
}

/// The devices that are logged in, and the login before the present one.
#[derive(Clone, Debug)]
pub struct Devices {
    /// Newest first.
    pub list: Vec<Device>,
    /// The owner's login before the one of the asking device.
    pub previous: Option<Moment>,
}

/// Where somebody is logged in now.
pub fn devices(
    read: &impl Read,
    subject: Subject,
    here: &[u8; 32],
    now: Moment,
    limits: SessionLimits,
) -> Result<Devices, Broken> {
    let limits = match subject {
        Subject::Person(_) => limits.person,
        Subject::Officer(_) => limits.officer,
    };
    let (mut list, mut previous) = (Vec::new(), None);
    for ((_, token), _) in read.list(&SESSIONS_BY_SUBJECT, Span::within(&subject, MOST))? {
        let Some(session) = read.get(&SESSIONS, &token)?.filter(|session| session.is_alive(now, limits))
        else {
            continue;
        };
        let own = token == *here;
        if own {
            previous = session.previous;
        }
        list.push(Device { opened: session.opened, seen: session.seen, source: session.source, here: own });
    }
    list.sort_by_key(|device| std::cmp::Reverse(device.opened));
    Ok(Devices { list, previous })
}

/// Ends every session of somebody but this one.
pub fn close_others(ledger: &mut Ledger<'_>, subject: Subject, here: &[u8; 32]) -> Result<(), Stop<Refusal>> {
    let kept = ledger.get(&SESSIONS, here)?;
    close_sessions(ledger, subject)?;
    if let Some(session) = kept.filter(|session| session.subject == subject) {
        ledger.put(&SESSIONS, here, &session)?;
    }
    Ok(())
}

/// Sets a new password if the present one is still the one that was judged; every session ends (T16) and an
/// accountant is told by SMS. Says whether the present password had been right.
pub fn change_password(
    ledger: &mut Ledger<'_>,
    subject: Subject,
    judged: &Keeper,
    new: Option<&Credential>,
    meter: &Meter,
) -> Result<bool, Stop<Refusal>> {
    let Some(new) = new else {
        ledger.refuse("wrong password");
        return Ok(false);
    };
    if keeper(&**ledger, subject)?.credential != judged.credential {
        return Err(Stop::Refused(Refusal::Stale));
    }
    match subject {
        Subject::Person(id) => {
            let account = ledger.get(&ACCOUNTS, &id)?.ok_or(Stop::Refused(Refusal::NotFound))?;
            let phone = account.identity.phone.clone();
            let generation = account.generation.wrapping_add(1);
            ledger.put(&ACCOUNTS, &id, &Account { credential: new.clone(), generation, ..account })?;
            tell_owner(ledger, id, &phone, Letter::PasswordChanged)?;
            ledger.about(id);
        }
        Subject::Officer(id) => {
            let officer = ledger.get(&OFFICERS, &id)?.ok_or(Stop::Refused(Refusal::NotFound))?;
            let generation = officer.generation.wrapping_add(1);
            ledger.put(&OFFICERS, &id, &Officer { credential: Some(new.clone()), generation, ..officer })?;
            ledger.about(id);
        }
    }
    close_sessions(ledger, subject)?;
    meter.succeeded(ledger)?;
    Ok(true)
}
