//! One letter: its page, its file, its paper, its end, and the answer to one that came in.

use super::super::actions;
use super::super::pages::{self, LetterSheet};
use super::holds;
use crate::accounts::Right;
use crate::envelope::{Fingerprint, Kind};
use crate::office::{self, Stop, Unusable, file_name};
use crate::ui::{FrameKind, wrap};
use crate::web::{Answer, Desk, Download, House, Page, Posted, Pressed, Problem, leads_to};
use rocket::{Route, State, get, post};

pub(super) fn routes() -> Vec<Route> {
    rocket::routes![look, file, paper, void, answer]
}

const BACK: (&str, &str) = ("/desk/transfers", "返回调转函");

#[get("/desk/transfers/letters/<letter>?<done>")]
async fn look(letter: &str, desk: Desk, house: &State<House>, done: Option<&str>) -> Result<Page, Problem> {
    holds(&desk, house, Right::Review).await?;
    let (grant, number, now) = (desk.grant.clone(), letter.to_string(), house.office.now());
    let found = house.office.look(move |view| actions::letter(view, &grant, &number, now)).await;
    let letter = match found {
        Ok(letter) => letter,
        Err(Stop::Refused(_)) => return Err(house.not_there(desk.visit.act("exchange.look")).await),
        Err(Stop::Failed(broken)) => return Err(broken.into()),
    };
    let sheet = LetterSheet {
        letter: &letter,
        reference: house.office.reference(),
        issued: done == Some("issued"),
        token: &desk.visit.browser.token,
        once: house.once(),
    };
    let title = format!("电子调转函 {}", letter.sent.letter);
    let body = wrap(pages::letter(&sheet));
    Ok(Page::new(desk.visit.framed(house, &title, FrameKind::Desk, Some(BACK), body)))
}

#[get("/desk/transfers/letters/<letter>/file")]
async fn file(letter: &str, desk: Desk, house: &State<House>) -> Result<Download, Problem> {
    holds(&desk, house, Right::Review).await?;
    let (officer, number) = (desk.grant.officer, letter.to_string());
    let act = desk.visit.act("exchange.download");
    let digest = house.office.act(act, move |ledger| actions::handed_out(ledger, officer, &number)).await?;
    Download::kept(house, digest, file_name(Kind::Letter, letter)).await
}

#[get("/desk/transfers/letters/<letter>/paper")]
async fn paper(letter: &str, desk: Desk, house: &State<House>) -> Result<Page, Problem> {
    holds(&desk, house, Right::Review).await?;
    let (officer, number) = (desk.grant.officer, letter.to_string());
    let act = desk.visit.act("exchange.paper");
    let sheet = house.office.act(act, move |ledger| actions::sheet(ledger, officer, &number)).await?;
    let body = pages::paper(&sheet, house.office.reference(), &house.config.sponsor);
    Ok(Page::new(desk.visit.framed(house, "会计人员调转函", FrameKind::Desk, None, wrap(body))))
}

#[post("/desk/transfers/letters/<letter>/void", data = "<posted>")]
async fn void(
    letter: &str,
    desk: Desk,
    house: &State<House>,
    posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    holds(&desk, house, Right::Review).await?;
    let (officer, number) = (desk.grant.officer, letter.to_string());
    let once = desk.visit.once(posted.once());
    let done = house.office.act_once(desk.visit.act("exchange.void"), once, move |ledger| {
        office::void(ledger, officer, &number)?;
        Ok::<_, Stop<Unusable>>(format!("/desk/transfers?done=void&last={number}"))
    });
    Ok(leads_to(done.await?))
}

#[get("/desk/transfers/answers/<sender>/<letter>")]
async fn answer(sender: &str, letter: &str, desk: Desk, house: &State<House>) -> Result<Download, Problem> {
    holds(&desk, house, Right::Review).await?;
    let Ok(sender) = sender.parse::<Fingerprint>() else {
        return Err(house.not_there(desk.visit.act("exchange.answer_download")).await);
    };
    let (side, number) = (desk.grant.authority, letter.to_string());
    let act = desk.visit.act("exchange.answer_download");
    match office::answer_of(&house.office, &house.config.sponsor, side, sender, letter.into()).await {
        Ok(sealed) => {
            let noted = house.office.work(act, move |ledger| {
                ledger.about(sender);
                ledger.detail(&number);
                Ok(())
            });
            noted.await?;
            Ok(Download::new(sealed.bytes, sealed.name))
        }
        Err(Stop::Refused(Unusable::Nothing | Unusable::UnknownSender)) => Err(house.not_there(act).await),
        Err(stop) => Err(stop.into()),
    }
}
