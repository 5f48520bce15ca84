//! Counters against guessing and pumping (security B4); they live in the store and so survive a restart.

use crate::terms::Moment;
use minicbor::{Decode, Encode};
use std::time::Duration;

/// How often something may happen in how long.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// How often.
    pub limit: u32,
    /// In how long.
    pub length: Duration,
}

impl Window {
    /// `limit` times in `seconds`.
    pub const fn new(limit: u32, seconds: u64) -> Window {
        Window { limit, length: Duration::from_secs(seconds) }
    }
}

/// How often something happened since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Counter {
    /// When the present window began.
    #[n(0)]
    pub since: Moment,
    /// How often since.
    #[n(1)]
    pub count: u32,
    /// The last time.
    #[n(2)]
    pub last: Moment,
}

impl Counter {
    /// A counter that has seen nothing.
    pub fn new(now: Moment) -> Counter {
        Counter { since: now, count: 0, last: now }
    }

    /// The counter as it stands now: empty again when its window has passed.
    pub fn at(self, now: Moment, window: Window) -> Counter {
        if now.since(self.since) >= window.length || now < self.since { Counter::new(now) } else { self }
    }

    /// How long until it may happen again; none when it may happen now.
    pub fn wait(self, now: Moment, window: Window) -> Option<Duration> {
        let current = self.at(now, window);
        (current.count >= window.limit).then(|| window.length.saturating_sub(now.since(current.since)))
    }

    /// One more.
    pub fn more(self, now: Moment, window: Window) -> Counter {
        let current = self.at(now, window);
        Counter { since: current.since, count: current.count.saturating_add(1), last: now }
    }

    /// The pause after `count` failures: none for the first three, then 1, 2, 4 … up to 60 seconds.
    pub fn pause(self, now: Moment) -> Option<Duration> {
        let over = self.count.checked_sub(3)?;
        let pause = Duration::from_secs(1u64.checked_shl(over).unwrap_or(64).min(60));
        let waited = now.since(self.last);
        (waited < pause).then(|| pause - waited)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(seconds * 1000)
    }

    #[test]
    fn a_full_window_opens_again_when_it_has_passed() {
        let window = Window::new(2, 60);
        let counter = Counter::new(at(0)).more(at(0), window).more(at(10), window);
        assert_eq!(counter.wait(at(20), window), Some(Duration::from_secs(40)));
        assert_eq!(counter.wait(at(60), window), None);
        assert_eq!(counter.more(at(60), window).count, 1);
    }

    #[test]
    fn pauses_double_up_to_a_minute() {
        let counter = |count| Counter { since: at(0), count, last: at(0) };
        assert_eq!(counter(2).pause(at(0)), None);
        assert_eq!(counter(3).pause(at(0)), Some(Duration::from_secs(1)));
        assert_eq!(counter(6).pause(at(0)), Some(Duration::from_secs(8)));
        assert_eq!(counter(40).pause(at(0)), Some(Duration::from_secs(60)));
        assert_eq!(counter(6).pause(at(8)), None);
    }
}
