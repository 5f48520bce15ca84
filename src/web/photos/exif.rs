//! Reads one number out of an EXIF segment (CIPA DC-008): how the camera was held.
//!
//! It follows a single offset, to the first directory, looks at no more than [`ENTRIES`] of its entries, and
//! reads nothing else: positions, previews and maker's notes are never looked at.

use image::metadata::Orientation;

const ENTRIES: usize = 256;
const ORIENTATION: u16 = 0x0112;
const SHORT: u16 = 3;

/// The orientation an APP1 segment's data names, if it is EXIF and names one.
pub(super) fn orientation(segment: &[u8]) -> Option<Orientation> {
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let pair: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let long = |at: usize| -> Option<u32> {
        let four: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    };
    if short(2)? != 42 {
        return None;
    }
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?).min(ENTRIES);
    (0..entries)
        .filter_map(|entry| directory.checked_add(2 + entry * 12))
        .find(|at| short(*at) == Some(ORIENTATION))
        .filter(|at| short(at + 2) == Some(SHORT))
        .and_then(|at| short(at + 8))
        .and_then(|value| Orientation::from_exif(u8::try_from(value).ok()?))
}
