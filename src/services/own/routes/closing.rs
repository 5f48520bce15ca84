//! `/me/close`: the person closes their account.

use super::proof::{proof, send, sheet};
use crate::accounts::CodePurpose;
use crate::casework::Refusal;
use crate::office::Stop;
use crate::services::own::actions;
use crate::services::own::forms::{self, Closed};
use crate::services::own::pages;
use crate::ui::Faults;
use crate::web::{Answer, Browser, House, Means, Page, Person, Posted, Problem, Typed, leads_to};
use rocket::http::{CookieJar, Status};
use rocket::{Route, State, get, post};

const TITLE: &str = "注销账号";

pub(super) fn routes() -> Vec<Route> {
    rocket::routes![start, submit]
}

#[get("/me/close")]
async fn start(person: Person, house: &State<House>) -> Result<Page, Problem> {
    draw(&person, house, Status::Ok, &Typed::empty(), &Faults::new(), false).await
}

#[post("/me/close", data = "<posted>")]
async fn submit(
    person: Person,
    house: &State<House>,
    jar: &CookieJar<'_>,
    posted: Posted<Closed>,
) -> Result<Answer, Problem> {
    let typed = &posted.typed;
    if typed.has("send") {
        let faults = send(&person, house, "own.close_code", CodePurpose::Close).await?;
        return Ok(draw(&person, house, Status::Ok, typed, &faults, true).await?.into());
    }
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let faults = match posted.mean(&means) {
        Err(faults) => faults,
        Ok(closed) => match close(&person, house, closed, posted.once()).await? {
            Ok(onward) => {
                Browser::fresh(house, jar);
                return Ok(leads_to(onward));
            }
            Err(faults) => faults,
        },
    };
    Ok(draw(&person, house, Status::UnprocessableEntity, typed, &faults, true).await?.into())
}

async fn close(
    person: &Person,
    house: &House,
    closed: Closed,
    once: &str,
) -> Result<Result<String, Faults>, Problem> {
    let (verb, how) = ("own.close", closed.how);
    let proof = match proof(person, house, verb, closed.proven).await? {
        Ok(proof) => proof,
        Err(faults) => return Ok(Err(faults)),
    };
    let id = person.id;
    let (act, once) = (person.visit.act(verb), person.visit.once(once));
    let tried = house.office.try_once(act, once, move |ledger| {
        let done = actions::close(ledger, id, &proof, how)?;
        Ok::<_, Stop<Refusal>>(done.map(|()| format!("/login?done={}", how.word())))
    });
    Ok(tried.await?.map_err(forms::missed))
}

async fn draw(
    person: &Person,
    house: &House,
    status: Status,
    typed: &Typed,
    faults: &Faults,
    again: bool,
) -> Result<Page, Problem> {
    let id = person.id;
    let outlook = house.office.look(move |view| actions::outlook(view, id)).await?;
    let sheet = sheet(person, house, CodePurpose::Close, faults, again).await?;
    let body = pages::close(person, &house.once(), &outlook, typed, faults, &sheet);
    let back = ("/me/account", "返回账号与设备");
    Ok(Page::with(status, person.visit.page_back(house, TITLE, back, body)))
}
