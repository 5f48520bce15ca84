//! `/me/change/work`: 工作经历变更.

use super::records;
use crate::dossier::{Employment, Step};
use crate::sheets::Recorded;
use crate::web::{Answer, House, Posted, Pressed, Problem, Verified};
use rocket::{Route, State, get, post};

/// The routes of 工作经历变更.
pub fn routes() -> Vec<Route> {
    rocket::routes![list, rows, new, add, edit, change, view, ask_delete, delete]
}

type Filled = Posted<<Employment as Recorded>::Entry>;

#[get("/me/change/work")]
async fn list(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    records::list::<Employment>(house, &person.0, None).await
}

#[get("/me/change/work/records")]
async fn rows(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    records::rows(house, &person.0, Step::Employment).await
}

#[get("/me/change/work/new")]
async fn new(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    records::new::<Employment>(house, &person.0).await
}

#[post("/me/change/work/new", data = "<posted>")]
async fn add(person: Verified, house: &State<House>, posted: Filled) -> Result<Answer, Problem> {
    records::ask::<Employment>(house, &person.0, None, posted).await
}

#[get("/me/change/work/<item>", rank = 2)]
async fn edit(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::edit::<Employment>(house, &person.0, item).await
}

#[post("/me/change/work/<item>", data = "<posted>", rank = 2)]
async fn change(
    person: Verified,
    house: &State<House>,
    item: &str,
    posted: Filled,
) -> Result<Answer, Problem> {
    records::ask::<Employment>(house, &person.0, Some(item), posted).await
}

#[get("/me/change/work/<item>/view")]
async fn view(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::view::<Employment>(house, &person.0, item).await
}

#[get("/me/change/work/<item>/delete")]
async fn ask_delete(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::ask_delete::<Employment>(house, &person.0, item).await
}

#[post("/me/change/work/<item>/delete", data = "<posted>")]
async fn delete(
    person: Verified,
    house: &State<House>,
    item: &str,
    posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    records::delete::<Employment>(house, &person.0, item, posted).await
}
