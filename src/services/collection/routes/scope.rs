//! `/me/collect/scope`.

use super::steps::{self, Drawing};
use crate::dossier::Step;
use crate::services::collection::forms::ScopeForm;
use crate::services::collection::pages;
use crate::web::photos::Limits;
use crate::web::{Answer, House, Means, Page, Posted, Problem, Slot, Slots, Verified};
use rocket::http::Status;
use rocket::{Route, State, get, post};

const SLOTS: [Slot; 1] = [Slot { field: "certificate", purpose: "certificate", limits: Limits::PAPER }];

/// The routes of 采集范围.
pub fn routes() -> Vec<Route> {
    rocket::routes![page, save]
}

#[get("/me/collect/scope?<back>")]
async fn page(person: Verified, house: &State<House>, back: Option<&str>) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let collecting = match steps::editable(house, &person).await? {
        Ok(collecting) => collecting,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let drawing = Drawing::of(&collecting.draft, ScopeForm::typed(&collecting.draft), back);
    Ok(Page::new(pages::scope(&drawing.filling(house, &person.visit, &collecting))).into())
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
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let meant = posted.mean(&means);
    let mut drawing = Drawing { notes: slots.notes, ..Drawing::again(posted.typed, back) };
    let status = match meant {
        _ if slots.only_pictures => {
            drawing.faults = slots.faults;
            Status::Ok
        }
        Ok(form) if slots.faults.is_empty() => {
            let location = steps::next(Step::Scope, &drawing.typed, back);
            let change = move |draft: &mut crate::dossier::Draft| form.apply(draft);
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
    steps::redraw(house, &person, drawing, status, pages::scope).await
}
