//! What a former platform had approved: it stands in the draft of who begins a collection (spec 1.8(1), 1.9(1)).
//!
//! Always holds: only somebody who is verified, with the same document and the same name, sees any of it (T35); it is
//! taken over once, with the first save, so that a row that was deleted does not come back.

use crate::dossier::{Draft, Identity};
use crate::office::history_of;
use crate::store::{Broken, Read};
use crate::tables::DOSSIERS;
use crate::terms::AccountId;

/// The draft of a verified person who has neither saved nor filed anything.
pub(super) fn begun(read: &impl Read, person: AccountId, identity: &Identity) -> Result<Draft, Broken> {
    let Some(own) = history_of(read, identity)? else { return Ok(Draft::default()) };
    if read.get(&DOSSIERS, &person)?.is_some() {
        return Ok(Draft::default());
    }
    Ok(Draft {
        past_education: own.education,
        past_employment: own.employment,
        history_taken: true,
        ..Draft::default()
    })
}
