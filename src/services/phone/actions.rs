//! Giving an account another phone.

mod desk;
mod own;

pub use desk::{
    AtDesk, DeskMissed, DeskRefusal, Found, Sought, Why, change_at_desk, look, outlook, send_at_desk,
};
pub use own::{Missed, Unsent, Wanted, change, send};

use crate::casework::{Amendment, Channel, Refusal};
use crate::dossier::Change;
use crate::office::{AtOnce, Ledger, Stop, change_phone, file_at_once};
use crate::store::{Broken, Read};
use crate::tables::{ACCOUNTS_BY_PHONE, DOSSIERS};
use crate::terms::{AccountId, Phone};

/// Whether another account has this phone; to be said only to who has proven to hold it (security B4).
fn is_taken(ledger: &Ledger<'_>, phone: &Phone) -> Result<bool, Broken> {
    Ok(ledger.find(&ACCOUNTS_BY_PHONE, &phone.to_string())?.is_some())
}

/// Changes the phone of the account, and of the record through the corridor where there is one.
fn give(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    phone: &Phone,
    channel: Channel,
    by: &AtOnce,
) -> Result<(), Stop<Refusal>> {
    let Some(record) = ledger.get(&DOSSIERS, &person)? else { return change_phone(ledger, person, phone) };
    let identity = record.dossier.identity;
    let change = Change::Phone { before: identity.phone.clone(), after: phone.clone() };
    let amendment = Amendment { change, identity, authority: record.authority, channel };
    file_at_once(ledger, person, amendment, by).map(drop)
}
