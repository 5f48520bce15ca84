//! A new password for whoever holds the registered phone and knows number and name (spec 1.4, security T19, T20).

use crate::accounts::{Account, CodePurpose, Credential, Freeze, Subject, Window};
use crate::letters::Letter;
use crate::office::{
    Asker, CodeRefusal, Ledger, Sent, close_sessions, code_wait, count_within, enter_code, has_room,
    send_code_quietly, tell_owner,
};
use crate::store::{Broken, Read};
use crate::tables::{ACCOUNTS, ACCOUNTS_BY_PHONE};
use crate::terms::{AccountId, Document, Moment, PersonName, Phone};

/// Entries of one browser; each costs a password hash.
const TRIES_HOUR: Window = Window::new(20, 3600);

/// The password was not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missed {
    /// Nobody is told why.
    Untold,
    /// Everything was right, and the owner has closed the account.
    Frozen(Freeze),
}

impl Missed {
    /// What to do next.
    pub fn sentence(&self) -> String {
        match self {
            Missed::Untold => {
                "密码没有修改：填写的信息或验证码不正确。请核对各项内容，或者重新获取验证码。".into()
            }
            Missed::Frozen(freeze) => freeze.sentence(),
        }
    }
}

/// Who somebody says to be, as it is compared with what was registered.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The number as each kind of document that it fits.
    pub documents: Vec<Document>,
    /// 真实姓名.
    pub name: PersonName,
    /// 手机号.
    pub phone: Phone,
}

/// The one account that number, name and phone all belong to; a frozen one is told so once the code is right.
fn account_of(read: &impl Read, claimed: &Claimed) -> Result<Option<(AccountId, Account)>, Broken> {
    let Some(id) = read.find(&ACCOUNTS_BY_PHONE, &claimed.phone.to_string())? else { return Ok(None) };
    let account = read.get(&ACCOUNTS, &id)?.filter(|account| {
        let registered = account.identity.document.identity_key();
        account.holds_names()
            && account.identity.name == claimed.name
            && claimed.documents.iter().any(|document| document.identity_key() == registered)
    });
    Ok(account.map(|account| (id, account)))
}

/// Sends a code if everything matches; the answer does not tell.
pub fn send(
    ledger: &mut Ledger<'_>,
    claimed: &Claimed,
    asker: &Asker,
) -> Result<Result<Sent, CodeRefusal>, Broken> {
    let found = account_of(&**ledger, claimed)?;
    if let Some((id, _)) = &found {
        ledger.about(id);
    }
    send_code_quietly(ledger, CodePurpose::Reset, &claimed.phone, asker, found.is_some())
}

/// Whether it is worth hashing a password: this browser asked for a code a moment ago and has not tried too often.
/// Whether anybody matched plays no part, so that the time taken tells nothing.
pub fn may_try(read: &impl Read, browser: &[u8; 32], now: Moment) -> Result<bool, Broken> {
    Ok(code_wait(read, browser, now)? > 0 && has_room(read, tries_of(browser), TRIES_HOUR, now)?)
}

/// Replaces the password, ends every session and tells the owner.
pub fn reset(
    ledger: &mut Ledger<'_>,
    claimed: &Claimed,
    code: &str,
    browser: &[u8; 32],
    credential: &Credential,
) -> Result<Result<(), Missed>, Broken> {
    if !count_within(ledger, tries_of(browser), TRIES_HOUR)? {
        return Ok(Err(missed(ledger, "too often")));
    }
    let Some((id, account)) = account_of(&**ledger, claimed)? else {
        return Ok(Err(missed(ledger, "no match")));
    };
    ledger.about(id);
    if enter_code(ledger, CodePurpose::Reset, &claimed.phone, browser, code)?.is_err() {
        return Ok(Err(missed(ledger, "code")));
    }
    if let Some(freeze) = account.frozen {
        ledger.refuse("frozen");
        return Ok(Err(Missed::Frozen(freeze)));
    }
    let generation = account.generation + 1;
    ledger.put(&ACCOUNTS, &id, &Account { credential: credential.clone(), generation, ..account })?;
    close_sessions(ledger, Subject::Person(id))?;
    tell_owner(ledger, id, &claimed.phone, Letter::PasswordChanged)?;
    Ok(Ok(()))
}

/// Journals why, and says it to nobody.
pub fn missed(ledger: &mut Ledger<'_>, reason: &str) -> Missed {
    ledger.refuse(reason);
    Missed::Untold
}

fn tries_of(browser: &[u8; 32]) -> String {
    let browser: String = browser.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("reset:tries:{browser}")
}
