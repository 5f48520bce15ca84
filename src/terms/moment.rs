//! A moment in time, kept in UTC and always shown as Beijing time, because the office has one clock on its wall.

use std::fmt;
use std::time::Duration;

use super::Day;

/// Beijing is eight hours ahead of UTC and has known no summer time since 1991.
const BEIJING_AHEAD: i64 = 8 * 3_600_000;
const DAY: i64 = 86_400_000;

/// Milliseconds since 1970-01-01T00:00Z; prints `2026-11-23 13:36` in Beijing time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
pub struct Moment(#[n(0)] i64);

impl Moment {
    /// The moment so many milliseconds after 1970-01-01T00:00Z.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970-01-01T00:00Z.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The first moment of a day in Beijing.
    pub fn start_of(day: Day) -> Self {
        Self(day.days_since(epoch()) * DAY - BEIJING_AHEAD)
    }

    /// So much later; saturates.
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(millis(duration)))
    }

    /// So much earlier; saturates.
    pub fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(millis(duration)))
    }

    /// How long ago `earlier` was, zero if it is not earlier.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// The day it is in Beijing; a moment beyond the calendar falls on 1970-01-01.
    pub fn day(self) -> Day {
        epoch().plus_days(self.0.saturating_add(BEIJING_AHEAD).div_euclid(DAY))
    }

    /// Hour (0–23), minute and second in Beijing.
    pub fn clock(self) -> (i64, i64, i64) {
        let seconds = self.0.saturating_add(BEIJING_AHEAD).rem_euclid(DAY) / 1000;
        (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

fn epoch() -> Day {
    Day::new(1970, 1, 1).expect("the calendar has this day")
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, _) = self.clock();
        write!(f, "{} {hour:02}:{minute:02}", self.day())
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = self.clock();
        write!(f, "{} {hour:02}:{minute:02}:{second:02}.{:03}", self.day(), self.0.rem_euclid(1000))
    }
}

#[cfg(test)]
mod tests {
    use super::super::checked::kept_and_read;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_moment_shows_beijing_time() {
        let moment = Moment::from_millis(1_795_412_160_000);
        assert_eq!(moment.to_string(), "2026-11-23 13:36");
        assert_eq!(format!("{moment:?}"), "2026-11-23 13:36:00.000");
    }

    #[test]
    fn the_day_changes_at_sixteen_hours_utc() {
        let day = Day::new(2026, 11, 23).unwrap();
        let start = Moment::start_of(day);
        assert_eq!(start.day(), day);
        assert_eq!(start.minus(Duration::from_millis(1)).day(), day.previous());
        assert_eq!(start.millis() % DAY, 16 * 3_600_000);
    }

    #[test]
    fn the_past_is_no_time_ago_from_the_future() {
        let (early, late) = (Moment::from_millis(5), Moment::from_millis(2_005));
        assert_eq!(late.since(early), Duration::from_secs(2));
        assert_eq!(early.since(late), Duration::ZERO);
        assert_eq!(Moment::from_millis(i64::MAX).plus(Duration::MAX).millis(), i64::MAX);
    }

    proptest! {
        #[test]
        fn any_moment_can_be_shown_and_kept(millis: i64) {
            let moment = Moment::from_millis(millis);
            prop_assert!(!moment.to_string().is_empty());
            prop_assert_eq!(kept_and_read(&moment), moment);
        }

        #[test]
        fn days_follow_moments(earlier in -30_000_000_000_000i64..200_000_000_000_000, more in 0i64..1_000_000_000_000) {
            let (a, b) = (Moment::from_millis(earlier), Moment::from_millis(earlier + more));
            prop_assert!(a.day() <= b.day());
            prop_assert!(Moment::start_of(a.day()) <= a);
        }
    }
}
