//! Paths of letters and of other instances.

mod desk;
mod letters;
mod peers;

pub use desk::catchers;

use crate::accounts::Right;
use crate::office::Unusable;
use crate::web::{Desk, House, Problem, Refused};
use rocket::Route;
use rocket::http::Status;

/// The routes of letters and of other instances.
pub fn routes() -> Vec<Route> {
    [desk::routes(), letters::routes(), peers::routes()].concat()
}

/// For an act on what is there; whatever belongs to others is not there.
impl From<Unusable> for Refused {
    fn from(refusal: Unusable) -> Refused {
        match refusal {
            Unusable::Nothing | Unusable::NotYours | Unusable::UnknownSender => Refused::not_found(),
            other => Refused::new(Status::Conflict, other.sentence()),
        }
    }
}

/// Only for officers with this right; for others the page is not there.
async fn holds(desk: &Desk, house: &House, right: Right) -> Result<(), Problem> {
    if desk.grant.has(right) {
        return Ok(());
    }
    Err(house.not_there(desk.visit.act("exchange.look")).await)
}
