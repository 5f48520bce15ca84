//! `/me/change/history`: every state the record ever had.

use super::standing;
use crate::services::changes::{actions, pages};
use crate::web::{Answer, House, Page, Problem, Verified};
use rocket::{Route, State, get};

/// The routes of the history.
pub fn routes() -> Vec<Route> {
    rocket::routes![list, one]
}

#[get("/me/change/history")]
async fn list(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let standing = match standing(house, &person).await? {
        Ok(standing) => standing,
        Err(answer) => return Ok(answer),
    };
    let id = person.id;
    let versions = house.office.look(move |view| actions::history(view, id)).await?;
    Ok(Page::new(pages::history(house, &person.visit, &standing, &versions)).into())
}

#[get("/me/change/history/<number>")]
async fn one(person: Verified, house: &State<House>, number: &str) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let id = person.id;
    let found = match number.parse::<u32>() {
        Ok(number) => house.office.look(move |view| actions::version(view, id, number)).await?,
        Err(_) => None,
    };
    match found {
        Some(version) => Ok(Page::new(pages::version(house, &person.visit, &version)).into()),
        None => Err(house.not_there(person.visit.act("change.look")).await),
    }
}
