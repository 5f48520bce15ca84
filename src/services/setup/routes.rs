//! `/setup`.

use super::actions::{self, First, Made, Refusal};
use super::forms::Setup;
use super::pages;
use crate::accounts::Credential;
use crate::ui::Faults;
use crate::web::{Answer, House, Means, Page, Posted, Problem, Refused, Typed, Visit, leads_to};
use rocket::http::Status;
use rocket::{Route, State, get, post};

const TITLE: &str = "首次设置";

/// The routes of set-up.
pub fn routes() -> Vec<Route> {
    rocket::routes![form, make]
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        match refusal {
            Refusal::Over => Refused::not_found(),
        }
    }
}

async fn still_open(house: &House) -> Result<(), Problem> {
    let open = house.office.look(actions::is_open).await;
    match open.map_err(Problem::Failed)? {
        true => Ok(()),
        false => Err(Refused::not_found().into()),
    }
}

#[get("/setup")]
async fn form(visit: Visit, house: &State<House>) -> Result<Page, Problem> {
    still_open(house).await?;
    let body = pages::form(&visit, house.office.reference(), &Typed::empty(), &Faults::new());
    Ok(Page::new(visit.page(house, TITLE, body)))
}

#[post("/setup", data = "<posted>")]
async fn make(visit: Visit, house: &State<House>, posted: Posted<Setup>) -> Result<Answer, Problem> {
    still_open(house).await?;
    let page = |status: Status, faults: &Faults| {
        let body = pages::form(&visit, house.office.reference(), &posted.typed, faults);
        Answer::from(Page::with(status, visit.page(house, TITLE, body)))
    };
    if posted.typed.has("choose") {
        return Ok(page(Status::Ok, &Faults::new()));
    }
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let Setup { code, region, login, name, password } = match posted.mean(&means) {
        Ok(setup) => setup,
        Err(faults) => return Ok(page(Status::UnprocessableEntity, &faults)),
    };
    let (salt, cost) = (house.office.random::<16>(), house.cost());
    let hashed = house.hash(move || Credential::new(password.expose(), salt, cost)).await;
    let busy = || Refused::new(Status::ServiceUnavailable, "现在办理的人较多，请过几秒再试一次。");
    let credential = hashed.flatten().ok_or_else(busy)?;
    let first = First { region, login, name, credential };
    let act = visit.act("setup.first_officer");
    let fault = match house.office.act(act, move |ledger| actions::make(ledger, &code, &first)).await? {
        Made::Done => return Ok(leads_to("/login/officer?done=setup")),
        Made::WrongCode => "设置码不正确，请核对启动程序的控制台上显示的设置码。",
        Made::Burnt => "设置码已失效，请在控制台重新生成后再试。",
    };
    let mut faults = Faults::new();
    faults.push("code", fault);
    Ok(page(Status::UnprocessableEntity, &faults))
}
