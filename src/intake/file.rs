//! What a file is, by its first bytes.

use super::cell::Cell;
use super::fault::Unreadable;
use super::{text, workbook};

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 128 * 1024 * 1024;
/// The most rows below the heading that one import takes.
pub const MOST_ROWS: u32 = 500_000;
/// Cells of one row that are looked at; what stands further right is no part of the table.
pub(super) const MOST_CELLS: usize = 200;

const PACKED: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// One row with something in it.
pub(super) struct Row<'a> {
    /// Its number in the table, from 1.
    pub(super) number: u32,
    /// About how many rows there are.
    pub(super) of: u32,
    /// Its cells from the left.
    pub(super) cells: &'a [Cell],
}

/// Takes the rows one after another.
pub(super) type Take<'a> = dyn FnMut(Row<'_>) -> Result<(), Unreadable> + 'a;

/// Reads the rows of a file that have something in them.
pub(super) fn rows(bytes: &[u8], take: &mut Take<'_>) -> Result<(), Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > LARGEST {
        return Err(Unreadable::TooLarge);
    }
    if bytes.starts_with(COMPOUND) {
        return Err(Unreadable::OldWorkbook);
    }
    if bytes.starts_with(PACKED) { workbook::rows(bytes, take) } else { text::rows(bytes, take) }
}
