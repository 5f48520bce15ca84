//! Who this instance is to others: its keys and the card that is made of them.

use crate::envelope::{Card, Fingerprint, Keys};
use crate::office::Dice;
use crate::store::{Broken, Read, Store};
use crate::tables::{EXCHANGE_KEYS, INSTANCE, Only};
use crate::terms::RegionCode;

/// This instance as one side of the exchange.
#[derive(Clone, Debug)]
pub struct Own {
    /// What letters are signed and opened with.
    pub keys: Keys,
    /// What others are told.
    pub card: Card,
    /// What letters are addressed to.
    pub fingerprint: Fingerprint,
}

/// Draws the keys of an instance that has none yet.
pub fn draw_keys(store: &Store, dice: &dyn Dice) -> Result<(), Broken> {
    if store.view()?.get(&EXCHANGE_KEYS, &Only)?.is_some() {
        return Ok(());
    }
    let mut drawn = [[0; 32]; 2];
    drawn.iter_mut().for_each(|key| dice.fill(key));
    store.act_blocking(move |tx| {
        if tx.get(&EXCHANGE_KEYS, &Only)?.is_none() {
            let [sign, open] = drawn;
            tx.put(&EXCHANGE_KEYS, &Only, &Keys::from_bytes(sign, open))?;
        }
        Ok::<_, Broken>(())
    })
}

/// Whether this instance's card covers a department; nobody would take in a letter of another one.
pub fn speaks_for(read: &impl Read, department: RegionCode) -> Result<bool, Broken> {
    let region = read.get(&INSTANCE, &Only)?.and_then(|instance| instance.region);
    Ok(region.is_some_and(|region| region.contains(&department)))
}

/// This instance under the name of its sponsor; none until its region has been chosen at set-up.
pub fn own(read: &impl Read, name: &str) -> Result<Option<Own>, Broken> {
    let region = read.get(&INSTANCE, &Only)?.and_then(|instance| instance.region);
    let keys = read.get(&EXCHANGE_KEYS, &Only)?;
    Ok(region.zip(keys).map(|(region, keys)| {
        // A card holds no longer name, and would be read by nobody.
        let name: String = name.chars().take(Card::LONGEST_NAME).collect();
        let card = keys.card(&name, region);
        let fingerprint = card.fingerprint();
        Own { keys, card, fingerprint }
    }))
}
