//! Registering: the code, then whether document and phone are free, then the account (spec 1.1, security B4, B5).

pub mod characters;

use crate::accounts::{Account, AccountState, CodeFault, CodePurpose, Credential, Window};
use crate::dossier::Identity;
use crate::letters::Letter;
use crate::office::{Asker, CodeRefusal, Ledger, Sent, awaits_code, count_within, enter_code, send_code};
use crate::store::{Broken, Read, Span};
use crate::tables::{ACCOUNTS, ACCOUNTS_BY_DOCUMENT, ACCOUNTS_BY_PHONE};
use crate::terms::{AccountId, Moment, Phone};

/// The version of the privacy notice that a registration consents to; rises whenever its text changes what is done.
pub const NOTICE_VERSION: u32 = 1;
/// So many unverified accounts may claim one number; whoever proves to own it gets it (security B5).
const UNVERIFIED_AT_MOST: usize = 3;
/// Answers that something is taken, by phone: more would let one phone ask after many numbers (security B4).
const TAKEN_DAY: Window = Window::new(5, 24 * 3600);
/// Letters to one owner about others' attempts.
const TOLD_DAY: Window = Window::new(1, 24 * 3600);

/// Why a registration came to nothing, although what it counted is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missed {
    /// The code does not count.
    Code(CodeFault),
    /// Document or phone belong to somebody.
    Taken,
    /// Too often today.
    TooOften,
}

impl Missed {
    /// What to do next.
    pub fn sentence(self) -> &'static str {
        match self {
            Missed::Code(fault) => fault.sentence(),
            Missed::Taken => "无法注册：证件或手机号已被使用，请找回密码或联系会计管理部门。",
            Missed::TooOften => "今天的注册尝试次数过多，请明天再试，或联系会计管理部门。",
        }
    }
}

/// Sends a code to the phone that was typed.
pub fn send(
    ledger: &mut Ledger<'_>,
    phone: &Phone,
    asker: &Asker,
) -> Result<Result<Sent, CodeRefusal>, Broken> {
    send_code(ledger, CodePurpose::Register, phone, asker)
}

/// Whether it is worth hashing a password: a code was sent to this phone and may still be entered.
pub fn may_register(read: &impl Read, phone: &Phone, now: Moment) -> Result<bool, Broken> {
    awaits_code(read, CodePurpose::Register, phone, now)
}

/// What a registration misses when no code waits for it: nothing was hashed and nothing is counted.
pub fn without_code(ledger: &mut Ledger<'_>) -> Missed {
    ledger.refuse("code");
    Missed::Code(CodeFault::Lapsed)
}

/// Makes the account.
pub fn register(
    ledger: &mut Ledger<'_>,
    identity: &Identity,
    code: &str,
    browser: &[u8; 32],
    credential: &Credential,
) -> Result<Result<(), Missed>, Broken> {
    if let Err(fault) = enter_code(ledger, CodePurpose::Register, &identity.phone, browser, code)? {
        ledger.refuse("code");
        return Ok(Err(Missed::Code(fault)));
    }
    let holders = holders(&**ledger, identity)?;
    if holders.refuse {
        if !count_within(ledger, format!("register:taken:{}", identity.phone), TAKEN_DAY)? {
            ledger.refuse("too often");
            return Ok(Err(Missed::TooOften));
        }
        tell(ledger, &holders.accounts)?;
        ledger.refuse("taken");
        return Ok(Err(Missed::Taken));
    }
    tell(ledger, &holders.accounts)?;
    let id = AccountId::from_bytes(ledger.draw_id());
    let account = Account {
        identity: identity.clone(),
        credential: credential.clone(),
        state: AccountState::Open,
        verified: None,
        created: ledger.now(),
        generation: 0,
        last_login: None,
        notice: NOTICE_VERSION,
        frozen: None,
    };
    ledger.put(&ACCOUNTS, &id, &account)?;
    ledger.about(id);
    Ok(Ok(()))
}

struct Holders {
    accounts: Vec<AccountId>,
    refuse: bool,
}

/// Who has this phone or number already, and whether that forbids another account.
fn holders(read: &impl Read, identity: &Identity) -> Result<Holders, Broken> {
    let key = identity.document.identity_key();
    let by_number = read.list(&ACCOUNTS_BY_DOCUMENT, Span::within(&key, 100))?;
    let by_phone = read.find(&ACCOUNTS_BY_PHONE, &identity.phone.to_string())?;
    let verified = by_number.iter().any(|(_, verified)| *verified);
    let refuse = by_phone.is_some() || verified || by_number.len() >= UNVERIFIED_AT_MOST;
    let mut accounts: Vec<AccountId> = by_number.into_iter().map(|((_, id), _)| id).collect();
    accounts.extend(by_phone.filter(|id| !accounts.contains(id)));
    Ok(Holders { accounts, refuse })
}

/// Tells each owner, once a day at most, that somebody used their number or phone (T04).
fn tell(ledger: &mut Ledger<'_>, owners: &[AccountId]) -> Result<(), Broken> {
    for id in owners {
        let Some(account) = ledger.get(&ACCOUNTS, id)?.filter(Account::is_open) else { continue };
        ledger.about(id);
        if count_within(ledger, format!("register:told:{id}"), TOLD_DAY)? {
            ledger.send(&account.identity.phone, Letter::RegisteredAgain)?;
        }
    }
    Ok(())
}
