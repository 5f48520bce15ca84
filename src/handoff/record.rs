//! One hand-off and every act on it.

use super::code;
use super::device::{Device, Screen};
use super::errand::{Errand, Shot};
use super::refusal::Refusal;
use super::state::{State, Why};
use crate::terms::{AccountId, CaseNumber, FileId, Moment};
use minicbor::{Decode, Encode};
use std::time::Duration;

/// How long the digits may be typed after a scan.
const DIGITS: Duration = Duration::from_secs(3 * 60);
/// How long the phone may take over its errand between two acts.
const ERRAND: Duration = Duration::from_secs(15 * 60);
/// How long a call to begin may be on its way; a courier has ten seconds.
const BEGIN: Duration = Duration::from_secs(60);
/// How long the identity service is asked what became of an attempt (connectors 1.9).
const INQUIRE: Duration = Duration::from_secs(5 * 60);
/// How long 我已完成认证 goes on asking.
const INQUIRE_AGAIN: Duration = Duration::from_secs(30);
/// How long after lapsing a certificate may be asked about once more (connectors 1.9).
const ASK_AGAIN: Duration = Duration::from_secs(30 * 60);
/// How many wrong entries end it.
const WRONG: u8 = 3;
/// How often one attempt may ask the service to begin.
const BEGINNINGS: u8 = 3;

/// One hand-off.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Handoff {
    /// Whose.
    #[n(0)]
    pub account: AccountId,
    /// The screen that began it, the only one that may see it.
    #[n(1)]
    pub screen: Screen,
    /// What for.
    #[n(2)]
    pub errand: Errand,
    /// Where it stands.
    #[n(3)]
    pub state: State,
    /// When it began.
    #[n(4)]
    pub opened: Moment,
    /// When it came to its present state.
    #[n(5)]
    pub since: Moment,
    /// Finds it in an address, or at the counter.
    #[n(6)]
    pub locator: String,
    /// Makes its codes.
    #[cbor(n(7), with = "minicbor::bytes")]
    pub secret: [u8; 32],
    /// The phone that scanned it.
    #[n(8)]
    pub phone: Option<Device>,
    /// The pictures taken so far.
    #[n(9)]
    pub shots: Vec<Shot>,
}

impl Handoff {
    /// A new hand-off that shows codes; `drawn` gives locator and secret.
    pub fn open(
        account: AccountId,
        screen: Screen,
        errand: Errand,
        drawn: &[[u8; 32]; 2],
        now: Moment,
    ) -> Handoff {
        Handoff {
            account,
            screen,
            errand,
            state: State::Created,
            opened: now,
            since: now,
            locator: code::locator(&drawn[0]),
            secret: drawn[1],
            phone: None,
            shots: Vec::new(),
        }
    }

    /// The same for a phone that is the screen as well: there is nothing to scan and nothing to compare.
    pub fn on_phone(mut self) -> Handoff {
        self.phone = Some(self.screen.device);
        self.state = State::Matched { setback: None, asked: 0 };
        self
    }

    /// The same for the counter, found by a number of six digits.
    pub fn numbered(mut self, number: String) -> Handoff {
        self.locator = number;
        self
    }

    /// Until when it lives as it stands; none once it has ended.
    pub fn deadline(&self) -> Option<Moment> {
        match &self.state {
            State::Created => Some(self.opened.plus(self.errand.shown_for())),
            State::Scanned { .. } => Some(self.since.plus(DIGITS)),
            State::Matched { .. } => Some(self.since.plus(ERRAND)),
            State::Asked { .. } => Some(self.since.plus(BEGIN)),
            State::Waiting { until, .. } => Some(*until),
            _ => None,
        }
    }

    /// Whether it lives at this moment.
    pub fn is_live(&self, now: Moment) -> bool {
        self.deadline().is_some_and(|deadline| now < deadline)
    }

    /// Whether the phone may act now.
    pub fn is_matched(&self, now: Moment) -> bool {
        self.is_live(now) && matches!(self.state, State::Matched { .. })
    }

    /// The state at this moment: a living one past its deadline has lapsed, whether or not anybody wrote that down.
    pub fn state_at(&self, now: Moment) -> State {
        if !self.state.is_live() || self.is_live(now) {
            return self.state.clone();
        }
        match &self.state {
            State::Waiting { certificate, .. } => State::Lapsed(Some(certificate.clone())),
            _ => State::Lapsed(None),
        }
    }

    fn enter(&mut self, state: State, now: Moment) {
        self.state = state;
        self.since = now;
    }

