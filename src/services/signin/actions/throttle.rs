//! Attempts counted before they are judged: by account with growing pauses or a lock, and by address (security B4).
//!
//! | what | rule |
//! |---|---|
//! | an accountant's account, from browsers it has not used | 3 free, then pauses of 1, 2, 4 … 60 s for 15 minutes |
//! | the same, from browsers it has used | the same, counted apart |
//! | an officer's login name; a one-time code | 5 in 15 minutes, then none until they have passed |
//! | an address | 100 failures in 15 minutes, 1000 in a hall |
//!
//! A success forgets what was counted for the account and gives the address its attempt back.

use crate::accounts::{Counter, Window, digest};
use crate::office::Ledger;
use crate::store::{Broken, Read};
use crate::tables::COUNTERS;
use std::time::Duration;

const QUARTER: u64 = 15 * 60;

#[derive(Clone, Copy, Debug)]
enum Rule {
    Pause,
    Lock,
    Address(u32),
}

impl Rule {
    fn window(self) -> Window {
        match self {
            Rule::Pause => Window::new(u32::MAX, QUARTER),
            Rule::Lock => Window::new(5, QUARTER),
            Rule::Address(limit) => Window::new(limit, QUARTER),
        }
    }
}

/// One thing that attempts are counted by.
#[derive(Clone, Debug)]
pub struct Meter {
    key: String,
    rule: Rule,
}

impl Meter {
    /// What is counted is named by a keyed digest, so that no number stands in the store in clear.
    fn new(secret: &[u8; 32], room: &str, what: &str, rule: Rule) -> Meter {
        let named = digest(&[&secret[..], room.as_bytes(), b"\0", what.as_bytes()].concat());
        let named: String = named[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        Meter { key: format!("{room}:{named}"), rule }
    }

    /// An accountant's account, from strange or from known browsers.
    pub fn account(secret: &[u8; 32], account: &str, known: bool) -> Meter {
        Meter::new(secret, if known { "login.known" } else { "login" }, account, Rule::Pause)
    }

    /// An officer's login name, from strange or from known browsers.
    pub fn officer(secret: &[u8; 32], login: &str, known: bool) -> Meter {
        Meter::new(secret, if known { "officer.known" } else { "officer" }, login, Rule::Lock)
    }

    /// One-time codes tried for a login name.
    pub fn invitation(secret: &[u8; 32], login: &str) -> Meter {
        Meter::new(secret, "activate", login, Rule::Lock)
    }

    /// An address; halls have many people behind one.
    pub fn address(secret: &[u8; 32], source: &str, hall: bool) -> Meter {
        Meter::new(secret, "login.address", source, Rule::Address(if hall { 1000 } else { 100 }))
    }

    fn wait(&self, counter: Counter, now: crate::terms::Moment) -> Option<Duration> {
        let window = self.rule.window();
        match self.rule {
            Rule::Pause => counter.at(now, window).pause(now),
            Rule::Lock | Rule::Address(_) => counter.wait(now, window),
        }
    }

    /// Takes the attempt back after a success.
    pub fn succeeded(&self, ledger: &mut Ledger<'_>) -> Result<(), Broken> {
        let Some(counter) = ledger.get(&COUNTERS, &self.key)? else { return Ok(()) };
        match self.rule {
            Rule::Pause | Rule::Lock => ledger.remove(&COUNTERS, &self.key).map(|_| ()),
            Rule::Address(_) => {
                let fewer = Counter { count: counter.count.saturating_sub(1), ..counter };
                ledger.put(&COUNTERS, &self.key, &fewer)
            }
        }
    }
}

/// Whether an attempt may be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// It may, and has been counted.
    Open,
    /// The picture was wrong, too old or used before; nothing was counted.
    Picture,
    /// Not before this time has passed; nothing was counted.
    Wait(Duration),
}

/// Uses the picture up and counts the attempt; `picture` is its key and whether the answer was right, none when the
/// form asks for no picture.
pub fn begin(
    ledger: &mut Ledger<'_>,
    picture: Option<([u8; 32], bool)>,
    meters: &[Meter],
) -> Result<Gate, Broken> {
    if let Some((key, right)) = picture {
        let unused = crate::office::spend_captcha(ledger, &key)?;
        if !(unused && right) {
            return Ok(Gate::Picture);
        }
    }
    let now = ledger.now();
    let mut counted = Vec::with_capacity(meters.len());
    for meter in meters {
        let counter = ledger.get(&COUNTERS, &meter.key)?.unwrap_or_else(|| Counter::new(now));
        if let Some(wait) = meter.wait(counter, now) {
            return Ok(Gate::Wait(wait));
        }
        counted.push((meter, counter.more(now, meter.rule.window())));
    }
    for (meter, counter) in counted {
        ledger.put(&COUNTERS, &meter.key, &counter)?;
    }
    Ok(Gate::Open)
}
