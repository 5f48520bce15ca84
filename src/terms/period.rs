//! A stretch of days with a beginning and perhaps an end: an education, a job, a spell of accounting work.

use std::fmt;

use minicbor::{Decode, Encode};

use super::{Day, Wrong};

/// From a day to a day, or to the present (至今); prints `2010-02-11 至今`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub struct Period {
    #[n(0)]
    from: Day,
    #[n(1)]
    to: Option<Day>,
}

impl Period {
    /// From a day to a day (None = 至今); the end may not be before the start.
    pub fn new(from: Day, to: Option<Day>) -> Result<Self, Wrong> {
        match to {
            Some(to) if to < from => Err(Wrong::new("结束时间早于开始时间，请核对两个日期。")),
            _ => Ok(Self { from, to }),
        }
    }

    /// The first day.
    pub fn from(&self) -> Day {
        self.from
    }

    /// The last day, None for 至今.
    pub fn to(&self) -> Option<Day> {
        self.to
    }

    /// Whether it lasts to the present.
    pub fn is_current(&self) -> bool {
        self.to.is_none()
    }

    /// Whether two periods cover common time (spec 1.13); 至今 counts as without end. Two that only touch, one ending on
    /// the day the other starts, do not overlap: people leave a school or an employer and start anew on one day.
    pub fn overlaps(&self, other: &Self) -> bool {
        let starts_before_end = |a: &Self, b: &Self| b.to.is_none_or(|end| a.from < end);
        self == other || (starts_before_end(self, other) && starts_before_end(other, self))
    }

    /// Whether `inner` lies wholly inside; its 至今 counts as `today` when this period has an end.
    pub fn contains(&self, inner: &Self, today: Day) -> bool {
        let ends_inside = self.to.is_none_or(|end| inner.to.unwrap_or(today) <= end);
        self.from <= inner.from && ends_inside
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            Some(to) => write!(f, "{} 至 {to}", self.from),
            None => write!(f, "{} 至今", self.from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::checked::kept_and_read;
    use super::*;
    use proptest::prelude::*;

    fn day(n: i64) -> Day {
        Day::new(2010, 2, 11).unwrap().plus_days(n)
    }

    fn period(from: i64, to: Option<i64>) -> Period {
        Period::new(day(from), to.map(day)).unwrap()
    }

    #[test]
    fn a_period_prints_its_days_or_the_present() {
        assert_eq!(period(0, None).to_string(), "2010-02-11 至今");
        assert_eq!(period(0, Some(1)).to_string(), "2010-02-11 至 2010-02-12");
    }

    #[test]
    fn the_end_may_not_be_before_the_start() {
        assert!(Period::new(day(1), Some(day(0))).is_err());
        assert!(Period::new(day(1), Some(day(1))).is_ok());
    }

    #[test]
    fn touching_on_one_day_is_no_overlap() {
        assert!(!period(0, Some(10)).overlaps(&period(10, Some(20))));
        assert!(!period(0, Some(10)).overlaps(&period(10, None)));
        assert!(period(0, Some(11)).overlaps(&period(10, None)));
    }

    #[test]
    fn two_current_periods_always_overlap() {
        assert!(period(0, None).overlaps(&period(10_000, None)));
        assert!(period(3, Some(3)).overlaps(&period(3, Some(3))));
    }

    #[test]
    fn accounting_work_lies_inside_the_job() {
        let today = day(100);
        assert!(period(0, None).contains(&period(5, None), today));
        assert!(period(0, Some(50)).contains(&period(0, Some(50)), today));
        assert!(!period(0, Some(50)).contains(&period(5, None), today));
        assert!(!period(5, None).contains(&period(4, Some(6)), today));
    }

    proptest! {
        #[test]
        fn overlap_is_mutual_and_shared_days_prove_it(a in 0i64..60, b in 0i64..60, c in 0i64..60, d in 0i64..60) {
            let one = period(a.min(b), Some(a.max(b)));
            let two = period(c.min(d), Some(c.max(d)));
            prop_assert_eq!(one.overlaps(&two), two.overlaps(&one));
            prop_assert!(one.overlaps(&one));
            let shared = (0..60).filter(|n| (a.min(b)..=a.max(b)).contains(n) && (c.min(d)..=c.max(d)).contains(n));
            let shared = shared.count();
            if shared > 1 { prop_assert!(one.overlaps(&two)); }
            if shared == 0 { prop_assert!(!one.overlaps(&two)); }
            prop_assert_eq!(kept_and_read(&one), one);
        }
    }
}
