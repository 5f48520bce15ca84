//! Making the first officer.

pub use crate::office::login_name;

use crate::accounts::{Counter, Credential, Officer, OfficerState, Right, Window};
use crate::office::{Ledger, Stop, code_counts};
use crate::store::{Broken, Read, Span};
use crate::tables::{COUNTERS, INSTANCE, Instance, OFFICERS, Only};
use crate::terms::{OfficerId, PersonName, RegionCode};

/// How often a code may be tried before it is burnt; as long as it lives.
const TRIES: Window = Window::new(5, 15 * 60);

/// The first officer and the region served.
#[derive(Clone, Debug)]
pub struct First {
    /// The region served, which is the officer's authority too.
    pub region: RegionCode,
    /// The login name.
    pub login: String,
    /// 姓名.
    pub name: PersonName,
    /// The password's hash.
    pub credential: Credential,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// The officer is made.
    Done,
    /// Not this code, or it is too old; it may be tried again.
    WrongCode,
    /// Tried too often: the code is burnt, the console draws a new one.
    Burnt,
}

/// Why the house says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Set-up is over.
    Over,
}

/// Whether nobody is an officer yet.
pub fn is_open(read: &impl Read) -> Result<bool, Broken> {
    Ok(read.scan(&OFFICERS, Span::all(1))?.is_empty())
}

/// Makes the first officer, who reviews and administers, if the code counts; a code counts once and for five tries.
pub fn make(ledger: &mut Ledger<'_>, code: &str, first: &First) -> Result<Made, Stop<Refusal>> {
    let instance = ledger.get(&INSTANCE, &Only)?.ok_or(Stop::Refused(Refusal::Over))?;
    if !is_open(&**ledger)? {
        return Err(Stop::Refused(Refusal::Over));
    }
    let now = ledger.now();
    if !code_counts(instance.setup.as_ref(), code, now) {
        return Ok(wrong_code(ledger, instance)?);
    }
    let id = OfficerId::from_bytes(ledger.draw_id());
    let officer = Officer {
        login: first.login.clone(),
        name: first.name.clone(),
        authority: first.region,
        rights: vec![Right::Administer, Right::Review],
        credential: Some(first.credential.clone()),
        state: OfficerState::Active,
        generation: 0,
        document: None,
        created: now,
        until: None,
        invitation: None,
        last_login: None,
    };
    ledger.put(&OFFICERS, &id, &officer)?;
    ledger.put(&INSTANCE, &Only, &Instance { setup: None, region: Some(first.region), ..instance })?;
    ledger.about(id);
    Ok(Made::Done)
}

/// Counts the try against the code that is out, whoever tries; the last one burns it. A fresh code starts afresh.
fn wrong_code(ledger: &mut Ledger<'_>, instance: Instance) -> Result<Made, Broken> {
    ledger.refuse("wrong code");
    let Some((kept, _)) = &instance.setup else { return Ok(Made::Burnt) };
    let named: String = kept.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let (key, now) = (format!("setup:{named}"), ledger.now());
    let tries = ledger.get(&COUNTERS, &key)?.unwrap_or_else(|| Counter::new(now)).more(now, TRIES);
    ledger.put(&COUNTERS, &key, &tries)?;
    if tries.wait(now, TRIES).is_none() {
        return Ok(Made::WrongCode);
    }
    ledger.detail("code burnt");
    ledger.put(&INSTANCE, &Only, &Instance { setup: None, ..instance })?;
    Ok(Made::Burnt)
}
