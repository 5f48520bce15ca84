//! One letter for the leaving side: its page, its file, its paper.

use super::letters::sent;
use super::{Sent, present};
use crate::accounts::{Grant, Right};
use crate::dossier::Identity;
use crate::office::{Ledger, Stop, Unusable, voidable};
use crate::store::{Broken, Read};
use crate::tables::{CASES, CASES_BY_NUMBER, DISPATCHES, Dispatch, FILINGS};
use crate::terms::{CaseNumber, Moment, OfficerId};

/// A letter's page.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The letter.
    pub sent: Sent,
    /// Whether the office may void it now.
    pub may_be_voided: bool,
}

/// What stands on the printed paper.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The letter.
    pub sent: Sent,
    /// Whose transfer it is.
    pub identity: Identity,
    /// 调转原因 in words.
    pub reason: &'static str,
}

fn nothing() -> Stop<Unusable> {
    Stop::Refused(Unusable::Nothing)
}

/// The letter of this number, if the grant's own department has issued it; absent and foreign are never told apart.
pub fn letter(read: &impl Read, grant: &Grant, number: &str, now: Moment) -> Result<Letter, Stop<Unusable>> {
    let number = number.to_string();
    let dispatch = read.get(&DISPATCHES, &number)?.filter(|one| one.from == grant.authority);
    let dispatch = dispatch.ok_or_else(nothing)?;
    let may_be_voided = dispatch.end.is_none() && now >= voidable(&dispatch);
    let sent = sent(read, number, dispatch)?.ok_or_else(nothing)?;
    Ok(Letter { sent, may_be_voided })
}

/// The letter on its way, for an officer who reviews where it was issued; what is handed out is noted in the journal.
fn on_its_way(ledger: &mut Ledger<'_>, officer: OfficerId, number: &str) -> Result<Letter, Stop<Unusable>> {
    let grant = present(&**ledger, officer, Right::Review, ledger.today())?.ok_or_else(nothing)?;
    let letter = letter(&**ledger, &grant, number, ledger.now())?;
    if letter.sent.dispatch.end.is_some() {
        return Err(nothing());
    }
    ledger.about(letter.sent.dispatch.case);
    ledger.detail(number);
    Ok(letter)
}

/// What the file of a letter on its way is kept under.
pub fn handed_out(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    number: &str,
) -> Result<[u8; 32], Stop<Unusable>> {
    Ok(on_its_way(ledger, officer, number)?.sent.dispatch.digest)
}

/// The paper of a letter on its way.
pub fn sheet(ledger: &mut Ledger<'_>, officer: OfficerId, number: &str) -> Result<Sheet, Stop<Unusable>> {
    let sent = on_its_way(ledger, officer, number)?.sent;
    let Dispatch { case: id, .. } = sent.dispatch;
    let case = ledger.get(&CASES, &id)?.ok_or_else(nothing)?;
    let filing = ledger.get(&FILINGS, &(id, case.round))?.ok_or_else(nothing)?;
    let transfer = filing.matter.transfer().ok_or_else(nothing)?;
    Ok(Sheet { sent, identity: transfer.identity.clone(), reason: transfer.reason.label() })
}

/// The letter that has left with this case of the grant's department, as after a second press of the same button.
pub fn number_on_the_way(
    read: &impl Read,
    grant: &Grant,
    number: &CaseNumber,
) -> Result<Option<String>, Broken> {
    let Some(id) = read.find(&CASES_BY_NUMBER, &number.to_string())? else { return Ok(None) };
    let case = read.get(&CASES, &id)?.filter(|case| case.is_on_the_way());
    let route = case.and_then(|case| case.route).filter(|route| route.from == grant.authority);
    Ok(route.and_then(|route| route.letter).map(|letter| letter.number().to_string()))
}
