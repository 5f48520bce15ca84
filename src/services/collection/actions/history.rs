//! What a former platform had approved: it stands in the draft of who begins a collection (spec 1.8(1), 1.9(1)).
//!
//! Always holds: only somebody who is verified, with the same document and the same name, sees any of it (T35); it is
//! taken over once, with the next save, so that a row that was deleted does not come back.

use crate::dossier::{Draft, Identity};
use crate::office::history_of;
use crate::store::{Broken, Read};
use crate::tables::DOSSIERS;
use crate::terms::AccountId;

/// The draft of a verified person who has not filed anything, with what was imported about them since they began.
pub(super) fn taken_over(
    read: &impl Read,
    person: AccountId,
    identity: &Identity,
    draft: Draft,
) -> Result<Draft, Broken> {
    if draft.history_taken || read.get(&DOSSIERS, &person)?.is_some() {
        return Ok(draft);
    }
    let Some(own) = history_of(read, identity)? else { return Ok(draft) };
    Ok(Draft { past_education: own.education, past_employment: own.employment, history_taken: true, ..draft })
}
