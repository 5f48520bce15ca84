//! CSV: text in UTF-8, UTF-16 or GB 18030, its cells between commas, semicolons or tabs.

use super::cell::Cell;
use super::fault::Unreadable;
use super::file::{MOST_CELLS, Row, Take};
use encoding_rs::{Encoding, GB18030};
use std::borrow::Cow;

/// How much of the text decides what stands between its cells.
const HEAD: usize = 4_096;

pub(super) fn rows(bytes: &[u8], take: &mut Take<'_>) -> Result<(), Unreadable> {
    let text = decoded(bytes)?;
    let separator = separator(&text);
    let of = u32::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX);
    let mut cells: Vec<Cell> = Vec::new();
    let (mut rest, mut number) = (&*text, 0);
    while !rest.is_empty() {
        number += 1;
        cells.clear();
        loop {
            let (cell, ended, behind) = cell(rest, separator).ok_or(Unreadable::OpenQuotation(number))?;
            if cells.len() < MOST_CELLS {
                cells.push(Cell::text(&cell));
            }
            rest = behind;
            if ended {
                break;
            }
        }
        if cells.iter().any(|cell| !cell.is_empty()) {
            take(Row { number, of, cells: &cells })?;
        }
    }
    Ok(())
}

/// The text; bytes that are none in any of the encodings are told apart from files that are no text at all.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
        return text.ok_or(Unreadable::Encoding);
    }
    if bytes.contains(&0) {
        return Err(Unreadable::NoTable);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) => {
            GB18030.decode_without_bom_handling_and_without_replacement(bytes).ok_or(Unreadable::Encoding)
        }
    }
}

/// What stands most often outside quotations in the first line: a comma unless something else does.
fn separator(text: &str) -> char {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let outside = line.chars().take(HEAD).filter(|c| {
        quoted ^= *c == '"';
        !quoted
    });
    let outside: String = outside.collect();
    let count = |separator: &char| outside.matches(*separator).count();
    // Of several that stand equally often the last is taken.
    ['\t', ';', ','].into_iter().max_by_key(count).unwrap_or(',')
}

/// The next cell, whether it ends its row, and what stands behind it; none when a quotation is never closed.
fn cell(text: &str, separator: char) -> Option<(Cow<'_, str>, bool, &str)> {
    let begins = text.trim_start_matches(' ');
    let Some(mut inner) = begins.strip_prefix('"') else {
        let end = text.find([separator, '\n', '\r']).unwrap_or(text.len());
        let (ended, behind) = after(&text[end..], separator);
        return Some((Cow::Borrowed(&text[..end]), ended, behind));
    };
    let mut cell = String::new();
    loop {
        let close = inner.find('"')?;
        cell.push_str(&inner[..close]);
        inner = &inner[close + 1..];
        match inner.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                inner = more;
            }
            None => break,
        }
    }
    // Whatever stands between the closing quotation mark and the separator belongs to the cell.
    let end = inner.find([separator, '\n', '\r']).unwrap_or(inner.len());
    cell.push_str(&inner[..end]);
    let (ended, behind) = after(&inner[end..], separator);
    Some((Cow::Owned(cell), ended, behind))
}

/// Whether the row ends here, and what stands behind the separator or the end of the line.
fn after(text: &str, separator: char) -> (bool, &str) {
    match text.strip_prefix(separator) {
        Some(behind) => (false, behind),
        None => (true, text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\r', '\n'])).unwrap_or("")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Vec<(u32, Vec<String>)>, Unreadable> {
        let mut found = Vec::new();
        rows(bytes, &mut |row| {
            let cells = row.cells.iter().map(|cell| cell.words().unwrap().unwrap_or_default());
            found.push((row.number, cells.collect()));
            Ok(())
        })?;
        Ok(found)
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_string()).collect())
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let text = "姓名,单位\r\n\r\n张三,\"某某, \"\"甲\"\"\r\n公司\"\r\n,,\r\n李四,";
        let all =
            [row(1, &["姓名", "单位"]), row(3, &["张三", "某某, \"甲\"\r\n公司"]), row(5, &["李四", ""])];
        assert_eq!(read(text.as_bytes()).unwrap(), all);
    }

    #[test]
    fn every_usual_encoding_and_separator_is_read() {
        let text = "姓名;单位\n王頔;账房\n";
        let all = [row(1, &["姓名", "单位"]), row(2, &["王頔", "账房"])];
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let wide: Vec<u8> =
            std::iter::once(0xFEFF_u16).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let national = GB18030.encode(text).0.into_owned();
        for bytes in [text.as_bytes(), &marked, &wide, &national] {
            assert_eq!(read(bytes).unwrap(), all);
        }
        assert_eq!(read("a\tb,c".as_bytes()).unwrap(), [row(1, &["a\tb", "c"])], "commas before tabs");
        assert_eq!(read("a\tb\tc,d".as_bytes()).unwrap(), [row(1, &["a", "b", "c,d"])]);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0").unwrap_err(), Unreadable::NoTable);
        assert_eq!(read(b"a,\xff\xff\xff").unwrap_err(), Unreadable::Encoding);
        assert_eq!(read(b"a,b\n\"c,d\n").unwrap_err(), Unreadable::OpenQuotation(2));
    }
}
