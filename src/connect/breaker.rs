//! The circuit breaker: a silent courier is left alone for a while (connectors rule 0.5).
//!
//! What always holds: after five unknown outcomes in a row calls fail fast; every thirty seconds one
//! call is let through to see whether the other side is back; any certain outcome closes it again.

use super::{Outcome, Sending, Sms, SmsCourier};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const PATIENCE: u32 = 5;
const PAUSE: Duration = Duration::from_secs(30);

/// Counts unknown outcomes and says whether a call may be tried.
#[derive(Debug, Default)]
pub struct Breaker {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    unknown_in_a_row: u32,
    paused_until: Option<Instant>,
}

impl Breaker {
    /// Whether a call may be tried now; the first one after a pause is the trial and renews the pause for the others.
    pub fn admits(&self, now: Instant) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match state.paused_until {
            Some(until) if now < until => false,
            Some(_) => {
                state.paused_until = Some(now + PAUSE);
                true
            }
            None => true,
        }
    }

    /// Takes note of how an admitted call ended.
    pub fn note(&self, outcome: &Outcome, now: Instant) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if *outcome != Outcome::Unknown {
            *state = State::default();
            return;
        }
        state.unknown_in_a_row = state.unknown_in_a_row.saturating_add(1);
        if state.unknown_in_a_row >= PATIENCE {
            state.paused_until = Some(now + PAUSE);
        }
    }
}

/// A courier behind a breaker.
pub struct Protected<C> {
    courier: C,
    breaker: Breaker,
    clock: fn() -> Instant,
}

impl<C: SmsCourier> Protected<C> {
    /// The code of a message that was not tried because the courier is silent.
    pub const PAUSED: &'static str = "courier_paused";

    /// Puts a breaker that lives by `clock` in front of `courier`.
    pub fn new(courier: C, clock: fn() -> Instant) -> Self {
        Self { courier, breaker: Breaker::default(), clock }
    }
}

impl<C: SmsCourier> SmsCourier for Protected<C> {
    fn name(&self) -> &'static str {
        self.courier.name()
    }

    fn send<'a>(&'a self, message: &'a Sms) -> Sending<'a> {
        Box::pin(async move {
            if !self.breaker.admits((self.clock)()) {
                return Outcome::Refused(Self::PAUSED.to_owned()).into();
            }
            let report = self.courier.send(message).await;
            self.breaker.note(&report.outcome, (self.clock)());
            report
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn silent(breaker: &Breaker, times: u32, now: Instant) {
        for _ in 0..times {
            breaker.note(&Outcome::Unknown, now);
        }
    }

    #[test]
    fn five_unknowns_in_a_row_pause_for_thirty_seconds() {
        let (breaker, start) = (Breaker::default(), Instant::now());
        silent(&breaker, 4, start);
        assert!(breaker.admits(start));
        silent(&breaker, 1, start);
        assert!(!breaker.admits(start + Duration::from_millis(29_999)));
        assert!(breaker.admits(start + PAUSE));
    }

    #[test]
    fn one_trial_is_let_through_after_a_pause_and_its_end_decides() {
        let (breaker, start) = (Breaker::default(), Instant::now());
        silent(&breaker, 5, start);
        let trial = start + PAUSE;
        assert!(breaker.admits(trial) && !breaker.admits(trial));
        breaker.note(&Outcome::Unknown, trial);
        assert!(!breaker.admits(trial + Duration::from_secs(29)));
        assert!(breaker.admits(trial + PAUSE));
        breaker.note(&Outcome::Sent, trial + PAUSE);
        assert!(breaker.admits(trial + PAUSE) && breaker.admits(trial + PAUSE));
    }

    #[test]
    fn a_refusal_is_certain_and_breaks_the_row() {
        let (breaker, start) = (Breaker::default(), Instant::now());
        silent(&breaker, 4, start);
        breaker.note(&Outcome::Refused("limit".to_owned()), start);
        silent(&breaker, 4, start);
        assert!(breaker.admits(start));
    }

    struct Silent(AtomicU32);

    impl SmsCourier for Silent {
        fn name(&self) -> &'static str {
            "silent"
        }
        fn send<'a>(&'a self, _: &'a Sms) -> Sending<'a> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Box::pin(std::future::ready(Outcome::Unknown.into()))
        }
    }

    #[tokio::test]
    async fn a_paused_courier_is_not_called() {
        let courier = Protected::new(Silent(AtomicU32::new(0)), Instant::now);
        let message =
            Sms { id: "m".into(), phone: "1".into(), template: "code", text: "t".into(), params: Vec::new() };
        for _ in 0..5 {
            assert_eq!(courier.send(&message).await, Outcome::Unknown);
        }
        assert_eq!(courier.send(&message).await, Outcome::Refused("courier_paused".to_owned()));
        assert_eq!(courier.courier.0.load(Ordering::Relaxed), 5);
    }
}
