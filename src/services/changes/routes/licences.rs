//! `/me/titles/licences`: 其他专业技术人员职业资格.

use super::records;
use crate::dossier::{Licence, Step};
use crate::sheets::Recorded;
use crate::web::{Answer, House, Posted, Pressed, Problem, Verified};
use rocket::{Route, State, get, post};

/// The routes of 其他专业技术人员职业资格.
pub fn routes() -> Vec<Route> {
    rocket::routes![list, rows, new, add, edit, change, view, ask_delete, delete]
}

type Filled = Posted<<Licence as Recorded>::Entry>;

#[get("/me/titles/licences")]
async fn list(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    records::list::<Licence>(house, &person.0, None).await
}

#[get("/me/titles/licences/records")]
async fn rows(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    records::rows(house, &person.0, Step::Licences).await
}

#[get("/me/titles/licences/new")]
async fn new(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    records::new::<Licence>(house, &person.0).await
}

#[post("/me/titles/licences/new", data = "<posted>")]
async fn add(person: Verified, house: &State<House>, posted: Filled) -> Result<Answer, Problem> {
    records::ask::<Licence>(house, &person.0, None, posted).await
}

#[get("/me/titles/licences/<item>", rank = 2)]
async fn edit(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::edit::<Licence>(house, &person.0, item).await
}

#[post("/me/titles/licences/<item>", data = "<posted>", rank = 2)]
async fn change(
    person: Verified,
    house: &State<House>,
    item: &str,
    posted: Filled,
) -> Result<Answer, Problem> {
    records::ask::<Licence>(house, &person.0, Some(item), posted).await
}

#[get("/me/titles/licences/<item>/view")]
async fn view(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::view::<Licence>(house, &person.0, item).await
}

#[get("/me/titles/licences/<item>/delete")]
async fn ask_delete(person: Verified, house: &State<House>, item: &str) -> Result<Answer, Problem> {
    records::ask_delete::<Licence>(house, &person.0, item).await
}

#[post("/me/titles/licences/<item>/delete", data = "<posted>")]
async fn delete(
    person: Verified,
    house: &State<House>,
    item: &str,
    posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    records::delete::<Licence>(house, &person.0, item, posted).await
}
