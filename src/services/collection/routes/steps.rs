//! What the step pages do the same way: look where the person stands, save once, draw a stale page again.

use crate::dossier::{Draft, Step};
use crate::office::Stop;
use crate::services::collection::actions::{self, Collecting, Refusal};
use crate::services::collection::{forms, pages};
use crate::ui::Faults;
use crate::web::{Answer, House, Page, Person, Problem, Typed, Visit, leads_to};
use maud::Markup;
use rocket::http::Status;
use std::collections::BTreeMap;

/// Where the person stands now.
pub async fn collecting(house: &House, person: &Person) -> Result<Collecting, Problem> {
    let id = person.id;
    Ok(house.office.look(move |view| actions::load(view, id)).await?)
}

/// The collection for a step's page, or the way to the page that says why it cannot be changed now.
pub async fn editable(house: &House, person: &Person) -> Result<Result<Collecting, Answer>, Problem> {
    let found = collecting(house, person).await?;
    Ok(if found.editable { Ok(found) } else { Err(leads_to("/me/collect")) })
}

/// A step's page as it is drawn first: with nothing to mend and nothing said about pictures.
pub struct Drawing {
    /// What the page shows in its fields.
    pub typed: Typed,
    /// What has to be mended.
    pub faults: Faults,
    /// What was done to pictures.
    pub notes: BTreeMap<&'static str, Vec<String>>,
    /// Whether 核对并提交 opened it.
    pub from_check: bool,
    /// Whether the draft was saved elsewhere.
    pub stale: bool,
}

impl Drawing {
    /// The form as the draft fills it, drawn from the draft's present version.
    pub fn of(draft: &Draft, typed: Typed, back: Option<&str>) -> Drawing {
        Drawing { faults: Faults::new(), stale: false, ..Drawing::again(typed, back) }.at(draft.version)
    }

    /// The form as it was typed.
    pub fn again(typed: Typed, back: Option<&str>) -> Drawing {
        let from_check = is_from_check(back);
        Drawing { typed, faults: Faults::new(), notes: BTreeMap::new(), from_check, stale: false }
    }

    /// The same form after it was found stale: the next save is made knowing the present version.
    pub fn stale(self, version: u32) -> Drawing {
        Drawing { stale: true, ..self.at(version) }
    }

    fn at(mut self, version: u32) -> Drawing {
        self.typed.set("seen", version.to_string());
        self
    }

    /// Everything the page is drawn from.
    pub fn filling<'a>(
        &'a self,
        house: &'a House,
        visit: &'a Visit,
        collecting: &'a Collecting,
    ) -> pages::Filling<'a> {
        pages::Filling {
            house,
            visit,
            collecting,
            typed: &self.typed,
            faults: &self.faults,
            notes: &self.notes,
            from_check: self.from_check,
            stale: self.stale,
        }
    }
}

/// Whether a page was opened from 核对并提交.
pub fn is_from_check(back: Option<&str>) -> bool {
    back == Some("check")
}

/// Where a step leads once it is saved.
pub fn next(step: Step, typed: &Typed, back: Option<&str>) -> &'static str {
    if is_from_check(back) {
        return "/me/collect/check";
    }
    if forms::is_for_later(typed) {
        return "/me/collect";
    }
    let following = Step::ALL.into_iter().find(|other| *other > step);
    following.map_or("/me/collect/check", pages::address)
}

/// Saves a step and leads on; none when the draft was saved elsewhere since the page was drawn.
pub async fn keep(
    house: &House,
    person: &Person,
    typed: &Typed,
    location: &'static str,
    change: impl Fn(&mut Draft) + Send + 'static,
) -> Result<Option<Answer>, Problem> {
    let (id, seen) = (person.id, forms::seen(typed));
    let act = person.visit.act("collection.save");
    let saved = house.office.act_once(act, person.visit.once(typed.text("once")), move |ledger| {
        actions::save(ledger, id, seen, &change)?;
        Ok(location.to_string())
    });
    match saved.await {
        Ok(location) => Ok(Some(leads_to(location))),
        Err(Stop::Refused(Refusal::Stale)) => Ok(None),
        Err(stop) => Err(stop.into()),
    }
}

/// The faults of the pictures, then those of the rest; a picture that failed is not also called missing.
pub fn together(pictures: Faults, rest: Option<Faults>) -> Faults {
    let rest: Vec<_> = rest.iter().flat_map(Faults::iter).cloned().collect();
    let rest = rest.into_iter().filter(|fault| pictures.of(&fault.field).is_none()).collect::<Vec<_>>();
    pictures.iter().cloned().chain(rest).collect()
}

/// Draws a step's page again with everything typed kept.
pub async fn redraw(
    house: &House,
    person: &Person,
    drawing: Drawing,
    status: Status,
    page: impl Fn(&pages::Filling<'_>) -> Markup,
) -> Result<Answer, Problem> {
    let collecting = collecting(house, person).await?;
    let drawing = if status == Status::Conflict { drawing.stale(collecting.draft.version) } else { drawing };
    let drawn = page(&drawing.filling(house, &person.visit, &collecting));
    Ok(Page::with(status, drawn).into())
}
