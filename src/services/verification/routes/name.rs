//! `/me/verify/name`: 点击修改.

use super::super::actions::{self, Refusal};
use super::super::forms::Name;
use super::super::pages;
use super::standing;
use crate::office::Stop;
use crate::ui::Faults;
use crate::web::{Answer, House, Means, Page, Person, Posted, Problem, Typed, leads_to};
use rocket::http::Status;
use rocket::{Route, State, get, post};

/// The routes of the name.
pub fn routes() -> Vec<Route> {
    rocket::routes![name, correct_name]
}

#[get("/me/verify/name")]
async fn name(person: Person, house: &State<House>) -> Result<Page, Problem> {
    let refusal = if person.account.is_verified() {
        Some(Refusal::AlreadyVerified)
    } else {
        standing(house, &person).await?.waiting().map(|_| Refusal::AlreadyWaiting)
    };
    if let Some(refusal) = refusal {
        return Err(Problem::Refused(refusal.into()));
    }
    let typed = Typed::from_pairs([("name", person.account.identity.name.to_string())]);
    Ok(name_form(house, &person, &typed, &Faults::new(), Status::Ok))
}

fn name_form(house: &House, person: &Person, typed: &Typed, faults: &Faults, status: Status) -> Page {
    let body = pages::name(typed, faults, &person.visit.browser.token, house.once());
    Page::with(status, person.visit.page_back(house, "修改真实姓名", ("/me/verify", "返回实名认证"), body))
}

#[post("/me/verify/name", data = "<posted>")]
async fn correct_name(person: Person, house: &State<House>, posted: Posted<Name>) -> Result<Answer, Problem> {
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let name = match posted.mean(&means) {
        Ok(Name(name)) => name,
        Err(faults) => {
            let status = Status::UnprocessableEntity;
            return Ok(name_form(house, &person, &posted.typed, &faults, status).into());
        }
    };
    let (id, once) = (person.id, person.visit.once(posted.once()));
    let corrected = house.office.act_once(person.visit.act("verification.name"), once, move |ledger| {
        actions::correct_name(ledger, id, &name)?;
        Ok::<_, Stop<Refusal>>("/me/verify".to_string())
    });
    Ok(leads_to(corrected.await?))
}
