//! `/me/collect/basic`.

use super::steps::{self, Drawing};
use crate::dossier::{Draft, Step};
use crate::services::collection::forms::BasicsForm;
use crate::services::collection::pages;
use crate::terms::DocumentKind;
use crate::web::photos::Limits;
use crate::web::{Answer, House, Means, Page, Posted, Problem, Slot, Slots, Verified};
use rocket::http::Status;
use rocket::{Route, State, get, post};

const SLOTS: [Slot; 3] = [
    Slot { field: "portrait", purpose: "basics.portrait", limits: Limits::PORTRAIT },
    Slot { field: "identity_front", purpose: "basics.identity_front", limits: Limits::PAPER },
    Slot { field: "identity_back", purpose: "basics.identity_back", limits: Limits::PAPER },
];

/// The routes of 基本信息.
pub fn routes() -> Vec<Route> {
    rocket::routes![page, save]
}

#[get("/me/collect/basic?<back>")]
async fn page(person: Verified, house: &State<House>, back: Option<&str>) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let collecting = match steps::editable(house, &person).await? {
        Ok(collecting) => collecting,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let drawing = Drawing::of(&collecting.draft, BasicsForm::typed(&collecting.draft.basics), back);
    Ok(Page::new(pages::basics(&drawing.filling(house, &person.visit, &collecting))).into())
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
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let meant = posted.mean(&means);
    let choosing = slots.only_pictures || posted.typed.has("choose");
    let mut drawing = Drawing { notes: slots.notes, ..Drawing::again(posted.typed, back) };
    let status = match meant {
        _ if choosing => {
            drawing.faults = slots.faults;
            Status::Ok
        }
        Ok(form) if slots.faults.is_empty() => {
            let location = steps::next(Step::Basics, &drawing.typed, back);
            let resident = person.account.identity.document.kind() == DocumentKind::ResidentId;
            let change = move |draft: &mut Draft| form.apply(&mut draft.basics, resident);
            if let Some(answer) = steps::keep(house, &person, &drawing.typed, location, change).await? {
                return Ok(answer);
            }
            Status::Conflict
        }
        meant => {
            drawing.faults = steps::together(slots.faults, meant.err());
            Status::UnprocessableEntity
        }
    };
    steps::redraw(house, &person, drawing, status, pages::basics).await
}
