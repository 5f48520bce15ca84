//! `/me/collect`.

use crate::office::Stop;
use crate::services::collection::actions::Refusal;
use crate::services::collection::{actions, pages};
use crate::web::{House, Page, Problem, Verified};
use rocket::{Route, State, get};

/// The route of the chapter's first page.
pub fn routes() -> Vec<Route> {
    rocket::routes![page]
}

#[get("/me/collect")]
async fn page(person: Verified, house: &State<House>) -> Result<Page, Problem> {
    let Verified(person) = person;
    let (id, today) = (person.id, house.office.today());
    match house.office.look(move |view| actions::checked(view, id, today)).await {
        Ok(checked) => Ok(Page::new(pages::start(house, &person.visit, &checked))),
        Err(Stop::Refused(refusal @ Refusal::MovedAway)) => {
            Ok(Page::new(pages::moved_away(house, &person.visit, &refusal.sentence())))
        }
        Err(stop) => Err(stop.into()),
    }
}
