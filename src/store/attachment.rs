//! Attachments: files kept under their own SHA-256 (FIPS 180-4) in pieces that fit the engine's pages.
//!
//! What always holds: an attachment is there whole or not at all, and what is read back has the hash it is named by.
//! An attachment is put by its own act before any record refers to it; putting it twice changes nothing.
use ring::digest::{SHA256, digest};

use super::engine::Broken;
use super::key;
use super::span::Span;
use super::tx::{Read, Tx};

pub(super) const PIECES: &str = "attachment_pieces";
/// Length of all pieces but the last, in bytes.
const PIECE: usize = 32_000;
/// More pieces than any attachment has in practice are read page by page.
const PAGE: usize = 64;

/// SHA-256 of the content.
pub type Digest = [u8; 32];

/// Content ready to be put: hashing it happens here and not in the act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    digest: Digest,
    bytes: Vec<u8>,
}

impl Attachment {
    /// Hashes the content.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { digest: sha256(&bytes), bytes }
    }

    /// The name it is kept under.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

pub(super) fn sha256(bytes: &[u8]) -> Digest {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
    hash
}

impl Tx {
    /// Keeps the attachment; writes nothing if it is there already.
    pub fn put_attachment(&mut self, attachment: &Attachment) -> Result<(), Broken> {
        if self.bytes(PIECES, &key::written(&(attachment.digest, 0u32)))?.is_some() {
            return Ok(());
        }
        let mut pieces: Vec<&[u8]> = attachment.bytes.chunks(PIECE).collect();
        if pieces.is_empty() {
            pieces.push(&[]);
        }
        for (place, piece) in (0u32..).zip(pieces) {
            self.set(PIECES, key::written(&(attachment.digest, place)), Some(piece.to_vec()))?;
        }
        Ok(())
    }

    /// Removes the attachment; whether it was there.
    pub fn remove_attachment(&mut self, digest: &Digest) -> Result<bool, Broken> {
        let pieces = self.pairs(PIECES, &Span::within(digest, usize::MAX))?;
        let was_there = !pieces.is_empty();
        for (piece, _) in pieces {
            self.set(PIECES, piece, None)?;
        }
        Ok(was_there)
    }
}

/// The content of an attachment; [`Broken::Damaged`] if it is not what its name says.
pub fn attachment(read: &impl Read, digest: &Digest) -> Result<Option<Vec<u8>>, Broken> {
    let mut bytes = Vec::new();
    let mut span = Span::within(digest, PAGE);
    let mut found = false;
    loop {
        let pieces = read.pairs(PIECES, &span)?;
        found |= !pieces.is_empty();
        let (last, whole_page) = (pieces.last().map(|(key, _)| key.clone()), pieces.len() == PAGE);
        for (_, piece) in pieces {
            bytes.extend(piece);
        }
        match last.and_then(|last| key::read_whole::<(Digest, u32)>(&last)) {
            Some(last) if whole_page => span = Span::within(digest, PAGE).after(&last),
            _ => break,
        }
    }
    match found {
        false => Ok(None),
        true if sha256(&bytes) == *digest => Ok(Some(bytes)),
        true => Err(Broken::Damaged(format!("attachment {}: its content has another hash", hex(digest)))),
    }
}

/// The next names behind `after`, at most `limit`, smallest first: for sweeping and for checking.
pub fn attachments(read: &impl Read, after: Option<&Digest>, limit: usize) -> Result<Vec<Digest>, Broken> {
    let mut found: Vec<Digest> = Vec::new();
    let mut last = after.copied();
    while found.len() < limit {
        let span = match last {
            Some(last) => Span::all(1).after(&(last, u32::MAX)),
            None => Span::all(1),
        };
        let Some((raw, _)) = read.pairs(PIECES, &span)?.pop() else { break };
        let Some((digest, _)) = key::read_whole::<(Digest, u32)>(&raw) else {
            return Err(Broken::Damaged(format!("{PIECES}: a key has foreign bytes")));
        };
        found.push(digest);
        last = Some(digest);
    }
    Ok(found)
}

/// Lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
