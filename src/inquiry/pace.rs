//! How often is asked (connectors 1.9).

use std::time::Duration;
use tokio::sync::Mutex;
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
        let turn = {
            let mut next = self.0.lock().await;
            let turn = next.map_or_else(Instant::now, |next| next.max(Instant::now()));
            *next = Some(turn + BETWEEN);
            turn
        };
        sleep_until(turn).await;
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

    #[tokio::test(start_paused = true)]
    async fn twenty_turns_take_a_second() {
        let (turns, start) = (Turns::default(), Instant::now());
        for _ in 0..21 {
            turns.next().await;
        }
        assert_eq!(start.elapsed(), Duration::from_secs(1));
    }
}
