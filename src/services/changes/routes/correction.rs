//! `/me/change/correction`: 更正.

use super::basics::remarked;
use super::records::caught_up;
use super::{Drawing, asked, filed_at, standing};
use crate::casework::Matter;
use crate::dossier::{Change, Particulars, Target};
use crate::office::Stop;
use crate::services::changes::actions::{self, Papers, Refusal, Standing};
use crate::services::changes::{forms, pages};
use crate::sheets::{at_fields, set_picture};
use crate::terms::DocumentKind;
use crate::ui::Faults;
use crate::web::photos::Limits;
use crate::web::{
    Answer, House, Means, Page, Person, PictureNotes, Posted, Pressed, Problem, Slot, Slots, Typed, Verified,
    leads_to,
};
use rocket::http::Status;
use rocket::{Route, State, get, post};

const SLOTS: [Slot; 3] = [
    slot("front", "correction.front", "证件正面"),
    slot("back", "correction.back", "证件背面"),
    slot("proof", "correction.proof", "更正依据"),
];

const fn slot(field: &'static str, purpose: &'static str, label: &'static str) -> Slot {
    Slot { field, purpose, label, limits: Limits::PAPER }
}

/// The routes of 更正.
pub fn routes() -> Vec<Route> {
    rocket::routes![form, ask]
}

fn draw(
    house: &House,
    person: &Person,
    standing: &Standing,
    status: Status,
    drawing: &Drawing<'_>,
) -> Answer {
    let sheet = drawing.sheet(house, person, "/me/change/correction".into());
    let (mended, notice) = (standing.to_mend(Target::Particulars), drawing.notice.as_deref());
    Page::with(status, pages::correction(house, &person.visit, standing, &sheet, mended, notice)).into()
}

/// What the request to be mended had asked; an empty form otherwise.
fn filled(standing: &Standing) -> Typed {
    let record = Particulars::of(standing.dossier());
    let mended = standing.to_mend(Target::Particulars).map(|open| &open.matter);
    let Some(Matter::Correct(correction)) = mended else { return Typed::empty() };
    let Change::Particulars { after, .. } = &correction.amendment.change else { return Typed::empty() };
    let mut typed = forms::correction_filled(&record, after, &correction.reason);
    set_picture(&mut typed, "front", Some(correction.front));
    set_picture(&mut typed, "back", correction.back);
    set_picture(&mut typed, "proof", Some(correction.proof));
    typed
}

#[get("/me/change/correction")]
async fn form(person: Verified, house: &State<House>) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let standing = match standing(house, &person).await? {
        Ok(standing) => standing,
        Err(answer) => return Ok(answer),
    };
    let mut typed = filled(&standing);
    typed.set("version", standing.stamp(Some(Target::Particulars)));
    let faults = remarked(standing.to_mend(Target::Particulars));
    let notes = PictureNotes::before(house, &person, &SLOTS).await?;
    let drawing = Drawing { typed: &typed, faults: &faults, notes: &notes, notice: None };
    Ok(draw(house, &person, &standing, Status::Ok, &drawing))
}

/// The pictures that prove it, or what is missing at their places.
fn papers(slots: &Slots, kind: DocumentKind, reason: &str, faults: &mut Faults) -> Option<Papers> {
    let mut need = |field: &str, text: &str| {
        let held = slots.of(field);
        if held.is_none() && slots.faults.of(field).is_none() {
            faults.push(field, text);
        }
        held
    };
    let front = need("front", "请上传更正后的身份证件正面照片。");
    let back = match kind {
        DocumentKind::Passport => slots.of("back"),
        _ => need("back", "请上传更正后的身份证件背面照片。"),
    };
    let proof = need("proof", "请上传能证明更正内容的材料照片。");
    Some(Papers { reason: reason.into(), front: front?, back, proof: proof? }).filter(|_| faults.is_empty())
}

#[post("/me/change/correction", data = "<posted>")]
async fn ask(person: Verified, house: &State<House>, mut posted: Posted<Pressed>) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let standing = match standing(house, &person).await? {
        Ok(standing) => standing,
        Err(answer) => return Ok(answer),
    };
    let slots = Slots::receive(house, &person, &SLOTS, &mut posted.typed).await?;
    let again = |status, standing: &Standing, typed: &Typed, faults: &Faults, notice: Option<String>| {
        draw(house, &person, standing, status, &Drawing { typed, faults, notes: &slots.notes, notice })
    };
    if slots.only_pictures {
        return Ok(again(slots.status(), &standing, &posted.typed, &slots.faults, None));
    }
    let faulty = Status::UnprocessableEntity;
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let record = Particulars::of(standing.dossier());
    let read = forms::correction(&posted.typed, &means, &record);
    let typed_wrong = read.as_ref().err().into_iter().flat_map(Faults::iter);
    let mut faults: Faults = slots.faults.iter().chain(typed_wrong).cloned().collect();
    let reason = read.as_ref().map(|read| read.reason.clone()).unwrap_or_default();
    let papers = papers(&slots, record.document.kind(), &reason, &mut faults);
    let (Ok(corrected), Some(papers)) = (read, papers) else {
        return Ok(again(faulty, &standing, &posted.typed, &faults, None));
    };
    let asked = asked(house, &person, &posted.typed);
    let (seen, once) = (asked.seen.clone(), person.visit.once(posted.once()));
    let after = corrected.particulars;
    let change = Change::Particulars { before: Box::new(record), after: Box::new(after.clone()) };
    let filed = house.office.act_once(person.visit.act("change.correct"), once, move |ledger| {
        Ok::<_, Stop<Refusal>>(filed_at(actions::ask_correction(ledger, &asked, &after, &papers)?))
    });
    match filed.await {
        Ok(location) => Ok(leads_to(location)),
        Err(Stop::Refused(Refusal::Stale | Refusal::Open(_) | Refusal::Transferring(_))) => {
            let target = Some(Target::Particulars);
            let (notice, now) = caught_up(house, &person, &seen, target).await?;
            posted.typed.set("version", now.stamp(target));
            Ok(again(Status::Conflict, &now, &posted.typed, &Faults::new(), Some(notice)))
        }
        Err(Stop::Refused(Refusal::Faulty)) => {
            let faults = at_fields(&actions::faults_of(&standing, &change, house.office.today()));
            Ok(again(faulty, &standing, &posted.typed, &faults, None))
        }
        Err(stop) => Err(stop.into()),
    }
}
