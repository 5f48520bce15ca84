//! `/me/export`: everything held about the person, for them to take along.

use super::proof::{proof, send, sheet};
use crate::accounts::CodePurpose;
use crate::casework::Refusal;
use crate::office::Stop;
use crate::services::own::actions;
use crate::services::own::forms::{self, Proven};
use crate::services::own::pages;
use crate::ui::{Faults, Mode};
use crate::web::{
    Answer, Download, House, Means, Page, Person, Posted, Problem, Refused, leads_to, purpose_label,
};
use rocket::http::Status;
use rocket::tokio::sync::Semaphore;
use rocket::{Responder, Route, State, get, post};

const TITLE: &str = "导出我的信息";
const BACK: (&str, &str) = ("/me/account", "返回账号与设备");
/// A file is made in memory, so they are made one after the other.
static MAKING: Semaphore = Semaphore::const_new(1);

pub(super) fn routes() -> Vec<Route> {
    rocket::routes![start, submit, ready, fetch]
}

/// Whether the files may be fetched in this browser now; never at a machine in the hall.
async fn is_granted(person: &Person, house: &House) -> Result<bool, Problem> {
    if person.visit.mode == Mode::Kiosk {
        return Ok(false);
    }
    let (id, browser, now) = (person.id, person.visit.browser.digest, house.office.now());
    house.office.look(move |view| Ok(actions::is_granted(view, id, &browser, now)?)).await
}

/// A file, or the way to ask for it.
#[derive(Responder)]
enum Fetched {
    File(Download),
    Elsewhere(Answer),
}

#[get("/me/export")]
async fn start(person: Person, house: &State<House>) -> Result<Answer, Problem> {
    if is_granted(&person, house).await? {
        return Ok(leads_to("/me/export/ready"));
    }
    Ok(draw(&person, house, Status::Ok, &Faults::new(), false).await?.into())
}

#[post("/me/export", data = "<posted>")]
async fn submit(person: Person, house: &State<House>, posted: Posted<Proven>) -> Result<Answer, Problem> {
    if person.visit.mode == Mode::Kiosk {
        return Ok(draw(&person, house, Status::Forbidden, &Faults::new(), false).await?.into());
    }
    if posted.typed.has("send") {
        let faults = send(&person, house, "own.export_code", CodePurpose::Export).await?;
        return Ok(draw(&person, house, Status::Ok, &faults, true).await?.into());
    }
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let faults = match posted.mean(&means) {
        Err(faults) => faults,
        Ok(proven) => match grant(&person, house, proven, posted.once()).await? {
            Ok(onward) => return Ok(leads_to(onward)),
            Err(faults) => faults,
        },
    };
    Ok(draw(&person, house, Status::UnprocessableEntity, &faults, true).await?.into())
}

async fn grant(
    person: &Person,
    house: &House,
    proven: Proven,
    once: &str,
) -> Result<Result<String, Faults>, Problem> {
    let verb = "own.export";
    let proof = match proof(person, house, verb, proven).await? {
        Ok(proof) => proof,
        Err(faults) => return Ok(Err(faults)),
    };
    let id = person.id;
    let (act, once) = (person.visit.act(verb), person.visit.once(once));
    let granted = house.office.try_once(act, once, move |ledger| {
        let granted = actions::grant(ledger, id, &proof)?;
        Ok::<_, Stop<Refusal>>(granted.map(|()| "/me/export/ready".to_string()))
    });
    Ok(granted.await?.map_err(forms::missed))
}

#[get("/me/export/ready")]
async fn ready(person: Person, house: &State<House>) -> Result<Answer, Problem> {
    if !is_granted(&person, house).await? {
        return Ok(leads_to("/me/export"));
    }
    let id = person.id;
    let album = house.office.look(move |view| actions::album(view, id)).await?;
    Ok(Page::new(person.visit.page_back(house, TITLE, BACK, pages::ready(&album))).into())
}

#[get("/me/export/files/<part>")]
async fn fetch(person: Person, house: &State<House>, part: usize) -> Result<Fetched, Problem> {
    let busy = || Refused::new(Status::ServiceUnavailable, "现在办理的人较多，请过几秒再试一次。");
    let _one_at_a_time = MAKING.acquire().await.map_err(|_| busy())?;
    if !is_granted(&person, house).await? {
        return Ok(Fetched::Elsewhere(leads_to("/me/export")));
    }
    let id = person.id;
    let noted = house.office.work(person.visit.act("own.export_file"), move |ledger| {
        actions::note_fetched(ledger, id, part);
        Ok(())
    });
    noted.await?;
    let (reference, now) = (house.office.reference().clone(), house.office.now());
    let made = house.office.look(move |view| {
        let album = actions::album(view, id)?;
        if part == 0 || part > album.parts() {
            return Ok(None);
        }
        let documents = actions::documents(view, id, &album, &reference, purpose_label)?;
        let packed = |documents: Vec<_>| actions::packed(view, &album, part, &documents, now);
        Ok::<_, Problem>(documents.map(packed).transpose()?)
    });
    let name = format!("zhangfang-{}-{part}.zip", house.office.today().to_string().replace('-', ""));
    match made.await? {
        Some(bytes) => Ok(Fetched::File(Download::new(bytes, name))),
        None => Err(Refused::not_found().into()),
    }
}

async fn draw(
    person: &Person,
    house: &House,
    status: Status,
    faults: &Faults,
    again: bool,
) -> Result<Page, Problem> {
    let (id, now) = (person.id, house.office.now());
    let body = if person.visit.mode == Mode::Kiosk {
        pages::at_kiosk()
    } else if !house.office.look(move |view| actions::is_due(view, id, now)).await? {
        pages::too_soon()
    } else {
        let sheet = sheet(person, house, CodePurpose::Export, faults, again).await?;
        pages::ask(person, &house.once(), faults, &sheet)
    };
    Ok(Page::with(status, person.visit.page_back(house, TITLE, BACK, body)))
}
