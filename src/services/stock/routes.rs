//! Paths of 材料库.

use super::actions::{self, Refusal};
use super::pages;
use crate::office::Stop;
use crate::terms::FileId;
use crate::web::{
    Answer, House, Page, Person, Posted, Pressed, Problem, Refused, Shown, leads_to, show_thumbnail,
};
use rocket::http::Status;
use rocket::{Route, State, get, post, routes};

/// The routes of this chapter.
pub fn routes() -> Vec<Route> {
    routes![list, thumb, remove]
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        match refusal {
            Refusal::NotFound => Refused::not_found(),
            Refusal::Filed | Refusal::InDraft => Refused::new(Status::Conflict, refusal.sentence()),
        }
    }
}

#[get("/me/files?<after>&<removed>")]
async fn list(
    person: Person,
    house: &State<House>,
    after: Option<&str>,
    removed: Option<&str>,
) -> Result<Page, Problem> {
    let (id, after) = (person.id, after.and_then(|after| after.parse::<FileId>().ok()));
    let shown = house.office.look(move |view| actions::shown(view, id, after.as_ref())).await?;
    let body = pages::list(house, &person.visit, &shown, removed.is_some());
    Ok(Page::new(person.visit.page_back(house, "材料库", ("/me", "返回个人中心"), body)))
}

/// The person's own picture made small; anything else is not there, and the attempt is noted (T23).
#[get("/me/files/<id>/thumb")]
async fn thumb(person: Person, house: &State<House>, id: &str) -> Result<Shown, Problem> {
    let owner = person.id;
    let file = match id.parse::<FileId>() {
        Ok(id) => house.office.look(move |view| actions::own(view, owner, &id)).await?,
        Err(_) => None,
    };
    match file {
        Some(file) => show_thumbnail(house, &file).await,
        None => Err(house.not_there(person.visit.act("picture.look")).await),
    }
}

#[post("/me/files/<id>/remove", data = "<posted>")]
async fn remove(
    person: Person,
    house: &State<House>,
    id: &str,
    posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    let act = person.visit.act("picture.remove");
    let Ok(id) = id.parse::<FileId>() else { return Err(house.not_there(act).await) };
    let (owner, once) = (person.id, person.visit.once(posted.once()));
    let removed = house.office.act_once(act, once, move |ledger| {
        actions::remove(ledger, owner, &id)?;
        Ok::<_, Stop<Refusal>>("/me/files?removed=true".to_string())
    });
    Ok(leads_to(removed.await?))
}
