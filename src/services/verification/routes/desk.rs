//! `/me/verify`: the desk with its three ways.

use super::super::actions::{self, Refusal};
use super::super::forms::Chosen;
use super::super::pages::{self, Desk};
use super::standing;
use crate::office::{Start, Stop};
use crate::ui::Faults;
use crate::web::{Answer, House, Means, Page, Person, Posted, Problem, Typed, leads_to};
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome, Request};
use rocket::{Route, State, get, post};

/// The routes of the desk.
pub fn routes() -> Vec<Route> {
    rocket::routes![desk, by_phone, at_counter]
}

/// Whether the browser says that it is a phone; only what is offered first depends on it.
struct Handheld(bool);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Handheld {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        let says = |name: &str, word: &str| {
            request.headers().get_one(name).is_some_and(|value| value.contains(word))
        };
        let handheld = says("Sec-CH-UA-Mobile", "?1") || says("User-Agent", "Mobile");
        Outcome::Success(Handheld(handheld))
    }
}

#[get("/me/verify")]
async fn desk(person: Person, handheld: Handheld, house: &State<House>) -> Result<Page, Problem> {
    let body = if person.account.is_verified() {
        pages::verified(&person.account)
    } else {
        return drawn(house, &person, &handheld, &Typed::empty(), &Faults::new()).await;
    };
    Ok(Page::new(person.visit.page(house, "实名认证", body)))
}

async fn drawn(
    house: &House,
    person: &Person,
    handheld: &Handheld,
    typed: &Typed,
    faults: &Faults,
) -> Result<Page, Problem> {
    let standing = standing(house, person).await?;
    let (reference, token) = (house.office.reference(), person.visit.browser.token.as_str());
    if let Some(case) = standing.waiting() {
        let body = pages::waiting(case, &person.account, reference, token, house.once());
        return Ok(Page::new(person.visit.page(house, "实名认证", body)));
    }
    let body = pages::desk(&Desk {
        account: &person.account,
        standing: &standing,
        way: house.way_for(person.account.identity.document.kind()),
        is_phone: handheld.0,
        reference,
        typed,
        faults,
        token,
    });
    let status = if faults.is_empty() { Status::Ok } else { Status::UnprocessableEntity };
    Ok(Page::with(status, person.visit.page(house, "实名认证", body)))
}

#[post("/me/verify/phone", data = "<posted>")]
async fn by_phone(
    person: Person,
    handheld: Handheld,
    house: &State<House>,
    posted: Posted<Chosen>,
) -> Result<Answer, Problem> {
    let here = posted.typed.has("here");
    let start = if here { Start::OnPhone } else { Start::Shown };
    begin(person, &handheld, house, posted, start).await
}

#[post("/me/verify/counter", data = "<posted>")]
async fn at_counter(
    person: Person,
    handheld: Handheld,
    house: &State<House>,
    posted: Posted<Chosen>,
) -> Result<Answer, Problem> {
    begin(person, &handheld, house, posted, Start::AtCounter).await
}

async fn begin(
    person: Person,
    handheld: &Handheld,
    house: &House,
    posted: Posted<Chosen>,
    start: Start,
) -> Result<Answer, Problem> {
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    if let Err(faults) = posted.mean(&means) {
        return Ok(drawn(house, &person, handheld, &posted.typed, &faults).await?.into());
    }
    let (id, screen) = (person.id, house.screen(&person.visit));
    let begun = house.office.act(person.visit.act("verification.start"), move |ledger| {
        actions::start(ledger, id, &screen, start)?;
        let begun = actions::begun(&**ledger, id, screen.device)?;
        let (_, handoff) = begun.ok_or(Stop::Refused(Refusal::Handoff(crate::handoff::Refusal::NotFound)))?;
        Ok::<_, Stop<Refusal>>(handoff.locator)
    });
    let locator = begun.await?;
    Ok(leads_to(match start {
        Start::Shown => "/me/verify/phone".to_string(),
        Start::AtCounter => "/me/verify/counter".to_string(),
        Start::OnPhone => format!("/v/{locator}/identity"),
    }))
}
