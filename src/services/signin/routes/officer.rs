//! `/login/officer` and `/officer/activate`.

use super::{address_meter, begin, closed, too_busy};
use crate::accounts::{Credential, digest};
use crate::office::Present;
use crate::services::signin::actions::{self, Attempt, Meter};
use crate::services::signin::forms::{Activation, OfficerLogin};
use crate::services::signin::pages;
use crate::ui::Faults;
use crate::web::{Answer, Browser, House, Means, Page, Posted, Problem, Typed, Visit, leads_to, local_path};
use rocket::http::{CookieJar, Status};
use rocket::{Route, State, get, post};

const TITLE: &str = "财政用户登录";
const SET: &str = "设置登录密码";
/// One sentence for every reason (T05).
const WRONG: &str = "登录名或密码不正确，请核对后重新输入；忘记密码请联系管理员重设。";
const WRONG_CODE: &str = "登录名或一次性代码不正确，或代码已过期、已用过。请核对，或请管理员重设。";

pub(super) fn routes() -> Vec<Route> {
    rocket::routes![form, login, activation, activate]
}

#[get("/login/officer?<next>&<done>")]
fn form(next: Option<&str>, done: Option<&str>, visit: Visit, house: &State<House>) -> Answer {
    match visit.present {
        Some(Present::Officer(_)) => return leads_to("/desk"),
        Some(Present::Person(..)) => return leads_to("/"),
        None => {}
    }
    let mut typed = Typed::empty();
    if let Some(next) = local_path(next) {
        typed.set("next", next);
    }
    let body = pages::officer(&visit, house, &typed, &Faults::new(), pages::done(done));
    Page::new(visit.page(house, TITLE, body)).into()
}

#[post("/login/officer", data = "<posted>")]
async fn login(
    visit: Visit,
    house: &State<House>,
    jar: &CookieJar<'_>,
    posted: Posted<OfficerLogin>,
) -> Result<Answer, Problem> {
    let draw = |status: Status, faults: &Faults| {
        let body = pages::officer(&visit, house, &posted.typed, faults, None);
        Answer::from(Page::with(status, visit.page(house, TITLE, body)))
    };
    if posted.typed.has("again") {
        return Ok(draw(Status::Ok, &Faults::new()));
    }
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let OfficerLogin { login, password } = match posted.mean(&means) {
        Ok(login) => login,
        Err(faults) => return Ok(draw(Status::UnprocessableEntity, &faults)),
    };
    let name = login.clone();
    let found = house.office.look(move |view| actions::officer_by_login(view, &name)).await;
    let candidate = found.map_err(Problem::Failed)?;
    let known = candidate.as_ref().is_some_and(|(id, _)| Browser::is_known_to(house, jar, &id.bytes()));
    let mut meters = vec![Meter::officer(house.office.web_key(), &login, known)];
    if !known {
        meters.push(address_meter(&visit, house));
    }
    let gate = begin(&visit, house, "signin.officer", Some(&posted.typed), meters.clone()).await?;
    if let Some((status, faults)) = closed(gate, "password") {
        return Ok(draw(status, &faults));
    }
    let hash = candidate.as_ref().and_then(|(_, officer)| officer.credential.clone());
    let cost = house.cost();
    let judged = house.hash(move || actions::proves(hash.as_ref(), &password, cost)).await;
    let proven = judged.ok_or_else(too_busy)?;
    let token = house.office.random::<32>();
    let owner = candidate.as_ref().map(|(id, _)| *id);
    let source = visit.source.to_string();
    let attempt =
        Attempt { candidate, proven, meters, token: digest(&token), before: visit.browser.digest, source };
    let entered =
        house.office.act(visit.act("signin.officer"), move |ledger| actions::enter_officer(ledger, &attempt));
    match (entered.await?, owner) {
        (true, Some(owner)) => {
            Browser::give(house, jar, token);
            Browser::remember(house, jar, &owner.bytes());
            Ok(leads_to(local_path(posted.typed.given("next")).unwrap_or("/desk")))
        }
        _ => {
            let mut faults = Faults::new();
            faults.push("password", WRONG);
            Ok(draw(Status::UnprocessableEntity, &faults))
        }
    }
}

#[get("/officer/activate")]
fn activation(visit: Visit, house: &State<House>) -> Page {
    Page::new(visit.page(house, SET, pages::activation(&visit, &Typed::empty(), &Faults::new())))
}

#[post("/officer/activate", data = "<posted>")]
async fn activate(visit: Visit, house: &State<House>, posted: Posted<Activation>) -> Result<Answer, Problem> {
    let draw = |status: Status, faults: &Faults| {
        let body = pages::activation(&visit, &posted.typed, faults);
        Answer::from(Page::with(status, visit.page(house, SET, body)))
    };
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let Activation { login, code, password } = match posted.mean(&means) {
        Ok(activation) => activation,
        Err(faults) => return Ok(draw(Status::UnprocessableEntity, &faults)),
    };
    let meters = vec![Meter::invitation(house.office.web_key(), &login), address_meter(&visit, house)];
    let gate = begin(&visit, house, "signin.activate", None, meters.clone()).await?;
    if let Some((status, faults)) = closed(gate, "code") {
        return Ok(draw(status, &faults));
    }
    let (salt, cost) = (house.office.random::<16>(), house.cost());
    let hashed = house.hash(move || Credential::new(password.expose(), salt, cost)).await;
    let credential = hashed.flatten().ok_or_else(too_busy)?;
    let activated = house.office.act(visit.act("signin.activate"), move |ledger| {
        actions::activate(ledger, &login, &code, &credential, &meters)
    });
    if activated.await? {
        return Ok(leads_to("/login/officer?done=activated"));
    }
    let mut faults = Faults::new();
    faults.push("code", WRONG_CODE);
    Ok(draw(Status::UnprocessableEntity, &faults))
}
