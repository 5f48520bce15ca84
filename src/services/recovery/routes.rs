//! Paths of chapter 2.2.

use super::actions;
use super::forms::{self, Recovery};
use super::pages::{self, Sheet};
use crate::accounts::Credential;
use crate::office::{CodeRefusal, Stop, code_outlook_quietly};
use crate::ui::Faults;
use crate::web::{Answer, House, Means, Page, Posted, Problem, Refused, Typed, Visit, leads_to, passwords};
use rocket::http::Status;
use rocket::{Route, State, get, post};

/// The routes of this chapter.
pub fn routes() -> Vec<Route> {
    rocket::routes![start, submit, done]
}

#[get("/password/reset")]
async fn start(visit: Visit, house: &State<House>) -> Result<Page, Problem> {
    draw(&visit, house, Status::Ok, &Typed::empty(), &Faults::new(), Sheet::default()).await
}

#[get("/password/reset/done")]
fn done(visit: Visit, house: &State<House>) -> Page {
    Page::new(visit.page(house, "密码已重置", pages::done()))
}

#[post("/password/reset", data = "<posted>")]
async fn submit(visit: Visit, posted: Posted<Recovery>, house: &State<House>) -> Result<Answer, Problem> {
    let mut shown = passwords::without(posted.typed.clone());
    if posted.typed.has("send") {
        return Ok(send(&visit, house, &shown).await?.into());
    }
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let again = Sheet { again: true, ..Sheet::default() };
    let faulty = Status::UnprocessableEntity;
    let wanted = match posted.mean(&means) {
        Ok(wanted) => wanted,
        Err(faults) => return Ok(draw(&visit, house, faulty, &shown, &faults, again).await?.into()),
    };
    let credential = credential(&visit, house, &wanted).await?;
    let (claimed, code, browser) = (wanted.claimed, wanted.code, visit.browser.digest);
    let tried =
        house.office.try_once(visit.act("recovery.reset"), visit.once(posted.once()), move |ledger| {
            let Some(credential) = &credential else { return Ok(Err(actions::missed(ledger, "not asked"))) };
            let done = actions::reset(ledger, &claimed, &code, &browser, credential)?;
            Ok::<_, Stop<Refused>>(done.map(|()| "/password/reset/done".to_string()))
        });
    match tried.await? {
        Ok(location) => Ok(leads_to(location)),
        Err(missed) => {
            shown.forget("code");
            let sheet = Sheet { refusal: Some(missed.sentence()), ..again };
            Ok(draw(&visit, house, faulty, &shown, &Faults::new(), sheet).await?.into())
        }
    }
}

async fn send(visit: &Visit, house: &House, typed: &Typed) -> Result<Page, Problem> {
    let again = Sheet { again: true, ..Sheet::default() };
    let claimed = match forms::claim(typed) {
        Ok(claimed) => claimed,
        Err(faults) => return draw(visit, house, Status::Ok, typed, &faults, again).await,
    };
    let mut faults = Faults::new();
    if !house.sends_messages() {
        faults.push("code", passwords::NO_MESSAGES);
        return draw(visit, house, Status::Ok, typed, &faults, again).await;
    }
    let asker = visit.asker(house);
    let act = visit.act("recovery.send_code");
    let sent =
        house.office.act(act, move |ledger| Ok::<_, Stop<Refused>>(actions::send(ledger, &claimed, &asker)?));
    let sent = sent.await?;
    if let Err(refusal) = sent {
        faults.push("code", refusal.sentence());
    }
    let asked = sent.is_ok();
    draw(visit, house, Status::Ok, typed, &faults, Sheet { asked, ..again }).await
}

/// Hashes the new password for a browser that asked for a code; otherwise the work would be for nothing.
async fn credential(visit: &Visit, house: &House, wanted: &Recovery) -> Result<Option<Credential>, Problem> {
    let (browser, now) = (visit.browser.digest, house.office.now());
    if !house.office.look(move |view| actions::may_try(view, &browser, now)).await? {
        return Ok(None);
    }
    let (password, salt, cost) = (wanted.password.clone(), house.office.random::<16>(), house.cost());
    let hashed = house.hash(move || Credential::new(password.expose(), salt, cost)).await.flatten();
    let busy = || Refused::new(Status::ServiceUnavailable, "现在办理的人较多，请过几秒再试一次。");
    Ok(Some(hashed.ok_or_else(busy)?))
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
    let outlook = house.office.look(move |view| code_outlook_quietly(view, &browser, now)).await?;
    let setback = outlook.setback.map(CodeRefusal::sentence).filter(|words| faults.of("code") != Some(words));
    let sheet = Sheet { wait: outlook.wait_seconds, setback, ..sheet };
    let body = pages::form(visit, &house.once(), typed, faults, &sheet);
    Ok(Page::with(status, visit.page(house, "找回密码", body)))
}
