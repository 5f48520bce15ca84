//! `/me/collect/department`.

use super::steps::{self, Drawing};
use crate::dossier::{Draft, Step};
use crate::services::collection::actions::{self, Collecting, Suggestion};
use crate::services::collection::forms::Department;
use crate::services::collection::pages;
use crate::terms::RegionCode;
use crate::ui::Faults;
use crate::web::{Answer, House, Means, Page, Person, Posted, Problem, Typed, Verified};
use rocket::http::Status;
use rocket::{Route, State, get, post};

/// The routes of 会计管理部门.
pub fn routes() -> Vec<Route> {
    rocket::routes![page, save]
}

#[get("/me/collect/department?<back>")]
async fn page(person: Verified, house: &State<House>, back: Option<&str>) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let collecting = match steps::editable(house, &person).await? {
        Ok(collecting) => collecting,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let mut typed = Typed::empty();
    if let Some(code) = collecting.draft.authority {
        Department::write(&mut typed, code);
    }
    let drawing = Drawing::of(&collecting.draft, typed, back);
    let (served, suggestion) = around(house, &collecting).await?;
    let filling = drawing.filling(house, &person.visit, &collecting);
    Ok(Page::new(pages::department(&filling, &served, suggestion.as_ref())).into())
}

#[post("/me/collect/department?<back>", data = "<posted>")]
async fn save(
    person: Verified,
    house: &State<House>,
    back: Option<&str>,
    mut posted: Posted<Department>,
) -> Result<Answer, Problem> {
    let Verified(person) = person;
    if let Ok(code) = RegionCode::parse(posted.typed.text("take")) {
        Department::write(&mut posted.typed, code);
    }
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let meant = posted.mean(&means);
    let mut drawing = Drawing::again(posted.typed, back);
    let status = match meant {
        _ if drawing.typed.has("choose") => Status::Ok,
        Ok(Department(code)) => {
            drawing.faults = unserved(house, code).await?;
            if drawing.faults.is_empty() {
                let location = steps::next(Step::Authority, &drawing.typed, back);
                let change = move |draft: &mut Draft| draft.authority = Some(code);
                if let Some(answer) = steps::keep(house, &person, &drawing.typed, location, change).await? {
                    return Ok(answer);
                }
                Status::Conflict
            } else {
                Status::UnprocessableEntity
            }
        }
        Err(faults) => {
            drawing.faults = faults;
            Status::UnprocessableEntity
        }
    };
    redraw(house, &person, drawing, status).await
}

async fn redraw(house: &House, person: &Person, drawing: Drawing, status: Status) -> Result<Answer, Problem> {
    let collecting = steps::collecting(house, person).await?;
    let (served, suggestion) = around(house, &collecting).await?;
    steps::redraw(house, person, drawing, status, |filling| {
        pages::department(filling, &served, suggestion.as_ref())
    })
    .await
}

/// The departments that work here and the one that fits the person.
async fn around(
    house: &House,
    collecting: &Collecting,
) -> Result<(Vec<RegionCode>, Option<Suggestion>), Problem> {
    let served = house.office.look(|view| Ok::<_, Problem>(actions::served(view)?)).await?;
    let suggestion = actions::suggestion(&collecting.draft, &served, house.office.reference());
    Ok((served, suggestion))
}

/// A fault unless the department works here (spec 1.10).
async fn unserved(house: &House, code: RegionCode) -> Result<Faults, Problem> {
    let served = house.office.look(|view| Ok::<_, Problem>(actions::served(view)?)).await?;
    let mut faults = Faults::new();
    if !served.contains(&code) {
        let names = pages::department_names(&served, house.office.reference());
        faults.push("authority", format!("这个会计管理部门目前没有在本平台办理业务，可以选择：{names}。"));
    }
    Ok(faults)
}
