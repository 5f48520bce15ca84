//! How often is asked (connectors 1.9).

use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// Twenty questions a second for the whole instance.
const BETWEEN: Duration = Duration::from_millis(50);

/// How long after the `asked`-th question the next one follows: 2 s, 3 s, then 5 s, so at most about 60 in 5 minutes.
pub(super) fn pause(asked: u32) -> Duration {
    match asked {
        0 | 1 => Duration::from_secs(2),
        2..=10 => Duration::from_secs(3),
        _ => Duration::from_secs(5),
    }
}

/// Gives out turns, one after the other.
#[derive(Default)]
pub(super) struct Turns(Mutex<Option<Instant>>);

impl Turns {
    /// Waits for the next turn.
    pub(super) async fn next(&self) {
        sleep_until(self.reserve(Instant::now())).await;
    }

    /// The first moment from now on that nobody has taken yet.
    fn reserve(&self, now: Instant) -> Instant {
        let mut next = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = next.map_or(now, |next| next.max(now));
        *next = Some(turn + BETWEEN);
        turn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attempt_asks_less_than_a_hundred_times_in_five_minutes() {
        let (mut passed, mut asked) = (Duration::ZERO, 0);
        while passed < Duration::from_secs(300) {
            passed += pause(asked);
            asked += 1;
        }
        assert!((40..100).contains(&asked), "{asked}");
    }

    #[test]
    fn twenty_turns_take_a_second() {
        let (turns, start) = (Turns::default(), Instant::now());
        let taken: Vec<Instant> = (0..21).map(|_| turns.reserve(start)).collect();
        assert_eq!(taken[0], start, "nobody waits without need");
        assert_eq!(taken[20] - start, Duration::from_secs(1));
        let later = start + Duration::from_secs(60);
        assert_eq!(turns.reserve(later), later, "turns that nobody took are not saved up");
    }
}
