//! `/desk/dictionaries`, for administrators.

use super::actions::{self, Kept, Refusal};
use super::forms;
use super::pages::{self, Sheet};
use crate::accounts::Right;
use crate::office::{Stop, replay_of};
use crate::reference::Dictionary;
use crate::ui::{Faults, FrameKind, Notice, Tone, wrap};
use crate::web::{Answer, Desk, House, Page, Posted, Pressed, Problem, Refused, Typed, leads_to};
use rocket::http::Status;
use rocket::{Route, State, get, post};

/// The routes of the dictionaries.
pub fn routes() -> Vec<Route> {
    rocket::routes![list, look, save]
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
    Err(house.not_there(desk.visit.act("dictionaries.look")).await)
}

async fn named(desk: &Desk, house: &House, word: &str) -> Result<Dictionary, Problem> {
    administers(desk, house).await?;
    let found = Dictionary::from_word(word).filter(|one| Dictionary::EDITABLE.contains(one));
    found.ok_or_else(|| Refused::not_found().into())
}

async fn kept(house: &House, dictionary: Dictionary) -> Result<Kept, Problem> {
    let reference = house.office.reference().clone();
    house.office.look(move |view| actions::kept(view, &reference, dictionary)).await.map_err(Problem::Failed)
}

#[get("/desk/dictionaries")]
async fn list(desk: Desk, house: &State<House>) -> Result<Page, Problem> {
    administers(&desk, house).await?;
    let reference = house.office.reference().clone();
    let books = house.office.look(move |view| actions::all(view, &reference));
    let body = wrap(pages::list(&books.await.map_err(Problem::Failed)?));
    Ok(Page::new(desk.visit.framed(house, "数据字典", FrameKind::Desk, None, body)))
}

/// A page with what was typed into it.
fn page(
    (desk, house): (&Desk, &House),
    dictionary: Dictionary,
    (status, book): (Status, &Kept),
    (typed, faults): (&Typed, &Faults),
    said: Option<Notice>,
) -> Page {
    let token = &desk.visit.browser.token;
    let sheet = Sheet { dictionary, book, typed, faults, said, token, once: house.once() };
    let body = wrap(pages::one(&sheet));
    Page::with(status, desk.visit.framed(house, dictionary.label(), FrameKind::Desk, None, body))
}

#[get("/desk/dictionaries/<word>?<done>")]
async fn look(desk: Desk, house: &State<House>, word: &str, done: Option<&str>) -> Result<Page, Problem> {
    let dictionary = named(&desk, house, word).await?;
    let book = kept(house, dictionary).await?;
    let (typed, faults) = (forms::filled(&book), Faults::new());
    let said = done.and_then(pages::said);
    Ok(page((&desk, house), dictionary, (Status::Ok, &book), (&typed, &faults), said))
}

#[post("/desk/dictionaries/<word>", data = "<posted>")]
async fn save(
    desk: Desk,
    house: &State<House>,
    word: &str,
    mut posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    let dictionary = named(&desk, house, word).await?;
    let once = desk.visit.once(posted.once());
    // The first sending may have added the very name that a second one would call taken (T33).
    let form = once.clone();
    if let Some(location) = house.office.look(move |view| replay_of(view, &form)).await? {
        return Ok(leads_to(location));
    }
    let book = kept(house, dictionary).await?;
    let again = |status, book: &Kept, typed: &Typed, faults: &Faults, said| {
        Answer::from(page((&desk, house), dictionary, (status, book), (typed, faults), said))
    };
    let edited = match forms::edited(&posted.typed, &book) {
        Ok(edited) => edited,
        Err(faults) => return Ok(again(Status::UnprocessableEntity, &book, &posted.typed, &faults, None)),
    };
    let officer = desk.grant.officer;
    let location = format!("/desk/dictionaries/{word}?done=saved");
    let saved = house.office.act_once(desk.visit.act("dictionaries.save"), once, move |ledger| {
        actions::save(ledger, officer, dictionary, &edited)?;
        Ok(location.clone())
    });
    match saved.await {
        Ok(location) => {
            house.office.reread_dictionaries().await.map_err(Problem::Failed)?;
            Ok(leads_to(location))
        }
        Err(Stop::Refused(refusal @ (Refusal::Stale | Refusal::Unchanged))) => {
            let now = kept(house, dictionary).await?;
            posted.typed.set("version", now.version.to_string());
            let said = Notice::new(Tone::Warn, refusal.sentence()).live();
            Ok(again(Status::Conflict, &now, &posted.typed, &Faults::new(), Some(said)))
        }
        Err(stop) => Err(stop.into()),
    }
}
