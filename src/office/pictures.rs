//! Uploaded pictures: kept by an act of their own before a form refers to them (security B6, B7).

use super::{Ledger, Stop};
use crate::store::{Attachment, Broken, Read, Span};
use crate::tables::{DRAFTS, FILES, FILES_BY_CONTENT, FileRecord};
use crate::terms::{AccountId, CaseId, FileId};

/// A prepared picture with its digest taken before the act.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The bytes and their digest.
    pub attachment: Attachment,
    /// Length in bytes.
    pub length: u32,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Keeps a picture for one slot of one person.
pub fn keep_picture(
    ledger: &mut Ledger<'_>,
    owner: AccountId,
    slot: &str,
    picture: &Picture,
) -> Result<FileId, Broken> {
    let id = FileId::from_bytes(ledger.draw_id());
    ledger.put_attachment(&picture.attachment)?;
    let record = FileRecord {
        owner,
        slot: slot.into(),
        digest: picture.attachment.digest(),
        length: picture.length,
        width: picture.width,
        height: picture.height,
        at: ledger.now(),
        filed: false,
        case: None,
    };
    ledger.put(&FILES, &id, &record)?;
    ledger.about(id);
    Ok(id)
}

/// The person's own picture for this slot; none when it is somebody else's or was uploaded for something else (T26).
pub fn picture_of(
    read: &impl Read,
    owner: AccountId,
    slot: &str,
    id: &FileId,
) -> Result<Option<FileRecord>, Broken> {
    Ok(read.get(&FILES, id)?.filter(|file| file.owner == owner && file.slot == slot))
}

/// Marks pictures as belonging to a case, so that they are never swept; refuses a picture that is not the owner's.
pub fn mark_filed<R: From<crate::casework::Refusal>>(
    ledger: &mut Ledger<'_>,
    owner: AccountId,
    case: CaseId,
    files: &[FileId],
) -> Result<(), Stop<R>> {
    for id in files {
        let mut file = ledger
            .get(&FILES, id)?
            .filter(|file| file.owner == owner)
            .ok_or_else(|| Stop::Refused(crate::casework::Refusal::NotFound.into()))?;
        if !file.filed {
            file.filed = true;
            file.case = Some(case);
            ledger.put(&FILES, id, &file)?;
        }
    }
    Ok(())
}

/// Whether the owner's draft refers to this picture, so that it may not go.
pub fn held_by_draft(read: &impl Read, owner: AccountId, id: &FileId) -> Result<bool, Broken> {
    Ok(read.get(&DRAFTS, &owner)?.is_some_and(|draft| draft.files().contains(id)))
}

/// Removes a picture and, when nothing else has the same, its bytes; returns whether it was there.
pub fn forget_picture(ledger: &mut Ledger<'_>, id: &FileId) -> Result<bool, Broken> {
    let Some(file) = ledger.remove(&FILES, id)? else { return Ok(false) };
    if ledger.list(&FILES_BY_CONTENT, Span::within(&file.digest, 1))?.is_empty() {
        ledger.remove_attachment(&file.digest)?;
    }
    Ok(true)
}

/// How many of these pictures stand, byte for byte, in somebody else's papers.
pub fn seen_elsewhere(read: &impl Read, owner: AccountId, files: &[FileId]) -> Result<usize, Broken> {
    let mut count = 0;
    for id in files {
        if let Some(file) = read.get(&FILES, id)? {
            let same = read.list(&FILES_BY_CONTENT, Span::within(&file.digest, 20))?;
            count += usize::from(same.iter().any(|(_, other)| *other != owner));
        }
    }
    Ok(count)
}
