//! What is held at present, and what follows for codes when a letter has ended (connectors 2.4).
//!
//! What always holds: a refusal sets free the three minutes of the number, an unknown end does not; the counters of
//! hours and days stay as they are. Who asked is told only where that tells nobody whose number it is: a letter that
//! was filed quietly names no asker, frees no browser and holds no service, or a stranger could see that it was filed.

use super::super::Ledger;
use super::windows::{Budget, hex, release, wait};
use super::{CodeRefusal, pause_of, pause_of_number};
use crate::accounts::{Hold, Tally, Why, Window};
use crate::letters::Letter;
use crate::store::{Broken, Read};
use crate::tables::{CODE_TALLY, CODES, HOLDS, Item, Only};
use crate::terms::{Moment, Phone};
use std::time::Duration;

/// More than five codes to numbers that begin alike within ten minutes …
const NEIGHBOURS: Window = Window::new(5, 600);
/// … and such numbers wait an hour (security B4).
const NEIGHBOURS_WAIT: Duration = Duration::from_secs(3600);
/// How long nobody asks a courier in vain, the pause of its breaker (connectors 0.5).
const SERVICE_WAIT: Duration = Duration::from_secs(30);
/// How long a number to which nothing can be sent is not tried again.
const NUMBER_WAIT: Duration = Duration::from_secs(3600);
/// How long a browser is told on its pages that its code was refused.
const TOLD: Duration = Duration::from_secs(600);

/// How a letter ended, as far as it matters to codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The courier took it.
    Sent,
    /// It did not leave: the courier cannot work.
    Unserved,
    /// It did not leave: the provider lets this number have no more for so long.
    Limited(Duration),
    /// It did not leave: nothing can be sent to this number.
    Unreachable,
    /// Nobody knows.
    Unknown,
}

/// Draws the consequences of a letter's end; whether the alarm about unused codes is raised now.
pub fn letter_ended(ledger: &mut Ledger<'_>, item: &Item, ending: Ending) -> Result<bool, Broken> {
    let Some(Letter::Code { purpose, .. }) = &item.letter else { return Ok(false) };
    let code = (purpose.code(), item.to.to_string());
    let hold = match ending {
        Ending::Unknown => return Ok(false),
        Ending::Sent => {
            ledger.remove(&HOLDS, &service())?;
            return tally(ledger, &code, item.at);
        }
        Ending::Unserved => Hold { until: ledger.now().plus(SERVICE_WAIT), why: Why::Service },
        Ending::Limited(wait) => Hold { until: ledger.now().plus(wait), why: Why::Provider },
        Ending::Unreachable => Hold { until: ledger.now().plus(NUMBER_WAIT), why: Why::Number },
    };
    if ledger.get(&CODES, &code)?.is_some_and(|code| code.sent == item.at) {
        ledger.remove(&CODES, &code)?;
    }
    release(ledger, &pause_of_number(&item.to), item.at)?;
    if hold.why != Why::Service {
        ledger.put(&HOLDS, &number(&item.to), &hold)?;
    }
    if let Some(browser) = &item.asker {
        release(ledger, &pause_of(browser), item.at)?;
        let mut told = hold;
        if hold.why == Why::Service {
            ledger.put(&HOLDS, &service(), &hold)?;
            told.until = ledger.now().plus(TOLD);
        }
        ledger.put(&HOLDS, &asking(browser), &told)?;
    }
    Ok(false)
}

fn tally(ledger: &mut Ledger<'_>, key: &(u8, String), at: Moment) -> Result<bool, Broken> {
    let mut tally = code_tally(&**ledger)?;
    let (serial, raised) = tally.count(ledger.now());
    if let Some(mut code) = ledger.get(&CODES, key)?.filter(|code| code.sent == at) {
        // A quick person may have used the code before the courier's answer came back.
        if code.used {
            tally.use_up(serial);
        }
        code.tallied = Some(serial);
        ledger.put(&CODES, key, &code)?;
    }
    ledger.put(&CODE_TALLY, &Only, &tally)?;
    if raised {
        ledger.detail("few codes used");
    }
    Ok(raised)
}

/// How many of the last codes were used, and how often that was too few.
pub fn code_tally(read: &impl Read) -> Result<Tally, Broken> {
    Ok(read.get(&CODE_TALLY, &Only)?.unwrap_or_default())
}

/// Notes that the code of this serial was used.
pub(super) fn used(ledger: &mut Ledger<'_>, serial: Option<u64>) -> Result<(), Broken> {
    let Some(serial) = serial else { return Ok(()) };
    let mut tally = code_tally(&**ledger)?;
    tally.use_up(serial);
    ledger.put(&CODE_TALLY, &Only, &tally)
}

/// Whether this browser's last code was refused, and why.
pub(super) fn own_setback(
    read: &impl Read,
    browser: &[u8; 32],
    now: Moment,
) -> Result<Option<CodeRefusal>, Broken> {
    held(read, &asking(browser), now)
}

/// Whether the service is down.
pub(super) fn service_down(read: &impl Read, now: Moment) -> Result<Option<CodeRefusal>, Broken> {
    held(read, &service(), now)
}

/// Whether this number or those beside it are held; the one code too many to its neighbours holds them all, so what
/// this wrote must be kept.
pub(super) fn number_held(ledger: &mut Ledger<'_>, phone: &Phone) -> Result<Option<CodeRefusal>, Broken> {
    let now = ledger.now();
    let (own, beside) = (number(phone), format!("neighbours:{}", beginning(phone)));
    if let Some(refusal) = held(&**ledger, &own, now)? {
        return Ok(Some(refusal));
    }
    if wait(&**ledger, &[neighbours_of(phone)], now)? > 0 && held(&**ledger, &beside, now)?.is_none() {
        let hold = Hold { until: now.plus(NEIGHBOURS_WAIT), why: Why::Neighbours };
        ledger.put(&HOLDS, &beside, &hold)?;
    }
    held(&**ledger, &beside, now)
}

/// What is counted of numbers that begin alike.
pub(super) fn neighbours_of(phone: &Phone) -> Budget {
    (format!("sms:neighbours:{}", beginning(phone)), NEIGHBOURS)
}

/// Forgets that an earlier code of this browser was refused.
pub(super) fn ask_anew(ledger: &mut Ledger<'_>, browser: &[u8; 32]) -> Result<(), Broken> {
    ledger.remove(&HOLDS, &asking(browser)).map(drop)
}

fn held(read: &impl Read, name: &String, now: Moment) -> Result<Option<CodeRefusal>, Broken> {
    let hold = read.get(&HOLDS, name)?;
    Ok(hold.and_then(|hold| Some(CodeRefusal { wait_seconds: hold.left(now)?, why: Some(hold.why) })))
}

/// All but the last three digits.
fn beginning(phone: &Phone) -> &str {
    phone.as_str().get(..8).unwrap_or(phone.as_str())
}

fn service() -> String {
    "service".into()
}

fn number(phone: &Phone) -> String {
    format!("number:{phone}")
}

fn asking(browser: &[u8; 32]) -> String {
    format!("asking:{}", hex(browser))
}
