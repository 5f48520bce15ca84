//! `/me/verify/phone`: the screen that asks for a phone.

use super::super::actions::{self, Refusal};
use super::super::pages::{self, Screen};
use crate::handoff::{Device, Errand, Handoff, State as At};
use crate::office::Stop;
use crate::terms::HandoffId;
use crate::ui::FrameKind;
use crate::web::{
    Answer, House, Live, Page, Person, Posted, Pressed, Problem, Refused, Sight, View, follow, leads_to,
};
use rocket::futures::Stream;
use rocket::response::stream::Event;
use rocket::{Route, State, get, post};

/// Without the script the page is fetched anew so often.
const REFRESH: u32 = 4;

/// The routes of the screen.
pub fn routes() -> Vec<Route> {
    rocket::routes![screen, events, again, ask_again]
}

/// Where the screen goes on once the phone is done; an officer or another screen may have been quicker.
fn onward(state: &At, verified: bool) -> Option<String> {
    match state {
        _ if verified => Some("/me/collect".into()),
        At::Submitted(number) => Some(format!("/me/verify/done/{number}")),
        _ => None,
    }
}

async fn begun(house: &House, person: &Person) -> Result<Option<(HandoffId, Handoff)>, Problem> {
    let (id, screen) = (person.id, Device(person.visit.browser.digest));
    let found = house.office.look(move |view| actions::begun(view, id, screen)).await?;
    Ok(found.filter(|(_, handoff)| matches!(handoff.errand, Errand::Identity(_))))
}

fn screen_of(house: &House, person: &Person) -> Screen {
    let way = house.way_for(person.account.identity.document.kind());
    Screen { codes: house.codes(), way, token: person.visit.browser.token.clone() }
}

#[get("/me/verify/phone")]
async fn screen(person: Person, house: &State<House>) -> Result<Answer, Problem> {
    let Some((_, handoff)) = begun(house, &person).await? else { return Ok(leads_to("/me/verify")) };
    let now = house.office.now();
    if let Some(onward) = onward(&handoff.state_at(now), person.account.is_verified()) {
        return Ok(leads_to(onward));
    }
    if handoff.phone == Some(handoff.screen.device) {
        return Ok(leads_to(format!("/v/{}/identity", handoff.locator)));
    }
    let screen = screen_of(house, &person);
    let view = pages::screen_view(&screen, &handoff, now);
    let refresh = handoff.is_live(now).then_some(REFRESH);
    let body = pages::screen(&person.account, &handoff.screen.place, view);
    Ok(Page::new(person.visit.live_page(house, "手机扫码认证", FrameKind::Public, refresh, body)).into())
}

#[get("/me/verify/phone/events")]
async fn events(
    person: Person,
    house: &State<House>,
) -> Result<Live<impl Stream<Item = Event> + use<>>, Problem> {
    let Some((id, _)) = begun(house, &person).await? else { return Err(Refused::not_found().into()) };
    let (eyes, screen) = (house.eyes(&person), screen_of(house, &person));
    Ok(follow(house, id, move || {
        let (eyes, screen) = (eyes.clone(), screen.clone());
        async move {
            let Some(seen) = eyes.see(id).await else { return Sight::Gone };
            match onward(&seen.handoff.state_at(seen.now), seen.verified) {
                Some(onward) => Sight::Elsewhere(onward),
                None => {
                    let view = pages::screen_view(&screen, &seen.handoff, seen.now);
                    Sight::Shown(View { touched: seen.handoff.phone.map(|_| seen.touched), ..view })
                }
            }
        }
    }))
}

#[post("/me/verify/phone/again", data = "<_pressed>")]
async fn again(person: Person, house: &State<House>, _pressed: Posted<Pressed>) -> Result<Answer, Problem> {
    let (id, screen) = (person.id, house.screen(&person.visit));
    let device = screen.device;
    let act = person.visit.act("verification.start");
    let begun = house.office.act(act, move |ledger| {
        actions::start_again(ledger, id, &screen)?;
        Ok::<_, Stop<Refusal>>(actions::begun(&**ledger, id, device)?.map(|(_, handoff)| handoff.errand))
    });
    Ok(leads_to(match begun.await? {
        Some(Errand::Counter(_)) => "/me/verify/counter",
        _ => "/me/verify/phone",
    }))
}

#[post("/me/verify/phone/ask", data = "<_pressed>")]
async fn ask_again(
    person: Person,
    house: &State<House>,
    _pressed: Posted<Pressed>,
) -> Result<Answer, Problem> {
    let (id, screen) = (person.id, Device(person.visit.browser.digest));
    let act = person.visit.act("verification.ask");
    house.office.act(act, move |ledger| actions::ask_again(ledger, id, screen)).await?;
    Ok(leads_to("/me/verify/phone"))
}
