//! 会计工作年限: how long somebody has done accounting work.

use super::employment::Employment;
use crate::terms::Day;
use std::fmt;

/// How the years are counted, to be said wherever they are shown.
pub const COUNTED: &str = "按登记的会计工作经历计算：时间重叠的同一天只算一次，“至今”算到今天；每段连续的时间先数足月，\
                           各段余下的天数加在一起，满 31 天算 1 个月。";

/// Whole months of accounting work, and the days beyond them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seniority {
    months: i64,
    days: i64,
}

impl Seniority {
    /// No day of accounting work.
    pub fn is_none(self) -> bool {
        self == Seniority::default()
    }
}

impl fmt::Display for Seniority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.months / 12, self.months % 12) {
            (0, 0) if self.days > 0 => f.write_str("不足 1 个月"),
            (years, months) => write!(f, "{years} 年 {months} 个月"),
        }
    }
}

/// The accounting work in all jobs up to and with `today`.
pub fn seniority(jobs: &[Employment], today: Day) -> Seniority {
    let rows = jobs.iter().flat_map(|job| &job.experience);
    let mut spells: Vec<(Day, Day)> = rows
        .map(|row| (row.period.from(), row.period.to().unwrap_or(today).min(today)))
        .filter(|(from, to)| from <= to)
        .collect();
    spells.sort();
    let mut joined: Vec<(Day, Day)> = Vec::new();
    for (from, to) in spells {
        match joined.last_mut() {
            Some(last) if from <= last.1.next() => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    let whole = joined.into_iter().fold(Seniority::default(), |sum, (from, to)| {
        let after = to.next();
        let months = whole_months(from, after);
        let days = after.days_since(months_later(from, months));
        Seniority { months: sum.months + months, days: sum.days + days }
    });
    Seniority { months: whole.months + whole.days / 31, days: whole.days % 31 }
}

fn whole_months(from: Day, until: Day) -> i64 {
    let months =
        i64::from(until.year() - from.year()) * 12 + i64::from(until.month()) - i64::from(from.month());
    if months_later(from, months) > until { months - 1 } else { months }
}

/// The same day so many months later, or the last one of a month that is shorter.
fn months_later(from: Day, months: i64) -> Day {
    let month = i64::from(from.year()) * 12 + i64::from(from.month()) - 1 + months;
    let (Ok(year), Ok(number)) =
        (i32::try_from(month.div_euclid(12)), u8::try_from(month.rem_euclid(12) + 1))
    else {
        return from;
    };
    (1..=from.day()).rev().find_map(|day| Day::new(year, number, day)).unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::super::employment::{EmploymentFiles, Experience};
    use super::*;
    use crate::terms::{CreditCode, ItemId, Period, RegionCode};

    const TODAY: &str = "2026-11-23";

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn period(text: &str) -> Period {
        let (from, to) = text.split_once("..").unwrap();
        Period::new(day(from), (!to.is_empty()).then(|| day(to))).unwrap()
    }

    fn job(rows: &[&str]) -> Employment {
        let row = |text: &&str| Experience { rank: "1".into(), post: "1".into(), period: period(text) };
        Employment {
            id: ItemId::from_bytes([1; 16]),
            period: period("1990-01-01.."),
            employer: "青岚县粮油有限公司".into(),
            credit_code: CreditCode::parse("91350100M000100Y43").unwrap(),
            code_confirmed: false,
            kind: "1".into(),
            industry: "A".into(),
            region: RegionCode::parse("980121").unwrap(),
            telephone: "12345678".into(),
            experience: rows.iter().map(row).collect(),
            position: None,
            files: EmploymentFiles::default(),
            accounting: !rows.is_empty(),
            past: None,
        }
    }

    #[test]
    fn every_day_of_accounting_work_counts_once() {
        let table: &[(&[&[&str]], &str)] = &[
            (&[], "0 年 0 个月"),
            (&[&[]], "0 年 0 个月"),
            (&[&["2020-01-01..2020-12-31"]], "1 年 0 个月"),
            (&[&["2020-01-01..2020-12-30"]], "0 年 11 个月"),
            (&[&["2020-01-01..2020-12-31", "2020-06-01..2021-06-30"]], "1 年 6 个月"),
            (&[&["2020-01-01..2020-12-31", "2020-01-01..2020-12-31"]], "1 年 0 个月"),
            (&[&["2020-01-01..2022-12-31", "2021-02-03..2021-04-05"]], "3 年 0 个月"),
            (&[&["2020-01-01..2020-06-30"], &["2020-07-01..2020-12-31"]], "1 年 0 个月"),
            (&[&["2020-01-01..2020-06-30"], &["2020-04-01..2020-12-31"]], "1 年 0 个月"),
            (&[&["2020-01-01..2020-01-15"], &["2021-01-01..2021-01-16"]], "0 年 1 个月"),
            (&[&["2020-01-01..2020-01-15"], &["2021-01-01..2021-01-15"]], "不足 1 个月"),
            (&[&["2024-02-29..2024-02-29"]], "不足 1 个月"),
            (&[&["2024-02-29..2025-02-27"]], "1 年 0 个月"),
            (&[&["2024-02-29..2025-02-26"]], "0 年 11 个月"),
            (&[&["2024-02-01..2024-02-29"]], "0 年 1 个月"),
            (&[&["2024-02-01..2024-02-28"]], "不足 1 个月"),
            (&[&["2024-01-31..2024-02-28"]], "0 年 1 个月"),
            (&[&["2025-11-24.."]], "1 年 0 个月"),
            (&[&["2025-11-24..", "2026-01-01.."]], "1 年 0 个月"),
            (&[&["2025-11-24..2030-01-01"]], "1 年 0 个月"),
            (&[&["2027-01-01.."]], "0 年 0 个月"),
        ];
        for (jobs, expected) in table {
            let jobs: Vec<Employment> = jobs.iter().map(|rows| job(rows)).collect();
            assert_eq!(seniority(&jobs, day(TODAY)).to_string(), *expected, "{:?}", jobs);
        }
    }

    #[test]
    fn only_a_day_of_work_is_some_work() {
        assert!(seniority(&[job(&[])], day(TODAY)).is_none());
        assert!(!seniority(&[job(&["2024-02-29..2024-02-29"])], day(TODAY)).is_none());
    }
}
