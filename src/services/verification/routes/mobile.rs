//! `/v/<locator>/identity`: the phone's part of the proof.

use super::super::actions::{self, Refusal, Standing};
use super::super::forms::Beside;
use super::super::pages::{self, Mobile};
use super::papers::{Received, receive};
use crate::accounts::Account;
use crate::handoff::{Errand, State as At};
use crate::office::{Promise, Stop, Way};
use crate::ui::FrameKind;
use crate::web::{
    Answer, House, Live, Owner, Page, Phone, Posted, Pressed, Problem, Sight, follow, leads_to,
};
use rocket::futures::Stream;
use rocket::response::stream::Event;
use rocket::{Route, State, get, post};

/// Without the script the page is fetched anew so often while something is waited for.
const REFRESH: u32 = 3;

/// The routes of the phone.
pub fn routes() -> Vec<Route> {
    rocket::routes![identity, events, confirm, papers, submit]
}

fn mobile_of(house: &House, phone: &Phone) -> Mobile {
    let way = phone.handoff.errand.identity().and_then(|one| house.way_for(one.document.kind()));
    let alone = phone.handoff.screen.device == phone.device();
    Mobile { way, token: phone.visit.browser.token.clone(), alone }
}

fn home(phone: &Phone) -> String {
    format!("/v/{}/identity", phone.handoff.locator)
}

/// The phone's page; while the digits are still to be typed there is nothing to see here.
#[get("/v/<_>/identity")]
async fn identity(phone: Phone, house: &State<House>) -> Result<Answer, Problem> {
    let now = house.office.now();
    let state = phone.handoff.state_at(now);
    if matches!(state, At::Scanned { .. }) {
        return Ok(leads_to(format!("/v/{}/match", phone.handoff.locator)));
    }
    if !matches!(phone.handoff.errand, Errand::Identity(_)) {
        return Err(house.not_there(phone.visit.act("handoff.identity")).await);
    }
    let view = pages::mobile_view(&mobile_of(house, &phone), &phone.handoff, now);
    let waits = matches!(state, At::Asked { .. } | At::Waiting { .. }).then_some(REFRESH);
    let body = pages::mobile(&phone.handoff, view);
    Ok(Page::new(phone.visit.live_page(house, "确认是本人办理", FrameKind::Bare, waits, body)).into())
}

#[get("/v/<_>/events")]
async fn events(
    phone: Phone,
    house: &State<House>,
) -> Result<Live<impl Stream<Item = Event> + use<>>, Problem> {
    if matches!(phone.handoff.state, At::Scanned { .. }) {
        return Err(house.not_there(phone.visit.act("handoff.follow")).await);
    }
    let (eyes, mobile) = (phone.eyes(house), mobile_of(house, &phone));
    Ok(follow(house, phone.id, move || {
        let (eyes, mobile) = (eyes.clone(), mobile.clone());
        async move {
            match eyes.see().await {
                Some((handoff, now)) => Sight::Shown(pages::mobile_view(&mobile, &handoff, now)),
                None => Sight::Gone,
            }
        }
    }))
}

#[post("/v/<_>/confirm", data = "<_pressed>")]
async fn confirm(phone: Phone, house: &State<House>, _pressed: Posted<Pressed>) -> Result<Answer, Problem> {
    let way: Option<Way> = mobile_of(house, &phone).way;
    let Some(way) = way else { return Ok(leads_to(format!("/v/{}/papers", phone.handoff.locator))) };
    let (id, device, act) = (phone.id, phone.device(), phone.visit.act("verification.confirm"));
    house.office.act(act, move |ledger| actions::confirm(ledger, id, device, way)).await?;
    Ok(leads_to(home(&phone)))
}

/// The account the phone acts for, and where its verification stands; none when there is nothing to photograph.
async fn applicant(house: &House, phone: &Phone) -> Result<Option<(Account, Standing)>, Problem> {
    let (id, now, today) = (phone.handoff.account, house.office.now(), house.office.today());
    if !phone.handoff.is_matched(now) || !matches!(phone.handoff.errand, Errand::Identity(_)) {
        return Ok(None);
    }
    let look = house.office.look(move |view| actions::applicant(view, id, today)).await?;
    Ok(look.filter(|(account, standing)| !account.is_verified() && standing.waiting().is_none()))
}

fn drawn(
    house: &House,
    phone: &Phone,
    (account, standing): &(Account, Standing),
    received: &Received,
) -> Page {
    let sheet = received.sheet(house, &phone.visit, account, standing);
    let body = pages::phone_papers(&phone.handoff, &sheet);
    Page::with(received.status, phone.visit.framed(house, "拍证件照片", FrameKind::Bare, None, body))
}

#[get("/v/<_>/papers")]
async fn papers(phone: Phone, house: &State<House>) -> Result<Answer, Problem> {
    let Some(applicant) = applicant(house, &phone).await? else { return Ok(leads_to(home(&phone))) };
    Ok(drawn(house, &phone, &applicant, &Received::prepared(&applicant.1)).into())
}

#[post("/v/<_>/papers", data = "<posted>")]
async fn submit(phone: Phone, house: &State<House>, posted: Posted<Beside>) -> Result<Answer, Problem> {
    let once = phone.visit.once(posted.once());
    let Some(applicant) = applicant(house, &phone).await? else { return Ok(leads_to(home(&phone))) };
    let (id, device, act) = (phone.id, phone.device(), phone.visit.act("verification.papers"));
    house.office.act(act, move |ledger| actions::go_on(ledger, id, device)).await?;
    let submission = match receive(house, Owner::from(&phone), &applicant.1, posted).await? {
        Ok(submission) => submission,
        Err(again) => return Ok(drawn(house, &phone, &applicant, &again).into()),
    };
    let home = home(&phone);
    let promise = Promise(house.config.working_days);
    let filed = house.office.act_once(phone.visit.act("verification.submit"), once, move |ledger| {
        actions::submit_from_phone(ledger, id, device, &submission, promise)?;
        Ok::<_, Stop<Refusal>>(home.clone())
    });
    Ok(leads_to(filed.await?))
}