    fn living(&self, now: Moment) -> Result<(), Refusal> {
        if self.is_live(now) { Ok(()) } else { Err(Refusal::Over) }
    }

    fn held_by(&self, phone: Device, now: Moment) -> Result<(), Refusal> {
        self.living(now)?;
        if self.phone == Some(phone) { Ok(()) } else { Err(Refusal::NotFound) }
    }

    /// A phone opens the code that stands on the screen; opening it again with the same phone changes nothing.
    pub fn scan(&mut self, phone: Device, digits: String, now: Moment) -> Result<(), Refusal> {
        self.living(now)?;
        match (&self.state, self.phone) {
            (State::Created, _) if !matches!(self.errand, Errand::Counter(_)) => {
                self.phone = Some(phone);
                self.enter(State::Scanned { digits, wrong: 0 }, now);
                Ok(())
            }
            (State::Created, _) => Err(Refusal::NotFound),
            (_, Some(first)) if first == phone => Ok(()),
            _ => Err(Refusal::OtherPhone),
        }
    }

    /// The digits typed on the phone; whether they matched. The third wrong entry ends it.
    pub fn match_digits(&mut self, phone: Device, typed: &str, now: Moment) -> Result<bool, Refusal> {
        self.held_by(phone, now)?;
        let State::Scanned { digits, wrong } = &self.state else { return Err(Refusal::OutOfStep) };
        let wrong = wrong + 1;
        if digits == typed {
            self.enter(State::Matched { setback: None, asked: 0 }, now);
            return Ok(true);
        }
        if wrong >= WRONG {
            self.enter(State::Failed(Why::Digits), now);
        } else {
            self.state = State::Scanned { digits: digits.clone(), wrong };
        }
        Ok(false)
    }

    /// How many more times the digits may be typed.
    pub fn tries_left(&self) -> u8 {
        match &self.state {
            State::Scanned { wrong, .. } => WRONG.saturating_sub(*wrong),
            _ => 0,
        }
    }

    /// 不是我，立即取消.
    pub fn decline(&mut self, phone: Device, now: Moment) -> Result<(), Refusal> {
        self.held_by(phone, now)?;
        self.enter(State::Failed(Why::Declined), now);
        Ok(())
    }

    /// The person confirms on the phone that the identity service may be asked, under this order.
    pub fn ask(&mut self, phone: Device, order: String, now: Moment) -> Result<(), Refusal> {
        self.held_by(phone, now)?;
        match (&self.errand, &self.state) {
            (Errand::Identity(_), State::Matched { asked, .. }) if *asked < BEGINNINGS => {
                let asked = asked + 1;
                self.enter(State::Asked { order, asked }, now);
                Ok(())
            }
            (Errand::Identity(_), State::Matched { .. }) => Err(Refusal::AskedTooOften),
            _ => Err(Refusal::OutOfStep),
        }
    }

    /// The service has begun this order.
    pub fn begun(
        &mut self,
        order: &str,
        certificate: String,
        address: String,
        now: Moment,
    ) -> Result<(), Refusal> {
        self.living(now)?;
        match &self.state {
            State::Asked { order: own, .. } if own == order => {
                self.enter(State::Waiting { certificate, address, until: now.plus(INQUIRE) }, now);
                Ok(())
            }
            _ => Err(Refusal::OutOfStep),
        }
    }

    /// The service has not begun this order: the phone may try again or go another way.
    pub fn set_back(&mut self, order: &str, setback: String, now: Moment) -> Result<(), Refusal> {
        self.living(now)?;
        match &self.state {
            State::Asked { order: own, asked } if own == order => {
                let asked = *asked;
                self.enter(State::Matched { setback: Some(setback), asked }, now);
                Ok(())
            }
            _ => Err(Refusal::OutOfStep),
        }
    }

    /// The service says, about this certificate, that the person is who they claim to be.
    pub fn found(&mut self, certificate: &str, now: Moment) -> Result<(), Refusal> {
        self.living(now)?;
        match &self.state {
            State::Waiting { certificate: own, .. } if own == certificate => {
                self.enter(State::Passed, now);
                Ok(())
            }
            _ => Err(Refusal::OutOfStep),
        }
    }

