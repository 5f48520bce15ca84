//! `/desk/phone`: an officer changes it with the papers in hand. Numbers travel in bodies only, so the second page is the
//! answer to a form.

use super::silence;
use crate::accounts::Right;
use crate::office::{CodeRefusal, Stop, Unfound};
use crate::services::phone::actions::{self, DeskMissed, DeskRefusal, Found, Sought};
use crate::services::phone::forms::{self, Asked, CODE, PHONE, SEEN};
use crate::services::phone::pages::{self, Checking};
use crate::terms::Phone;
use crate::ui::{Faults, FrameKind};
use crate::web::{Answer, Desk, House, Means, Page, Posted, Pressed, Problem, Refused, Typed, leads_to};
use rocket::http::Status;
use rocket::{Route, State, get, post};

const TITLE: &str = "更换手机号";

pub(super) fn routes() -> Vec<Route> {
    rocket::routes![ask, find, back, change]
}

#[get("/desk/phone?<done>")]
async fn ask(desk: Desk, house: &State<House>, done: Option<&str>) -> Result<Page, Problem> {
    if !desk.grant.has(Right::Review) {
        return Err(house.not_there(desk.visit.act("phone.look")).await);
    }
    Ok(asked(&desk, house, &Typed::empty(), &Faults::new(), done == Some("changed")))
}

#[post("/desk/phone", data = "<posted>")]
async fn find(desk: Desk, house: &State<House>, posted: Posted<Asked>) -> Result<Answer, Problem> {
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let sought = match posted.mean(&means) {
        Ok(Asked(sought)) => sought,
        Err(faults) => return faulty(&desk, house, &posted.typed, &faults).await,
    };
    match look(&desk, house, sought).await {
        Ok(found) => Ok(drawn(&desk, house, Status::Ok, &found, &posted.typed, &Faults::new()).await?.into()),
        Err(stop) => refused(&desk, house, &posted.typed, stop),
    }
}

/// Whoever comes here by an address, as after choosing larger letters, begins anew.
#[get("/desk/phone/change")]
fn back(_desk: Desk) -> Answer {
    leads_to("/desk/phone")
}

#[post("/desk/phone/change", data = "<posted>")]
async fn change(desk: Desk, house: &State<House>, posted: Posted<Pressed>) -> Result<Answer, Problem> {
    let typed = &posted.typed;
    let sought = match forms::sought(typed) {
        Ok(sought) => sought,
        Err(faults) => return faulty(&desk, house, typed, &faults).await,
    };
    let done = if typed.has("send") {
        send(&desk, house, sought).await.map(Err)
    } else {
        decide(&desk, house, sought, typed, posted.once()).await
    };
    match done {
        Ok(Ok(onward)) => Ok(leads_to(onward)),
        Ok(Err(Again { status, found, faults })) => {
            Ok(drawn(&desk, house, status, &found, typed, &faults).await?.into())
        }
        Err(stop) => refused(&desk, house, typed, stop),
    }
}

/// The second page once more.
struct Again {
    status: Status,
    found: Found,
    faults: Faults,
}

async fn send(desk: &Desk, house: &House, sought: Sought) -> Result<Again, Stop<DeskRefusal>> {
    let (status, mut faults) = (Status::Ok, Faults::new());
    if let Some(silence) = silence(house) {
        faults.push(CODE, silence);
        return Ok(Again { status, found: look(desk, house, sought).await?, faults });
    }
    let (officer, asker) = (desk.grant.officer, desk.visit.asker(house));
    let sent = house.office.act(desk.visit.act("phone.send_at_desk"), move |ledger| {
        actions::send_at_desk(ledger, officer, &sought, &asker)
    });
    let (found, sent) = sent.await?;
    if let Err(refusal) = sent {
        faults.push(CODE, refusal.sentence());
    }
    Ok(Again { status, found, faults })
}

async fn decide(
    desk: &Desk,
    house: &House,
    sought: Sought,
    typed: &Typed,
    once: &str,
) -> Result<Result<String, Again>, Stop<DeskRefusal>> {
    let status = Status::UnprocessableEntity;
    let asked = match forms::checked(typed, &sought) {
        Ok(asked) => asked,
        Err(faults) => return Ok(Err(Again { status, found: look(desk, house, sought).await?, faults })),
    };
    let (officer, browser) = (desk.grant.officer, desk.visit.browser.digest);
    let (act, once) = (desk.visit.act("phone.change_at_desk"), desk.visit.once(once));
    let tried = house.office.try_once(act, once, move |ledger| {
        let changed = actions::change_at_desk(ledger, officer, &asked, &browser)?;
        Ok::<_, Stop<DeskRefusal>>(changed.map(|()| "/desk/phone?done=changed".to_string()))
    });
    let again = |missed: DeskMissed| {
        let faults = forms::missed_at_desk(missed.why);
        Again { status, found: missed.found, faults }
    };
    Ok(tried.await?.map_err(again))
}

async fn look(desk: &Desk, house: &House, sought: Sought) -> Result<Found, Stop<DeskRefusal>> {
    let officer = desk.grant.officer;
    let act = desk.visit.act("phone.look");
    house.office.act(act, move |ledger| actions::look(ledger, officer, &sought)).await
}

/// The first page with what is wrong there, for those who may see it at all.
async fn faulty(desk: &Desk, house: &House, typed: &Typed, faults: &Faults) -> Result<Answer, Problem> {
    if !desk.grant.has(Right::Review) {
        return Err(house.not_there(desk.visit.act("phone.look")).await);
    }
    Ok(asked(desk, house, typed, faults, false).into())
}

fn refused(desk: &Desk, house: &House, typed: &Typed, stop: Stop<DeskRefusal>) -> Result<Answer, Problem> {
    match stop {
        Stop::Refused(DeskRefusal::Unfound(Unfound::NotYours)) => Err(Refused::not_found().into()),
        Stop::Refused(refusal) => Ok(asked(desk, house, typed, &forms::refused(&refusal), false).into()),
        Stop::Failed(broken) => Err(broken.into()),
    }
}

fn asked(desk: &Desk, house: &House, typed: &Typed, faults: &Faults, done: bool) -> Page {
    let body = pages::ask(&desk.visit.browser.token, typed, faults, done);
    let status = if faults.is_empty() { Status::Ok } else { Status::UnprocessableEntity };
    let back = Some(("/desk/counter", "返回窗口核验"));
    Page::with(status, desk.visit.framed(house, TITLE, FrameKind::Desk, back, body))
}

async fn drawn(
    desk: &Desk,
    house: &House,
    status: Status,
    found: &Found,
    typed: &Typed,
    faults: &Faults,
) -> Result<Page, Problem> {
    let (browser, now) = (desk.visit.browser.digest, house.office.now());
    let (phone, fresh) = (Phone::parse(typed.text(PHONE)).ok(), !typed.has(SEEN));
    let outlook = house.office.look(move |view| actions::outlook(view, phone.as_ref(), fresh, &browser, now));
    let (sent, outlook) = outlook.await?;
    let setback = outlook.setback.map(CodeRefusal::sentence).filter(|words| faults.of(CODE) != Some(words));
    let checking = Checking { found, sent, wait: outlook.wait_seconds, setback };
    let body = pages::check(&checking, &desk.visit.browser.token, house.once(), typed, faults);
    let back = Some(("/desk/phone", "重新查找"));
    Ok(Page::with(status, desk.visit.framed(house, TITLE, FrameKind::Desk, back, body)))
}
