//! Paths of the desk.

mod counter;

use super::actions::{self, Desk as List, Filter, Place, Refusal, Step, Within};
use super::forms::{Asked, Decided, reasons};
use super::pages::{self, Bench};
use crate::office::Stop;
use crate::terms::{CaseNumber, FileId};
use crate::ui::{Faults, FrameKind};
use crate::web::{Answer, Desk, House, Means, Page, Posted, Problem, Refused, Typed, leads_to, show_picture};
use rocket::http::Status;
use rocket::response::Responder;
use rocket::{Route, State, get, post};
use std::collections::HashMap;

/// The words behind the question mark.
type Words = HashMap<String, String>;

/// The routes of the desk.
pub fn routes() -> Vec<Route> {
    let desk = rocket::routes![queue, decided, case, decide, reveal, picture];
    [desk, counter::routes()].concat()
}

#[get("/desk?<words..>")]
async fn queue(words: Words, desk: Desk, house: &State<House>) -> Result<Page, Problem> {
    list(List::Waiting, &words, &desk, house).await
}

#[get("/desk/decided?<words..>")]
async fn decided(words: Words, desk: Desk, house: &State<House>) -> Result<Page, Problem> {
    list(List::Decided, &words, &desk, house).await
}

async fn list(list: List, words: &Words, desk: &Desk, house: &House) -> Result<Page, Problem> {
    let filter = filter(list, words);
    let place = |name: &str| words.get(name).and_then(|place| place.parse::<Place>().ok());
    let step = match (place("after"), place("before")) {
        (Some(place), _) => Step::After(place),
        (None, Some(place)) => Step::Before(place),
        (None, None) => Step::First,
    };
    let within = Within::of(house.office.reference(), house.office.today());
    let grant = desk.grant.clone();
    let look = move |view: &_| actions::listing(view, &grant, &filter, within, step).map_err(Problem::from);
    let listing = house.office.look(look).await?;
    let (reference, today) = (house.office.reference(), house.office.today());
    let body = pages::queue(&desk.grant, &filter, &listing, done(words), reference, today);
    let title = if list == List::Waiting { "待办业务" } else { "已办业务" };
    Ok(Page::new(desk.visit.framed(house, title, FrameKind::Desk, None, body)))
}

#[get("/desk/cases/<number>?<words..>")]
async fn case(number: &str, words: Words, desk: Desk, house: &State<House>) -> Result<Page, Problem> {
    let (typed, faults) = (Typed::empty(), Faults::new());
    let shown = Shown { words: &words, typed: &typed, faults: &faults, revealed: false };
    bench(Status::Ok, number, &desk, house, shown).await
}

#[post("/desk/cases/<number>?<words..>", data = "<posted>")]
async fn decide(
    number: &str,
    words: Words,
    desk: Desk,
    posted: Posted<Decided>,
    house: &State<House>,
) -> Result<Answer, Problem> {
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let verdict = match posted.mean(&means) {
        Ok(Decided(verdict)) => verdict,
        Err(faults) => {
            let shown = Shown { words: &words, typed: &posted.typed, faults: &faults, revealed: false };
            let page = bench(Status::UnprocessableEntity, number, &desk, house, shown).await?;
            return Ok(page.into());
        }
    };
    let (number, officer) = (numbered(number)?, desk.grant.officer);
    let filter = filter(List::Waiting, &words);
    let once = desk.visit.once(posted.once());
    let decided = house.office.act_once(desk.visit.act("case.decide"), once, move |ledger| {
        actions::decide(ledger, officer, &number, verdict.clone(), &filter)
    });
    match decided.await {
        Ok(location) => Ok(leads_to(location)),
        Err(Stop::Refused(
            refusal @ (Refusal::AlreadyDecided(_)
            | Refusal::Stale
            | Refusal::NumberTaken
            | Refusal::PhoneTaken
            | Refusal::SameOfficer
            | Refusal::Unfit
            | Refusal::OnTheWay
            | Refusal::Lapsed
            | Refusal::Unreachable),
        )) => {
            let grant = desk.grant.clone();
            let conflict = house.office.look(move |view| actions::conflict(view, &grant, &number)).await?;
            let said = reasons(&posted.typed);
            let body = pages::conflict(&number, &filter, &refusal, &conflict, &said);
            let page = desk.visit.framed(house, "没有办成", FrameKind::Desk, None, body);
            Ok(Page::with(Status::Conflict, page).into())
        }
        Err(stop) => Err(stop.into()),
    }
}

