//! `/me/titles`: 会计专业技术资格.

use super::records;
use crate::dossier::{Step, Title};
use crate::services::changes::actions::Fetched;
use crate::sheets::Recorded;
use crate::web::{Answer, House, Posted, Pressed, Problem, Verified};
use rocket::{Route, State, get, post};

/// The routes of 会计专业技术资格.
pub fn routes() -> Vec<Route> {
    rocket::routes![list, fetch, rows, new, add, edit, change, view, ask_delete, delete]
}

type Filled = Posted<<Title as Recorded>::Entry>;

#[get("/me/titles?<found>&<taken>&<waiting>")]
async fn list(
    person: Verified,
    house: &State<House>,
    found: Option<usize>,
    taken: Option<usize>,
    waiting: Option<usize>,
) -> Result<Answer, Problem> {
    let fetched =
        found.map(|found| Fetched { found, taken: taken.unwrap_or(0), waiting: waiting.unwrap_or(0) });
    records::list::<Title>(house, &person.0, fetched).await
}

#[post("/me/titles/fetch", data = "<posted>")]
async fn fetch(person: Verified, house: &State<House>, posted: Posted<Pressed>) -> Result<Answer, Problem> {
    records::fetch(house, &person.0, posted).await
}

#[get("/me/titles/records")]
async fn rows(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    records::rows(house, &person.0, Step::Titles).await
}

#[get("/me/titles/new")]
async fn new(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    records::new::<Title>(house, &person.0).await
}

#[post("/me/titles/new", data = "<posted>")]
async fn add(person: Verified, house: &State<House>, posted: Filled) -> Result<Answer, Problem> {
    records::ask::<Title>(house, &person.0, None, posted).await
}

#[get("/me/titles/<item>", rank = 2)]
async fn edit(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::edit::<Title>(house, &person.0, item).await
}

#[post("/me/titles/<item>", data = "<posted>", rank = 2)]
async fn change(
    person: Verified,
    house: &State<House>,
    item: &str,
    posted: Filled,
) -> Result<Answer, Problem> {
    records::ask::<Title>(house, &person.0, Some(item), posted).await
}

#[get("/me/titles/<item>/view")]
async fn view(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::view::<Title>(house, &person.0, item).await
}

#[get("/me/titles/<item>/delete")]
async fn ask_delete(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::ask_delete::<Title>(house, &person.0, item).await
}

#[post("/me/titles/<item>/delete", data = "<posted>")]
async fn delete(
    person: Verified,
    house: &State<House>,
    item: &str,
    posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    records::delete::<Title>(house, &person.0, item, posted).await
}
