//! What an open page needs to look again: who looks, proven anew each time, and how codes are made.

use super::guards::{Person, Visit};
use super::house::House;
use crate::handoff::{Code, Device, Handoff};
use crate::office::{Office, Present, SessionLimits, recognise};
use crate::store::{Broken, Read};
use crate::tables::HANDOFFS;
use crate::terms::{AccountId, HandoffId, Moment};
use crate::ui::{Mode, Panel};
use std::time::Duration;

/// Makes the codes that stand on screens.
#[derive(Clone, Debug)]
pub struct Codes {
    origin: String,
    period: Duration,
}

impl Codes {
    /// Codes that lead to this origin and are replaced every so often.
    pub fn new(origin: String, period: Duration) -> Codes {
        Codes { origin, period }
    }

    /// How long one code stands on a screen.
    pub fn period(&self) -> Duration {
        self.period
    }

    /// The code that stands on the screen now.
    pub fn code(&self, handoff: &Handoff, now: Moment) -> Code {
        handoff.code(now, self.period)
    }

    /// The panel with that code, and how long it stands.
    pub fn panel(&self, handoff: &Handoff, label: &'static str, now: Moment) -> (Panel, Duration) {
        let left = handoff.code_left(now, self.period);
        let address = format!("{}/v/{}", self.origin, self.code(handoff, now));
        let seconds = u64::try_from(left.as_millis().div_ceil(1000)).unwrap_or_default();
        (Panel::Code { address, label, left: seconds, period: self.period.as_secs() }, left)
    }
}

/// What a screen sees of its hand-off.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The hand-off.
    pub handoff: Handoff,
    /// The moment of the look.
    pub now: Moment,
    /// When the session was last touched, on the screen or by the phone.
    pub touched: Moment,
    /// Whether the person is verified by now, in whatever way.
    pub verified: bool,
}

/// The eyes of a person's screen on one of their hand-offs.
#[derive(Clone)]
pub struct ScreenEyes {
    /// How codes are made.
    pub codes: Codes,
    office: Office,
    person: AccountId,
    browser: [u8; 32],
    limits: SessionLimits,
}

impl House {
    /// How codes are made here.
    pub fn codes(&self) -> Codes {
        let period = Duration::from_secs(u64::from(self.config.code_seconds));
        Codes::new(self.config.public_origin.to_string(), period)
    }

    /// The eyes of this person's screen.
    pub fn eyes(&self, person: &Person) -> ScreenEyes {
        let Visit { browser, mode, .. } = &person.visit;
        ScreenEyes {
            codes: self.codes(),
            office: self.office.clone(),
            person: person.id,
            browser: browser.digest,
            limits: self.session_limits(*mode == Mode::Kiosk),
        }
    }
}

impl ScreenEyes {
    /// The hand-off as it is now; none once the session has ended or it is not theirs.
    pub async fn see(&self, id: HandoffId) -> Option<Seen> {
        let (now, browser, limits, epoch) =
            (self.office.now(), self.browser, self.limits, self.office.epoch());
        let person = self.person;
        let look = self.office.look(move |view| {
            let present = recognise(view, &browser, now, limits, epoch)?;
            let Some((Present::Person(here, account), session)) = present else { return Ok(None) };
            let verified = account.is_verified();
            let found = view.get(&HANDOFFS, &id)?.filter(|found| {
                here == person && found.account == person && found.screen.device == Device(browser)
            });
            Ok::<_, Broken>(found.map(|handoff| Seen { handoff, now, touched: session.seen, verified }))
        });
        match look.await {
            Ok(found) => found,
            Err(broken) => {
                log::error!("eyes: {id} could not be read: {broken}");
                None
            }
        }
    }
}
