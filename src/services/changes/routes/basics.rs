//! `/me/change` and `/me/change/basic`: 基本信息变更.

use super::{Drawing, asked, filed_at, standing};
use crate::dossier::{Change, Step, Target};
use crate::office::Stop;
use crate::services::changes::actions::{self, Open, Refusal, Standing};
use crate::services::changes::{forms, pages};
use crate::sheets::{IDENTITY_SLOTS, at_fields, carry, field_of};
use crate::ui::Faults;
use crate::web::{
    Answer, House, Means, Page, Person, PictureNotes, Posted, Pressed, Problem, Slots, Typed, Verified,
    leads_to,
};
use rocket::http::Status;
use rocket::{Route, State, get, post};

/// The routes of 基本信息变更.
pub fn routes() -> Vec<Route> {
    rocket::routes![current, records, form, ask]
}

#[get("/me/change")]
async fn current(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let standing = match standing(house, &person).await? {
        Ok(standing) => standing,
        Err(answer) => return Ok(answer),
    };
    Ok(Page::new(pages::basics(house, &person.visit, &standing)).into())
}

#[get("/me/change/records")]
async fn records(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    super::records::rows(house, &person.0, Step::Basics).await
}

fn draw(
    house: &House,
    person: &Person,
    standing: &Standing,
    status: Status,
    drawing: &Drawing<'_>,
) -> Answer {
    let sheet = drawing.sheet(house, person, "/me/change/basic".into());
    let (mended, notice) = (standing.to_mend(Target::Basics), drawing.notice.as_deref());
    Page::with(status, pages::basics_form(house, &person.visit, standing, &sheet, mended, notice)).into()
}

/// What the form was filled with: the returned request, or the record.
fn shown(standing: &Standing) -> &crate::dossier::Basics {
    let asked = standing.to_mend(Target::Basics).and_then(|open| open.matter.amendment());
    match asked.map(|amendment| &amendment.change) {
        Some(Change::Basics { after, .. }) => after,
        _ => &standing.dossier().basics,
    }
}

/// The remarks of the officer at the fields they are about.
pub(super) fn remarked(open: Option<&Open>) -> Faults {
    let mut faults = Faults::new();
    for remark in open.into_iter().flat_map(Open::remarks).filter(|remark| !remark.field.is_empty()) {
        faults.push(field_of(&remark.field), format!("审核意见：{}", remark.text));
    }
    faults
}

/// The record moved on while the form was open: what happened, where the person stands now, and the form brought up to
/// it.
async fn overtaken(house: &House, person: &Person, typed: &mut Typed) -> Result<(String, Standing), Problem> {
    let seen = typed.text("version").to_string();
    let (notice, standing) = super::records::caught_up(house, person, &seen, Some(Target::Basics)).await?;
    let (id, number) = (person.id, actions::version_of(&seen));
    if let Some(base) = house.office.look(move |view| actions::version(view, id, number)).await? {
        let base = forms::basics_filled(&base.record.dossier.basics);
        carry(typed, &base, &forms::basics_filled(shown(&standing)));
    }
    typed.set("version", standing.stamp(Some(Target::Basics)));
    Ok((notice, standing))
}

#[get("/me/change/basic")]
async fn form(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let standing = match standing(house, &person).await? {
        Ok(standing) => standing,
        Err(answer) => return Ok(answer),
    };
    let mended = standing.to_mend(Target::Basics);
    let waits = standing.in_the_way(Target::Basics).is_some() && mended.is_none();
    if waits || standing.transfer.is_some() {
        return Ok(leads_to("/me/change"));
    }
    let mut typed = forms::basics_filled(shown(&standing));
    typed.set("version", standing.stamp(Some(Target::Basics)));
    let faults = remarked(mended);
    let notes = PictureNotes::before(house, &person, &IDENTITY_SLOTS).await?;
    let drawing = Drawing { typed: &typed, faults: &faults, notes: &notes, notice: None };
    Ok(draw(house, &person, &standing, Status::Ok, &drawing))
}

#[post("/me/change/basic", data = "<posted>")]
async fn ask(person: Verified, house: &State<House>, mut posted: Posted<Pressed>) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let standing = match standing(house, &person).await? {
        Ok(standing) => standing,
        Err(answer) => return Ok(answer),
    };
    let slots = Slots::receive(house, &person, &IDENTITY_SLOTS, &mut posted.typed).await?;
    let again = |status, standing: &Standing, typed: &Typed, faults: &Faults, notice: Option<String>| {
        draw(house, &person, standing, status, &Drawing { typed, faults, notes: &slots.notes, notice })
    };
    if slots.only_pictures || posted.typed.has("choose") {
        return Ok(again(slots.status(), &standing, &posted.typed, &slots.faults, None));
    }
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let record = &standing.dossier().basics;
    let faulty = Status::UnprocessableEntity;
    let after = match forms::basics(&posted.typed, &means, shown(&standing), record, &slots) {
        Ok(after) if slots.faults.is_empty() => after,
        Ok(_) => return Ok(again(faulty, &standing, &posted.typed, &slots.faults, None)),
        // An old mask cannot be read against what stands now.
        Err(_) if posted.typed.text("version") != standing.stamp(Some(Target::Basics)) => {
            let (notice, now) = overtaken(house, &person, &mut posted.typed).await?;
            return Ok(again(Status::Conflict, &now, &posted.typed, &slots.faults, Some(notice)));
        }
        Err(faults) => {
            let faults = slots.faults.iter().chain(faults.iter()).cloned().collect();
            return Ok(again(faulty, &standing, &posted.typed, &faults, None));
        }
    };
    let asked = asked(house, &person, &posted.typed);
    let once = person.visit.once(posted.once());
    let change = Change::Basics { before: Box::new(record.clone()), after: Box::new(after.clone()) };
    let filed = house.office.act_once(person.visit.act("change.ask"), once, move |ledger| {
        Ok::<_, Stop<Refusal>>(filed_at(actions::ask_basics(ledger, &asked, &after)?))
    });
    match filed.await {
        Ok(location) => Ok(leads_to(location)),
        Err(Stop::Refused(Refusal::Stale | Refusal::Open(_) | Refusal::Transferring(_))) => {
            let (notice, now) = overtaken(house, &person, &mut posted.typed).await?;
            Ok(again(Status::Conflict, &now, &posted.typed, &Faults::new(), Some(notice)))
        }
        Err(Stop::Refused(Refusal::Faulty)) => {
            let faults = at_fields(&actions::faults_of(&standing, &change, house.office.today()));
            Ok(again(faulty, &standing, &posted.typed, &faults, None))
        }
        Err(Stop::Refused(refusal @ Refusal::Nothing)) => {
            Ok(again(faulty, &standing, &posted.typed, &Faults::new(), Some(refusal.sentence())))
        }
        Err(stop) => Err(stop.into()),
    }
}
