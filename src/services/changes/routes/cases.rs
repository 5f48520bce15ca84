//! `/me/change/cases/<number>`: 变更详情, mending and taking back.

use crate::office::Stop;
use crate::services::changes::actions::{self, Detail, Refusal};
use crate::services::changes::pages;
use crate::terms::CaseNumber;
use crate::web::{Answer, House, Page, Person, Posted, Pressed, Problem, Verified, leads_to};
use rocket::{Route, State, get, post};

/// The routes of single requests.
pub fn routes() -> Vec<Route> {
    rocket::routes![look, mend, withdraw]
}

async fn found(house: &House, person: &Person, number: &str) -> Result<Detail, Problem> {
    let id = person.id;
    let detail = match CaseNumber::parse(number) {
        Ok(number) => house.office.look(move |view| actions::detail(view, id, &number)).await?,
        Err(_) => None,
    };
    match detail {
        Some(detail) => Ok(detail),
        None => Err(house.not_there(person.visit.act("change.look")).await),
    }
}

#[get("/me/change/cases/<number>")]
async fn look(person: Verified, house: &State<House>, number: &str) -> Result<Page, Problem> {
    let Verified(person) = person;
    let detail = found(house, &person, number).await?;
    let labels = actions::remark_labels(&detail, house.office.reference());
    Ok(Page::new(pages::detail(house, &person.visit, &detail, &labels)))
}

#[get("/me/change/cases/<number>/mend")]
async fn mend(person: Verified, house: &State<House>, number: &str) -> Result<Answer, Problem> {
    let detail = found(house, &person.0, number).await?;
    let there = actions::mending_place(&detail);
    Ok(leads_to(there.unwrap_or_else(|| format!("/me/change/cases/{}", detail.case.number))))
}

#[post("/me/change/cases/<number>/withdraw", data = "<posted>")]
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
    let taken = house.office.act_once(person.visit.act("change.withdraw"), once, move |ledger| {
        actions::withdraw(ledger, id, &number, seen)?;
        Ok::<_, Stop<Refusal>>(super::filed_at(number))
    });
    Ok(leads_to(taken.await?))
}
