//! `/me/collect`.

use super::{check, steps};
use crate::services::collection::pages;
use crate::web::{House, Page, Problem, Verified};
use rocket::{Route, State, get};

/// The route of the chapter's first page.
pub fn routes() -> Vec<Route> {
    rocket::routes![page]
}

#[get("/me/collect")]
async fn page(person: Verified, house: &State<House>) -> Result<Page, Problem> {
    let Verified(person) = person;
    let collecting = steps::collecting(house, &person).await?;
    let faults = if collecting.editable { check::open_faults(house, &collecting).await? } else { Vec::new() };
    Ok(Page::new(pages::start(house, &person.visit, &collecting, &faults)))
}
