//! Paths of what is held about oneself.

mod closing;
mod export;
mod proof;
mod record;
mod reopening;

use rocket::Route;

/// The routes of this service.
pub fn routes() -> Vec<Route> {
    [record::routes(), export::routes(), closing::routes(), reopening::routes()].concat()
}
