//! `/desk/administration` and `/desk/rules`, for administrators.

use super::actions::{self, Chosen, Refusal};
use super::forms;
use super::pages::{self, Sheet};
use crate::accounts::Right;
use crate::casework::ReviewRules;
use crate::office::Stop;
use crate::ui::{FrameKind, Notice, wrap};
use crate::web::{ADMINISTRATION, Answer, Desk, House, Page, Posted, Pressed, Problem, Refused, leads_to};
use rocket::http::Status;
use rocket::{Route, State, get, post};

const TITLE: &str = "审核规则";

/// The routes of administration.
pub fn routes() -> Vec<Route> {
    rocket::routes![rooms, look, save]
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        let status = match refusal {
            Refusal::NotFound => return Refused::not_found(),
            Refusal::Stale | Refusal::Unchanged => Status::Conflict,
        };
        Refused::new(status, refusal.sentence())
    }
}

/// Only for administrators; for others the page is not there.
async fn administers(desk: &Desk, house: &House) -> Result<(), Problem> {
    if desk.grant.has(Right::Administer) {
        return Ok(());
    }
    house.office.note_refusal(desk.visit.act("administration.look"), "not_found".into()).await?;
    Err(Refused::not_found().into())
}

/// The page with what holds, or with what was chosen instead.
async fn page(
    desk: &Desk,
    house: &House,
    status: Status,
    chosen: Option<&Chosen>,
    said: impl FnOnce(&ReviewRules) -> Option<Notice>,
) -> Result<Page, Problem> {
    let rules = house.office.look(actions::rules).await.map_err(Problem::Failed)?;
    let sheet = Sheet {
        rules: &rules,
        automatic: chosen.map_or(&rules.automatic, |chosen| &chosen.automatic),
        said: said(&rules),
        token: &desk.visit.browser.token,
        once: house.once(),
    };
    let body = wrap(pages::rules(&sheet));
    Ok(Page::with(status, desk.visit.framed(house, TITLE, FrameKind::Desk, None, body)))
}

#[get("/desk/administration")]
async fn rooms(desk: Desk, house: &State<House>) -> Result<Page, Problem> {
    administers(&desk, house).await?;
    let body = wrap(pages::rooms(&ADMINISTRATION));
    Ok(Page::new(desk.visit.framed(house, "系统管理", FrameKind::Desk, None, body)))
}

#[get("/desk/rules?<done>")]
async fn look(desk: Desk, house: &State<House>, done: Option<&str>) -> Result<Page, Problem> {
    administers(&desk, house).await?;
    let said = match done {
        Some("saved") => Some(pages::saved()),
        Some("same") => Some(pages::same(Refusal::Unchanged.sentence())),
        _ => None,
    };
    page(&desk, house, Status::Ok, None, |_| said).await
}

#[post("/desk/rules", data = "<posted>")]
async fn save(desk: Desk, house: &State<House>, posted: Posted<Pressed>) -> Result<Answer, Problem> {
    administers(&desk, house).await?;
    let chosen = forms::chosen(&posted.typed);
    let (officer, kept) = (desk.grant.officer, chosen.clone());
    let once = desk.visit.once(posted.once());
    let saved = house.office.act_once(desk.visit.act("administration.rules"), once, move |ledger| {
        actions::save(ledger, officer, &kept)?;
        Ok("/desk/rules?done=saved".to_string())
    });
    match saved.await {
        Ok(location) => Ok(leads_to(location)),
        Err(Stop::Refused(Refusal::Unchanged)) => Ok(leads_to("/desk/rules?done=same")),
        Err(Stop::Refused(refusal @ Refusal::Stale)) => {
            let said = |now: &ReviewRules| Some(pages::stale(refusal.sentence(), now));
            Ok(page(&desk, house, Status::Conflict, Some(&chosen), said).await?.into())
        }
        Err(stop) => Err(stop.into()),
    }
}
