//! Making an instance: its keys, its profile, and the one-time code for the first administrator.

use super::{Clock, Dice};
use crate::accounts::digest;
use crate::store::{Broken, Read, Store};
use crate::tables::{INSTANCE, Instance, Only, Profile};
use crate::terms::RegionCode;
use data_encoding::BASE32_NOPAD;
use std::time::Duration;

/// How long the set-up code counts (ASVS 6.3.2).
const SETUP_VALID: Duration = Duration::from_secs(15 * 60);

/// Makes the instance record in an empty store; leaves one that is there alone and says so with `false`.
pub fn found(
    store: &Store,
    clock: &dyn Clock,
    dice: &dyn Dice,
    profile: Profile,
    region: Option<RegionCode>,
) -> Result<bool, Broken> {
    let mut keys = [[0; 32]; 2];
    keys.iter_mut().for_each(|key| dice.fill(key));
    let made = clock.now();
    store.act_blocking(move |tx| {
        if tx.get(&INSTANCE, &Only)?.is_some() {
            return Ok(false);
        }
        let [journal_key, web_key] = keys;
        let instance = Instance { profile, epoch: 1, journal_key, web_key, made, setup: None, region };
        tx.put(&INSTANCE, &Only, &instance)?;
        Ok(true)
    })
}

/// Draws a fresh set-up code, valid for a quarter of an hour; only its digest is kept.
pub fn draw_setup_code(store: &Store, clock: &dyn Clock, dice: &dyn Dice) -> Result<String, Broken> {
    let mut bytes = [0; 10];
    dice.fill(&mut bytes);
    let code = BASE32_NOPAD.encode(&bytes);
    let (kept, until) = (digest(code.as_bytes()).to_vec(), clock.now().plus(SETUP_VALID));
    store.act_blocking(move |tx| {
        if let Some(instance) = tx.get(&INSTANCE, &Only)? {
            tx.put(&INSTANCE, &Only, &Instance { setup: Some((kept.clone(), until)), ..instance })?;
        }
        Ok::<_, Broken>(())
    })?;
    Ok(code)
}
