//! Paths of 教育经历.

use super::super::records::routes::{self as records, Chapter};
use super::{forms, pages};
use crate::dossier::Education;
use crate::web::photos::Limits;
use crate::web::{Answer, House, Page, Posted, Pressed, Problem, Slot, Typed, Verified};
use rocket::{Route, State, get, post};

/// The slots for photographs.
const SLOTS: [Slot; 5] = [
    slot("diploma", "education.diploma", "学历证"),
    slot("degree_file", "education.degree", "学位证"),
    slot("recognition", "education.recognition", "教育部留学服务中心认证书"),
    slot("enrolment", "education.enrolment", "在校生证明（高中以上）"),
    slot("high_school", "education.high_school", "高中毕业证"),
];

const fn slot(field: &'static str, purpose: &'static str, label: &'static str) -> Slot {
    Slot { field, purpose, label, limits: Limits::PAPER }
}

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    rocket::routes![list, new, add, edit, change, view, ask_delete, delete]
}

impl Chapter for Education {
    type Entry = forms::Schooling;
    const SLOTS: &'static [Slot] = &SLOTS;
    const WORD: &'static str = "教育经历";
    const VERBS: [&'static str; 2] = ["education.keep", "education.delete"];

    fn blank() -> Typed {
        forms::blank()
    }

    fn filled(&self) -> Typed {
        forms::filled(self)
    }

    fn rearranges(_: &mut Typed) -> bool {
        false
    }
}

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
async fn add(
    person: Verified,
    house: &State<House>,
    posted: Posted<forms::Schooling>,
) -> Result<Answer, Problem> {
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
    posted: Posted<forms::Schooling>,
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
