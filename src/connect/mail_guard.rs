//! The circuit breaker in front of a mail courier (connectors rule 0.5).
//!
//! What always holds: after five attempts in a row that brought nothing, mails wait for thirty seconds and none of them
//! loses a try by it; a mail that was taken, or refused for good, closes the breaker.

use super::{Breaker, Ending, Mail, MailCourier, MailOutcome, Posting};
use std::time::Instant;

/// A mail courier behind a breaker.
pub struct Guarded<C> {
    courier: C,
    breaker: Breaker,
    clock: fn() -> Instant,
}

impl<C: MailCourier> Guarded<C> {
    /// Puts a breaker that lives by `clock` in front of `courier`.
    pub fn new(courier: C, clock: fn() -> Instant) -> Self {
        Self { courier, breaker: Breaker::default(), clock }
    }
}

impl<C: MailCourier> MailCourier for Guarded<C> {
    fn name(&self) -> &'static str {
        self.courier.name()
    }

    fn admits(&self) -> bool {
        self.breaker.admits((self.clock)())
    }

    fn send<'a>(&'a self, mail: &'a Mail) -> Posting<'a> {
        Box::pin(async move {
            let outcome = self.courier.send(mail).await;
            let ending = match &outcome {
                MailOutcome::Sent | MailOutcome::Refused(_) => Ending::Certain,
                MailOutcome::Later(_) | MailOutcome::Unknown => Ending::Unknown,
            };
            self.breaker.note(ending, (self.clock)());
            outcome
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{Email, Moment};

    struct Answers(MailOutcome);

    impl MailCourier for Answers {
        fn name(&self) -> &'static str {
            "answers"
        }
        fn send<'a>(&'a self, _: &'a Mail) -> Posting<'a> {
            Box::pin(std::future::ready(self.0.clone()))
        }
    }

    async fn admitted_after_five(outcome: MailOutcome) -> bool {
        let courier = Guarded::new(Answers(outcome.clone()), Instant::now);
        let mail = Mail {
            id: "m".into(),
            to: Email::parse("a@example.cn").unwrap(),
            at: Moment::from_millis(0),
            subject: String::new(),
            body: String::new(),
        };
        for _ in 0..5 {
            assert!(courier.admits());
            assert_eq!(courier.send(&mail).await, outcome);
        }
        courier.admits()
    }

    #[tokio::test]
    async fn a_server_that_takes_nothing_is_left_alone_for_a_while() {
        assert!(!admitted_after_five(MailOutcome::Later("unreachable".into())).await);
        assert!(!admitted_after_five(MailOutcome::Unknown).await);
        assert!(admitted_after_five(MailOutcome::Refused("550".into())).await);
        assert!(admitted_after_five(MailOutcome::Sent).await);
    }
}
