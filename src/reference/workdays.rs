//! The working days of the office: weekdays, less statutory holidays, plus make-up workdays.
//!
//! The arrangement of a year is announced in the autumn before; beyond the last year known, weekdays alone decide.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::terms::Day;

/// The holiday arrangements of the State Council.
#[derive(Debug)]
pub struct Workdays {
    holidays: BTreeMap<Day, String>,
    made_up: BTreeSet<Day>,
    last_year: i32,
}

#[derive(Deserialize)]
pub(super) struct WorkdaysFile {
    last_year: i32,
    holidays: BTreeMap<String, String>,
    workdays: BTreeMap<String, String>,
}

impl Workdays {
    pub(super) fn check(file: WorkdaysFile) -> Result<Self, String> {
        let day = |text: &str| Day::parse(text).map_err(|_| format!("{text} is no day"));
        let holidays: BTreeMap<Day, String> = file
            .holidays
            .into_iter()
            .map(|(text, name)| Ok((day(&text)?, name)))
            .collect::<Result<_, String>>()?;
        let made_up: BTreeSet<Day> = file.workdays.keys().map(|text| day(text)).collect::<Result<_, _>>()?;
        match made_up.iter().find(|day| holidays.contains_key(day)) {
            Some(day) => Err(format!("{day} is both a holiday and a workday")),
            None => Ok(Self { holidays, made_up, last_year: file.last_year }),
        }
    }

    /// Whether the office works that day.
    pub fn is_workday(&self, day: Day) -> bool {
        self.made_up.contains(&day) || !(day.weekday().is_weekend() || self.holidays.contains_key(&day))
    }

    /// The name of the statutory holiday a day belongs to, such as 国庆节.
    pub fn holiday(&self, day: Day) -> Option<&str> {
        self.holidays.get(&day).map(String::as_str)
    }

    /// The last year whose arrangement is known.
    pub fn last_year(&self) -> i32 {
        self.last_year
    }

    /// The `count`-th working day after `day`; the day itself for zero.
    pub fn add_workdays(&self, day: Day, count: u32) -> Day {
        (0..count).try_fold(day, |day, _| self.next_workday(day)).unwrap_or(day)
    }

    /// How many working days come after `from` up to and with `to`; negative when `to` is earlier. It undoes
    /// [`Workdays::add_workdays`].
    pub fn workdays_between(&self, from: Day, to: Day) -> i64 {
        if to < from {
            return -self.workdays_between(to, from);
        }
        (1..=to.days_since(from)).map(|days| i64::from(self.is_workday(from.plus_days(days)))).sum()
    }

    /// None at the end of the calendar.
    fn next_workday(&self, day: Day) -> Option<Day> {
        let following = std::iter::successors(Some(day), |day| Some(day.next()).filter(|next| next != day));
        following.skip(1).find(|day| self.is_workday(*day))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Profile, Reference};
    use super::*;
    use proptest::prelude::*;

    fn workdays() -> Workdays {
        Reference::load(Profile::Production).unwrap().workdays
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn the_national_day_week_does_not_count() {
        let workdays = workdays();
        assert_eq!(workdays.add_workdays(day("2025-09-30"), 1), day("2025-10-09"));
        assert_eq!(workdays.workdays_between(day("2025-09-30"), day("2025-10-08")), 0);
        assert_eq!(workdays.holiday(day("2025-10-01")), Some("国庆节"));
    }

    #[test]
    fn a_sunday_that_makes_up_for_a_holiday_counts() {
        let workdays = workdays();
        assert!(workdays.is_workday(day("2025-09-28")));
        assert_eq!(workdays.add_workdays(day("2025-09-26"), 1), day("2025-09-28"));
        assert!(workdays.is_workday(day("2025-10-11")));
    }

    #[test]
    fn five_ordinary_workdays_are_a_week() {
        let workdays = workdays();
        assert_eq!(workdays.add_workdays(day("2026-11-23"), 5), day("2026-11-30"));
        assert_eq!(workdays.add_workdays(day("2026-11-21"), 0), day("2026-11-21"));
        assert_eq!(workdays.workdays_between(day("2026-11-30"), day("2026-11-23")), -5);
    }

    #[test]
    fn beyond_the_known_years_weekdays_decide() {
        let workdays = workdays();
        assert!(workdays.last_year() >= 2026);
        assert!(workdays.is_workday(day("2099-10-01")));
        assert!(!workdays.is_workday(day("2099-10-03")));
    }

    #[test]
    fn the_calendar_ends_without_an_endless_search() {
        let end = day("9999-12-31");
        assert_eq!(workdays().add_workdays(end, u32::MAX), end);
    }

    #[test]
    fn damaged_arrangements_are_refused() {
        let file = |holiday: &str, workday: &str| WorkdaysFile {
            last_year: 2026,
            holidays: [(holiday.to_owned(), "国庆节".to_owned())].into(),
            workdays: [(workday.to_owned(), "国庆节".to_owned())].into(),
        };
        assert!(Workdays::check(file("2026-10-01", "2026-10-10")).is_ok());
        assert!(Workdays::check(file("2026-10-01", "2026-10-01")).is_err());
        assert!(Workdays::check(file("2026-10-32", "2026-10-10")).is_err());
    }

    #[test]
    fn adding_and_counting_workdays_agree() {
        let workdays = workdays();
        proptest!(|(days in 0i64..2000, count in 0u32..60)| {
            let from = day("2022-01-01").plus_days(days);
            let to = workdays.add_workdays(from, count);
            prop_assert_eq!(workdays.workdays_between(from, to), i64::from(count));
            prop_assert!(count == 0 || workdays.is_workday(to));
        });
    }
}
