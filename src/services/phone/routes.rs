//! Paths of changing a phone.

mod desk;
mod own;

use crate::web::{House, passwords};
use rocket::Route;

/// The routes of this chapter.
pub fn routes() -> Vec<Route> {
    [own::routes(), desk::routes()].concat()
}

/// Why no code can ever come here, if so.
fn silence(house: &House) -> Option<&'static str> {
    (!house.sends_messages()).then_some(passwords::NO_MESSAGES)
}
