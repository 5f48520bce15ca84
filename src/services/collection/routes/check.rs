//! `/me/collect/check`, the receipt and taking back.

use crate::office::{Promise, Stop};
use crate::services::collection::actions::{self, Refusal};
use crate::services::collection::forms::{self, Declaration};
use crate::services::collection::pages;
use crate::ui::Faults;
use crate::web::{Answer, House, Means, Page, Person, Posted, Pressed, Problem, Refused, Verified, leads_to};
use rocket::http::Status;
use rocket::{Route, State, get, post};

/// The routes of 核对并提交, its receipt and 撤回.
pub fn routes() -> Vec<Route> {
    rocket::routes![page, submit, done, withdraw]
}

#[get("/me/collect/check")]
async fn page(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    let Verified(person) = person;
    draw(house, &person, Faults::new(), Status::Ok).await
}

#[post("/me/collect/check", data = "<posted>")]
async fn submit(
    person: Verified,
    house: &State<House>,
    posted: Posted<Declaration>,
) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    if let Err(faults) = posted.mean(&means) {
        return draw(house, &person, faults, Status::UnprocessableEntity).await;
    }
    let (id, seen) = (person.id, forms::seen(&posted.typed));
    let promise = Promise(house.config.working_days);
    let act = person.visit.act("collection.submit");
    let filed = house.office.act_once(act, person.visit.once(posted.once()), move |ledger| {
        let number = actions::submit(ledger, id, seen, promise)?;
        Ok(format!("/me/collect/done/{number}"))
    });
    match filed.await {
        Ok(location) => Ok(leads_to(location)),
        Err(Stop::Refused(Refusal::Incomplete)) => {
            draw(house, &person, Faults::new(), Status::UnprocessableEntity).await
        }
        Err(Stop::Refused(Refusal::Stale)) => draw(house, &person, Faults::new(), Status::Conflict).await,
        Err(stop) => Err(stop.into()),
    }
}

#[get("/me/collect/done/<number>")]
async fn done(person: Verified, house: &State<House>, number: &str) -> Result<Page, Problem> {
    let Verified(person) = person;
    let (id, wanted) = (person.id, number.to_string());
    let found = house.office.look(move |view| actions::receipt(view, id, &wanted)).await?;
    let Some(case) = found else {
        let act = person.visit.act("collection.look");
        house.office.note_refusal(act, "not_found".into()).await?;
        return Err(Problem::Refused(Refused::not_found()));
    };
    Ok(Page::new(pages::done(house, &person.visit, &case)))
}

#[post("/me/collect/withdraw", data = "<posted>")]
async fn withdraw(
    person: Verified,
    house: &State<House>,
    posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let (id, seen) = (person.id, forms::seen(&posted.typed));
    let act = person.visit.act("collection.withdraw");
    let taken = house.office.act_once(act, person.visit.once(posted.once()), move |ledger| {
        actions::withdraw(ledger, id, seen)?;
        Ok::<_, Stop<Refusal>>("/me/collect".into())
    });
    Ok(leads_to(taken.await?))
}

/// The check page with what stands in the draft now, or the way to the page that says why nothing can be filed.
async fn draw(house: &House, person: &Person, faults: Faults, status: Status) -> Result<Answer, Problem> {
    let (id, today) = (person.id, house.office.today());
    let checked = house.office.look(move |view| actions::checked(view, id, today)).await?;
    if !checked.collecting.editable {
        return Ok(leads_to("/me/collect"));
    }
    let stale = status == Status::Conflict;
    Ok(Page::with(status, pages::check(house, &person.visit, &checked, &faults, stale)).into())
}
