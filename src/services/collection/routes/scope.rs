//! `/me/collect/scope`.

use super::steps::{self, Drawing, Kept};
use crate::services::collection::forms::ScopeForm;
use crate::services::collection::pages;
use crate::web::photos::Limits;
use crate::web::{
    Answer, House, Means, Page, PictureNotes, Posted, Problem, Slot, Slots, Verified, leads_to,
};
use rocket::{Route, State, get, post};

const SLOTS: [Slot; 1] =
    [Slot {
        field: "certificate", purpose: "certificate", label: "资格证书照片", limits: Limits::PAPER
    }];

/// The routes of 采集范围.
pub fn routes() -> Vec<Route> {
    rocket::routes![page, save]
}

#[get("/me/collect/scope?<back>")]
async fn page(person: Verified, house: &State<House>, back: Option<&str>) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let collecting = steps::collecting(house, &person).await?;
    if !collecting.editable {
        return Ok(leads_to("/me/collect"));
    }
    let notes = PictureNotes::before(house, &person, &SLOTS).await?;
    let drawing = Drawing { notes, ..Drawing::of(ScopeForm::typed(&collecting.draft), back) };
    Ok(drawing.page(house, &person, &collecting, |filling, status| Page::with(status, pages::scope(filling))))
}

#[post("/me/collect/scope?<back>", data = "<posted>")]
async fn save(
    person: Verified,
    house: &State<House>,
    back: Option<&str>,
    mut posted: Posted<ScopeForm>,
) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let slots = Slots::receive(house, &person, &SLOTS, &mut posted.typed).await?;
    let meant = posted.mean(&Means { reference: house.office.reference(), today: house.office.today() });
    let drawing = Drawing::of(posted.typed, back);
    match steps::keep_with_pictures(house, &person, drawing, slots, meant).await? {
        Kept::Saved(answer) => Ok(answer),
        Kept::Again(drawing) => {
            let collecting = steps::collecting(house, &person).await?;
            let page = |filling: &pages::Filling<'_>, status| Page::with(status, pages::scope(filling));
            Ok(drawing.page(house, &person, &collecting, page))
        }
    }
}
