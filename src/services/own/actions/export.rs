//! 导出我的信息: who may have it when, and what goes into which file (PIPL 45, security B3).
//!
//! What always holds: a file leaves only in the browser in which the person has just been proven, for ten minutes; the
//! pictures are shared out so that no file holds more than [`PART`] bytes of them, and every picture is in exactly one.

use super::proof::{Missed, Proof, prove};
use crate::accounts::{CodePurpose, Window};
use crate::casework::Refusal;
use crate::office::{Ledger, Stop, browse_stock, count_within, has_room};
use crate::store::{Broken, Read};
use crate::tables::Stocked;
use crate::terms::{AccountId, FileId, Moment};
use data_encoding::HEXLOWER;
use std::collections::{BTreeMap, BTreeSet};

/// So often in a day.
const DAY: Window = Window::new(1, 24 * 3600);
/// How long the files may be fetched after the proof; a download that breaks off can be begun again.
pub const FETCH: Window = Window::new(1, 600);
/// Bytes of pictures in one file; a picture has half a megabyte (spec 3.2), so only who has a hundred gets a second.
pub const PART: u64 = 48 * 1024 * 1024;

/// One picture as it goes along.
#[derive(Clone, Debug)]
pub struct Shot {
    /// SHA-256 of its bytes.
    pub digest: [u8; 32],
    /// Its name in the file.
    pub name: String,
    /// Which file it is in, from 1.
    pub part: usize,
    /// Length in bytes.
    pub length: u32,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// When it was uploaded last.
    pub at: Moment,
    /// What it was uploaded for.
    pub slots: BTreeSet<String>,
}

/// Every picture of one person, each content once, newest first.
#[derive(Clone, Debug, Default)]
pub struct Album {
    /// The pictures.
    pub shots: Vec<Shot>,
    places: BTreeMap<FileId, usize>,
    known: BTreeMap<[u8; 32], usize>,
}

impl Album {
    /// Adds a record of a picture; a new picture goes into the last file, or into another one where that would grow
    /// beyond `part` bytes.
    fn add(&mut self, id: FileId, picture: &Stocked, part: u64) {
        let place = match self.known.get(&picture.digest) {
            Some(place) => *place,
            None => {
                let last = self.parts();
                let filled: u64 = self.of_part(last).map(|shot| u64::from(shot.length)).sum();
                let full = filled > 0 && filled + u64::from(picture.length) > part;
                self.shots.push(shot(picture, self.shots.len() + 1, if full { last + 1 } else { last }));
                self.shots.len() - 1
            }
        };
        self.known.insert(picture.digest, place);
        self.places.insert(id, place);
        if let Some(shot) = self.shots.get_mut(place) {
            shot.slots.insert(picture.slot.clone());
        }
    }

    /// Where the picture of this record is found.
    pub fn name_of(&self, file: &FileId) -> Option<&str> {
        self.places.get(file).and_then(|place| self.shots.get(*place)).map(|shot| shot.name.as_str())
    }

    /// How many files there are; one at least.
    pub fn parts(&self) -> usize {
        self.shots.last().map_or(1, |shot| shot.part)
    }

    /// The pictures of this file.
    pub fn of_part(&self, part: usize) -> impl Iterator<Item = &Shot> {
        self.shots.iter().filter(move |shot| shot.part == part)
    }
}

/// The person's pictures as they are shared out.
pub fn album(read: &impl Read, person: AccountId) -> Result<Album, Broken> {
    let mut album = Album::default();
    browse_stock(read, person, |id, picture| {
        album.add(id, picture, PART);
        true
    })?;
    Ok(album)
}

fn shot(picture: &Stocked, number: usize, part: usize) -> Shot {
    let Stocked { digest, length, width, height, at, .. } = picture;
    let name = format!("pictures/{number:04}.jpg");
    let (size, slots) = ((*width, *height), BTreeSet::new());
    Shot { digest: *digest, name, part, length: *length, size, at: *at, slots }
}

/// Whether the person may ask today.
pub fn is_due(read: &impl Read, person: AccountId, now: Moment) -> Result<bool, Broken> {
    has_room(read, day_of(person), DAY, now)
}

/// Whether the files may be fetched in this browser now.
pub fn is_granted(
    read: &impl Read,
    person: AccountId,
    browser: &[u8; 32],
    now: Moment,
) -> Result<bool, Broken> {
    Ok(!has_room(read, grant_of(person, browser), FETCH, now)?)
}

/// Lets the files be fetched in this browser, once a day, if the person is proven.
pub fn grant(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    proof: &Proof,
) -> Result<Result<(), Missed>, Stop<Refusal>> {
    if let Err(missed) = prove(ledger, person, CodePurpose::Export, proof)? {
        return Ok(Err(missed));
    }
    if !count_within(ledger, day_of(person), DAY)? {
        ledger.refuse("twice a day");
        return Ok(Err(Missed::TooSoon));
    }
    count_within(ledger, grant_of(person, &proof.browser), FETCH)?;
    Ok(Ok(()))
}

/// Journals that a file is fetched.
pub fn note_fetched(ledger: &mut Ledger<'_>, person: AccountId, part: usize) {
    ledger.about(person);
    ledger.detail(&format!("part {part}"));
}

fn day_of(person: AccountId) -> String {
    format!("export:day:{person}")
}

fn grant_of(person: AccountId, browser: &[u8; 32]) -> String {
    format!("export:granted:{person}:{}", HEXLOWER.encode(browser))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(content: u8, length: u32, slot: &str) -> Stocked {
        let at = Moment::from_millis(5);
        Stocked { slot: slot.into(), digest: [content; 32], length, width: 20, height: 10, at }
    }

    #[test]
    fn pictures_fill_one_file_after_the_other_and_each_content_goes_once() {
        let mut album = Album::default();
        let rows = [(1, 60, "a"), (2, 40, "a"), (3, 70, "a"), (1, 60, "b"), (4, 120, "a"), (5, 10, "a")];
        for (number, (content, length, slot)) in (0..).zip(rows) {
            album.add(FileId::from_bytes([number; 16]), &picture(content, length, slot), 100);
        }
        let parts: Vec<usize> = album.shots.iter().map(|shot| shot.part).collect();
        assert_eq!((parts, album.parts()), (vec![1, 1, 2, 3, 4], 4));
        assert_eq!(album.name_of(&FileId::from_bytes([3; 16])), Some("pictures/0001.jpg"));
        assert_eq!(album.shots[0].slots.iter().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(album.of_part(3).map(|shot| shot.length).collect::<Vec<_>>(), [120]);
    }

    #[test]
    fn who_has_no_picture_has_one_file_all_the_same() {
        assert_eq!(Album::default().parts(), 1);
    }
}
