//! `/me/change/education`: 教育经历变更.

use super::records;
use crate::dossier::{Education, Step};
use crate::sheets::Recorded;
use crate::web::{Answer, House, Posted, Pressed, Problem, Verified};
use rocket::{Route, State, get, post};

/// The routes of 教育经历变更.
pub fn routes() -> Vec<Route> {
    rocket::routes![list, rows, new, add, edit, change, view, ask_delete, delete]
}

type Filled = Posted<<Education as Recorded>::Entry>;

#[get("/me/change/education")]
async fn list(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    records::list::<Education>(house, &person.0, None).await
}

#[get("/me/change/education/records")]
async fn rows(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    records::rows(house, &person.0, Step::Education).await
}

#[get("/me/change/education/new")]
async fn new(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    records::new::<Education>(house, &person.0).await
}

#[post("/me/change/education/new", data = "<posted>")]
async fn add(person: Verified, house: &State<House>, posted: Filled) -> Result<Answer, Problem> {
    records::ask::<Education>(house, &person.0, None, posted).await
}

#[get("/me/change/education/<item>", rank = 2)]
async fn edit(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::edit::<Education>(house, &person.0, item).await
}

#[post("/me/change/education/<item>", data = "<posted>", rank = 2)]
async fn change(
    person: Verified,
    house: &State<House>,
    item: &str,
    posted: Filled,
) -> Result<Answer, Problem> {
    records::ask::<Education>(house, &person.0, Some(item), posted).await
}

#[get("/me/change/education/<item>/view")]
async fn view(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::view::<Education>(house, &person.0, item).await
}

#[get("/me/change/education/<item>/delete")]
async fn ask_delete(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::ask_delete::<Education>(house, &person.0, item).await
}

#[post("/me/change/education/<item>/delete", data = "<posted>")]
async fn delete(
    person: Verified,
    house: &State<House>,
    item: &str,
    posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    records::delete::<Education>(house, &person.0, item, posted).await
}
