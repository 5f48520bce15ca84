//! Paths of the proofs.

use super::super::records::routes::collecting;
use super::super::records::routes::named;
use super::actions::{self, Facts, Kind};
use super::pages;
use crate::dossier::Employment;
use crate::ui::FrameKind;
use crate::web::{House, Page, Problem, Refused, Verified};
use rocket::{Route, State, get};

/// What stands in the address in place of a job for a sheet to be filled in by hand.
const BLANK: &str = "blank";

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    rocket::routes![proof]
}

#[get("/me/collect/work/<item>/proof/<kind>")]
async fn proof(person: Verified, house: &State<House>, item: &str, kind: &str) -> Result<Page, Problem> {
    let kind = Kind::from_word(kind).ok_or_else(Refused::not_found)?;
    let facts: Vec<Facts> = if item == BLANK {
        vec![actions::blank()]
    } else {
        let collecting = collecting(house, &person.0).await?;
        let job = named::<Employment>(house, &person.0, &collecting, item).await?;
        match kind {
            Kind::Employment => vec![actions::employment(&collecting.identity, job)],
            Kind::Experience => actions::experience(&collecting.identity, job),
            Kind::Insurance => Vec::new(),
        }
    };
    let body = match kind {
        Kind::Insurance => pages::insurance(),
        Kind::Employment | Kind::Experience => pages::sheets(kind, &facts),
    };
    Ok(Page::new(person.0.visit.framed(house, kind.label(), FrameKind::Bare, None, body)))
}
