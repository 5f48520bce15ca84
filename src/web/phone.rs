//! The phone at the other end of a hand-off: known by its browser's cookie from the scan on, and by nothing else.

use super::guards::Visit;
use super::house::House;
use crate::handoff::{Device, Handoff};
use crate::office::handoff_at;
use crate::terms::HandoffId;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome, Request};

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

impl Phone {
    /// The phone as the hand-off knows it.
    pub fn device(&self) -> Device {
        Device(self.visit.browser.digest)
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
