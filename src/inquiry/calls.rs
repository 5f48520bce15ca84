//! One step for one hand-off: a call with no transaction open, then an act that writes its outcome.

use super::{Inquiries, pace};
use crate::connect::{Claim, Finding, Setback};
use crate::handoff::{Handoff, Refusal, State, Why};
use crate::office::{Act, Actor, change_handoff, pass_handoff, touch_screen};
use crate::store::{Broken, Read};
use crate::tables::HANDOFFS;
use crate::terms::{HandoffId, Moment};
use std::time::{Duration, Instant};

impl Inquiries {
    /// Does what the hand-off waits for, once; how long to wait before the next step, or none when nothing follows.
    pub async fn step(&self, id: HandoffId, asked: u32) -> Result<Option<Duration>, Broken> {
        let Some(handoff) = self.office.look(move |view| view.get(&HANDOFFS, &id)).await? else {
            return Ok(None);
        };
        match handoff.state_at(self.office.now()) {
            State::Asked { order, .. } => self.begin(id, &handoff, order).await,
            State::Waiting { certificate, .. } => self.find(id, certificate, asked).await,
            state => {
                if state != handoff.state {
                    self.change(id, "identity.lapse", String::new(), |_, _| Err(Refusal::Over)).await?.ok();
                }
                Ok(None)
            }
        }
    }

    async fn begin(
        &self,
        id: HandoffId,
        handoff: &Handoff,
        order: String,
    ) -> Result<Option<Duration>, Broken> {
        let Some(identity) = handoff.errand.identity() else { return Ok(None) };
        let claim = Claim {
            order: order.clone(),
            document: identity.document.kind(),
            number: identity.document.number().to_string(),
            name: identity.name.to_string(),
            return_to: self.return_to.clone(),
        };
        self.turns.next().await;
        let start = Instant::now();
        let outcome = self.service.begin(&claim).await;
        let told = self.told(start, outcome.as_ref().map(|_| "begun").map_err(word));
        match outcome {
            Ok(begun) => {
                let change = move |handoff: &mut Handoff, now: Moment| {
                    handoff.begun(&order, begun.certificate.clone(), begun.address.clone(), now)
                };
                let begun = self.change(id, "identity.begin", told, change).await?;
                Ok(begun.is_ok().then_some(pace::pause(0)))
            }
            Err(setback) => {
                let setback = word(&setback);
                let change =
                    move |handoff: &mut Handoff, now: Moment| handoff.set_back(&order, setback.clone(), now);
                self.change(id, "identity.begin", told, change).await?.ok();
                Ok(None)
            }
        }
    }

    async fn find(&self, id: HandoffId, certificate: String, asked: u32) -> Result<Option<Duration>, Broken> {
        self.turns.next().await;
        let start = Instant::now();
        let outcome = self.service.find(&certificate).await;
        let words = outcome.as_ref().map(|found| match found {
            Finding::Passed => "passed",
            Finding::NotYet => "not yet",
        });
        let told = self.told(start, words.map_err(word));
        match outcome {
            Ok(Finding::Passed) => {
                self.pass(id, certificate, told).await?;
                Ok(None)
            }
            Err(Setback::Person(code)) => {
                let fail = move |handoff: &mut Handoff, now: Moment| match &handoff.state {
                    State::Waiting { certificate: own, .. } if *own == certificate => {
                        handoff.fail(Why::Refused(code.clone()), now);
                        Ok(())
                    }
                    _ => Err(Refusal::OutOfStep),
                };
                self.change(id, "identity.find", told, fail).await?.ok();
                Ok(None)
            }
            Ok(Finding::NotYet) | Err(Setback::Operator(_) | Setback::Unknown) => {
                self.change(id, "identity.find", told, |_, _| Ok(())).await?.ok();
                Ok(Some(pace::pause(asked)))
            }
        }
    }

    async fn pass(&self, id: HandoffId, certificate: String, told: String) -> Result<(), Broken> {
        let way = self.way;
        let act = Act::new(Actor::House, "identity.find", "");
        self.office
            .work(act, move |ledger| {
                ledger.detail(&told);
                let found = change_handoff(ledger, id, |handoff, now| handoff.found(&certificate, now))?;
                if found.is_ok()
                    && let Some(mut handoff) = ledger.get(&HANDOFFS, &id)?
                {
                    pass_handoff(ledger, id, &mut handoff, way)?;
                }
                Ok(())
            })
            .await
    }

    pub(super) async fn set_back_left(&self, id: HandoffId) -> Result<(), Broken> {
        let set_back = |handoff: &mut Handoff, now: Moment| match &handoff.state {
            State::Asked { order, .. } => {
                let order = order.clone();
                handoff.set_back(&order, "restarted".into(), now)
            }
            _ => Ok(()),
        };
        self.change(id, "identity.recover", String::new(), set_back).await?.ok();
        Ok(())
    }

    async fn change(
        &self,
        id: HandoffId,
        verb: &'static str,
        told: String,
        change: impl Fn(&mut Handoff, Moment) -> Result<(), Refusal> + Send + 'static,
    ) -> Result<Result<(), Refusal>, Broken> {
        self.office
            .work(Act::new(Actor::House, verb, ""), move |ledger| {
                if !told.is_empty() {
                    ledger.detail(&told);
                }
                ledger.about(id);
                let changed = change_handoff(ledger, id, &change)?;
                if changed.is_ok()
                    && let Some(handoff) = ledger.get(&HANDOFFS, &id)?
                {
                    // Whoever is with the service has no hand free for the screen.
                    touch_screen(ledger, &handoff)?;
                }
                Ok(changed)
            })
            .await
    }

    fn told(&self, start: Instant, outcome: Result<&str, String>) -> String {
        let outcome = outcome.map_or_else(|code| code, str::to_string);
        format!("{} {outcome} {} ms", self.service.name(), start.elapsed().as_millis())
    }
}

/// A setback in one word of visible ASCII.
fn word(setback: &Setback) -> String {
    match setback {
        Setback::Person(code) => format!("person:{code}"),
        Setback::Operator(code) => format!("operator:{code}"),
        Setback::Unknown => "unknown".into(),
    }
}
