//! An officer changes it for a person at the counter whose papers they hold, and who reads out the code.

use super::{give, is_taken};
use crate::accounts::{Account, CodeFault, CodePurpose, Grant, Subject};
use crate::casework::{Channel, Refusal};
use crate::office::{
    Asker, AtOnce, CodeRefusal, Ledger, Outlook, Sent, Stop, Unfound, at_counter, awaits_code,
    close_sessions, code_outlook, code_outlook_quietly, enter_code, send_code,
};
use crate::store::{Broken, Read};
use crate::terms::{AccountId, Document, Moment, OfficerId, Phone};

/// Why an officer cannot do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskRefusal {
    /// Nobody is found, or nobody whom the officer may help.
    Unfound(Unfound),
    /// The owner has closed the account.
    Frozen,
    /// The account has this phone already.
    Same,
    /// The number leads to another account than it did when the page was drawn.
    Stale,
    /// The corridor refuses the change.
    Corridor(Refusal),
}

impl DeskRefusal {
    /// What happened and what to do next.
    pub fn sentence(&self) -> String {
        match self {
            Self::Unfound(unfound) => unfound.sentence().into(),
            Self::Frozen => "本人已申请注销这个账号。本人要恢复使用的，请先在“账号恢复”中办理。".into(),
            Self::Same => "这就是账号现在的手机号，不用更换。".into(),
            Self::Stale => "这个证件号码的账号在您打开页面之后有了变化，请重新查找。".into(),
            Self::Corridor(refusal) => refusal.sentence(),
        }
    }
}

/// Whose account is looked for, and which phone it shall have.
#[derive(Clone, Debug)]
pub struct Sought {
    /// The number as each kind of document that it fits.
    pub documents: Vec<Document>,
    /// 新手机号.
    pub phone: Phone,
}

/// The account that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Which.
    pub id: AccountId,
    /// The account as it is now.
    pub account: Account,
}

/// What the officer has checked and typed.
#[derive(Clone, Debug)]
pub struct AtDesk {
    /// Whose account and which phone.
    pub sought: Sought,
    /// The account that the page showed.
    pub seen: Option<AccountId>,
    /// The digits that the person has read out.
    pub code: String,
}

/// The phone was not changed, although what was counted is kept.
#[derive(Clone, Debug)]
pub struct DeskMissed {
    /// Whose account it is, for the page that is drawn again.
    pub found: Found,
    /// Why.
    pub why: Why,
}

/// Why the phone was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The code does not count.
    Code(CodeFault),
    /// Another account has this phone.
    Taken,
}

/// Finds whose number it is; the look is journalled, since the whole number of the document is shown.
pub fn look(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    sought: &Sought,
) -> Result<Found, Stop<DeskRefusal>> {
    let (_, found) = find(ledger, officer, sought)?;
    ledger.about(found.id);
    Ok(found)
}

/// Sends a code to the new number, for the person to read out.
pub fn send_at_desk(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    sought: &Sought,
    asker: &Asker,
) -> Result<(Found, Result<Sent, CodeRefusal>), Stop<DeskRefusal>> {
    let found = look(ledger, officer, sought)?;
    let sent = send_code(ledger, CodePurpose::PhoneNew, &sought.phone, asker)?;
    Ok((found, sent))
}

/// Whether a code to this phone may be entered, and what this browser should know of codes. On a page that is drawn for
/// the first time the last code went to whoever stood at the counter before, so what became of it is not told.
pub fn outlook(
    read: &impl Read,
    phone: Option<&Phone>,
    fresh: bool,
    browser: &[u8; 32],
    now: Moment,
) -> Result<(bool, Outlook), Broken> {
    let sent = match phone {
        Some(phone) => awaits_code(read, CodePurpose::PhoneNew, phone, now)?,
        None => false,
    };
    let outlook = match fresh {
        true => code_outlook_quietly(read, browser, now)?,
        false => code_outlook(read, browser, now)?,
    };
    Ok((sent, outlook))
}

/// Changes the phone and ends every session of the person.
pub fn change_at_desk(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    asked: &AtDesk,
    browser: &[u8; 32],
) -> Result<Result<(), DeskMissed>, Stop<DeskRefusal>> {
    let (grant, found) = find(ledger, officer, &asked.sought)?;
    if asked.seen != Some(found.id) {
        return Err(Stop::Refused(DeskRefusal::Stale));
    }
    let (id, phone) = (found.id, &asked.sought.phone);
    let missed = match enter_code(ledger, CodePurpose::PhoneNew, phone, browser, &asked.code)? {
        Err(fault) => Some(("code", Why::Code(fault))),
        Ok(()) if is_taken(ledger, phone)? => Some(("phone taken", Why::Taken)),
        Ok(()) => None,
    };
    if let Some((word, why)) = missed {
        ledger.about(id);
        ledger.refuse(word);
        return Ok(Err(DeskMissed { found, why }));
    }
    let by = AtOnce::Officer(officer, grant.masked_name);
    give(ledger, id, phone, Channel::Bureau, &by).map_err(|stop| match stop {
        Stop::Refused(refusal) => Stop::Refused(DeskRefusal::Corridor(refusal)),
        Stop::Failed(broken) => Stop::Failed(broken),
    })?;
    close_sessions(ledger, Subject::Person(id))?;
    Ok(Ok(()))
}

fn find(
    ledger: &Ledger<'_>,
    officer: OfficerId,
    sought: &Sought,
) -> Result<(Grant, Found), Stop<DeskRefusal>> {
    let refused = |refusal| Err(Stop::Refused(refusal));
    let (grant, id, account) = at_counter(ledger, officer, &sought.documents).map_err(|stop| match stop {
        Stop::Refused(unfound) => Stop::Refused(DeskRefusal::Unfound(unfound)),
        Stop::Failed(broken) => Stop::Failed(broken),
    })?;
    if account.frozen.is_some() {
        return refused(DeskRefusal::Frozen);
    }
    if account.identity.phone == sought.phone {
        return refused(DeskRefusal::Same);
    }
    Ok((grant, Found { id, account }))
}
