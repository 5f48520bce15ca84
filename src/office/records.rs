//! What is on record, and every version it ever had.
//!
//! What always holds: the record of a person is the newest of their versions; versions are added and never changed.

use super::Ledger;
use crate::dossier::Dossier;
use crate::store::{Broken, Read, Span};
use crate::tables::{DOSSIERS, RECORD_VERSIONS, Record};
use crate::terms::{AccountId, CaseId};

/// Puts a dossier on record as the next version, settled by this case.
pub fn put_record(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    dossier: &Dossier,
    case: CaseId,
) -> Result<(), Broken> {
    let before = ledger.get(&DOSSIERS, &person)?;
    if let Some(old) = &before
        && ledger.get(&RECORD_VERSIONS, &(person, old.number()))?.is_none()
    {
        // It was put on record before versions were kept.
        ledger.put(&RECORD_VERSIONS, &(person, old.number()), old)?;
    }
    let version = before.map_or(1, |old| old.number() + 1);
    let (authority, approved) = (dossier.authority, ledger.now());
    let record = Record { dossier: dossier.clone(), authority, approved, case, version: Some(version) };
    ledger.put(&RECORD_VERSIONS, &(person, version), &record)?;
    ledger.put(&DOSSIERS, &person, &record)?;
    ledger.about(person);
    Ok(())
}

/// Every version of a person's record, oldest first.
pub fn versions(read: &impl Read, person: AccountId) -> Result<Vec<Record>, Broken> {
    let kept = read.scan(&RECORD_VERSIONS, Span::within(&person, usize::MAX))?;
    let kept: Vec<Record> = kept.into_iter().map(|(_, record)| record).collect();
    if kept.is_empty() {
        return Ok(read.get(&DOSSIERS, &person)?.into_iter().collect());
    }
    Ok(kept)
}
