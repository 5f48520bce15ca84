//! `/desk/officers`: who is an officer, for administrators.
//!
//! A one-time code is answered as a page instead of a redirect, because it may stand in no address and no record.

use crate::accounts::Right;
use crate::office::Stop;
use crate::services::signin::actions::{self, Refusal};
use crate::services::signin::forms::AddOfficer;
use crate::services::signin::pages;
use crate::terms::OfficerId;
use crate::ui::{Faults, FrameKind, wrap};
use crate::web::{Answer, Desk, House, Means, Page, Posted, Pressed, Problem, Refused, Typed, leads_to};
use rocket::http::Status;
use rocket::{Route, State, get, post};

const TITLE: &str = "财政用户";

pub(super) fn routes() -> Vec<Route> {
    rocket::routes![list, add, disable, invite]
}

async fn page(
    desk: &Desk,
    house: &House,
    status: Status,
    typed: &Typed,
    faults: &Faults,
) -> Result<Page, Problem> {
    let (grant, now) = (desk.grant.clone(), house.office.now());
    let rows = house.office.look(move |view| actions::officers_within(view, &grant, now)).await;
    let rows = rows.map_err(Problem::Failed)?;
    let body = pages::officers(&desk.visit, &desk.grant, &rows, house.office.reference(), typed, faults);
    Ok(Page::with(status, desk.visit.framed(house, TITLE, FrameKind::Desk, None, wrap(body))))
}

/// Only for administrators; for others the page is not there.
async fn administers(desk: &Desk, house: &House) -> Result<(), Problem> {
    if desk.grant.has(Right::Administer) {
        return Ok(());
    }
    house.office.note_refusal(desk.visit.act("officers.look"), "not_found".into()).await?;
    Err(Refused::not_found().into())
}

fn id(typed: &str) -> Result<OfficerId, Problem> {
    typed.parse().map_err(|_| Refused::not_found().into())
}

fn shown_once(desk: &Desk, house: &House, login: &str, code: &str) -> Page {
    let body = wrap(pages::one_time_code(login, code));
    Page::new(desk.visit.framed(house, "一次性代码", FrameKind::Desk, None, body))
}

#[get("/desk/officers")]
async fn list(desk: Desk, house: &State<House>) -> Result<Page, Problem> {
    administers(&desk, house).await?;
    page(&desk, house, Status::Ok, &Typed::empty(), &Faults::new()).await
}

#[post("/desk/officers", data = "<posted>")]
async fn add(desk: Desk, house: &State<House>, posted: Posted<AddOfficer>) -> Result<Page, Problem> {
    administers(&desk, house).await?;
    if posted.typed.has("choose") {
        return page(&desk, house, Status::Ok, &posted.typed, &Faults::new()).await;
    }
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let new = match posted.mean(&means) {
        Ok(AddOfficer(new)) => new,
        Err(faults) => return page(&desk, house, Status::UnprocessableEntity, &posted.typed, &faults).await,
    };
    let (grant, login) = (desk.grant.clone(), new.login.clone());
    let added = house
        .office
        .act(desk.visit.act("officers.add"), move |ledger| actions::add(ledger, &grant, new.clone()));
    match added.await {
        Ok(code) => Ok(shown_once(&desk, house, &login, &code)),
        Err(Stop::Refused(Refusal::LoginTaken)) => {
            let mut faults = Faults::new();
            faults.push("login", Refusal::LoginTaken.sentence());
            page(&desk, house, Status::UnprocessableEntity, &posted.typed, &faults).await
        }
        Err(Stop::Refused(Refusal::NotFound)) => {
            let mut faults = Faults::new();
            faults.push("authority", "只能新增本部门或下级部门的工作人员，请重新选择会计管理部门。");
            page(&desk, house, Status::UnprocessableEntity, &posted.typed, &faults).await
        }
        Err(stop) => Err(stop.into()),
    }
}

#[post("/desk/officers/<officer>/disable", data = "<_pressed>")]
async fn disable(
    officer: &str,
    desk: Desk,
    house: &State<House>,
    _pressed: Posted<Pressed>,
) -> Result<Answer, Problem> {
    let (grant, id) = (desk.grant.clone(), id(officer)?);
    let act = desk.visit.act("officers.disable");
    house.office.act(act, move |ledger| actions::disable(ledger, &grant, id)).await?;
    Ok(leads_to("/desk/officers"))
}

#[post("/desk/officers/<officer>/invite", data = "<_pressed>")]
async fn invite(
    officer: &str,
    desk: Desk,
    house: &State<House>,
    _pressed: Posted<Pressed>,
) -> Result<Page, Problem> {
    let (grant, id) = (desk.grant.clone(), id(officer)?);
    let act = desk.visit.act("officers.invite");
    let (code, login) = house.office.act(act, move |ledger| actions::invite(ledger, &grant, id)).await?;
    Ok(shown_once(&desk, house, &login, &code))
}
