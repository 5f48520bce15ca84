//! One cell, whatever kind of file it stood in.

use crate::terms::Day;

/// Characters of one cell; more are cut off where it is read and told as too long.
pub(super) const LONGEST: usize = 2_000;
/// From here on a number in a table loses digits.
const EXACT: f64 = 1e15;
/// What a spreadsheet has made of a long number.
const MANGLED: &str = "被表格软件改成了数字，后面几位已经丢失；请把该列设为文本后重新填写。";

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, trimmed, with something in it.
    Text(String),
    /// A number.
    Number(f64),
    /// A number that is shown as a date.
    Date(Option<Day>),
    /// A formula that came to nothing.
    Error,
}

impl Cell {
    /// A cell of this text; one apostrophe in front, with which people mark text, is no part of it.
    pub(super) fn text(text: &str) -> Cell {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let text = text.strip_prefix('\'').unwrap_or(text).trim();
        if text.is_empty() {
            return Cell::Empty;
        }
        let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        Cell::Text(text[..end].to_string())
    }

    /// Whether nothing stands here.
    pub(super) fn is_empty(&self) -> bool {
        *self == Cell::Empty
    }

    /// The cell as text; or why that cannot be told.
    pub(super) fn words(&self) -> Result<Option<String>, String> {
        match self {
            Cell::Empty => Ok(None),
            Cell::Text(text) if is_mangled(text) => Err(MANGLED.into()),
            Cell::Text(text) if text.chars().count() >= LONGEST => {
                Err("内容太长；请核对是不是填错了列。".into())
            }
            Cell::Text(text) => Ok(Some(text.clone())),
            Cell::Number(number) if number.abs() >= EXACT => Err(MANGLED.into()),
            Cell::Number(number) => Ok(Some(number.to_string())),
            Cell::Date(Some(day)) => Ok(Some(day.to_string())),
            Cell::Date(None) => Err("日期超出了日历；请改为 2024-09-02 这样的写法。".into()),
            Cell::Error => Err("这一格的公式出错了；请改为填写具体内容。".into()),
        }
    }

    /// The cell as a day: a date of the spreadsheet, its bare number of days, or a date in words.
    pub(super) fn day(&self) -> Result<Option<Day>, String> {
        match self {
            Cell::Date(day) => day.map(Some).ok_or_else(|| self.words().err().unwrap_or_default()),
            Cell::Number(number) if (20_000.0..80_000.0).contains(number) => Ok(serial_day(*number)),
            _ => {
                let Some(words) = self.words()? else { return Ok(None) };
                Day::parse(date_of(&words))
                    .map(Some)
                    .map_err(|_| format!("不是真实存在的日期（{words}）；请改为 2024-09-02 这样的写法。"))
            }
        }
    }
}

/// The day of a spreadsheet's number of days since 1899-12-30.
fn serial_day(serial: f64) -> Option<Day> {
    // Only called for numbers of at most five digits.
    #[allow(clippy::cast_possible_truncation, reason = "the number lies between 20,000 and 80,000")]
    let days = serial.floor() as i64;
    Day::new(1899, 12, 30).map(|first| first.plus_days(days))
}

/// The date of a date with a time behind it: `2014-10-01 00:00:00`.
fn date_of(words: &str) -> &str {
    match words.split_once(['T', ' ']) {
        Some((date, time)) if time.contains(':') => date,
        _ => words,
    }
}

/// `1.10101E+17`.
fn is_mangled(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else { return false };
    let power = power.strip_prefix('+').unwrap_or_default();
    let all = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    all(power) && digits.split_once('.').map_or(all(digits), |(whole, part)| all(whole) && all(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_however_it_was_written() {
        let day = Day::new(2014, 10, 1);
        for text in [
            "2014-10-01",
            "2014/10/1",
            "2014年10月1日",
            "20141001",
            "２０１４－１０－０１",
            "'2014-10-01",
            "2014-10-01 00:00:00",
        ] {
            assert_eq!(Cell::text(text).day(), Ok(day), "{text}");
        }
        assert_eq!(Cell::Number(41_913.0).day(), Ok(day), "the spreadsheet's number of days");
        assert_eq!(Cell::Number(20_141_001.0).day(), Ok(day));
        let fault = Cell::text("2014-02-30").day().unwrap_err();
        assert_eq!(fault, "不是真实存在的日期（2014-02-30）；请改为 2024-09-02 这样的写法。");
    }

    #[test]
    fn a_number_that_has_lost_digits_is_never_read_as_text() {
        for cell in [Cell::Number(1.101_015_19e17), Cell::text("1.10101E+17"), Cell::text("1E+17")] {
            assert!(cell.words().unwrap_err().contains("设为文本"), "{cell:?}");
        }
        assert_eq!(Cell::Number(1995.0).words(), Ok(Some("1995".into())));
        for text in ["E+17", "张E+1", "1E", "SC00112200512E12"] {
            assert_eq!(Cell::text(text).words(), Ok(Some(text.into())));
        }
    }

    #[test]
    fn blanks_and_one_apostrophe_are_no_content() {
        assert!(Cell::text(" \u{3000}\t").is_empty() && Cell::text("'").is_empty());
        assert_eq!(Cell::text(" '0123 "), Cell::Text("0123".into()));
    }
}
