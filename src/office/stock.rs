//! 材料库: pictures that a person has uploaded before, used once more.
//!
//! What always holds: only the owner takes a picture, and what is taken is a record of its own for the new place, so
//! that a picture still counts only for the place it was meant for (T26); the photographs of 实名认证 serve nothing else,
//! and nothing else serves there, because the consent was given for that alone.

use super::Ledger;
use super::pictures::{Picture, keep_picture};
use crate::store::{Broken, Read, Span};
use crate::tables::{FILES, FILES_BY_OWNER, FileRecord, Stocked};
use crate::terms::{AccountId, FileId};

/// Pictures read at a time.
const PAGE: usize = 200;

/// What a picture shows, as far as that decides where it may serve again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shelf {
    /// 证件照.
    Portrait,
    /// The photograph of a paper.
    Paper,
}

/// Where a picture of this purpose stands; nowhere if it may not serve again.
fn shelf(purpose: &str) -> Option<Shelf> {
    match purpose {
        "basics.portrait" => Some(Shelf::Portrait),
        _ if purpose.starts_with("papers.") => None,
        _ => Some(Shelf::Paper),
    }
}

/// What a place asks of a picture that was uploaded before; one with too many bytes is made smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What the picture is to be good for.
    pub purpose: &'static str,
    /// The fewest bytes.
    pub least_bytes: usize,
    /// The least width in pixels.
    pub least_width: u32,
    /// The least height in pixels.
    pub least_height: u32,
}

impl Wanted {
    /// Whether this picture may serve here.
    pub fn fits(&self, picture: &Stocked) -> bool {
        let place = shelf(self.purpose);
        place.is_some()
            && place == shelf(&picture.slot)
            && usize::try_from(picture.length).is_ok_and(|length| length >= self.least_bytes)
            && picture.width >= self.least_width
            && picture.height >= self.least_height
    }
}

/// Shows a person's pictures, newest first, for as long as `see` asks for more.
pub fn browse_stock(
    read: &impl Read,
    owner: AccountId,
    mut see: impl FnMut(FileId, &Stocked) -> bool,
) -> Result<(), Broken> {
    let mut span = Span::within(&owner, PAGE);
    loop {
        let page = read.list(&FILES_BY_OWNER, span)?;
        if !page.iter().all(|((.., id), picture)| see(*id, picture)) {
            return Ok(());
        }
        match page.last() {
            Some((last, _)) if page.len() == PAGE => span = Span::within(&owner, PAGE).after(last),
            _ => return Ok(()),
        }
    }
}

/// The person's own picture, if it may serve here; somebody else's is not there (T26).
pub fn stocked(
    read: &impl Read,
    owner: AccountId,
    wanted: &Wanted,
    id: &FileId,
) -> Result<Option<FileRecord>, Broken> {
    let own = read.get(&FILES, id)?.filter(|file| file.owner == owner);
    Ok(own.filter(|file| wanted.fits(&Stocked::of(file))))
}

/// Takes a picture for another place, made smaller where `smaller` is given; refused and journalled as not there when
/// it is not the owner's or may not serve here.
pub fn take_picture(
    ledger: &mut Ledger<'_>,
    owner: AccountId,
    wanted: &Wanted,
    id: &FileId,
    smaller: Option<&Picture>,
) -> Result<Option<FileId>, Broken> {
    let Some(file) = stocked(&**ledger, owner, wanted, id)? else {
        ledger.refuse("not_found");
        return Ok(None);
    };
    ledger.about(id);
    if let Some(picture) = smaller {
        return keep_picture(ledger, owner, wanted.purpose, picture).map(Some);
    }
    let taken = FileId::from_bytes(ledger.draw_id());
    let record =
        FileRecord { slot: wanted.purpose.into(), at: ledger.now(), filed: false, case: None, ..file };
    ledger.put(&FILES, &taken, &record)?;
    ledger.about(taken);
    Ok(Some(taken))
}
