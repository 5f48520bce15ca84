//! `/desk/counter`: 窗口核验.

use super::super::actions::{self, AtCounter, AtCounterVerdict, CounterRefusal};
use super::super::forms::{CounterNumber, CounterVerdict, NUMBER};
use super::super::pages;
use crate::office::Stop;
use crate::ui::{Faults, FrameKind};
use crate::web::{Answer, Desk, House, Means, Page, Posted, Problem, Refused, Typed, leads_to};
use rocket::http::Status;
use rocket::{Route, State, get, post};

/// The routes of the counter.
pub fn routes() -> Vec<Route> {
    rocket::routes![ask, find, person, decide]
}

impl From<CounterRefusal> for Refused {
    fn from(refusal: CounterRefusal) -> Refused {
        let status = match refusal {
            CounterRefusal::NoSuchNumber => Status::NotFound,
            CounterRefusal::OwnCase | CounterRefusal::NotYours => Status::Forbidden,
            CounterRefusal::Over | CounterRefusal::NotSettled(_) => Status::Conflict,
        };
        Refused::new(status, refusal.sentence())
    }
}

fn asked(desk: &Desk, house: &House, typed: &Typed, faults: &Faults, done: Option<&str>) -> Page {
    let body = pages::ask_number(&desk.visit.browser.token, typed, faults, done);
    let status = if faults.is_empty() { Status::Ok } else { Status::UnprocessableEntity };
    Page::with(status, desk.visit.framed(house, "窗口核验", FrameKind::Desk, None, body))
}

#[get("/desk/counter?<done>")]
fn ask(desk: Desk, house: &State<House>, done: Option<&str>) -> Page {
    let done = match done {
        Some("confirmed") => Some("已核验通过，办理人的屏幕会自动继续。"),
        Some("refused") => Some("已记录为不通过，办理人能看到原因。"),
        _ => None,
    };
    asked(&desk, house, &Typed::empty(), &Faults::new(), done)
}

#[post("/desk/counter", data = "<posted>")]
async fn find(desk: Desk, house: &State<House>, posted: Posted<CounterNumber>) -> Result<Answer, Problem> {
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let number = match posted.mean(&means) {
        Ok(CounterNumber(number)) => number,
        Err(faults) => return Ok(asked(&desk, house, &posted.typed, &faults, None).into()),
    };
    match look(&desk, house, number.clone()).await {
        Ok(_) => Ok(leads_to(format!("/desk/counter/{number}"))),
        Err(Stop::Refused(refusal)) => {
            let mut faults = Faults::new();
            faults.push(NUMBER, refusal.sentence());
            Ok(asked(&desk, house, &posted.typed, &faults, None).into())
        }
        Err(Stop::Failed(broken)) => Err(broken.into()),
    }
}

async fn look(desk: &Desk, house: &House, number: String) -> Result<AtCounter, Stop<CounterRefusal>> {
    let officer = desk.grant.officer;
    let act = desk.visit.act("counter.look");
    house.office.act(act, move |ledger| actions::look_at_counter(ledger, officer, &number)).await
}

fn drawn(desk: &Desk, house: &House, found: &AtCounter, typed: &Typed, faults: &Faults) -> Page {
    let body = pages::at_counter(found, &desk.visit.browser.token, house.once(), typed, faults);
    let status = if faults.is_empty() { Status::Ok } else { Status::UnprocessableEntity };
    let back = Some(("/desk/counter", "返回窗口核验"));
    Page::with(status, desk.visit.framed(house, "核对本人和证件", FrameKind::Desk, back, body))
}

#[get("/desk/counter/<ticket>")]
async fn person(ticket: &str, desk: Desk, house: &State<House>) -> Result<Page, Problem> {
    let found = look(&desk, house, ticket.into()).await?;
    Ok(drawn(&desk, house, &found, &Typed::empty(), &Faults::new()))
}

#[post("/desk/counter/<ticket>", data = "<posted>")]
async fn decide(
    ticket: &str,
    desk: Desk,
    house: &State<House>,
    posted: Posted<CounterVerdict>,
) -> Result<Answer, Problem> {
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let verdict = match posted.mean(&means) {
        Ok(CounterVerdict(verdict)) => verdict,
        Err(faults) => {
            let found = look(&desk, house, ticket.into()).await?;
            return Ok(drawn(&desk, house, &found, &posted.typed, &faults).into());
        }
    };
    let (officer, number, once) = (desk.grant.officer, ticket.to_string(), desk.visit.once(posted.once()));
    let word = if verdict == AtCounterVerdict::Confirmed { "confirmed" } else { "refused" };
    let decided = house.office.try_once(desk.visit.act("counter.decide"), once, move |ledger| {
        let decided = actions::decide_at_counter(ledger, officer, &number, &verdict)?;
        Ok::<_, Stop<CounterRefusal>>(decided.map(|()| format!("/desk/counter?done={word}")))
    });
    match decided.await? {
        Ok(onward) => Ok(leads_to(onward)),
        Err(refusal) => Err(Problem::Refused(refusal.into())),
    }
}
