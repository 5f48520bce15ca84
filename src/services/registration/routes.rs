//! Paths of chapter 1.

use super::actions::{self, Missed, characters};
use super::forms::{self, Registration, Wish};
use super::pages::{self, Sheet};
use crate::accounts::Credential;
use crate::office::{CodeRefusal, Stop, code_outlook};
use crate::terms::Phone;
use crate::ui::Faults;
use crate::web::{Answer, House, Means, Page, Posted, Problem, Refused, Typed, Visit, leads_to, passwords};
use rocket::http::Status;
use rocket::{Route, State, get, post};

const TITLE: &str = "会计人员注册";

/// The routes of this chapter.
pub fn routes() -> Vec<Route> {
    rocket::routes![start, submit, done]
}

#[get("/register")]
async fn start(visit: Visit, house: &State<House>) -> Result<Page, Problem> {
    draw(&visit, house, Status::Ok, &Typed::empty(), &Faults::new(), Sheet::default()).await
}

#[get("/register/done")]
fn done(visit: Visit, house: &State<House>) -> Page {
    Page::new(visit.page(house, "注册完成", pages::done()))
}

#[post("/register", data = "<posted>")]
async fn submit(visit: Visit, posted: Posted<Registration>, house: &State<House>) -> Result<Answer, Problem> {
    let mut typed = posted.typed.clone();
    let wish = forms::wish(&mut typed);
    let shown = passwords::without(typed);
    match wish {
        Wish::Register => return register(&visit, &posted, house, shown).await,
        Wish::SendCode => send(&visit, house, &shown).await,
        Wish::CloseCharacters => again(&visit, house, &shown, None).await,
        Wish::Characters(page) => {
            let finding = characters::find(shown.text("picker.query"), page);
            again(&visit, house, &shown, Some(finding)).await
        }
    }
    .map(Answer::from)
}

async fn again(
    visit: &Visit,
    house: &House,
    typed: &Typed,
    finding: Option<characters::Finding>,
) -> Result<Page, Problem> {
    let sheet = Sheet { finding, again: true, ..Sheet::default() };
    draw(visit, house, Status::Ok, typed, &Faults::new(), sheet).await
}

async fn send(visit: &Visit, house: &House, typed: &Typed) -> Result<Page, Problem> {
    let faults = match forms::phone(typed) {
        Err(faults) => faults,
        Ok(phone) => ask_for_code(visit, house, phone).await?,
    };
    draw(visit, house, Status::Ok, typed, &faults, Sheet { again: true, ..Sheet::default() }).await
}

async fn ask_for_code(visit: &Visit, house: &House, phone: Phone) -> Result<Faults, Problem> {
    let mut faults = Faults::new();
    if !house.sends_messages() {
        faults.push("code", passwords::NO_MESSAGES);
        return Ok(faults);
    }
    let asker = visit.asker(house);
    let act = visit.act("registration.send_code");
    let sent =
        house.office.act(act, move |ledger| Ok::<_, Stop<Refused>>(actions::send(ledger, &phone, &asker)?));
    if let Err(refusal) = sent.await? {
        faults.push("code", refusal.sentence());
    }
    Ok(faults)
}

async fn register(
    visit: &Visit,
    posted: &Posted<Registration>,
    house: &House,
    mut shown: Typed,
) -> Result<Answer, Problem> {
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let faulty = Status::UnprocessableEntity;
    let wanted = match posted.mean(&means) {
        Ok(wanted) => wanted,
        Err(faults) => return redraw(visit, house, faulty, &shown, &faults, None).await,
    };
    let credential = credential(house, &wanted).await?;
    let (identity, code, browser) = (wanted.identity, wanted.code, visit.browser.digest);
    let act = visit.act("registration.register");
    let tried = house.office.try_once(act, visit.once(posted.once()), move |ledger| {
        let Some(credential) = &credential else { return Ok(Err(actions::without_code(ledger))) };
        let made = actions::register(ledger, &identity, &code, &browser, credential)?;
        Ok::<_, Stop<Refused>>(made.map(|()| "/register/done".to_string()))
    });
    let mut faults = Faults::new();
    match tried.await? {
        Ok(location) => Ok(leads_to(location)),
        Err(missed) => {
            shown.forget("code");
            let status = match missed {
                Missed::Code(_) => faulty,
                Missed::Taken => Status::Conflict,
                Missed::TooOften => Status::TooManyRequests,
            };
            let refusal = match missed {
                Missed::Code(fault) => {
                    faults.push("code", fault.sentence());
                    None
                }
                Missed::Taken | Missed::TooOften => Some(missed.sentence()),
            };
            redraw(visit, house, status, &shown, &faults, refusal).await
        }
    }
}

/// Hashes the password if a code waits to be entered; otherwise the work would be for nothing.
async fn credential(house: &House, wanted: &Registration) -> Result<Option<Credential>, Problem> {
    let (phone, now) = (wanted.identity.phone.clone(), house.office.now());
    if !house.office.look(move |view| actions::may_register(view, &phone, now)).await? {
        return Ok(None);
    }
    let (password, salt, cost) = (wanted.password.clone(), house.office.random::<16>(), house.cost());
    let hashed = house.hash(move || Credential::new(password.expose(), salt, cost)).await.flatten();
    let busy = || Refused::new(Status::ServiceUnavailable, "现在办理的人较多，请过几秒再试一次。");
    Ok(Some(hashed.ok_or_else(busy)?))
}

async fn redraw(
    visit: &Visit,
    house: &House,
    status: Status,
    typed: &Typed,
    faults: &Faults,
    refusal: Option<&'static str>,
) -> Result<Answer, Problem> {
    let sheet = Sheet { refusal, again: true, ..Sheet::default() };
    Ok(draw(visit, house, status, typed, faults, sheet).await?.into())
}

async fn draw(
    visit: &Visit,
    house: &House,
    status: Status,
    typed: &Typed,
    faults: &Faults,
    sheet: Sheet,
) -> Result<Page, Problem> {
    let (browser, now) = (visit.browser.digest, house.office.now());
    let outlook = house.office.look(move |view| code_outlook(view, &browser, now)).await?;
    let setback = outlook.setback.map(CodeRefusal::sentence).filter(|words| faults.of("code") != Some(words));
    let sheet = Sheet { wait: outlook.wait_seconds, setback, once: house.once(), ..sheet };
    Ok(Page::with(status, visit.wide_page(house, TITLE, pages::form(visit, typed, faults, &sheet))))
}
