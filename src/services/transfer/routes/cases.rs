//! `/me/transfer/<number>`: 调转详情 and taking back.

use super::{filed_at, found, standing};
use crate::office::Stop;
use crate::services::transfer::actions::{self, Refusal};
use crate::services::transfer::pages;
use crate::web::{Answer, House, Page, Posted, Pressed, Problem, Verified, leads_to};
use rocket::{Route, State, get, post};

/// The routes of single transfers.
pub fn routes() -> Vec<Route> {
    rocket::routes![look, withdraw]
}

#[get("/me/transfer/<number>", rank = 2)]
async fn look(person: Verified, house: &State<House>, number: &str) -> Result<Page, Problem> {
    let Verified(person) = person;
    let row = found(house, &person, number).await?;
    let here = standing(house, &person).await?.record.is_some();
    Ok(Page::new(pages::detail(house, &person.visit, &row, here)))
}

#[post("/me/transfer/<number>/withdraw", data = "<posted>")]
async fn withdraw(
    person: Verified,
    house: &State<House>,
    number: &str,
    posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let number = found(house, &person, number).await?.case.number;
    let (id, seen) = (person.id, posted.typed.text("seen").parse().unwrap_or(u32::MAX));
    let once = person.visit.once(posted.once());
    let taken = house.office.act_once(person.visit.act("transfer.withdraw"), once, move |ledger| {
        actions::withdraw(ledger, id, &number, seen)?;
        Ok::<_, Stop<Refusal>>(filed_at(number))
    });
    Ok(leads_to(taken.await?))
}
