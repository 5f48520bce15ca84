//! Paths of chapter 5.

mod apply;
mod cases;

use super::actions::{self, Refusal, Row, Standing};
use super::pages;
use crate::terms::CaseNumber;
use crate::web::{House, Page, Person, Problem, Refused, Verified};
use rocket::http::Status;
use rocket::{Route, State, get};

/// The routes of the chapter.
pub fn routes() -> Vec<Route> {
    [rocket::routes![overview], apply::routes(), cases::routes()].concat()
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        let status = match &refusal {
            Refusal::Corridor(refusal) => return refusal.clone().into(),
            Refusal::Guarded(guard) if guard.is_about_destination() => Status::UnprocessableEntity,
            Refusal::Guarded(_) | Refusal::Stale => Status::Conflict,
        };
        Refused::new(status, refusal.sentence())
    }
}

/// Where the person stands.
async fn standing(house: &House, person: &Person) -> Result<Standing, Problem> {
    let id = person.id;
    Ok(house.office.look(move |view| actions::load(view, id)).await?)
}

/// One of the person's transfers, or the answer that there is none, journalled.
async fn found(house: &House, person: &Person, number: &str) -> Result<Row, Problem> {
    let id = person.id;
    let row = match CaseNumber::parse(number) {
        Ok(number) => house.office.look(move |view| actions::case(view, id, &number)).await?,
        Err(_) => None,
    };
    match row {
        Some(row) => Ok(row),
        None => Err(house.not_there(person.visit.act("transfer.look")).await),
    }
}

/// Where a transfer that was filed is looked at.
fn filed_at(number: CaseNumber) -> String {
    format!("/me/transfer/{number}")
}

#[get("/me/transfer")]
async fn overview(person: Verified, house: &State<House>) -> Result<Page, Problem> {
    let Verified(person) = person;
    let id = person.id;
    let found =
        house.office.look(move |view| Ok::<_, Problem>((actions::load(view, id)?, actions::rows(view, id)?)));
    let (standing, rows) = found.await?;
    Ok(Page::new(pages::overview(house, &person.visit, &standing, &rows)))
}
