//! Paths of the help centre; everything here may be read without logging in.

use super::content::{self, Topic};
use super::pages;
use crate::web::{House, Page, Problem, Refused, Visit};
use rocket::{Route, State, get};

/// The routes of this chapter.
pub fn routes() -> Vec<Route> {
    rocket::routes![index, topic, privacy, accessibility]
}

#[get("/help?<q>")]
fn index(q: Option<&str>, visit: Visit, house: &State<House>) -> Page {
    let body = match q.map(str::trim).filter(|query| !query.is_empty()) {
        Some(query) => pages::found(query, &house.site),
        None => pages::index(&house.site),
    };
    Page::new(visit.page(house, "帮助中心", body))
}

#[get("/help/<slug>")]
fn topic(slug: &str, visit: Visit, house: &State<House>) -> Result<Page, Problem> {
    let topic = content::topic(slug).ok_or_else(Refused::not_found)?;
    Ok(drawn(topic, &visit, house))
}

#[get("/privacy")]
fn privacy(visit: Visit, house: &State<House>) -> Result<Page, Problem> {
    topic("privacy", visit, house)
}

#[get("/accessibility")]
fn accessibility(visit: Visit, house: &State<House>) -> Result<Page, Problem> {
    topic("accessibility", visit, house)
}

fn drawn(topic: &Topic, visit: &Visit, house: &House) -> Page {
    let (body, back) = (pages::topic(topic, &house.site), ("/help", "返回帮助中心"));
    Page::new(visit.page_back(house, &topic.title, back, body))
}