#[post("/desk/cases/<number>/reveal?<words..>", data = "<posted>")]
async fn reveal(
    number: &str,
    words: Words,
    desk: Desk,
    posted: Posted<Asked>,
    house: &State<House>,
) -> Result<Answer, Problem> {
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let reason = match posted.mean(&means) {
        Ok(Asked(reason)) => reason,
        Err(faults) => {
            let shown = Shown { words: &words, typed: &posted.typed, faults: &faults, revealed: false };
            let page = bench(Status::UnprocessableEntity, number, &desk, house, shown).await?;
            return Ok(page.into());
        }
    };
    let (asked, officer) = (numbered(number)?, desk.grant.officer);
    let act = desk.visit.act("case.reveal");
    house.office.act(act, move |ledger| actions::reveal(ledger, officer, &asked, reason)).await?;
    let faults = Faults::new();
    let shown = Shown { words: &words, typed: &posted.typed, faults: &faults, revealed: true };
    Ok(bench(Status::Ok, number, &desk, house, shown).await?.into())
}

#[get("/desk/cases/<number>/files/<file>")]
async fn picture<'r>(
    number: &'r str,
    file: &'r str,
    desk: Desk,
    house: &'r State<House>,
) -> Result<impl Responder<'r, 'static>, Problem> {
    let officer = desk.grant.officer;
    let (Ok(number), Ok(file)) = (numbered(number), file.parse::<FileId>()) else {
        house.office.note_refusal(desk.visit.act("picture.look"), "NotFound".into()).await?;
        return Err(Refused::not_found().into());
    };
    let act = desk.visit.act("picture.look");
    let look = house.office.act(act, move |ledger| actions::picture(ledger, officer, &number, file));
    let record = look.await.map_err(unseen)?;
    show_picture(house, &record).await
}

/// What differs between the ways to the workbench.
struct Shown<'a> {
    words: &'a Words,
    typed: &'a Typed,
    faults: &'a Faults,
    revealed: bool,
}

async fn bench(
    status: Status,
    number: &str,
    desk: &Desk,
    house: &House,
    shown: Shown<'_>,
) -> Result<Page, Problem> {
    let found = match numbered(number) {
        Ok(number) => {
            let (grant, filter) = (desk.grant.clone(), filter(List::Waiting, shown.words));
            let (reference, today) = (house.office.reference().clone(), house.office.today());
            let look = move |view: &_| actions::case(view, &grant, &number, &filter, &reference, today);
            house.office.look(look).await
        }
        Err(_) => Err(Stop::Refused(Refusal::NotFound)),
    };
    let case = match found {
        Ok(case) => case,
        Err(stop) => {
            if let Stop::Refused(refusal) = &stop {
                house.office.note_refusal(desk.visit.act("case.look"), format!("{refusal:?}")).await?;
            }
            return Err(unseen(stop));
        }
    };
    let title = format!("审核 {}", case.case.number);
    let bench = Bench {
        case: &case,
        filter: filter(List::Waiting, shown.words),
        typed: shown.typed,
        faults: shown.faults,
        revealed: shown.revealed,
        picture: shown.words.get("picture").and_then(|file| file.parse().ok()),
        compare: shown.words.get("compare").is_some_and(|word| word == "1"),
        done: done(shown.words),
        token: desk.visit.browser.token.clone(),
        once: house.once(),
        reference: house.office.reference(),
        today: house.office.today(),
    };
    let body = pages::bench(&bench);
    Ok(Page::with(status, desk.visit.framed(house, &title, FrameKind::Workbench, None, body)))
}

fn filter(list: List, words: &Words) -> Filter {
    Filter::read(list, |name| words.get(name).map(String::as_str))
}

/// What was decided just before, from the words the decision led here with.
fn done(words: &Words) -> Option<(&str, CaseNumber)> {
    let number = CaseNumber::parse(words.get("last")?).ok()?;
    Some((words.get("done")?.as_str(), number))
}

fn numbered(number: &str) -> Result<CaseNumber, Problem> {
    CaseNumber::parse(number).map_err(|_| Refused::not_found().into())
}

/// The sentence for what is not there is the same everywhere.
fn unseen(stop: Stop<Refusal>) -> Problem {
    match stop {
        Stop::Refused(Refusal::NotFound) => Refused::not_found().into(),
        stop => stop.into(),
    }
}
