//! Paths of chapters 4 and 6.

mod basics;
mod cases;
mod correction;
mod education;
mod employment;
mod history;
mod licences;
mod records;
mod titles;

use super::actions::{self, Refusal, Standing};
use super::pages;
use crate::dossier::Step;
use crate::office::{Promise, Stop};
use crate::sheets::Sheet;
use crate::ui::Faults;
use crate::web::{Answer, House, Page, Person, PictureNotes, Problem, Refused, Typed};
use rocket::Route;
use rocket::http::Status;

/// The routes of the chapter.
pub fn routes() -> Vec<Route> {
    let parts = [basics::routes(), education::routes(), employment::routes(), correction::routes()];
    [parts.concat(), titles::routes(), licences::routes(), cases::routes(), history::routes()].concat()
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        let status = match refusal {
            Refusal::Corridor(refusal) => return refusal.into(),
            Refusal::NotOnRecord(_)
            | Refusal::Stale
            | Refusal::Open(_)
            | Refusal::Transferring(_)
            | Refusal::Library => Status::Conflict,
            Refusal::Nothing | Refusal::Faulty | Refusal::Outside => Status::UnprocessableEntity,
            Refusal::Gone => return Refused::not_found(),
        };
        Refused::new(status, refusal.sentence())
    }
}

/// Where the person stands, or the page that says what stands in the way.
async fn standing(house: &House, person: &Person) -> Result<Result<Standing, Answer>, Problem> {
    standing_at(house, person, Step::Basics).await
}

/// Where the person stands, or what stands in the way of this part of the record.
async fn standing_at(
    house: &House,
    person: &Person,
    step: Step,
) -> Result<Result<Standing, Answer>, Problem> {
    let id = person.id;
    match house.office.look(move |view| actions::load(view, id)).await {
        Ok(standing) => Ok(Ok(standing)),
        Err(Stop::Refused(Refusal::NotOnRecord(hindrance))) => {
            Ok(Err(Page::new(pages::hindered(house, &person.visit, step, hindrance)).into()))
        }
        Err(stop) => Err(stop.into()),
    }
}

/// What a form is drawn from beside where the person stands.
struct Drawing<'a> {
    typed: &'a Typed,
    faults: &'a Faults,
    notes: &'a PictureNotes,
    notice: Option<String>,
}

impl<'a> Drawing<'a> {
    fn sheet(&self, house: &'a House, person: &'a Person, action: String) -> Sheet<'a> {
        Sheet {
            token: &person.visit.browser.token,
            once: house.once(),
            action,
            typed: self.typed,
            faults: self.faults,
            notes: self.notes,
            reference: house.office.reference(),
            most_kb: house.config.upload_kb,
            lock: None,
        }
    }
}

/// What a page asks from.
fn asked(house: &House, person: &Person, typed: &Typed) -> actions::Asked {
    actions::Asked {
        person: person.id,
        seen: typed.text("version").to_string(),
        promise: Promise(house.config.working_days),
    }
}

/// Where a request that was filed is looked at.
fn filed_at(number: crate::terms::CaseNumber) -> String {
    format!("/me/change/cases/{number}")
}
