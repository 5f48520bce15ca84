//! 窗口核验: an officer finds a person by the number on their screen and compares the papers with the person.

use super::present;
use crate::accounts::{Account, Right};
use crate::handoff::{self, Errand, Handoff, State};
use crate::office::{Ledger, Stop, Way, change_handoff, handoff_at, pass_handoff};
use crate::store::Read;
use crate::tables::{ACCOUNTS, HANDOFFS};
use crate::terms::{HandoffId, Moment, OfficerId};

/// What an officer at the counter is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CounterRefusal {
    /// No living hand-off has this number.
    NoSuchNumber,
    /// The person at the counter is the officer.
    OwnCase,
    /// The officer does not review.
    NotYours,
    /// It has been settled or has lapsed meanwhile.
    Over,
    /// It was confirmed, but could not be put on record.
    NotSettled(String),
}

impl CounterRefusal {
    /// What happened and what to do next.
    pub fn sentence(&self) -> String {
        match self {
            Self::NoSuchNumber => {
                "没有这个核验号，或者已经过期。请核对六位数字；过期的请本人在屏幕上重新领取。".into()
            }
            Self::OwnCase => "不能核验自己的身份，请由其他工作人员办理。".into(),
            Self::NotYours => "窗口核验由审核员办理，您的账号没有审核权限。".into(),
            Self::Over => "这个核验号已经办理过或已过期，没有重复办理。".into(),
            Self::NotSettled(reason) => reason.clone(),
        }
    }
}

/// Who stands at the counter.
#[derive(Clone, Debug)]
pub struct AtCounter {
    /// The account as it is now.
    pub account: Account,
    /// The hand-off.
    pub handoff: Handoff,
}

/// Finds who the number belongs to; the look is journalled, since the whole number of the document is shown.
pub fn look_at_counter(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    number: &str,
) -> Result<AtCounter, Stop<CounterRefusal>> {
    let (id, found) = find(ledger, officer, number)?;
    ledger.about(id);
    ledger.about(found.handoff.account);
    Ok(found)
}

fn find(
    ledger: &Ledger<'_>,
    officer: OfficerId,
    number: &str,
) -> Result<(HandoffId, AtCounter), Stop<CounterRefusal>> {
    let grant = present(ledger, officer).map_err(|_| Stop::Refused(CounterRefusal::NotYours))?;
    if !grant.has(Right::Review) {
        return Err(Stop::Refused(CounterRefusal::NotYours));
    }
    let now: Moment = ledger.now();
    let found = handoff_at(&**ledger, number)?
        .filter(|(_, one)| matches!(one.errand, Errand::Counter(_)) && one.is_live(now));
    let (id, handoff) = found.ok_or(Stop::Refused(CounterRefusal::NoSuchNumber))?;
    let account = ledger.get(&ACCOUNTS, &handoff.account)?.filter(Account::is_open);
    let account = account.ok_or(Stop::Refused(CounterRefusal::NoSuchNumber))?;
    let own = grant
        .document
        .as_ref()
        .is_some_and(|document| document.identity_key() == account.identity.document.identity_key());
    if own {
        return Err(Stop::Refused(CounterRefusal::OwnCase));
    }
    Ok((id, AtCounter { account, handoff }))
}

/// What the officer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtCounterVerdict {
    /// Person, papers and phone agree.
    Confirmed,
    /// They do not, for this reason.
    Refused(String),
}

/// Settles what the officer says; what was confirmed and cannot be put on record ends as failed, so that the person
/// reads why on their screen as well.
pub fn decide_at_counter(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    number: &str,
    verdict: &AtCounterVerdict,
) -> Result<Result<(), CounterRefusal>, Stop<CounterRefusal>> {
    let (id, found) = match find(ledger, officer, number) {
        Err(Stop::Refused(CounterRefusal::NoSuchNumber)) => {
            return Err(Stop::Refused(CounterRefusal::Over));
        }
        found => found?,
    };
    ledger.about(found.handoff.account);
    let changed = change_handoff(ledger, id, |handoff: &mut Handoff, now| match verdict {
        AtCounterVerdict::Confirmed => handoff.confirm_at_counter(now),
        AtCounterVerdict::Refused(reason) => handoff.refuse_at_counter(reason.clone(), now),
    })?;
    changed.map_err(|_: handoff::Refusal| Stop::Refused(CounterRefusal::Over))?;
    if *verdict == AtCounterVerdict::Confirmed
        && let Some(mut handoff) = ledger.get(&HANDOFFS, &id)?
    {
        pass_handoff(ledger, id, &mut handoff, Way::Counter)?;
        if let State::Failed(why) = &handoff.state {
            ledger.refuse(why.word());
            return Ok(Err(CounterRefusal::NotSettled(why.sentence())));
        }
    }
    Ok(Ok(()))
}
