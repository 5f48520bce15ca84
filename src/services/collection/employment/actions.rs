//! Saying that there is no job to record.

use crate::office::{Ledger, Stop};
use crate::services::collection::actions::{Refusal, save};
use crate::terms::AccountId;

/// Notes that the person has never worked; says nothing where a job is on the list.
pub fn none_to_record(ledger: &mut Ledger<'_>, person: AccountId, seen: u32) -> Result<(), Stop<Refusal>> {
    save(ledger, person, seen, |draft| {
        draft.no_employment = draft.employment.is_empty() && draft.past_employment.is_empty();
    })?;
    Ok(())
}
