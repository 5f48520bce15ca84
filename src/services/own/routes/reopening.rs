//! `/desk/reopen`: an officer opens a frozen account. Numbers travel in bodies only, so the second page is the answer to a
//! form.

use crate::accounts::Right;
use crate::office::{Stop, Unfound};
use crate::services::own::actions::{self, DeskRefusal, Found};
use crate::services::own::forms::{self, Sought};
use crate::services::own::pages;
use crate::terms::Document;
use crate::ui::{Faults, FrameKind};
use crate::web::{Answer, Desk, House, Means, Page, Posted, Problem, Refused, Typed, leads_to};
use rocket::http::Status;
use rocket::{Route, State, get, post};

const TITLE: &str = "账号恢复";

pub(super) fn routes() -> Vec<Route> {
    rocket::routes![seek, find, back, reopen]
}

#[get("/desk/reopen?<done>")]
async fn seek(desk: Desk, house: &State<House>, done: Option<&str>) -> Result<Page, Problem> {
    if !desk.grant.has(Right::Review) {
        return Err(house.not_there(desk.visit.act("own.reopen_look")).await);
    }
    Ok(sought(&desk, house, &Typed::empty(), &Faults::new(), done == Some("reopened")))
}

#[post("/desk/reopen", data = "<posted>")]
async fn find(desk: Desk, house: &State<House>, posted: Posted<Sought>) -> Result<Page, Problem> {
    let typed = &posted.typed;
    match look(&desk, house, &posted).await? {
        Ok((_, found)) => Ok(drawn(&desk, house, Status::Ok, &found, typed, &Faults::new())),
        Err(faults) => Ok(sought(&desk, house, typed, &faults, false)),
    }
}

/// Whoever comes here by an address, as after choosing larger letters, begins anew.
#[get("/desk/reopen/account")]
fn back(_desk: Desk) -> Answer {
    leads_to("/desk/reopen")
}

#[post("/desk/reopen/account", data = "<posted>")]
async fn reopen(desk: Desk, house: &State<House>, posted: Posted<Sought>) -> Result<Answer, Problem> {
    let typed = &posted.typed;
    let (documents, found) = match look(&desk, house, &posted).await? {
        Ok(found) => found,
        Err(faults) => return Ok(sought(&desk, house, typed, &faults, false).into()),
    };
    let seen = match forms::checked(typed) {
        Ok(seen) => seen,
        Err(faults) => {
            let status = Status::UnprocessableEntity;
            return Ok(drawn(&desk, house, status, &found, typed, &faults).into());
        }
    };
    let officer = desk.grant.officer;
    let (act, once) = (desk.visit.act("own.reopen"), desk.visit.once(posted.once()));
    let reopened = house.office.act_once(act, once, move |ledger| {
        actions::reopen(ledger, officer, &documents, seen)?;
        Ok::<_, Stop<DeskRefusal>>("/desk/reopen?done=reopened".to_string())
    });
    match reopened.await {
        Ok(onward) => Ok(leads_to(onward)),
        Err(stop) => Ok(sought(&desk, house, typed, &told(stop)?, false).into()),
    }
}

/// Whom the number leads to, or what is wrong at its field; the look is journalled.
async fn look(
    desk: &Desk,
    house: &House,
    posted: &Posted<Sought>,
) -> Result<Result<(Vec<Document>, Found), Faults>, Problem> {
    if !desk.grant.has(Right::Review) {
        return Err(house.not_there(desk.visit.act("own.reopen_look")).await);
    }
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let documents = match posted.mean(&means) {
        Ok(Sought(documents)) => documents,
        Err(faults) => return Ok(Err(faults)),
    };
    let (officer, sought) = (desk.grant.officer, documents.clone());
    let act = desk.visit.act("own.reopen_look");
    let looked = house.office.act(act, move |ledger| actions::look_at_desk(ledger, officer, &sought));
    match looked.await {
        Ok(found) => Ok(Ok((documents, found))),
        Err(stop) => Ok(Err(told(stop)?)),
    }
}

fn told(stop: Stop<DeskRefusal>) -> Result<Faults, Problem> {
    match stop {
        Stop::Refused(DeskRefusal::Unfound(Unfound::NotYours)) => Err(Refused::not_found().into()),
        Stop::Refused(refusal) => Ok(forms::refused(refusal)),
        Stop::Failed(broken) => Err(broken.into()),
    }
}

fn sought(desk: &Desk, house: &House, typed: &Typed, faults: &Faults, done: bool) -> Page {
    let body = pages::seek(&desk.visit.browser.token, typed, faults, done);
    let status = if faults.is_empty() { Status::Ok } else { Status::UnprocessableEntity };
    let back = Some(("/desk/counter", "返回窗口核验"));
    Page::with(status, desk.visit.framed(house, TITLE, FrameKind::Desk, back, body))
}

fn drawn(desk: &Desk, house: &House, status: Status, found: &Found, typed: &Typed, faults: &Faults) -> Page {
    let body = pages::found(found, &desk.visit.browser.token, house.once(), typed, faults);
    let back = Some(("/desk/reopen", "重新查找"));
    Page::with(status, desk.visit.framed(house, TITLE, FrameKind::Desk, back, body))
}
