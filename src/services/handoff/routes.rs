//! Paths of the phone.

use super::actions::{self, Opened, Typed};
use super::forms::Digits;
use super::pages::{self, Camera};
use crate::handoff::{Code, Device, Errand, Refusal};
use crate::office::Stop;
use crate::terms::HandoffId;
use crate::ui::{Faults, FrameKind};
use crate::web::{
    Answer, House, Live, Means, Owner, Page, Person, Phone, Posted, Pressed, Problem, Refused, Sight, View,
    Visit, camera, develop, follow, leads_to,
};
use rocket::futures::Stream;
use rocket::http::Status;
use rocket::response::stream::Event;
use rocket::{Route, State, get, post, routes};

/// The routes of every hand-off.
pub fn routes() -> Vec<Route> {
    routes![back, open, scan, ask_digits, match_digits, cancel, places, take, finish, presence, events]
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        let status = match refusal {
            Refusal::NotFound => Status::NotFound,
            Refusal::CodeReplaced | Refusal::Over | Refusal::ScreenGone => Status::Gone,
            Refusal::OtherPhone | Refusal::OutOfStep => Status::Conflict,
            Refusal::AskedTooOften | Refusal::BegunTooOften => Status::TooManyRequests,
        };
        Refused::new(status, refusal.sentence().to_string())
    }
}

#[get("/v/back")]
fn back(visit: Visit, house: &State<House>) -> Page {
    Page::new(visit.framed(house, "请看屏幕", FrameKind::Bare, None, pages::back()))
}

fn shut(visit: &Visit, house: &House, refusal: &Refusal) -> Page {
    let status = Refused::from(refusal.clone()).status;
    Page::with(status, visit.framed(house, "不能打开", FrameKind::Bare, None, pages::closed(refusal)))
}

#[get("/v/<code>", rank = 2)]
async fn open(code: &str, visit: Visit, house: &State<House>) -> Result<Answer, Problem> {
    let Some(code) = Code::read(code) else { return Ok(shut(&visit, house, &Refusal::NotFound).into()) };
    let (phone, now, period) = (Device(visit.browser.digest), house.office.now(), house.codes().period());
    let (looked, address) = (code.clone(), format!("/v/{code}"));
    let opened = house.office.look(move |view| actions::look(view, &looked, phone, now, period)).await?;
    Ok(match opened {
        Opened::Current => {
            let body = pages::landing(&address, &visit.browser.token);
            Page::new(visit.framed(house, "在手机上继续办理", FrameKind::Bare, None, body)).into()
        }
        Opened::Ours(onward) => leads_to(onward),
        Opened::Closed(refusal) => shut(&visit, house, &refusal).into(),
    })
}

#[post("/v/<code>", data = "<_pressed>", rank = 2)]
async fn scan(
    code: &str,
    visit: Visit,
    house: &State<House>,
    _pressed: Posted<Pressed>,
) -> Result<Answer, Problem> {
    let Some(code) = Code::read(code) else { return Ok(shut(&visit, house, &Refusal::NotFound).into()) };
    let (phone, period) = (Device(visit.browser.digest), house.codes().period());
    let act = visit.act("handoff.scan");
    let scanned = house.office.act(act, move |ledger| actions::scan(ledger, &code, phone, period));
    match scanned.await {
        Ok(onward) => Ok(leads_to(onward)),
        Err(Stop::Refused(refusal)) => Ok(shut(&visit, house, &refusal).into()),
        Err(Stop::Failed(broken)) => Err(broken.into()),
    }
}

#[get("/v/<_>/match")]
fn ask_digits(phone: Phone, house: &State<House>) -> Answer {
    let now = house.office.now();
    let onward = actions::onward(&phone.handoff, now);
    if !onward.ends_with("/match") {
        return leads_to(onward);
    }
    let body = pages::digits(&phone.handoff, &phone.visit.browser.token, None);
    Page::new(phone.visit.framed(house, "输入核对码", FrameKind::Bare, None, body)).into()
}

#[post("/v/<_>/match", data = "<posted>")]
async fn match_digits(phone: Phone, house: &State<House>, posted: Posted<Digits>) -> Result<Answer, Problem> {
    let again = |fault: String| {
        let body = pages::digits(&phone.handoff, &phone.visit.browser.token, Some(fault));
        let page = phone.visit.framed(house, "输入核对码", FrameKind::Bare, None, body);
        Answer::from(Page::with(Status::UnprocessableEntity, page))
    };
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let digits = match posted.mean(&means) {
        Ok(Digits(digits)) => digits,
        Err(faults) => return Ok(again(faults.of("digits").unwrap_or_default().to_string())),
    };
    let (id, device, act) = (phone.id, phone.device(), phone.visit.act("handoff.match"));
    let typed = house
        .office
        .act(act, move |ledger| Ok::<_, Stop<Refusal>>(actions::match_digits(ledger, id, device, &digits)?));
    Ok(match typed.await? {
        Typed::Matched(onward) => leads_to(onward),
        Typed::Wrong(0) => leads_to(format!("/v/{}/match", phone.handoff.locator)),
        Typed::Wrong(left) => again(format!("与屏幕上的数字不一致，请再看一次。还可以输入 {left} 次。")),
        Typed::Refused(refusal) => shut(&phone.visit, house, &refusal).into(),
    })
}

