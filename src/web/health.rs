//! What a watchman asks: whether the program can read and write, and which version it is.

use super::house::House;
use crate::store::{Broken, Read};
use crate::tables::{INSTANCE, Only};
use rocket::http::Status;
use rocket::{Route, State, get, routes};

/// The routes for watchmen; they know nobody and change nothing.
pub fn routes() -> Vec<Route> {
    routes![health, version]
}

/// 200 `ok` while the store can be read and has not stopped writing, otherwise 503.
#[get("/healthz")]
async fn health(house: &State<House>) -> (Status, &'static str) {
    let stopped = house.office.store().stopped();
    let read = house.office.look(|view| Ok::<_, Broken>(view.get(&INSTANCE, &Only)?.is_some())).await;
    match (stopped, read) {
        (None, Ok(true)) => (Status::Ok, "ok\n"),
        (stopped, read) => {
            log::error!("health: the store does not serve: stopped {stopped:?}, read {read:?}");
            (Status::ServiceUnavailable, "unavailable\n")
        }
    }
}

/// The program's version.
#[get("/version")]
fn version() -> &'static str {
    concat!("zhangfang ", env!("CARGO_PKG_VERSION"), "\n")
}
