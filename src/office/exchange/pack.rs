//! Packing: everything about one person out of one moment of the store.

use super::{Packed, PackedFile, Parcel};
use crate::office::versions;
use crate::store::{Broken, Read, Span, attachment};
use crate::tables::{ACCOUNTS, CASES, CASES_BY_PERSON, FILES, FILINGS};
use crate::terms::{AccountId, CaseId, FileId};
use std::collections::BTreeSet;

/// The parcel of a person's transfer under this letter's number; none when the person is not verified here any more.
pub(super) fn packed(
    read: &impl Read,
    person: AccountId,
    case: CaseId,
    number: &str,
    demonstration: bool,
) -> Result<Option<Parcel>, Broken> {
    let verified = read.get(&ACCOUNTS, &person)?.filter(|account| account.is_open());
    let Some(verified) = verified.and_then(|account| account.verified) else { return Ok(None) };
    let versions = versions(read, person)?;
    let mut cases = Vec::new();
    for ((.., id), _) in read.list(&CASES_BY_PERSON, Span::within(&person, usize::MAX).descending())? {
        if let Some(case) = read.get(&CASES, &id)? {
            cases.push(Packed { id, case, filings: rounds(read, id)? });
        }
    }
    let mut files = Vec::new();
    for id in pictures(&versions, &cases) {
        let missing = || Broken::Damaged(format!("picture {id}: a record refers to it and it is not there"));
        let file = read.get(&FILES, &id)?.ok_or_else(missing)?;
        files.push(PackedFile {
            id,
            slot: file.slot,
            width: file.width,
            height: file.height,
            at: file.at,
            case: file.case,
            bytes: attachment(read, &file.digest)?.ok_or_else(missing)?,
        });
    }
    let number = number.to_string();
    Ok(Some(Parcel { number, demonstration, case, verified, versions, cases, files }))
}

/// Every picture that versions and cases refer to.
pub(super) fn pictures(versions: &[crate::tables::Record], cases: &[Packed]) -> BTreeSet<FileId> {
    let recorded = versions.iter().flat_map(|version| version.dossier.files());
    let filed = cases.iter().flat_map(|case| &case.filings).flat_map(|filing| filing.matter.files());
    recorded.chain(filed).collect()
}

/// Every round of a case.
pub(super) fn rounds(read: &impl Read, id: CaseId) -> Result<Vec<crate::casework::Filing>, Broken> {
    let found = read.scan(&FILINGS, Span::within(&id, usize::MAX))?;
    Ok(found.into_iter().map(|(_, filing)| filing).collect())
}
