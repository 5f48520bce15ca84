//! Paths of papers.

use super::actions::{self, Checked, Refusal, Stamp};
use super::forms::{Asked, Holder};
use super::pages::{self, Shown};
use crate::office::Stop;
use crate::papers::{Code, Kind, Width};
use crate::reference::Reference;
use crate::terms::{CaseId, CaseNumber, Moment};
use crate::ui::Faults;
use crate::web::{
    Answer, Desk, House, Means, Page, Person, Posted, Pressed, Printed, Problem, Refused, Typed, Visit,
    leads_to,
};
use rocket::http::Status;
use rocket::{Route, State, get, post};
use std::sync::Arc;

mod desk;
mod own;

/// The routes of papers.
pub fn routes() -> Vec<Route> {
    [rocket::routes![ask, asked, look, compare], own::routes(), desk::routes()].concat()
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        match refusal {
            Refusal::NotFound => Refused::not_found(),
        }
    }
}

/// The code of a paper, for use inside an act or a look.
fn coder(house: &House) -> impl Fn(Kind, &CaseId, u32) -> Code + Clone + Send + Sync + 'static {
    let office = house.office.clone();
    move |kind, case, state| office.paper_code(kind, case, state)
}

/// The code of a paper about a case in a state.
type Coder = Box<dyn Fn(Kind, &CaseId, u32) -> Code + Send + Sync>;

/// What makes papers of this instance, to be taken into an act or a look.
struct Stamping {
    reference: Arc<Reference>,
    coder: Coder,
    origin: String,
    now: Moment,
}

impl Stamping {
    fn of(house: &House) -> Stamping {
        Stamping {
            reference: house.office.reference().clone(),
            coder: Box::new(coder(house)),
            origin: house.config.public_origin.to_string(),
            now: house.office.now(),
        }
    }

    fn stamp(&self) -> Stamp<'_> {
        Stamp { reference: &self.reference, code: &self.coder, origin: &self.origin, now: self.now }
    }
}

fn asking(
    house: &House,
    visit: &Visit,
    status: Status,
    (typed, faults): (&Typed, &Faults),
    unknown: bool,
) -> Page {
    let body = pages::ask(typed, faults, &visit.browser.token, unknown);
    Page::with(status, visit.page(house, "核对证明真伪", body))
}

#[get("/papers/check")]
fn ask(visit: Visit, house: &State<House>) -> Page {
    asking(house, &visit, Status::Ok, (&Typed::empty(), &Faults::new()), false)
}

#[post("/papers/check", data = "<posted>")]
async fn asked(visit: Visit, house: &State<House>, posted: Posted<Asked>) -> Result<Answer, Problem> {
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let Asked { number, code } = match posted.mean(&means) {
        Ok(asked) => asked,
        Err(faults) => {
            let status = Status::UnprocessableEntity;
            return Ok(asking(house, &visit, status, (&posted.typed, &faults), false).into());
        }
    };
    if found(house, &number, &code).await?.is_none() {
        return Ok(asking(house, &visit, Status::NotFound, (&posted.typed, &Faults::new()), true).into());
    }
    Ok(leads_to(format!("/papers/check/{number}/{code}")))
}

async fn found(house: &House, number: &CaseNumber, code: &Code) -> Result<Option<Checked>, Problem> {
    let (number, code, coder) = (*number, code.clone(), coder(house));
    let look = house.office.look(move |view| actions::check(view, &number, &code, &coder));
    look.await.map_err(Problem::Failed)
}

/// The paper that an address names; a page of its own kind when it is not genuine.
async fn named(
    house: &House,
    visit: &Visit,
    number: &str,
    code: &str,
) -> Result<Result<(Checked, String), Page>, Problem> {
    let typed = Typed::from_pairs([("number", number.to_string()), ("code", code.to_string())]);
    if let (Ok(number), Some(code)) = (CaseNumber::parse(number), Code::parse(code))
        && let Some(checked) = found(house, &number, &code).await?
    {
        return Ok(Ok((checked, format!("/papers/check/{number}/{code}"))));
    }
    Ok(Err(asking(house, visit, Status::NotFound, (&typed, &Faults::new()), true)))
}

fn page(visit: &Visit, house: &House, status: Status, shown: &Shown<'_>) -> Page {
    Page::with(status, visit.page(house, "核对结果", pages::checked(shown)))
}

#[get("/papers/check/<number>/<code>")]
async fn look(visit: Visit, house: &State<House>, number: &str, code: &str) -> Result<Page, Problem> {
    let (checked, address) = match named(house, &visit, number, code).await? {
        Ok(found) => found,
        Err(page) => return Ok(page),
    };
    let shown = Shown {
        checked: &checked,
        address,
        reference: house.office.reference(),
        typed: &Typed::empty(),
        faults: &Faults::new(),
        compared: None,
        token: &visit.browser.token,
    };
    Ok(page(&visit, house, Status::Ok, &shown))
}

#[post("/papers/check/<number>/<code>", data = "<posted>")]
async fn compare(
    visit: Visit,
    house: &State<House>,
    number: &str,
    code: &str,
    posted: Posted<Holder>,
) -> Result<Page, Problem> {
    let (checked, address) = match named(house, &visit, number, code).await? {
        Ok(found) => found,
        Err(page) => return Ok(page),
    };
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let (mut faults, mut compared, mut status) = (Faults::new(), None, Status::Ok);
    match posted.mean(&means) {
        Ok(Holder { name, tail }) => {
            let (paper, source) = (checked.clone(), visit.source.to_string());
            let act = house.office.act(visit.act("papers.compare"), move |ledger| {
                actions::compare(ledger, &paper, (&name, &tail), &source)
            });
            compared = Some(act.await?);
            if compared == Some(actions::Match::TooOften) {
                status = Status::TooManyRequests;
            }
        }
        Err(found) => (faults, status) = (found, Status::UnprocessableEntity),
    }
    let shown = Shown {
        checked: &checked,
        address,
        reference: house.office.reference(),
        typed: &posted.typed,
        faults: &faults,
        compared,
        token: &visit.browser.token,
    };
    Ok(page(&visit, house, status, &shown))
}
