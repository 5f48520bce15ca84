//! Paths of 实名认证.

mod counter;
mod desk;
mod mobile;
mod name;
mod papers;
mod screen;

use super::actions::{self, Refusal, Standing};
use crate::handoff::Refusal as NoHandoff;
use crate::web::{House, Person, Problem, Refused};
use rocket::Route;
use rocket::http::Status;

/// The routes of this chapter.
pub fn routes() -> Vec<Route> {
    [desk::routes(), screen::routes(), counter::routes(), papers::routes(), mobile::routes(), name::routes()]
        .concat()
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        match refusal {
            Refusal::Corridor(refusal) => refusal.into(),
            Refusal::Handoff(NoHandoff::NotFound) => Refused::not_found(),
            Refusal::Handoff(NoHandoff::AskedTooOften | NoHandoff::BegunTooOften) => {
                Refused::new(Status::TooManyRequests, refusal.sentence())
            }
            other => Refused::new(Status::Conflict, other.sentence()),
        }
    }
}

async fn standing(house: &House, person: &Person) -> Result<Standing, Problem> {
    let (id, today) = (person.id, house.office.today());
    Ok(house.office.look(move |view| actions::standing(view, id, today)).await?)
}
