//! `/me/collect/basic`.

use super::steps::{self, Drawing, Kept};
use crate::services::collection::forms::BasicsForm;
use crate::services::collection::pages;
use crate::sheets::IDENTITY_SLOTS;
use crate::web::photos::Limits;
use crate::web::{
    Answer, House, Means, Page, PictureNotes, Posted, Problem, Slot, Slots, Verified, leads_to,
};
use rocket::{Route, State, get, post};

const SLOTS: [Slot; 3] = [
    Slot { field: "portrait", purpose: "basics.portrait", label: "证件照", limits: Limits::PORTRAIT },
    IDENTITY_SLOTS[0],
    IDENTITY_SLOTS[1],
];

/// The routes of 基本信息.
pub fn routes() -> Vec<Route> {
    rocket::routes![page, save]
}

#[get("/me/collect/basic?<back>")]
async fn page(person: Verified, house: &State<House>, back: Option<&str>) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let collecting = steps::collecting(house, &person).await?;
    if !collecting.editable {
        return Ok(leads_to("/me/collect"));
    }
    let notes = PictureNotes::before(house, &person, &SLOTS).await?;
    let drawing = Drawing { notes, ..Drawing::of(BasicsForm::typed(&collecting.draft), back) };
    Ok(drawing
        .page(house, &person, &collecting, |filling, status| Page::with(status, pages::basics(filling))))
}

#[post("/me/collect/basic?<back>", data = "<posted>")]
async fn save(
    person: Verified,
    house: &State<House>,
    back: Option<&str>,
    mut posted: Posted<BasicsForm>,
) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let slots = Slots::receive(house, &person, &SLOTS, &mut posted.typed).await?;
    let meant = posted.mean(&Means { reference: house.office.reference(), today: house.office.today() });
    let drawing = Drawing::of(posted.typed, back);
    match steps::keep_with_pictures(house, &person, drawing, slots, meant).await? {
        Kept::Saved(answer) => Ok(answer),
        Kept::Again(drawing) => {
            let collecting = steps::collecting(house, &person).await?;
            let page = |filling: &pages::Filling<'_>, status| Page::with(status, pages::basics(filling));
            Ok(drawing.page(house, &person, &collecting, page))
        }
    }
}
