//! What the step pages do the same way: look where the person stands, save once, draw the page again.

use crate::office::Stop;
use crate::services::collection::actions::{self, Answers, Collecting, Refusal};
use crate::services::collection::{forms, pages};
use crate::ui::{self, Faults};
use crate::web::{Answer, House, Page, Person, PictureNotes, Problem, Slots, Typed, leads_to};
use rocket::http::Status;

/// Where the person stands now.
pub async fn collecting(house: &House, person: &Person) -> Result<Collecting, Problem> {
    let id = person.id;
    Ok(house.office.look(move |view| actions::load(view, id)).await?)
}

/// What a step's page is drawn from, beside where the person stands.
pub struct Drawing {
    /// What the page shows in its fields.
    pub typed: Typed,
    /// What has to be mended.
    pub faults: Faults,
    /// What was done to pictures.
    pub notes: PictureNotes,
    /// Whether 核对并提交 opened it.
    pub from_check: bool,
    /// How the page answers; a conflict says that the draft was saved elsewhere.
    pub status: Status,
}

impl Drawing {
    /// A page with nothing to mend.
    pub fn of(typed: Typed, back: Option<&str>) -> Drawing {
        let (faults, notes) = (Faults::new(), PictureNotes::default());
        Drawing { typed, faults, notes, from_check: back == Some("check"), status: Status::Ok }
    }

    /// The page with these faults.
    pub fn faulty(self, faults: Faults) -> Drawing {
        Drawing { faults, status: Status::UnprocessableEntity, ..self }
    }

    /// Draws the page. One that is opened, or was found stale, is drawn from the draft's present version.
    pub fn page(
        mut self,
        house: &House,
        person: &Person,
        collecting: &Collecting,
        page: impl Fn(&pages::Filling<'_>, Status) -> Page,
    ) -> Answer {
        let stale = self.status == Status::Conflict;
        if stale || !self.typed.has("seen") {
            self.typed.set("seen", collecting.draft.version.to_string());
        }
        let filling = pages::Filling {
            house,
            visit: &person.visit,
            collecting,
            typed: &self.typed,
            faults: &self.faults,
            notes: &self.notes,
            from_check: self.from_check,
            stale,
        };
        page(&filling, self.status).into()
    }
}

/// How saving a step ended.
pub enum Kept {
    /// It is saved and leads on.
    Saved(Answer),
    /// The page has to be drawn again.
    Again(Drawing),
}

/// Saves a step's answers once and leads on; a draft that was saved elsewhere meanwhile is a conflict.
pub async fn keep<A: Answers>(
    house: &House,
    person: &Person,
    drawing: Drawing,
    answers: A,
) -> Result<Kept, Problem> {
    let (id, seen) = (person.id, forms::seen(&drawing.typed));
    let location = pages::next(A::STEP, &drawing.typed, drawing.from_check);
    let act = person.visit.act("collection.save");
    let once = person.visit.once(drawing.typed.text("once"));
    let saved = house.office.act_once(act, once, move |ledger| {
        actions::save_answers(ledger, id, seen, &answers)?;
        Ok(location.to_string())
    });
    match saved.await {
        Ok(location) => Ok(Kept::Saved(leads_to(location))),
        Err(Stop::Refused(Refusal::Stale)) => {
            Ok(Kept::Again(Drawing { status: Status::Conflict, ..drawing }))
        }
        Err(stop) => Err(stop.into()),
    }
}

/// Saves a step whose form carries pictures, unless only a button of the form itself was pressed.
pub async fn keep_with_pictures<A: Answers>(
    house: &House,
    person: &Person,
    drawing: Drawing,
    slots: Slots,
    meant: Result<A, Faults>,
) -> Result<Kept, Problem> {
    let status = slots.status();
    let drawing = Drawing { notes: slots.notes, ..drawing };
    if slots.only_pictures || drawing.typed.has("choose") {
        return Ok(Kept::Again(Drawing { faults: slots.faults, status, ..drawing }));
    }
    match meant {
        Ok(answers) if slots.faults.is_empty() => keep(house, person, drawing, answers).await,
        meant => Ok(Kept::Again(drawing.faulty(together(&slots.faults, meant.err())))),
    }
}

/// The faults of the pictures, then those of the rest; a picture that failed is not also called missing.
fn together(pictures: &Faults, rest: Option<Faults>) -> Faults {
    let rest: Vec<ui::Fault> = rest.iter().flat_map(Faults::iter).cloned().collect();
    let rest = rest.into_iter().filter(|fault| pictures.of(&fault.field).is_none());
    pictures.iter().cloned().chain(rest).collect()
}
