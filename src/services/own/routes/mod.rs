//! Paths of what is held about oneself.

mod record;

use rocket::Route;

/// The routes of this service.
pub fn routes() -> Vec<Route> {
    record::routes()
}
