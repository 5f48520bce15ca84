//! Moments as providers write them, always UTC, and how far our clock is from theirs.

use super::http::Answer;
use crate::terms::Day;
use std::time::{SystemTime, UNIX_EPOCH};

const DAY: u64 = 86_400;
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Whole seconds since 1970-01-01T00:00Z; a clock before that stands at 0.
pub(super) fn seconds(now: SystemTime) -> u64 {
    now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// The day in UTC, `2026-11-23`; in Beijing it may be the next one already.
pub(super) fn day(seconds: u64) -> String {
    epoch().plus_days(i64::try_from(seconds / DAY).unwrap_or(i64::MAX)).to_string()
}

/// `2026-11-23T00:00:00Z` (ISO 8601).
pub(super) fn iso(seconds: u64) -> String {
    let clock = seconds % DAY;
    format!("{}T{:02}:{:02}:{:02}Z", day(seconds), clock / 3600, clock / 60 % 60, clock % 60)
}

/// Reads `Mon, 23 Nov 2026 00:00:00 GMT` (RFC 9110, 5.6.7) as seconds since 1970-01-01T00:00Z.
pub(super) fn http_date(text: &str) -> Option<u64> {
    let (_, text) = text.split_once(", ")?;
    let parts: Vec<&str> = text.split(' ').collect();
    let [date, month, year, clock, "GMT"] = parts[..] else { return None };
    let month = MONTHS.iter().position(|name| *name == month)?;
    let day = Day::new(year.parse().ok()?, u8::try_from(month + 1).ok()?, date.parse().ok()?)?;
    let mut clock = clock.splitn(3, ':').map(|part| part.parse::<u64>().ok().filter(|part| *part < 61));
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let days = u64::try_from(day.days_since(epoch())).ok()?;
    Some(days * DAY + hour * 3600 + minute * 60 + second)
}

/// How many seconds our moment is ahead of the other side's; none where that one does not tell.
pub(super) fn ahead(ours: u64, answer: &Answer) -> Option<i64> {
    let theirs = answer.header("date").and_then(http_date)?;
    i64::try_from(i128::from(ours) - i128::from(theirs)).ok()
}

/// Tells the log how far this machine's clock is from that of a provider who does not accept our moment.
pub(super) fn tell_skew(courier: &str, ours: u64, answer: &Answer) {
    match ahead(ours, answer) {
        Some(ahead) => log::error!("sms: {courier}: 本机时钟偏差: this machine's clock is {ahead} s ahead"),
        None => log::error!("sms: {courier}: 本机时钟偏差: this machine's clock is wrong by an unknown time"),
    }
}

fn epoch() -> Day {
    Day::new(1970, 1, 1).expect("the calendar has this day")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_that_of_utc_and_not_that_of_beijing() {
        // 2026-01-01T00:30+08:00
        assert_eq!(day(1_767_198_600), "2025-12-31");
        assert_eq!(iso(1_767_198_600), "2025-12-31T16:30:00Z");
        assert_eq!(iso(1_795_392_000), "2026-11-23T00:00:00Z");
    }

    #[test]
    fn a_date_header_is_read_in_seconds() {
        assert_eq!(http_date("Mon, 23 Nov 2026 00:00:00 GMT"), Some(1_795_392_000));
        assert_eq!(http_date("Wed, 31 Dec 2025 16:30:05 GMT"), Some(1_767_198_605));
        for wrong in
            ["", "Mon, 23 Nov 2026 00:00:00", "Mon, 31 Feb 2026 00:00:00 GMT", "Mon, 23 Now 2026 0 GMT"]
        {
            assert_eq!(http_date(wrong), None, "{wrong}");
        }
    }
}