    /// 我已完成认证: a lapsed certificate is asked about once more, by the screen that began it.
    pub fn ask_again(&mut self, screen: Device, now: Moment) -> Result<(), Refusal> {
        if screen != self.screen.device {
            return Err(Refusal::NotFound);
        }
        let lapsed = self.deadline().unwrap_or(self.since);
        match self.state_at(now) {
            State::Lapsed(Some(certificate)) if now.since(lapsed) < ASK_AGAIN => {
                let until = now.plus(INQUIRE_AGAIN);
                // The address is of no use any more: its time is over at the service as well.
                self.enter(State::Waiting { certificate, address: String::new(), until }, now);
                Ok(())
            }
            _ => Err(Refusal::Over),
        }
    }

    /// The person confirms in a demonstration, where nobody is asked.
    pub fn confirm(&mut self, phone: Device, now: Moment) -> Result<(), Refusal> {
        self.held_by(phone, now)?;
        match (&self.errand, &self.state) {
            (Errand::Identity(_), State::Matched { .. }) => {
                self.enter(State::Passed, now);
                Ok(())
            }
            _ => Err(Refusal::OutOfStep),
        }
    }

    /// An officer at the counter has compared the papers with the person.
    pub fn confirm_at_counter(&mut self, now: Moment) -> Result<(), Refusal> {
        self.at_counter(now)?;
        self.enter(State::Passed, now);
        Ok(())
    }

    /// An officer at the counter does not confirm.
    pub fn refuse_at_counter(&mut self, reason: String, now: Moment) -> Result<(), Refusal> {
        self.at_counter(now)?;
        self.enter(State::Failed(Why::Counter(reason)), now);
        Ok(())
    }

    fn at_counter(&self, now: Moment) -> Result<(), Refusal> {
        self.living(now)?;
        if matches!(self.errand, Errand::Counter(_)) { Ok(()) } else { Err(Refusal::NotFound) }
    }

    /// A picture taken on the phone for one of the places; a second one for the same place replaces the first.
    pub fn shoot(&mut self, phone: Device, field: &str, file: FileId, now: Moment) -> Result<(), Refusal> {
        self.held_by(phone, now)?;
        let State::Matched { .. } = &self.state else { return Err(Refusal::OutOfStep) };
        let Errand::Camera(spots) = &self.errand else { return Err(Refusal::OutOfStep) };
        if !spots.iter().any(|spot| spot.field == field) {
            return Err(Refusal::NotFound);
        }
        self.shots.retain(|shot| shot.field != field);
        self.shots.push(Shot { field: field.into(), file });
        // Each picture buys the next one its time.
        self.since = now;
        Ok(())
    }

    /// The screen has what it wanted, or needs no more pictures.
    pub fn finish(&mut self, screen: Device, now: Moment) -> Result<(), Refusal> {
        self.living(now)?;
        match &self.errand {
            Errand::Camera(_) if screen == self.screen.device => {
                self.enter(State::Passed, now);
                Ok(())
            }
            _ => Err(Refusal::NotFound),
        }
    }

    /// The phone is still at its errand, which buys it time for the next act.
    pub fn go_on(&mut self, phone: Device, now: Moment) -> Result<(), Refusal> {
        self.held_by(phone, now)?;
        let State::Matched { .. } = &self.state else { return Err(Refusal::OutOfStep) };
        self.since = now;
        Ok(())
    }

    /// Photographs of the papers were handed in on the phone.
    pub fn submit(&mut self, phone: Device, number: CaseNumber, now: Moment) -> Result<(), Refusal> {
        self.held_by(phone, now)?;
        match (&self.errand, &self.state) {
            (Errand::Identity(_), State::Matched { .. }) => {
                self.enter(State::Submitted(number), now);
                Ok(())
            }
            _ => Err(Refusal::OutOfStep),
        }
    }

    /// It fails although the other side was satisfied.
    pub fn fail(&mut self, why: Why, now: Moment) {
        self.enter(State::Failed(why), now);
    }

    /// Ends it for a newer one; an ended one stays as it is, except that a lapsed certificate is given up.
    pub fn supersede(&mut self, now: Moment) -> bool {
        let given_up = self.state.is_live() || matches!(self.state, State::Lapsed(Some(_)));
        if given_up {
            self.enter(State::Superseded, now);
        }
        given_up
    }

    /// Writes down that its time is over; whether there was anything to write down.
    pub fn lapse(&mut self, now: Moment) -> bool {
        let state = self.state_at(now);
        let lapsed = state != self.state;
        if lapsed {
            // The time of lapsing is the deadline, not the moment somebody noticed.
            let at = self.deadline().unwrap_or(now);
            self.enter(state, at);
        }
        lapsed
    }
}

#[cfg(test)]
#[path = "tests.rs"]
pub(super) mod tests;
