//! A calendar day, as forms ask for it; it has no time zone of its own.

use std::fmt;

use time::{Date, Duration, Month};

use super::{Wrong, normalised};

/// A day of the Gregorian calendar between 1000-01-01 and 9999-12-31; prints `2024-09-02` (GB/T 7408).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weekday {
    /// 星期一
    Monday,
    /// 星期二
    Tuesday,
    /// 星期三
    Wednesday,
    /// 星期四
    Thursday,
    /// 星期五
    Friday,
    /// 星期六
    Saturday,
    /// 星期日
    Sunday,
}

impl Weekday {
    /// Its name, such as 星期一.
    pub fn label(self) -> &'static str {
        match self {
            Self::Monday => "星期一",
            Self::Tuesday => "星期二",
            Self::Wednesday => "星期三",
            Self::Thursday => "星期四",
            Self::Friday => "星期五",
            Self::Saturday => "星期六",
            Self::Sunday => "星期日",
        }
    }

    /// Whether it is Saturday or Sunday, whatever the holiday arrangement of the year says.
    pub fn is_weekend(self) -> bool {
        matches!(self, Self::Saturday | Self::Sunday)
    }
}

impl Day {
    /// The day of that year, month (1–12) and day of the month, if the calendar has it and the year has four digits.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = Month::try_from(month).ok()?;
        if !(1000..=9999).contains(&year) {
            return None;
        }
        Date::from_calendar_date(year, month, day).ok().map(Self)
    }

    /// Reads `2024-09-02`, `2024/9/2`, `2024.9.2`, `2024年9月2日` or `20240902`.
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        let typed = normalised(typed);
        read(&typed).ok_or(Wrong::new("请输入真实存在的日期，例如 2024-09-02。"))
    }

    /// The year, four digits.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1–12.
    pub fn month(self) -> u8 {
        self.0.month().into()
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> u8 {
        self.0.day()
    }

    /// The day after; the last day of the calendar stays itself.
    pub fn next(self) -> Self {
        self.plus_days(1)
    }

    /// The day before; the first day of the calendar stays itself.
    pub fn previous(self) -> Self {
        self.plus_days(-1)
    }

    /// So many days later, or earlier when negative; a day beyond the calendar leaves it as it is.
    pub fn plus_days(self, days: i64) -> Self {
        let moved = days.checked_mul(86_400).and_then(|s| self.0.checked_add(Duration::seconds(s)));
        moved.filter(|date| (1000..=9999).contains(&date.year())).map_or(self, Self)
    }

    /// The same day so many years later, or earlier when negative; 29 February becomes 28 February.
    pub fn plus_years(self, years: i32) -> Self {
        let year = self.year().saturating_add(years);
        Self::new(year, self.month(), self.day())
            .or_else(|| Self::new(year, self.month(), 28))
            .unwrap_or(self)
    }

    /// How many days lie between, negative when `other` is later.
    pub fn days_since(self, other: Self) -> i64 {
        (self.0 - other.0).whole_days()
    }

    /// Its day of the week.
    pub fn weekday(self) -> Weekday {
        match self.0.weekday() {
            time::Weekday::Monday => Weekday::Monday,
            time::Weekday::Tuesday => Weekday::Tuesday,
            time::Weekday::Wednesday => Weekday::Wednesday,
            time::Weekday::Thursday => Weekday::Thursday,
            time::Weekday::Friday => Weekday::Friday,
            time::Weekday::Saturday => Weekday::Saturday,
            time::Weekday::Sunday => Weekday::Sunday,
        }
    }

    /// The day as one number that sorts as days do, 20240902.
    pub fn number(self) -> i32 {
        self.year() * 10_000 + i32::from(self.month()) * 100 + i32::from(self.day())
    }

    /// The day of such a number, if there is one.
    pub fn from_number(number: i32) -> Option<Self> {
        let month = u8::try_from(number / 100 % 100).ok()?;
        let day = u8::try_from(number % 100).ok()?;
        Self::new(number / 10_000, month, day)
    }
}

fn read(text: &str) -> Option<Day> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Day::from_number(text.parse().ok()?);
    }
    let text = text.strip_suffix('日').unwrap_or(text);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    let [year, month, day] = parts[..] else { return None };
    let is_number = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    if year.len() != 4 || !is_number(year, 4) || !is_number(month, 2) || !is_number(day, 2) {
        return None;
    }
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<C> minicbor::Encode<C> for Day {
    fn encode<W: minicbor::encode::Write>(
        &self,
        encoder: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        encoder.i32(self.number())?.ok()
    }
}

impl<'b, C> minicbor::Decode<'b, C> for Day {
    fn decode(decoder: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        Self::from_number(decoder.i32()?).ok_or(minicbor::decode::Error::message("no such day"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::checked::kept_and_read;
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn every_usual_spelling_means_the_same_day() {
        for text in ["2024-09-02", "2024/9/2", "20240902", " ２０２４-0９-02 ", "2024年9月2日", "2024.9.2"]
        {
            assert_eq!(day(text).to_string(), "2024-09-02", "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in [
            "",
            "2023-02-29",
            "2024-02-30",
            "2024-13-01",
            "2024-00-10",
            "24-09-02",
            "2024-9",
            "+2024-9-2",
            "2024-9-2-1",
            "二〇二四年",
            "99999999",
            "0999-01-01",
            "2024-9-",
            "2024-+9-2",
        ] {
            assert!(Day::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn years_are_added_even_to_a_leap_day() {
        assert_eq!(day("2024-02-29").plus_years(1), day("2025-02-28"));
        assert_eq!(day("2024-02-29").plus_years(-4), day("2020-02-29"));
        assert_eq!(day("9999-06-01").plus_years(1), day("9999-06-01"));
    }

    #[test]
    fn the_calendar_ends_without_a_panic() {
        assert_eq!(day("9999-12-31").next(), day("9999-12-31"));
        assert_eq!(day("1000-01-01").previous(), day("1000-01-01"));
        assert_eq!(day("2024-01-01").plus_days(i64::MAX), day("2024-01-01"));
    }

    #[test]
    fn weekdays_are_known() {
        assert_eq!(day("2026-11-23").weekday(), Weekday::Monday);
        assert!(day("2026-11-22").weekday().is_weekend());
        assert_eq!(day("2026-11-22").weekday().label(), "星期日");
    }

    proptest! {
        #[test]
        fn days_print_sort_and_keep_alike(from in 0i64..3_000_000, far in 0i64..200_000) {
            let first = Day::new(1000, 1, 1).unwrap().plus_days(from);
            let later = first.plus_days(far);
            prop_assert_eq!(Day::parse(&first.to_string()).unwrap(), first);
            prop_assert_eq!(kept_and_read(&first), first);
            prop_assert_eq!(first < later, first.number() < later.number());
            if later != first {
                prop_assert_eq!(later.days_since(first), far);
                prop_assert_eq!(first.next().previous(), first);
            }
        }
    }
}
