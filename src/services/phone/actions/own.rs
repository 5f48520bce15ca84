//! The person changes it alone: password, a code to the phone on the account, a code to the new one (security B1 31).

use super::{give, is_taken};
use crate::accounts::{Account, CodeFault, CodePurpose, Subject};
use crate::casework::{Channel, Refusal};
use crate::office::{
    Asker, AtOnce, CodeRefusal, Entered, Judged, Ledger, Sent, Stop, close_sessions, enter_codes, send_codes,
    still_present,
};
use crate::store::{Broken, Read};
use crate::tables::{ACCOUNTS, SESSIONS};
use crate::terms::{AccountId, Phone};

/// Why no code is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsent {
    /// The account has this phone already.
    Same,
    /// Not now.
    Refused(CodeRefusal),
}

/// Why the phone was not changed, although what was counted is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missed {
    /// The password is wrong.
    Password,
    /// The account has this phone already.
    Same,
    /// One of the codes, or both, do not count: that to the old phone, that to the new one.
    Codes(Option<CodeFault>, Option<CodeFault>),
    /// Another account has this phone.
    Taken,
}

/// What the person asks for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// 新手机号.
    pub phone: Phone,
    /// The digits sent to the phone on the account.
    pub old_code: String,
    /// The digits sent to the new one.
    pub new_code: String,
}

/// Sends both codes for one asking; the one to the new number leaves whoever has it.
pub fn send(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    phone: &Phone,
    asker: &Asker,
) -> Result<Result<Sent, Unsent>, Stop<Refusal>> {
    ledger.about(person);
    let old = open(ledger, person)?.identity.phone;
    if old == *phone {
        ledger.refuse("same number");
        return Ok(Err(Unsent::Same));
    }
    let both = [(CodePurpose::PhoneOld, &old), (CodePurpose::PhoneNew, phone)];
    Ok(send_codes(ledger, &both, asker)?.map_err(Unsent::Refused))
}

/// Changes the phone if everything is proven, and ends every session but this one.
pub fn change(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    wanted: &Wanted,
    judged: &Judged,
    browser: &[u8; 32],
) -> Result<Result<(), Missed>, Stop<Refusal>> {
    let (account, session) = still_present(ledger, person, judged, browser)?;
    if let Err(missed) = prove(ledger, &account.identity.phone, wanted, judged.right, browser)? {
        ledger.about(person);
        return Ok(Err(missed));
    }
    give(ledger, person, &wanted.phone, Channel::Person, &AtOnce::Rule)?;
    close_sessions(ledger, Subject::Person(person))?;
    ledger.put(&SESSIONS, browser, &session)?;
    Ok(Ok(()))
}

fn prove(
    ledger: &mut Ledger<'_>,
    old: &Phone,
    wanted: &Wanted,
    proven: bool,
    browser: &[u8; 32],
) -> Result<Result<(), Missed>, Broken> {
    if !proven {
        ledger.refuse("wrong password");
        return Ok(Err(Missed::Password));
    }
    if *old == wanted.phone {
        ledger.refuse("same number");
        return Ok(Err(Missed::Same));
    }
    let entered = |purpose, phone, typed| Entered { purpose, phone, typed };
    let both = [
        entered(CodePurpose::PhoneOld, old, wanted.old_code.as_str()),
        entered(CodePurpose::PhoneNew, &wanted.phone, wanted.new_code.as_str()),
    ];
    let faults: Vec<Option<CodeFault>> =
        enter_codes(ledger, &both, browser)?.into_iter().map(Result::err).collect();
    if let [old, new] = faults[..]
        && old.or(new).is_some()
    {
        ledger.refuse("code");
        return Ok(Err(Missed::Codes(old, new)));
    }
    if is_taken(ledger, &wanted.phone)? {
        ledger.refuse("phone taken");
        return Ok(Err(Missed::Taken));
    }
    Ok(Ok(()))
}

fn open(ledger: &Ledger<'_>, person: AccountId) -> Result<Account, Stop<Refusal>> {
    ledger.get(&ACCOUNTS, &person)?.filter(Account::is_open).ok_or(Stop::Refused(Refusal::NotFound))
}
