//! An officer changes it for a person at the counter whose papers they hold, and who reads out the code.

use super::{give, is_taken};
use crate::accounts::{Account, CodeFault, CodePurpose, Grant, Right, Subject};
use crate::casework::{Channel, Refusal};
use crate::office::{
    Asker, AtOnce, CodeRefusal, Ledger, Outlook, Sent, Stop, awaits_code, close_sessions, code_outlook,
    code_outlook_quietly, enter_code, moved_to, send_code,
};
use crate::store::{Broken, Read, Span};
use crate::tables::{ACCOUNTS, ACCOUNTS_BY_DOCUMENT, DOSSIERS, OFFICERS};
use crate::terms::{AccountId, Document, Moment, OfficerId, Phone};

/// Why an officer cannot do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskRefusal {
    /// The officer does not review.
    NotYours,
    /// Nobody has this number, or their record belongs to another authority; never told apart (security B7).
    NotFound,
    /// The person at the counter is the officer.
    OwnCase,
    /// Several accounts claim the number and none has proven it.
    Several,
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
            Self::NotYours => "更换手机号由审核员办理，您的账号没有审核权限。".into(),
            Self::NotFound => {
                "没有找到您可以办理的账号。请核对证件号码；登记的信息由其他会计管理部门管理的，请本人到那里办理。".into()
            }
            Self::OwnCase => "不能更换自己账号的手机号，请由其他工作人员办理。".into(),
            Self::Several => {
                "有几个账号用这个证件号码登记，都没有通过实名认证。请先核实：请本人登录后到窗口核验，通过后再更换手机号。".into()
            }
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
    // Rights may have been lost since the page was drawn (T27).
    let grant = ledger.get(&OFFICERS, &officer)?.and_then(|one| one.grant(officer, ledger.today()));
    let Some(grant) = grant.filter(|grant| grant.has(Right::Review)) else {
        return refused(DeskRefusal::NotYours);
    };
    let mut holders = Vec::new();
    for key in sought.documents.iter().map(Document::identity_key) {
        let found = ledger.list(&ACCOUNTS_BY_DOCUMENT, Span::within(&key, usize::MAX))?;
        holders.extend(found.into_iter().map(|((_, id), verified)| (id, verified)));
    }
    let proven: Vec<AccountId> =
        holders.iter().filter(|(_, verified)| *verified).map(|(id, _)| *id).collect();
    let id = match (&proven[..], &holders[..]) {
        ([id], _) | ([], [(id, _)]) => *id,
        (_, []) => return refused(DeskRefusal::NotFound),
        _ => return refused(DeskRefusal::Several),
    };
    let Some(account) = ledger.get(&ACCOUNTS, &id)? else { return refused(DeskRefusal::NotFound) };
    let about = account.identity.document.identity_key();
    if grant.document.as_ref().is_some_and(|own| own.identity_key() == about) {
        return refused(DeskRefusal::OwnCase);
    }
    let elsewhere = ledger.get(&DOSSIERS, &id)?.is_some_and(|record| record.authority != grant.authority);
    if elsewhere || moved_to(&**ledger, id)?.is_some() {
        return refused(DeskRefusal::NotFound);
    }
    if account.identity.phone == sought.phone {
        return refused(DeskRefusal::Same);
    }
    Ok((grant, Found { id, account }))
}
