//! Paths of 个人中心 and 办件查询.

use super::actions::{self, Refusal};
use super::forms::{Enquiry, Withdrawal};
use super::pages;
use crate::casework::Case;
use crate::office::Stop;
use crate::terms::{CaseNumber, FileId};
use crate::ui::Faults;
use crate::web::{
    Answer, House, Means, Page, Person, Posted, Problem, Refused, Shown, Typed, Visit, leads_to, show_picture,
};
use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use std::str::FromStr;

/// The routes of this chapter.
pub fn routes() -> Vec<Route> {
    routes![home, case, receipt, withdraw, picture, track, enquire]
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        match refusal {
            Refusal::Corridor(refusal) => refusal.into(),
            Refusal::TooOften => Refused::new(
                Status::TooManyRequests,
                "查询的次数较多，请过一段时间再试，或者登录后在个人中心查看。",
            ),
        }
    }
}

#[get("/me?<after>")]
async fn home(person: Person, house: &State<House>, after: Option<&str>) -> Result<Page, Problem> {
    let (id, after) = (person.id, after.and_then(|number| CaseNumber::parse(number).ok()));
    let home = house.office.look(move |view| actions::home(view, id, after.as_ref())).await?;
    let body = pages::home(&person.account, &home);
    Ok(Page::new(person.visit.page(house, "个人中心", body)))
}

/// The person's own case, or the answer that there is none, journalled.
async fn own(house: &House, person: &Person, number: &str) -> Result<Case, Problem> {
    let id = person.id;
    if let Ok(number) = CaseNumber::parse(number)
        && let Some(case) = house.office.look(move |view| actions::case(view, id, &number)).await?
    {
        return Ok(case);
    }
    Err(house.not_there(person.visit.act("case.look")).await)
}

#[get("/me/cases/<number>")]
async fn case(person: Person, house: &State<House>, number: &str) -> Result<Page, Problem> {
    let case = own(house, &person, number).await?;
    let (asked, reference) = (case.clone(), house.office.reference().clone());
    let reasons = house.office.look(move |view| actions::reasons(view, &asked, &reference)).await?;
    let token = &person.visit.browser.token;
    let body = pages::case(&case, &reasons, house.office.reference(), token, house.once());
    Ok(Page::new(person.visit.page_back(house, "办件详情", ("/me", "返回个人中心"), body)))
}

#[get("/me/cases/<number>/receipt")]
async fn receipt(person: Person, house: &State<House>, number: &str) -> Result<Page, Problem> {
    let case = own(house, &person, number).await?;
    let check = format!("{}/track?number={}", house.config.public_origin, case.number);
    let body = pages::receipt(&case, house.office.reference(), &check);
    Ok(Page::new(person.visit.page_back(house, "受理回执", ("/me", "返回个人中心"), body)))
}

#[post("/me/cases/<number>/withdraw", data = "<posted>")]
async fn withdraw(
    person: Person,
    house: &State<House>,
    number: &str,
    posted: Posted<Withdrawal>,
) -> Result<Answer, Problem> {
    let Ok(number) = CaseNumber::parse(number) else {
        return Err(house.not_there(person.visit.act("case.withdraw")).await);
    };
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let seen = posted.mean(&means).map_or(0, |withdrawal| withdrawal.seen);
    let (id, once) = (person.id, person.visit.once(posted.once()));
    let withdrawn = house.office.act_once(person.visit.act("case.withdraw"), once, move |ledger| {
        actions::withdraw(ledger, id, &number, seen)?;
        Ok::<_, Stop<Refusal>>(format!("/me/cases/{number}"))
    });
    Ok(leads_to(withdrawn.await?))
}

#[get("/me/files/<id>")]
async fn picture(person: Person, house: &State<House>, id: &str) -> Result<Shown, Problem> {
    let owner = person.id;
    let file = match FileId::from_str(id) {
        Ok(id) => house.office.look(move |view| actions::own_picture(view, owner, &id)).await?,
        Err(_) => None,
    };
    match file {
        Some(file) => show_picture(house, &file).await,
        None => Err(house.not_there(person.visit.act("picture.look")).await),
    }
}

#[get("/track?<number>")]
fn track(visit: Visit, house: &State<House>, number: Option<String>) -> Page {
    let typed = Typed::from_pairs(number.map(|number| ("number", number)));
    enquiry(house, &visit, &typed, &Faults::new(), false, Status::Ok)
}

fn enquiry(
    house: &House,
    visit: &Visit,
    typed: &Typed,
    faults: &Faults,
    nothing: bool,
    status: Status,
) -> Page {
    let body = pages::track(typed, faults, nothing, &visit.browser.token);
    Page::with(status, visit.page(house, "办件查询", body))
}

#[post("/track", data = "<posted>")]
async fn enquire(visit: Visit, house: &State<House>, posted: Posted<Enquiry>) -> Result<Page, Problem> {
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let Enquiry { number, tail } = match posted.mean(&means) {
        Ok(asked) => asked,
        Err(faults) => {
            let status = Status::UnprocessableEntity;
            return Ok(enquiry(house, &visit, &posted.typed, &faults, false, status));
        }
    };
    let source = visit.source.to_string();
    let act = visit.act("track.ask");
    let found = house.office.act(act, move |ledger| actions::track(ledger, &number, &tail, &source)).await?;
    Ok(match found {
        Some(case) => {
            let body = pages::found(&case, house.office.reference());
            Page::new(visit.page(house, "办件查询", body))
        }
        None => enquiry(house, &visit, &posted.typed, &Faults::new(), true, Status::Ok),
    })
}
