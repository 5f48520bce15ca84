//! Paths of the letter box.

use super::{actions, pages};
use crate::web::{House, Page, Problem, Refused, Visit};
use rocket::{Route, State, get};

/// The routes of the letter box.
pub fn routes() -> Vec<Route> {
    rocket::routes![mailbox]
}

/// Shows the messages; in the real service there is no such page, even if it were mounted by mistake (T84).
#[get("/demo/mailbox")]
async fn mailbox(visit: Visit, house: &State<House>) -> Result<Page, Problem> {
    if !house.office.is_demonstration() {
        return Err(Refused::not_found().into());
    }
    let messages = house.office.look(actions::messages).await?;
    let origin = house.config.public_origin.to_string();
    let body = pages::messages(&messages, &house.config.site_name, &origin);
    Ok(Page::new(visit.page(house, "演示信箱", body)))
}
