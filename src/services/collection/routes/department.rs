//! `/me/collect/department`.

use super::steps::{self, Drawing, Kept};
use crate::services::collection::actions::{self, Around, Collecting};
use crate::services::collection::forms::Department;
use crate::services::collection::pages;
use crate::terms::RegionCode;
use crate::ui::Faults;
use crate::web::{Answer, House, Means, Page, Person, Posted, Problem, Verified, leads_to};
use rocket::{Route, State, get, post};

/// The routes of 会计管理部门.
pub fn routes() -> Vec<Route> {
    rocket::routes![page, save]
}

#[get("/me/collect/department?<back>")]
async fn page(person: Verified, house: &State<House>, back: Option<&str>) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let collecting = steps::collecting(house, &person).await?;
    if !collecting.editable {
        return Ok(leads_to("/me/collect"));
    }
    let around = around(house, &collecting).await?;
    let drawing = Drawing::of(Department::typed(&collecting.draft), back);
    Ok(draw(house, &person, drawing, &collecting, &around))
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
        Department::choose(&mut posted.typed, code);
    }
    let meant = posted.mean(&Means { reference: house.office.reference(), today: house.office.today() });
    let drawing = Drawing::of(posted.typed, back);
    let collecting = steps::collecting(house, &person).await?;
    let around = around(house, &collecting).await?;
    let drawing = match meant {
        _ if drawing.typed.has("choose") => drawing,
        Ok(chosen) if around.served.contains(&chosen.0) => {
            match steps::keep(house, &person, drawing, chosen).await? {
                Kept::Saved(answer) => return Ok(answer),
                Kept::Again(drawing) => drawing,
            }
        }
        Ok(_) => drawing.faulty(unserved(house, &around)),
        Err(faults) => drawing.faulty(faults),
    };
    Ok(draw(house, &person, drawing, &collecting, &around))
}

fn draw(
    house: &House,
    person: &Person,
    drawing: Drawing,
    collecting: &Collecting,
    around: &Around,
) -> Answer {
    drawing.page(house, person, collecting, |filling, status| {
        Page::with(status, pages::department(filling, around))
    })
}

async fn around(house: &House, collecting: &Collecting) -> Result<Around, Problem> {
    let (draft, office) = (collecting.draft.clone(), house.office.clone());
    Ok(house.office.look(move |view| actions::around(view, &draft, office.reference())).await?)
}

/// Says that the department does not work here, and which ones do (spec 1.10).
fn unserved(house: &House, around: &Around) -> Faults {
    let mut faults = Faults::new();
    let names = pages::department_names(&around.served, house.office.reference());
    faults.push("authority", format!("这个会计管理部门目前没有在本平台办理业务，可以选择：{names}。"));
    faults
}
