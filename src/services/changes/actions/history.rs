//! Every state the record ever had.

use super::details::settled_by;
use crate::office::versions;
use crate::store::{Broken, Read};
use crate::tables::{CASES, Record};
use crate::terms::{AccountId, CaseNumber};

/// One state of the record.
#[derive(Clone, Debug)]
pub struct Version {
    /// What was on record from then on.
    pub record: Record,
    /// What led to it, in a few words.
    pub title: String,
    /// The case that led to it.
    pub number: Option<CaseNumber>,
}

/// Every state of the person's record, oldest first.
pub fn history(read: &impl Read, person: AccountId) -> Result<Vec<Version>, Broken> {
    let mut found = Vec::new();
    for record in versions(read, person)? {
        let title = settled_by(read, &record)?;
        let number = read.get(&CASES, &record.case)?.map(|case| case.number);
        found.push(Version { record, title, number });
    }
    Ok(found)
}

/// One of them by its number.
pub fn version(read: &impl Read, person: AccountId, number: u32) -> Result<Option<Version>, Broken> {
    Ok(history(read, person)?.into_iter().find(|one| one.record.number() == number))
}
