//! `/me/record`: the whole record.

use crate::services::own::{actions, pages};
use crate::web::{House, Page, Problem, Verified};
use rocket::{Route, State, get};

pub(super) fn routes() -> Vec<Route> {
    rocket::routes![record]
}

#[get("/me/record")]
async fn record(person: Verified, house: &State<House>) -> Result<Page, Problem> {
    let Verified(person) = person;
    let id = person.id;
    let reference = house.office.reference();
    let body = match house.office.look(move |view| actions::look(view, id)).await? {
        Ok(whole) => pages::record(&whole, house.office.today(), reference),
        Err(absent) => pages::absent(&absent, reference),
    };
    Ok(Page::new(person.visit.page_back(house, "信息查询", ("/me", "返回个人中心"), body)))
}
