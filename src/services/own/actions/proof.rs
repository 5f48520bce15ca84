//! Who asks for something that nobody else may ask for: the present password and a code to the phone on the account.

use crate::accounts::{Account, CodeFault, CodePurpose};
use crate::casework::Refusal;
use crate::office::{Asker, CodeRefusal, Judged, Ledger, Sent, Stop, enter_code, send_code, still_present};
use crate::store::Read;
use crate::tables::ACCOUNTS;
use crate::terms::AccountId;

/// What proves the person once more.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The password, judged before the act.
    pub judged: Judged,
    /// The digits as they were typed.
    pub code: String,
    /// Digest of the browser's cookie.
    pub browser: [u8; 32],
}

/// Why what was asked is not done, although what was counted is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missed {
    /// The password is wrong.
    Password,
    /// The code does not count.
    Code(CodeFault),
    /// It was done within the last day.
    TooSoon,
}

/// Sends a code to the phone on the account.
pub fn send(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    purpose: CodePurpose,
    asker: &Asker,
) -> Result<Result<Sent, CodeRefusal>, Stop<Refusal>> {
    ledger.about(person);
    let account = ledger.get(&ACCOUNTS, &person)?.filter(Account::is_open);
    let phone = account.ok_or(Stop::Refused(Refusal::NotFound))?.identity.phone;
    Ok(send_code(ledger, purpose, &phone, asker)?)
}

/// The account, if the person is proven; a right code is used up.
pub(super) fn prove(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    purpose: CodePurpose,
    proof: &Proof,
) -> Result<Result<Account, Missed>, Stop<Refusal>> {
    ledger.about(person);
    let (account, _) = still_present(ledger, person, &proof.judged, &proof.browser)?;
    if !proof.judged.right {
        ledger.refuse("wrong password");
        return Ok(Err(Missed::Password));
    }
    match enter_code(ledger, purpose, &account.identity.phone, &proof.browser, &proof.code)? {
        Ok(()) => Ok(Ok(account)),
        Err(fault) => {
            ledger.refuse("code");
            Ok(Err(Missed::Code(fault)))
        }
    }
}
