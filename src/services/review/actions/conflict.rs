//! What an officer is told whose decision came too late.

use super::find;
use crate::accounts::Grant;
use crate::casework::{HistoryLine, Refusal};
use crate::office::Stop;
use crate::store::Read;
use crate::terms::CaseNumber;

/// What happened to the case in the meantime.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The state it is in now, in words.
    pub state: &'static str,
    /// The last thing that happened.
    pub last: Option<HistoryLine>,
}

/// What happened last to a case.
pub fn conflict(read: &impl Read, grant: &Grant, number: &CaseNumber) -> Result<Conflict, Stop<Refusal>> {
    let (_, case) = find(read, grant, number)?;
    Ok(Conflict { state: case.state_label(), last: case.history.last().cloned() })
}