#[post("/v/<_>/cancel", data = "<_pressed>")]
async fn cancel(phone: Phone, house: &State<House>, _pressed: Posted<Pressed>) -> Result<Answer, Problem> {
    let (id, device, act) = (phone.id, phone.device(), phone.visit.act("handoff.decline"));
    house.office.act(act, move |ledger| actions::decline(ledger, id, device)).await?;
    Ok(leads_to(format!("/v/{}/match", phone.handoff.locator)))
}

fn drawn(phone: &Phone, house: &House, faults: &Faults, status: Status) -> Page {
    let Errand::Camera(spots) = &phone.handoff.errand else {
        return shut(&phone.visit, house, &Refusal::NotFound);
    };
    let body = if phone.handoff.is_live(house.office.now()) {
        let token = &phone.visit.browser.token;
        pages::camera(&Camera { handoff: &phone.handoff, spots, token, faults })
    } else {
        pages::ended(&phone.handoff.state_at(house.office.now()))
    };
    Page::with(status, phone.visit.framed(house, "用手机拍照", FrameKind::Bare, None, body))
}

#[get("/v/<_>/camera")]
fn places(phone: Phone, house: &State<House>) -> Answer {
    let onward = actions::onward(&phone.handoff, house.office.now());
    if !onward.ends_with("/camera") {
        return leads_to(onward);
    }
    drawn(&phone, house, &Faults::new(), Status::Ok).into()
}

#[post("/v/<_>/camera/<field>", data = "<posted>")]
async fn take(
    field: &str,
    phone: Phone,
    house: &State<House>,
    posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    let spot = match &phone.handoff.errand {
        Errand::Camera(spots) => spots.iter().find(|spot| spot.field == field).cloned(),
        _ => None,
    };
    let Some(spot) = spot.filter(|_| phone.handoff.is_matched(house.office.now())) else {
        return Err(house.not_there(phone.visit.act("handoff.picture")).await);
    };
    let files = posted.typed.files(field).to_vec();
    let limits = camera::limits(spot.size);
    let file = match develop(house, Owner::from(&phone), &spot.purpose, limits, files).await? {
        Ok((file, _)) => file,
        Err(fault) => {
            let mut faults = Faults::new();
            faults.push(field, fault);
            return Ok(drawn(&phone, house, &faults, Status::UnprocessableEntity).into());
        }
    };
    let (id, device, act) = (phone.id, phone.device(), phone.visit.act("handoff.picture"));
    let handed =
        house.office.act(act, move |ledger| actions::hand_over(ledger, id, device, &spot.field, file));
    match handed.await {
        Ok(()) => Ok(leads_to(format!("/v/{}/camera", phone.handoff.locator))),
        Err(Stop::Refused(refusal)) => Ok(shut(&phone.visit, house, &refusal).into()),
        Err(Stop::Failed(broken)) => Err(broken.into()),
    }
}

#[post("/v/<_>/finish", data = "<_pressed>")]
async fn finish(phone: Phone, house: &State<House>, _pressed: Posted<Pressed>) -> Result<Answer, Problem> {
    let (id, device, act) = (phone.id, phone.device(), phone.visit.act("handoff.finish"));
    house.office.act(act, move |ledger| actions::finish(ledger, id, device)).await?;
    Ok(leads_to(format!("/v/{}/camera", phone.handoff.locator)))
}

/// Held open by a page on which the phone works without asking anything, so that the screen waits for it; leads on when
/// the hand-off has ended.
#[get("/v/<_>/presence")]
async fn presence(
    phone: Phone,
    house: &State<House>,
) -> Result<Live<impl Stream<Item = Event> + use<>>, Problem> {
    let eyes = phone.eyes(house);
    Ok(follow(house, phone.id, move || {
        let eyes = eyes.clone();
        async move {
            match eyes.see().await {
                Some((handoff, now)) if handoff.is_live(now) => Sight::Shown(pages::present()),
                Some((handoff, now)) => Sight::Elsewhere(actions::onward(&handoff, now)),
                None => Sight::Gone,
            }
        }
    }))
}

/// Follows the phone for the form on the screen.
#[get("/me/camera/<handoff>/events?<at>&<taken>")]
async fn events(
    handoff: &str,
    at: Option<&str>,
    taken: Option<&str>,
    person: Person,
    house: &State<House>,
) -> Result<Live<impl Stream<Item = Event> + use<>>, Problem> {
    let Ok(id) = handoff.parse::<HandoffId>() else { return Err(Refused::not_found().into()) };
    if camera::of_screen(house, &person.visit, person.id, id).await?.is_none() {
        return Err(house.not_there(person.visit.act("handoff.follow")).await);
    }
    let (at, taken) = (at.unwrap_or_default().to_string(), camera::read_taken(taken.unwrap_or_default()));
    let eyes = house.eyes(&person);
    Ok(follow(house, id, move || {
        let (eyes, at, taken) = (eyes.clone(), at.clone(), taken.clone());
        async move {
            match eyes.see(id).await {
                Some(seen) => {
                    let view = camera::view(&eyes.codes, &seen.handoff, &at, &taken, seen.now);
                    let touched = seen.handoff.phone.map(|_| seen.touched);
                    Sight::Shown(View { touched, ..view })
                }
                None => Sight::Gone,
            }
        }
    }))
}
