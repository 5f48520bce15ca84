//! The phone at the other end of a hand-off: known by its browser's cookie from the scan on, and by nothing else.

use super::guards::Visit;
use super::house::House;
use crate::handoff::{Device, Handoff};
use crate::office::{Act, Office, handoff_at, touch_screen};
use crate::store::{Broken, Read};
use crate::tables::{HANDOFFS, SESSIONS};
use crate::terms::{HandoffId, Moment};
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome, Request};
use std::time::Duration;

/// The phone that scanned the hand-off named in the address; another one finds nothing there.
#[derive(Clone, Debug)]
pub struct Phone {
    /// The visit.
    pub visit: Visit,
    /// Which hand-off.
    pub id: HandoffId,
    /// The hand-off as it is now.
    pub handoff: Handoff,
}

/// How fresh a touch may be that is not repeated.
const FRESH: Duration = Duration::from_secs(10);

/// The eyes of a phone on its hand-off.
#[derive(Clone)]
pub struct PhoneEyes {
    office: Office,
    id: HandoffId,
    device: Device,
}

impl Phone {
    /// The phone as the hand-off knows it.
    pub fn device(&self) -> Device {
        Device(self.visit.browser.digest)
    }

    /// The eyes of this phone.
    pub fn eyes(&self, house: &House) -> PhoneEyes {
        PhoneEyes { office: house.office.clone(), id: self.id, device: self.device() }
    }
}

impl PhoneEyes {
    /// The hand-off as it is now, with the moment of the look. Whoever looks holds the phone, so that the screen's
    /// session is touched: its owner cannot touch the screen meanwhile.
    pub async fn see(&self) -> Option<(Handoff, Moment)> {
        let (id, device, now) = (self.id, self.device, self.office.now());
        let look = self.office.look(move |view| {
            let found = view.get(&HANDOFFS, &id)?.filter(|found| found.phone == Some(device));
            let Some(handoff) = found else { return Ok(None) };
            let session = view.get(&SESSIONS, &handoff.screen.device.0)?;
            let stale = session.is_some_and(|session| now.since(session.seen) > FRESH);
            Ok::<_, Broken>(Some((handoff, stale)))
        });
        match look.await {
            Ok(Some((handoff, stale))) => {
                if stale && handoff.is_live(now) {
                    self.touch().await;
                }
                Some((handoff, now))
            }
            Ok(None) => None,
            Err(broken) => {
                log::error!("phone: {id} could not be read: {broken}");
                None
            }
        }
    }

    async fn touch(&self) {
        let id = self.id;
        let touched = self.office.work(Act::housekeeping("session.seen"), move |ledger| {
            match ledger.get(&HANDOFFS, &id)? {
                Some(handoff) => touch_screen(ledger, &handoff),
                None => Ok(()),
            }
        });
        if let Err(broken) = touched.await {
            log::warn!("phone: the screen's session could not be noted: {broken}");
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Phone {
    type Error = ();
    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let visit = rocket::outcome::try_outcome!(Visit::from_request(request).await);
        let Some(house) = request.rocket().state::<House>() else {
            return Outcome::Error((Status::InternalServerError, ()));
        };
        // Every address of a phone is /v/<locator>/…
        let locator = request.uri().path().segments().get(1).unwrap_or_default().to_string();
        match house.office.look(move |view| handoff_at(view, &locator)).await {
            Ok(Some((id, handoff))) if handoff.phone == Some(Device(visit.browser.digest)) => {
                Outcome::Success(Phone { visit, id, handoff })
            }
            Ok(_) => Outcome::Error((Status::NotFound, ())),
            Err(broken) => {
                log::error!("phone: the hand-off could not be read: {broken}");
                Outcome::Error((Status::InternalServerError, ()))
            }
        }
    }
}
