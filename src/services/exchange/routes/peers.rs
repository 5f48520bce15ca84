//! `/desk/peers`, for administrators: the own card and the instances that letters are exchanged with.

use super::super::actions::{self, PeerRefusal};
use super::super::forms::{self, CARD, Compared, Pasted};
use super::super::pages::{self, Confirming, PeerSheet};
use super::holds;
use crate::accounts::Right;
use crate::envelope::{Card, Fingerprint};
use crate::office::Stop;
use crate::ui::{Faults, FrameKind, wrap};
use crate::web::{Answer, Desk, House, Means, Page, Posted, Pressed, Problem, Refused, Typed, leads_to};
use rocket::http::Status;
use rocket::{Route, State, get, post};

const TITLE: &str = "互通平台";

pub(super) fn routes() -> Vec<Route> {
    rocket::routes![look, paste, confirm, remove]
}

impl From<PeerRefusal> for Refused {
    fn from(refusal: PeerRefusal) -> Refused {
        match refusal {
            PeerRefusal::NotFound => Refused::not_found(),
            other => Refused::new(Status::Conflict, other.sentence()),
        }
    }
}

async fn page(
    desk: &Desk,
    house: &House,
    typed: &Typed,
    faults: &Faults,
    done: Option<&str>,
) -> Result<Page, Problem> {
    let name = house.config.sponsor.clone();
    let peers = house.office.look(move |view| actions::peers(view, &name)).await.map_err(Problem::Failed)?;
    let sheet = PeerSheet {
        peers: &peers,
        reference: house.office.reference(),
        typed,
        faults,
        said: done.and_then(pages::said),
        token: &desk.visit.browser.token,
        once: &|| house.once(),
    };
    let status = if faults.is_empty() { Status::Ok } else { Status::UnprocessableEntity };
    let body = wrap(pages::peers(&sheet));
    Ok(Page::with(status, desk.visit.framed(house, TITLE, FrameKind::Desk, None, body)))
}

/// The page on which the words of a card are compared.
fn compare(desk: &Desk, house: &House, card: &Card, faults: &Faults) -> Page {
    let sheet = Confirming {
        card,
        reference: house.office.reference(),
        faults,
        token: &desk.visit.browser.token,
        once: house.once(),
    };
    let status = if faults.is_empty() { Status::Ok } else { Status::UnprocessableEntity };
    let body = wrap(pages::confirming(&sheet));
    let back = Some(("/desk/peers", "返回互通平台"));
    Page::with(status, desk.visit.framed(house, "核对对方平台的口令", FrameKind::Desk, back, body))
}

/// The first page once more, with what stands in the way of this card beside its field.
async fn refused(
    desk: &Desk,
    house: &House,
    typed: &Typed,
    refusal: &PeerRefusal,
) -> Result<Answer, Problem> {
    let mut faults = Faults::new();
    faults.push(CARD, refusal.sentence());
    Ok(page(desk, house, typed, &faults, None).await?.into())
}

#[get("/desk/peers?<done>")]
async fn look(desk: Desk, house: &State<House>, done: Option<&str>) -> Result<Page, Problem> {
    holds(&desk, house, Right::Administer).await?;
    page(&desk, house, &Typed::empty(), &Faults::new(), done).await
}

#[post("/desk/peers", data = "<posted>")]
async fn paste(desk: Desk, house: &State<House>, posted: Posted<Pasted>) -> Result<Answer, Problem> {
    holds(&desk, house, Right::Administer).await?;
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let card = match posted.mean(&means) {
        Ok(Pasted(card)) => card,
        Err(faults) => return Ok(page(&desk, house, &posted.typed, &faults, None).await?.into()),
    };
    let (name, reference, asked) =
        (house.config.sponsor.clone(), house.office.reference().clone(), card.clone());
    let judged = move |view: &_| actions::judged(view, &reference, &name, &asked);
    match house.office.look(judged).await {
        Ok(()) => Ok(compare(&desk, house, &card, &Faults::new()).into()),
        Err(Stop::Refused(refusal)) => refused(&desk, house, &posted.typed, &refusal).await,
        Err(Stop::Failed(broken)) => Err(broken.into()),
    }
}

#[post("/desk/peers/confirm", data = "<posted>")]
async fn confirm(desk: Desk, house: &State<House>, posted: Posted<Compared>) -> Result<Answer, Problem> {
    holds(&desk, house, Right::Administer).await?;
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let card = match (posted.mean(&means), forms::card(&posted.typed)) {
        (Ok(Compared(card)), _) => card,
        (Err(faults), Ok(card)) => return Ok(compare(&desk, house, &card, &faults).into()),
        (Err(faults), Err(_)) => return Ok(page(&desk, house, &posted.typed, &faults, None).await?.into()),
    };
    let (officer, name, once) =
        (desk.grant.officer, house.config.sponsor.clone(), desk.visit.once(posted.once()));
    let entered = house.office.act_once(desk.visit.act("exchange.peer_add"), once, move |ledger| {
        actions::enter(ledger, officer, &name, &card)?;
        Ok("/desk/peers?done=added".to_string())
    });
    match entered.await {
        Ok(location) => Ok(leads_to(location)),
        Err(Stop::Refused(refusal)) if refusal != PeerRefusal::NotFound => {
            refused(&desk, house, &posted.typed, &refusal).await
        }
        Err(stop) => Err(stop.into()),
    }
}

#[post("/desk/peers/<fingerprint>/remove", data = "<posted>")]
async fn remove(
    fingerprint: &str,
    desk: Desk,
    house: &State<House>,
    posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    holds(&desk, house, Right::Administer).await?;
    let Ok(fingerprint) = fingerprint.parse::<Fingerprint>() else {
        return Err(house.not_there(desk.visit.act("exchange.peer_remove")).await);
    };
    let (officer, once) = (desk.grant.officer, desk.visit.once(posted.once()));
    let removed = house.office.act_once(desk.visit.act("exchange.peer_remove"), once, move |ledger| {
        actions::remove(ledger, officer, &fingerprint)?;
        Ok::<_, Stop<PeerRefusal>>("/desk/peers?done=removed".to_string())
    });
    Ok(leads_to(removed.await?))
}
