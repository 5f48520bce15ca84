//! `/login`, `/login/org` and `/logout`.

use super::{address_meter, begin, closed, too_busy};
use crate::accounts::digest;
use crate::office::Stop;
use crate::services::signin::actions::{self, Attempt, Candidate, Entered, Meter, Refusal};
use crate::services::signin::forms::Login;
use crate::services::signin::pages;
use crate::ui::{Faults, Mode};
use crate::web::{
    Answer, Browser, House, Means, Page, Posted, Pressed, Problem, Typed, Visit, leads_to, local_path,
};
use rocket::http::{CookieJar, Header, Status};
use rocket::{Responder, Route, State, get, post};

const TITLE: &str = "会计人员登录";
/// One sentence for every reason (T05).
const WRONG: &str = "账号或密码不正确，请核对后重新输入；忘记密码可以点“忘记密码”重新设置。";

pub(super) fn routes() -> Vec<Route> {
    rocket::routes![form, organisation, login, logout]
}

#[get("/login?<next>&<done>")]
fn form(next: Option<&str>, done: Option<&str>, visit: Visit, house: &State<House>) -> Answer {
    if visit.present.is_some() {
        return leads_to("/");
    }
    let mut typed = Typed::empty();
    if let Some(next) = local_path(next) {
        typed.set("next", next);
    }
    let body = pages::person(&visit, house, &typed, &Faults::new(), pages::done(done));
    Page::new(visit.page(house, TITLE, body)).into()
}

#[get("/login/org")]
fn organisation(visit: Visit, house: &State<House>) -> Page {
    Page::new(visit.page(house, "单位登录", pages::organisation(&house.config.contact_phone)))
}

#[post("/login", data = "<posted>")]
async fn login(
    visit: Visit,
    house: &State<House>,
    jar: &CookieJar<'_>,
    posted: Posted<Login>,
) -> Result<Answer, Problem> {
    let draw = |status: Status, faults: &Faults| {
        let body = pages::person(&visit, house, &posted.typed, faults, None);
        Answer::from(Page::with(status, visit.page(house, TITLE, body)))
    };
    if posted.typed.has("again") {
        return Ok(draw(Status::Ok, &Faults::new()));
    }
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let login = match posted.mean(&means) {
        Ok(login) => login,
        Err(faults) => return Ok(draw(Status::UnprocessableEntity, &faults)),
    };
    let name = login.account.clone();
    let found = house.office.look(move |view| actions::candidates(view, &name)).await;
    let found = found.map_err(Problem::Failed)?;
    let known = found.iter().find(|one| Browser::is_known_to(house, jar, &one.id.bytes())).cloned();
    let (is_known, candidate) = (known.is_some(), known.or_else(|| found.into_iter().next()));
    let meters = meters(&visit, house, candidate.as_ref(), &login.account.canonical, is_known);
    let gate = begin(&visit, house, "signin.login", Some(&posted.typed), meters.clone()).await?;
    if let Some((status, faults)) = closed(gate, "password") {
        return Ok(draw(status, &faults));
    }
    let (hash, cost) = (candidate.as_ref().map(|one| one.credential.clone()), house.cost());
    let judged = house.hash(move || actions::proves(hash.as_ref(), &login.password, cost)).await;
    let proven = judged.ok_or_else(too_busy)?;
    let token = house.office.random::<32>();
    let owner = candidate.as_ref().map(|one| one.id);
    let source = visit.source.to_string();
    let attempt =
        Attempt { candidate, proven, meters, token: digest(&token), before: visit.browser.digest, source };
    let entered =
        house.office.act(visit.act("signin.login"), move |ledger| actions::enter_person(ledger, &attempt));
    match (entered.await?, owner) {
        (Entered::In, Some(owner)) => {
            Browser::give(house, jar, token);
            // A machine in the hall is nobody's own.
            if visit.mode != Mode::Kiosk {
                Browser::remember(house, jar, &owner.bytes());
            }
            Ok(leads_to(local_path(posted.typed.given("next")).unwrap_or("/")))
        }
        (entered, _) => {
            let mut faults = Faults::new();
            match entered {
                Entered::Frozen(freeze) => faults.push("password", freeze.sentence()),
                Entered::In | Entered::Wrong => faults.push("password", WRONG),
            }
            Ok(draw(Status::UnprocessableEntity, &faults))
        }
    }
}

/// One account is one meter whichever of its names is typed; a name nobody has is counted just the same. A browser
/// the owner has used before does not share the fate of its address.
fn meters(
    visit: &Visit,
    house: &House,
    candidate: Option<&Candidate>,
    canonical: &str,
    known: bool,
) -> Vec<Meter> {
    let account = candidate.map_or_else(|| canonical.to_string(), |one| one.id.to_string());
    let mut meters = vec![Meter::account(house.office.web_key(), &account, known)];
    if !known {
        meters.push(address_meter(visit, house));
    }
    meters
}

/// The way out. The browser forgets what it keeps of us except the cookies: its session cookie has just been replaced,
/// and wiping all of them would take the mark of a known browser, without which strangers could lock the owner out,
/// and the sizes chosen.
#[derive(Responder)]
enum Leaving {
    Plain(Answer),
    Wiped(Answer, Header<'static>),
}

#[post("/logout", data = "<_pressed>")]
async fn logout(
    visit: Visit,
    house: &State<House>,
    jar: &CookieJar<'_>,
    _pressed: Posted<Pressed>,
) -> Result<Leaving, Problem> {
    let token = visit.browser.digest;
    let left = house.office.act(visit.act("signin.logout"), move |ledger| actions::leave(ledger, &token));
    left.await.map_err(|stop: Stop<Refusal>| Problem::from(stop))?;
    Browser::fresh(house, jar);
    let home = leads_to("/");
    if house.config.public_origin.is_https() {
        return Ok(Leaving::Wiped(home, Header::new("Clear-Site-Data", "\"cache\", \"storage\"")));
    }
    Ok(Leaving::Plain(home))
}
