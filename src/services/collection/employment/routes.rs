//! Paths of 工作经历.

use super::super::records::routes::{self as records, Chapter};
use super::{actions, pages};
use crate::dossier::Employment;
use crate::office::Stop;
use crate::sheets::Recorded;
use crate::web::{Answer, House, Page, Posted, Pressed, Problem, Verified, leads_to};
use rocket::{Route, State, get, post};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    rocket::routes![list, none, new, add, edit, change, view, ask_delete, delete]
}

impl Chapter for Employment {
    const PATH: &'static str = "/me/collect/work";
    const VERBS: [&'static str; 2] = ["employment.keep", "employment.delete"];
}

type Filled = Posted<<Employment as Recorded>::Entry>;

#[get("/me/collect/work")]
async fn list(person: Verified, house: &State<House>) -> Result<Page, Problem> {
    let collecting = records::collecting(house, &person.0).await?;
    let (reference, today, once) = (house.office.reference(), house.office.today(), house.once());
    let body = pages::listed(&collecting, reference, today, &person.0.visit.browser.token, &once);
    Ok(Page::new(person.0.visit.page_back(house, "工作经历", ("/me/collect", "返回任务列表"), body)))
}

#[post("/me/collect/work/none", data = "<posted>")]
async fn none(person: Verified, house: &State<House>, posted: Posted<Pressed>) -> Result<Answer, Problem> {
    let (visit, owner) = (&person.0.visit, person.0.id);
    let seen = posted.typed.text("version").parse().unwrap_or(u32::MAX);
    let done =
        house.office.act_once(visit.act("employment.none"), visit.once(posted.once()), move |ledger| {
            actions::none_to_record(ledger, owner, seen)?;
            Ok::<_, Stop<_>>(Employment::PATH.to_string())
        });
    Ok(leads_to(done.await?))
}

#[get("/me/collect/work/new")]
async fn new(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    records::new::<Employment>(house, &person.0).await
}

#[post("/me/collect/work/new", data = "<posted>")]
async fn add(person: Verified, house: &State<House>, posted: Filled) -> Result<Answer, Problem> {
    records::post::<Employment>(house, &person.0, None, posted).await
}

#[get("/me/collect/work/<item>")]
async fn edit(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::edit::<Employment>(house, &person.0, item).await
}

#[post("/me/collect/work/<item>", data = "<posted>")]
async fn change(
    person: Verified,
    house: &State<House>,
    item: &str,
    posted: Filled,
) -> Result<Answer, Problem> {
    records::post::<Employment>(house, &person.0, Some(item), posted).await
}

#[get("/me/collect/work/<item>/view")]
async fn view(person: Verified, house: &State<House>, item: &str) -> Result<Page, Problem> {
    records::view::<Employment>(house, &person.0, item).await
}

#[get("/me/collect/work/<item>/delete")]
async fn ask_delete(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::ask_delete::<Employment>(house, &person.0, item).await
}

#[post("/me/collect/work/<item>/delete", data = "<posted>")]
async fn delete(
    person: Verified,
    house: &State<House>,
    item: &str,
    posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    records::delete::<Employment>(house, &person.0, item, posted).await
}
