//! Paths of 教育经历.

use super::super::records::routes::{self as records, Chapter};
use super::pages;
use crate::dossier::Education;
use crate::sheets::Recorded;
use crate::web::{Answer, House, Page, Posted, Pressed, Problem, Verified};
use rocket::{Route, State, get, post};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    rocket::routes![list, new, add, edit, change, view, ask_delete, delete]
}

impl Chapter for Education {
    const PATH: &'static str = "/me/collect/education";
    const VERBS: [&'static str; 2] = ["education.keep", "education.delete"];
}

type Filled = Posted<<Education as Recorded>::Entry>;

#[get("/me/collect/education")]
async fn list(person: Verified, house: &State<House>) -> Result<Page, Problem> {
    let collecting = records::collecting(house, &person.0).await?;
    let body = pages::listed(&collecting, house.office.reference(), house.office.today());
    Ok(Page::new(person.0.visit.page_back(house, "教育经历", ("/me/collect", "返回任务列表"), body)))
}

#[get("/me/collect/education/new")]
async fn new(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    records::new::<Education>(house, &person.0).await
}

#[post("/me/collect/education/new", data = "<posted>")]
async fn add(person: Verified, house: &State<House>, posted: Filled) -> Result<Answer, Problem> {
    records::post::<Education>(house, &person.0, None, posted).await
}

#[get("/me/collect/education/<item>")]
async fn edit(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::edit::<Education>(house, &person.0, item).await
}

#[post("/me/collect/education/<item>", data = "<posted>")]
async fn change(
    person: Verified,
    house: &State<House>,
    item: &str,
    posted: Filled,
) -> Result<Answer, Problem> {
    records::post::<Education>(house, &person.0, Some(item), posted).await
}

#[get("/me/collect/education/<item>/view")]
async fn view(person: Verified, house: &State<House>, item: &str) -> Result<Page, Problem> {
    records::view::<Education>(house, &person.0, item).await
}

#[get("/me/collect/education/<item>/delete")]
async fn ask_delete(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::ask_delete::<Education>(house, &person.0, item).await
}

#[post("/me/collect/education/<item>/delete", data = "<posted>")]
async fn delete(
    person: Verified,
    house: &State<House>,
    item: &str,
    posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    records::delete::<Education>(house, &person.0, item, posted).await
}
