//! The log: one line per record on standard error.
//!
//! What always holds: whatever stands in a message, the line stays one line and moves no terminal's
//! cursor (T45). Keeping personal data out is the duty of whoever logs; what still looks like a
//! resident number or a mobile number is struck out here as the last line of defence (T46).

use log::{LevelFilter, Log, Metadata, Record, SetLoggerError};
use std::io::Write;
use std::time::SystemTime;
use time::{OffsetDateTime, UtcOffset};

/// Writes records to `out` in the order they come.
struct Logger<W> {
    level: LevelFilter,
    clock: fn() -> SystemTime,
    out: W,
}

/// Makes standard error the log from `level` on; fails when a logger is installed already.
pub fn install(level: LevelFilter, clock: fn() -> SystemTime) -> Result<(), SetLoggerError> {
    log::set_boxed_logger(Box::new(Logger { level, clock, out: std::io::stderr }))?;
    log::set_max_level(level);
    Ok(())
}

impl<W, S> Log for Logger<W>
where
    W: Fn() -> S + Send + Sync,
    S: Write,
{
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= self.level.min(heard(metadata.target()))
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let line = line((self.clock)(), record);
            // A log that cannot be written has nowhere left to say so.
            let _ = (self.out)().write_all(line.as_bytes());
        }
    }

    fn flush(&self) {
        let _ = (self.out)().flush();
    }
}

/// How much each crate may say: Rocket tells every request and route, which helps nobody who runs an office.
fn heard(target: &str) -> LevelFilter {
    match target.split("::").next() {
        Some("zhangfang" | "house") => LevelFilter::Trace,
        Some("rocket") => LevelFilter::Error,
        _ => LevelFilter::Warn,
    }
}

fn line(now: SystemTime, record: &Record<'_>) -> String {
    format!(
        "time={} level={} target={} message=\"{}\"\n",
        stamp(now),
        record.level().as_str().to_ascii_lowercase(),
        escaped(record.target()),
        escaped(&masked(&record.args().to_string())),
    )
}

/// The moment in Beijing time to the millisecond (RFC 3339).
fn stamp(now: SystemTime) -> String {
    let beijing = UtcOffset::from_hms(8, 0, 0).expect("eight hours are a valid offset");
    let at = OffsetDateTime::from(now).to_offset(beijing);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}+08:00",
        at.year(),
        u8::from(at.month()),
        at.day(),
        at.hour(),
        at.minute(),
        at.second(),
        at.millisecond()
    )
}

/// Escapes what would end the line, the quoted message or steer a terminal.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if steers(character) => out.extend(character.escape_unicode()),
            _ => out.push(character),
        }
    }
    out
}

/// Controls, line separators and the marks that turn the reading direction.
fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Strikes out runs of digits that look like a resident number (GB 11643) or a mobile number.
fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut digits = String::new();
    let mut run = String::new();
    for character in text.chars() {
        if let Some(digit) = digit(character) {
            digits.push(digit);
            run.push(character);
            continue;
        }
        let check_letter = matches!(character, 'X' | 'x' | '\u{ff38}' | '\u{ff58}') && digits.len() == 17;
        if check_letter {
            run.push(character);
            digits.push('X');
        }
        out.push_str(struck(&digits).unwrap_or(&run));
        digits.clear();
        run.clear();
        if !check_letter {
            out.push(character);
        }
    }
    out.push_str(struck(&digits).unwrap_or(&run));
    out
}

fn struck(digits: &str) -> Option<&'static str> {
    let mobile = |digits: &str| {
        digits.len() == 11 && digits.starts_with('1') && matches!(digits.as_bytes()[1], b'3'..=b'9')
    };
    let national = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86"));
    if digits.len() == 18 {
        Some("[证件号码]")
    } else if mobile(digits) || national.is_some_and(mobile) {
        Some("[手机号]")
    } else {
        None
    }
}

/// The ASCII digit a character stands for; full-width digits count, for people type them.
fn digit(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(character) - 0xff10, 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    fn at_new_year() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_millis(1_767_200_645_042)
    }

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn written(level: log::Level, message: &str) -> String {
        let paper = Paper::default();
        let handle = paper.clone();
        let logger = Logger { level: LevelFilter::Info, clock: at_new_year, out: move || handle.clone() };
        logger.log(&Record::builder().level(level).target("house").args(format_args!("{message}")).build());
        String::from_utf8(paper.0.lock().unwrap().clone()).unwrap()
    }

    #[test]
    fn a_record_is_one_line_in_beijing_time() {
        assert_eq!(
            written(log::Level::Warn, "store: slow: 2 s"),
            "time=2026-01-01T01:04:05.042+08:00 level=warn target=house message=\"store: slow: 2 s\"\n"
        );
    }

    #[test]
    fn a_record_below_the_level_is_not_written() {
        assert_eq!(written(log::Level::Debug, "quiet"), "");
    }

    #[test]
    fn other_crates_only_tell_what_went_wrong() {
        for (target, level) in [("rocket::server", log::Level::Error), ("hickory_resolver", log::Level::Warn)]
        {
            assert_eq!(heard(target).to_level(), Some(level));
        }
        assert_eq!(heard("zhangfang::store"), LevelFilter::Trace);
    }

    #[test]
    fn controls_and_quotes_cannot_leave_the_message() {
        let line = written(log::Level::Info, "a\r\nlevel=error\u{1b}[2J\u{9b}\u{202e}\u{2028}\t\0\"b\\");
        assert_eq!(line.matches('\n').count(), 1);
        assert!(line.ends_with(
            "message=\"a\\r\\nlevel=error\\u{1b}[2J\\u{9b}\\u{202e}\\u{2028}\\t\\u{0}\\\"b\\\\\"\n"
        ));
    }

    #[test]
    fn what_looks_like_a_resident_or_mobile_number_is_struck_out() {
        let cases = [
            ("证件11010519491231002X。", "证件[证件号码]。"),
            ("11010519491231002x", "[证件号码]"),
            ("id=110105194912310021 ", "id=[证件号码] "),
            ("110105194912310021", "[证件号码]"),
            ("打13900001234", "打[手机号]"),
            ("+8613900001234", "+[手机号]"),
            ("008613900001234/1", "[手机号]/1"),
            ("\u{ff11}\u{ff13}900001234", "[手机号]"),
            ("11010519491231002\u{ff38}", "[证件号码]"),
        ];
        for (typed, shown) in cases {
            assert_eq!(masked(typed), shown, "{typed}");
        }
    }

    #[test]
    fn other_numbers_stay_readable() {
        for kept in [
            "",
            "12345678901",
            "1767200645042",
            "C20260101000017",
            "1390000123",
            "8123456789012345678",
            "17X",
        ] {
            assert_eq!(masked(kept), kept);
        }
    }
}
