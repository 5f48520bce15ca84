//! Whether a paper is genuine and current.

use super::print::was_let_go;
use crate::accounts::Window;
use crate::casework::Case;
use crate::dossier::Identity;
use crate::office::{Ledger, Stop, count_within, versions};
use crate::papers::{Code, Kind};
use crate::store::{Broken, Read};
use crate::tables::{ACCOUNTS, CASES, CASES_BY_NUMBER, DOSSIERS, FILINGS, Record};
use crate::terms::{CaseId, CaseNumber, RegionCode};

/// States of a case or record that are tried; more rounds or changes than this nobody has.
const STATES: u32 = 256;
/// Names typed for one paper.
const BY_PAPER: Window = Window::new(10, 24 * 3600);
/// Names typed from one address; a hall shares one.
const BY_SOURCE: Window = Window::new(60, 3600);

/// Whether a genuine paper still says what holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Current,
    /// The case has moved on.
    Decided,
    /// The record has changed.
    Changed,
    /// The record is kept elsewhere or no longer, or its owner has closed their account.
    Gone,
}

/// What is said about a genuine paper; nothing about the person.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What kind of paper.
    pub kind: Kind,
    /// 受理编号.
    pub number: CaseNumber,
    /// Who issued it.
    pub department: RegionCode,
    /// The day it is about: filed, approved or let go.
    pub day: String,
    /// Whether it is current.
    pub standing: Standing,
    /// Whom it names; compared with what is typed in and never shown.
    identity: Option<Identity>,
}

/// Whether what was typed in fits the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// Name and number fit.
    Fits,
    /// They do not.
    Differs,
    /// The record has gone, so nothing can be compared.
    Unknown,
    /// Too many tries.
    TooOften,
}

/// The paper with this code; none when it is not genuine.
pub fn check(
    read: &impl Read,
    number: &CaseNumber,
    typed: &Code,
    code: &dyn Fn(Kind, &CaseId, u32) -> Code,
) -> Result<Option<Checked>, Broken> {
    let Some(id) = read.find(&CASES_BY_NUMBER, &number.to_string())? else { return Ok(None) };
    let Some(case) = read.get(&CASES, &id)? else { return Ok(None) };
    let found = Kind::ALL.into_iter().find_map(|kind| {
        (0..STATES).find(|state| code(kind, &id, *state) == *typed).map(|state| (kind, state))
    });
    let Some((kind, state)) = found else { return Ok(None) };
    let checked = match kind {
        Kind::Receipt | Kind::Departure => of_case(read, kind, id, case, state)?,
        Kind::Form | Kind::Certificate => of_record(read, kind, case, state)?,
    };
    Ok(Some(checked))
}

fn of_case(read: &impl Read, kind: Kind, id: CaseId, case: Case, round: u32) -> Result<Checked, Broken> {
    let filing = read.get(&FILINGS, &(id, round))?;
    let same = case.round == round;
    let (current, day, department) = match kind {
        Kind::Departure => {
            let route = case.route.as_ref();
            let left = route.and_then(|route| route.left);
            (same && was_let_go(&case), left, route.map_or(case.authority, |route| route.from))
        }
        _ => (same && case.state.is_waiting(), filing.as_ref().map(|filing| filing.at), case.authority),
    };
    Ok(Checked {
        kind,
        number: case.number,
        department,
        day: day.map(|at| at.day().to_string()).unwrap_or_default(),
        standing: if current { Standing::Current } else { Standing::Decided },
        identity: filing.map(|filing| filing.matter.identity().clone()),
    })
}

fn of_record(read: &impl Read, kind: Kind, case: Case, version: u32) -> Result<Checked, Broken> {
    let now = read.get(&DOSSIERS, &case.person)?;
    let shown = versions(read, case.person)?.into_iter().find(|record| record.number() == version);
    let kept = read.get(&ACCOUNTS, &case.person)?.is_some_and(|account| account.is_open());
    let standing = match (&now, &shown) {
        (None, _) | (_, None) => Standing::Gone,
        _ if !kept => Standing::Gone,
        (Some(now), Some(shown)) if still_holds(kind, now, shown) => Standing::Current,
        _ => Standing::Changed,
    };
    let decided = case.decided.filter(|_| kind == Kind::Certificate);
    let day = decided.or(shown.as_ref().map(|record| record.approved));
    Ok(Checked {
        kind,
        number: case.number,
        department: shown.as_ref().map_or(case.authority, |record| record.authority),
        day: day.map(|at| at.day().to_string()).unwrap_or_default(),
        standing,
        identity: shown.map(|record| record.dossier.identity),
    })
}

/// A form shows everything; a certificate says only who and with whom.
fn still_holds(kind: Kind, now: &Record, shown: &Record) -> bool {
    if kind == Kind::Form {
        return now.number() == shown.number();
    }
    let said = |record: &Record| {
        let identity = &record.dossier.identity;
        (identity.name.clone(), identity.document.clone(), record.authority)
    };
    said(now) == said(shown)
}

/// Compares the name and the last four characters of the document with those on the paper; counted, so that nobody
/// finds them out by trying.
pub fn compare(
    ledger: &mut Ledger<'_>,
    checked: &Checked,
    (name, tail): (&str, &str),
    source: &str,
) -> Result<Match, Stop<super::Refusal>> {
    let budgets = [
        (format!("papers.number:{}", checked.number), BY_PAPER),
        (format!("papers.source:{source}"), BY_SOURCE),
    ];
    for (what, window) in budgets {
        if !count_within(ledger, what, window)? {
            return Ok(Match::TooOften);
        }
    }
    let Some(identity) = &checked.identity else { return Ok(Match::Unknown) };
    let number = identity.document.number();
    let fits = identity.name.as_str() == name && number.to_uppercase().ends_with(&tail.to_uppercase());
    Ok(if fits { Match::Fits } else { Match::Differs })
}
