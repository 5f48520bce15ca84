//! `/me/verify/counter`: the number to say at the counter.

use super::super::actions;
use super::super::pages;
use crate::handoff::{Device, Errand, Handoff};
use crate::terms::HandoffId;
use crate::ui::FrameKind;
use crate::web::{Answer, House, Live, Page, Person, Problem, Refused, Sight, follow, leads_to};
use rocket::futures::Stream;
use rocket::response::stream::Event;
use rocket::{Route, State, get};

/// Without the script the page is fetched anew so often.
const REFRESH: u32 = 10;

/// The routes of the number.
pub fn routes() -> Vec<Route> {
    rocket::routes![counter, events]
}

async fn begun(house: &House, person: &Person) -> Result<Option<(HandoffId, Handoff)>, Problem> {
    let (id, screen) = (person.id, Device(person.visit.browser.digest));
    let found = house.office.look(move |view| actions::begun(view, id, screen)).await?;
    Ok(found.filter(|(_, handoff)| matches!(handoff.errand, Errand::Counter(_))))
}

#[get("/me/verify/counter")]
async fn counter(person: Person, house: &State<House>) -> Result<Answer, Problem> {
    let Some((_, handoff)) = begun(house, &person).await? else { return Ok(leads_to("/me/verify")) };
    if person.account.is_verified() {
        return Ok(leads_to("/me/collect"));
    }
    let now = house.office.now();
    let view = pages::counter_view(&handoff, &person.visit.browser.token, now);
    let refresh = handoff.is_live(now).then_some(REFRESH);
    let body = pages::counter(&person.account, view);
    Ok(Page::new(person.visit.live_page(house, "到窗口核验", FrameKind::Public, refresh, body)).into())
}

#[get("/me/verify/counter/events")]
async fn events(
    person: Person,
    house: &State<House>,
) -> Result<Live<impl Stream<Item = Event> + use<>>, Problem> {
    let Some((id, _)) = begun(house, &person).await? else { return Err(Refused::not_found().into()) };
    let (eyes, token) = (house.eyes(&person), person.visit.browser.token.clone());
    Ok(follow(house, id, move || {
        let (eyes, token) = (eyes.clone(), token.clone());
        async move {
            match eyes.see(id).await {
                Some(seen) if seen.verified => Sight::Elsewhere("/me/collect".into()),
                Some(seen) => Sight::Shown(pages::counter_view(&seen.handoff, &token, seen.now)),
                None => Sight::Gone,
            }
        }
    }))
}
