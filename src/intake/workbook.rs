//! XLSX: a packed folder of XML. It is unpacked once only to see how large it is, then its first sheet is read cell by
//! cell; nothing in it is computed, a formula counts as what it last came to.

use super::cell::Cell;
use super::fault::Unreadable;
use super::file::{MOST_CELLS, Row, Take};
use crate::terms::Day;
use calamine::{DataRef, Reader as _, Xlsx};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// What the whole workbook may unpack into, in bytes; half a million rows of twenty columns are less.
const MOST_UNPACKED: u64 = 768 * 1024 * 1024;
/// What the texts that cells share may unpack into; they are held in memory.
const MOST_SHARED: u64 = 256 * 1024 * 1024;
/// Files in the workbook.
const MOST_FILES: usize = 2_000;

pub(super) fn rows(bytes: &[u8], take: &mut Take<'_>) -> Result<(), Unreadable> {
    measure(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::TornWorkbook)?;
    let first = book.sheet_names().first().cloned().ok_or(Unreadable::NoTable)?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(|_| Unreadable::TornWorkbook)?;
    let of = cells.dimensions().end.0;
    let (mut now, mut row) = (0, Vec::new());
    while let Some(found) = cells.next_cell().map_err(|_| Unreadable::TornWorkbook)? {
        let (at, column) = found.get_position();
        if at < now {
            return Err(Unreadable::TornWorkbook);
        }
        if at > now {
            hand_over(now, of, &mut row, take)?;
            now = at;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column < MOST_CELLS {
            if row.len() <= column {
                row.resize(column + 1, Cell::Empty);
            }
            row[column] = cell(found.get_value());
        }
    }
    hand_over(now, of, &mut row, take)
}

fn hand_over(at: u32, of: u32, row: &mut Vec<Cell>, take: &mut Take<'_>) -> Result<(), Unreadable> {
    if row.iter().any(|cell| !cell.is_empty()) {
        take(Row { number: at.saturating_add(1), of, cells: row })?;
    }
    row.clear();
    Ok(())
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        #[allow(clippy::cast_precision_loss, reason = "what loses digits is refused as such")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(yes) => Cell::text(if *yes { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Cell::Date(Day::new(i32::from(year), month, day))
        }
        DataRef::Error(_) => Cell::Error,
    }
}

/// Unpacks everything into nothing, because what a workbook says about its own size need not be so.
fn measure(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::TornWorkbook)?;
    if archive.len() > MOST_FILES {
        return Err(Unreadable::Bomb);
    }
    let mut left = MOST_UNPACKED;
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).map_err(|_| Unreadable::TornWorkbook)?;
        let shared = file.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
        let most = if shared { left.min(MOST_SHARED) } else { left };
        let unpacked = std::io::copy(&mut (&mut file).take(most + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|_| Unreadable::TornWorkbook)?;
        if unpacked > most {
            return Err(Unreadable::Bomb);
        }
        left -= unpacked;
    }
    Ok(())
}
