//! The circuit breaker: a silent service is left alone for a while (connectors rule 0.5).
//!
//! What always holds: after five unknown outcomes in a row calls fail fast; every thirty seconds one
//! call is let through to see whether the other side is back; any certain outcome closes it again.

use super::{Begun, Call, Claim, Finding, IdentityService, Outcome, Sending, Setback, Sms, SmsCourier};
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

    /// Takes note of whether anybody knows how an admitted call ended.
    pub fn note(&self, ending: Ending, now: Instant) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if ending == Ending::Certain {
            *state = State::default();
            return;
        }
        state.unknown_in_a_row = state.unknown_in_a_row.saturating_add(1);
        if state.unknown_in_a_row >= PATIENCE {
            state.paused_until = Some(now + PAUSE);
        }
    }
}

/// Whether anybody knows how a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The other side has answered, whatever it said.
    Certain,
    /// Silence, or an answer that cannot be trusted.
    Unknown,
}

/// A courier or an identity service behind a breaker.
pub struct Protected<C> {
    service: C,
    breaker: Breaker,
    clock: fn() -> Instant,
}

/// The code of a message that was not tried because the courier is silent.
const COURIER_PAUSED: &str = "courier_paused";

/// The code of a question that was not asked because the identity service is silent.
const SERVICE_PAUSED: &str = "service_paused";

impl<C> Protected<C> {
    /// Puts a breaker that lives by `clock` in front of `service`.
    pub fn new(service: C, clock: fn() -> Instant) -> Self {
        Self { service, breaker: Breaker::default(), clock }
    }

    async fn asked<'a, T>(&'a self, call: impl FnOnce() -> Call<'a, T> + Send) -> Result<T, Setback> {
        if !self.breaker.admits((self.clock)()) {
            return Err(Setback::Operator(SERVICE_PAUSED.to_owned()));
        }
        let answer = call().await;
        let ending = if matches!(answer, Err(Setback::Unknown)) { Ending::Unknown } else { Ending::Certain };
        self.breaker.note(ending, (self.clock)());
        answer
    }
}

impl<C: SmsCourier> SmsCourier for Protected<C> {
    fn name(&self) -> &'static str {
        self.service.name()
    }

    fn send<'a>(&'a self, message: &'a Sms) -> Sending<'a> {
        Box::pin(async move {
            if !self.breaker.admits((self.clock)()) {
                return Outcome::Refused(COURIER_PAUSED.to_owned()).into();
            }
            let report = self.service.send(message).await;
            let ending = if report.outcome == Outcome::Unknown { Ending::Unknown } else { Ending::Certain };
            self.breaker.note(ending, (self.clock)());
            report
        })
    }
}

impl<C: IdentityService> IdentityService for Protected<C> {
    fn name(&self) -> &'static str {
        self.service.name()
    }

    fn begin<'a>(&'a self, claim: &'a Claim) -> Call<'a, Begun> {
        Box::pin(self.asked(|| self.service.begin(claim)))
    }

    fn find<'a>(&'a self, certificate: &'a str) -> Call<'a, Finding> {
        Box::pin(self.asked(|| self.service.find(certificate)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn silent(breaker: &Breaker, times: u32, now: Instant) {
        for _ in 0..times {
            breaker.note(Ending::Unknown, now);
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
        breaker.note(Ending::Unknown, trial);
        assert!(!breaker.admits(trial + Duration::from_secs(29)));
        assert!(breaker.admits(trial + PAUSE));
        breaker.note(Ending::Certain, trial + PAUSE);
        assert!(breaker.admits(trial + PAUSE) && breaker.admits(trial + PAUSE));
    }

    #[test]
    fn one_certain_ending_breaks_the_row() {
        let (breaker, start) = (Breaker::default(), Instant::now());
        silent(&breaker, 4, start);
        breaker.note(Ending::Certain, start);
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
        assert_eq!(courier.service.0.load(Ordering::Relaxed), 5);
    }

    /// Answers every question with the setback it holds, and counts them.
    struct Deaf(AtomicU32, Setback);

    impl Deaf {
        fn answer<T: Send + 'static>(&self) -> Call<'_, T> {
            Box::pin(async {
                self.0.fetch_add(1, Ordering::Relaxed);
                Err(self.1.clone())
            })
        }
    }

    impl IdentityService for Deaf {
        fn name(&self) -> &'static str {
            "deaf"
        }
        fn begin<'a>(&'a self, _: &'a Claim) -> Call<'a, Begun> {
            self.answer()
        }
        fn find<'a>(&'a self, _: &'a str) -> Call<'a, Finding> {
            self.answer()
        }
    }

    #[tokio::test]
    async fn a_paused_identity_service_is_not_asked_whatever_the_question() {
        let claim = Claim {
            order: "1".into(),
            document: crate::terms::DocumentKind::ResidentId,
            number: "1".into(),
            name: "n".into(),
            return_to: "r".into(),
        };
        let service = Protected::new(Deaf(AtomicU32::new(0), Setback::Unknown), Instant::now);
        for _ in 0..4 {
            assert_eq!(service.find("c").await, Err(Setback::Unknown));
        }
        assert_eq!(service.begin(&claim).await, Err(Setback::Unknown));
        let paused = Setback::Operator("service_paused".into());
        assert_eq!(service.find("c").await, Err(paused.clone()));
        assert_eq!(service.begin(&claim).await, Err(paused));
        assert_eq!(service.service.0.load(Ordering::Relaxed), 5);
    }

    #[tokio::test]
    async fn an_identity_service_that_refuses_is_not_silent() {
        let refusal = Setback::Person("no".into());
        let service = Protected::new(Deaf(AtomicU32::new(0), refusal.clone()), Instant::now);
        for _ in 0..9 {
            assert_eq!(service.find("c").await, Err(refusal.clone()));
        }
    }
}
