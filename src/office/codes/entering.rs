//! Entering codes: each is checked and counted in the act that it lets go on.

use super::super::Ledger;
use super::DAY;
use super::holds::used;
use super::windows::{Budget, count, wait};
use crate::accounts::{Code, CodeFault, CodePurpose, Window};
use crate::store::{Broken, Read};
use crate::tables::CODES;
use crate::terms::Phone;

/// Wrong entries for one phone and purpose across all its codes.
const WRONG_DAY: Window = Window::new(10, DAY);

/// One code as it was typed, with what it was sent for.
#[derive(Clone, Copy, Debug)]
pub struct Entered<'a> {
    /// What for.
    pub purpose: CodePurpose,
    /// To which phone.
    pub phone: &'a Phone,
    /// The digits.
    pub typed: &'a str,
}

/// What came of an entry, not yet kept.
struct Judged {
    code: Option<Code>,
    wrong: bool,
    result: Result<(), CodeFault>,
}

/// Checks an entered code and counts it; a right one is used up.
pub fn enter_code(
    ledger: &mut Ledger<'_>,
    purpose: CodePurpose,
    phone: &Phone,
    browser: &[u8; 32],
    typed: &str,
) -> Result<Result<(), CodeFault>, Broken> {
    let entry = Entered { purpose, phone, typed };
    let judged = judge(ledger, &entry, browser)?;
    keep(ledger, &entry, judged)
}

/// Checks codes that only count together: each wrong one is counted, and the right ones are used up only if all are
/// right, so that a slip in one does not cost the others.
pub fn enter_codes(
    ledger: &mut Ledger<'_>,
    entries: &[Entered<'_>],
    browser: &[u8; 32],
) -> Result<Vec<Result<(), CodeFault>>, Broken> {
    let judged = entries.iter().map(|entry| judge(ledger, entry, browser));
    let judged = judged.collect::<Result<Vec<Judged>, Broken>>()?;
    let together = judged.iter().all(|one| one.result.is_ok());
    let each = entries.iter().zip(judged);
    each.map(|(entry, one)| match one.result {
        Ok(()) if !together => Ok(Ok(())),
        _ => keep(ledger, entry, one),
    })
    .collect()
}

fn judge(ledger: &Ledger<'_>, entry: &Entered<'_>, browser: &[u8; 32]) -> Result<Judged, Broken> {
    let now = ledger.now();
    let missed = |fault| Judged { code: None, wrong: false, result: Err(fault) };
    if wait(&**ledger, &[wrong_of(entry)], now)? > 0 {
        return Ok(missed(CodeFault::TooManyToday));
    }
    let Some(mut code) = ledger.get(&CODES, &key_of(entry))? else { return Ok(missed(CodeFault::Lapsed)) };
    let before = code.wrong;
    let result = code.enter(browser, entry.typed, now);
    Ok(Judged { wrong: code.wrong > before, code: Some(code), result })
}

fn keep(
    ledger: &mut Ledger<'_>,
    entry: &Entered<'_>,
    judged: Judged,
) -> Result<Result<(), CodeFault>, Broken> {
    if judged.wrong {
        count(ledger, &[wrong_of(entry)])?;
    }
    if let Some(code) = &judged.code {
        ledger.put(&CODES, &key_of(entry), code)?;
        if judged.result.is_ok() {
            used(ledger, code.tallied)?;
        }
    }
    Ok(judged.result)
}

fn key_of(entry: &Entered<'_>) -> (u8, String) {
    (entry.purpose.code(), entry.phone.to_string())
}

fn wrong_of(entry: &Entered<'_>) -> Budget {
    (format!("code:wrong:{}:{}", entry.purpose.code(), entry.phone), WRONG_DAY)
}
