//! `/me/transfer/new` and `/me/transfer/<number>/mend`: filing and mending with one form.

use super::{filed_at, found, standing};
use crate::casework::{self, State as CaseState};
use crate::office::{Promise, Stop};
use crate::services::transfer::actions::{self, Asked, Refusal, Row, Standing};
use crate::services::transfer::forms::{self, Filled};
use crate::services::transfer::pages::{self, Above};
use crate::sheets::{Sheet, field_of};
use crate::terms::FileId;
use crate::ui::Faults;
use crate::web::photos::Limits;
use crate::web::{
    Answer, House, Means, Page, Person, PictureNotes, Posted, Problem, Slot, Slots, Typed, Verified, leads_to,
};
use rocket::http::Status;
use rocket::{Route, State, get, post};

const SLOTS: [Slot; 1] =
    [Slot {
        field: "proof", purpose: "transfer.proof", label: "调转证明材料", limits: Limits::TRANSFER
    }];

/// The routes of the form.
pub fn routes() -> Vec<Route> {
    rocket::routes![new, apply, edit, mend]
}

/// What the form is drawn from beside where the person stands.
struct Drawing<'a> {
    typed: &'a Typed,
    faults: &'a Faults,
    notes: &'a PictureNotes,
    above: Option<Above>,
}

fn draw(
    house: &House,
    person: &Person,
    standing: &Standing,
    mended: Option<&Row>,
    status: Status,
    drawing: &Drawing<'_>,
) -> Answer {
    let sheet = Sheet {
        token: &person.visit.browser.token,
        once: house.once(),
        action: mended.map_or("/me/transfer/new".into(), |row| format!("{}/mend", filed_at(row.case.number))),
        typed: drawing.typed,
        faults: drawing.faults,
        notes: drawing.notes,
        reference: house.office.reference(),
        most_kb: house.config.upload_kb,
        lock: None,
    };
    let from = standing.record.as_ref().map(|record| record.authority);
    let page = pages::form(house, &person.visit, from, &sheet, mended, drawing.above.as_ref());
    Page::with(status, page).into()
}

#[get("/me/transfer/new?<reason>")]
async fn new(person: Verified, house: &State<House>, reason: Option<&str>) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let standing = standing(house, &person).await?;
    if standing.guard.is_some() || standing.record.is_none() {
        return Ok(leads_to("/me/transfer"));
    }
    let mut typed = Typed::from_pairs(reason.map(|reason| ("reason", reason.to_string())));
    typed.set("version", standing.stamp().to_string());
    let (faults, notes) = (Faults::new(), PictureNotes::before(house, &person, &SLOTS).await?);
    let drawing = Drawing { typed: &typed, faults: &faults, notes: &notes, above: None };
    Ok(draw(house, &person, &standing, None, Status::Ok, &drawing))
}

#[get("/me/transfer/<number>/mend")]
async fn edit(person: Verified, house: &State<House>, number: &str) -> Result<Answer, Problem> {
    let Verified(person) = person;
    let row = found(house, &person, number).await?;
    let transfer = row.rounds.last().and_then(|filing| filing.matter.transfer());
    let (CaseState::Returned(_), Some(transfer)) = (&row.case.state, transfer) else {
        return Ok(leads_to(filed_at(row.case.number)));
    };
    let standing = standing(house, &person).await?;
    let mut typed = forms::filled(transfer);
    typed.set("version", standing.stamp().to_string());
    typed.set("seen", row.case.version.to_string());
    let mut faults = Faults::new();
    for remark in row.case.remarks().iter().filter(|remark| !remark.field.is_empty()) {
        faults.push(field_of(&remark.field), format!("审核意见：{}", remark.text));
    }
    let notes = PictureNotes::before(house, &person, &SLOTS).await?;
    let drawing = Drawing { typed: &typed, faults: &faults, notes: &notes, above: None };
    Ok(draw(house, &person, &standing, Some(&row), Status::Ok, &drawing))
}

#[post("/me/transfer/new", data = "<posted>")]
async fn apply(person: Verified, house: &State<House>, posted: Posted<Filled>) -> Result<Answer, Problem> {
    ask(house, &person.0, None, posted).await
}

#[post("/me/transfer/<number>/mend", data = "<posted>")]
async fn mend(
    person: Verified,
    house: &State<House>,
    number: &str,
    posted: Posted<Filled>,
) -> Result<Answer, Problem> {
    let row = found(house, &person.0, number).await?;
    ask(house, &person.0, Some(row), posted).await
}

/// What was read with its picture, or everything that has to be mended.
fn read(slots: &Slots, typed: &Typed, meant: Result<Filled, Faults>) -> Result<(Filled, FileId), Faults> {
    let proof = slots.of("proof");
    let mut faults: Faults =
        slots.faults.iter().chain(meant.as_ref().err().into_iter().flat_map(Faults::iter)).cloned().collect();
    if proof.is_none() && slots.faults.of("proof").is_none() && forms::reason(typed).is_some() {
        let label = casework::Reason::proof_of(typed.text("reason"));
        faults.push("proof", format!("请上传{label}的照片。"));
    }
    match (meant, proof) {
        (Ok(filled), Some(proof)) if faults.is_empty() => Ok((filled, proof)),
        _ => Err(faults),
    }
}

/// Files what was typed, or draws the form again with what keeps it from being filed.
async fn ask(
    house: &House,
    person: &Person,
    mended: Option<Row>,
    mut posted: Posted<Filled>,
) -> Result<Answer, Problem> {
    let slots = Slots::receive(house, person, &SLOTS, &mut posted.typed).await?;
    let before = standing(house, person).await?;
    let again = |standing: &Standing, row: Option<&Row>, status, typed: &Typed, faults: &Faults, above| {
        draw(house, person, standing, row, status, &Drawing { typed, faults, notes: &slots.notes, above })
    };
    let typed = &posted.typed;
    if slots.only_pictures || typed.has("choose") || forms::shows_another_reason(typed) {
        return Ok(again(&before, mended.as_ref(), slots.status(), typed, &slots.faults, None));
    }
    let faulty = Status::UnprocessableEntity;
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let (filled, proof) = match read(&slots, typed, posted.mean(&means)) {
        Ok(read) => read,
        Err(faults) => return Ok(again(&before, mended.as_ref(), faulty, typed, &faults, None)),
    };
    let asked = Asked {
        person: person.id,
        seen: typed.text("version").parse().unwrap_or(0),
        to: filled.to,
        reason: filled.reason,
        proof,
        promise: Promise(house.config.working_days),
    };
    let case = mended.as_ref().map(|row| (row.case.number, typed.text("seen").parse().unwrap_or(u32::MAX)));
    let act = person.visit.act(if case.is_some() { "transfer.mend" } else { "transfer.ask" });
    let filed = house.office.act_once(act, person.visit.once(posted.once()), move |ledger| {
        let number = match &case {
            Some((number, seen)) => actions::mend(ledger, &asked, number, *seen)?,
            None => actions::file(ledger, &asked)?,
        };
        Ok::<_, Stop<Refusal>>(filed_at(number))
    });
    let refusal = match filed.await {
        Ok(location) => return Ok(leads_to(location)),
        Err(Stop::Refused(refusal)) => refusal,
        Err(stop) => return Err(stop.into()),
    };
    // What stands now is what the form is drawn from, so that pressing again counts for it.
    let now = standing(house, person).await?;
    let row = match &mended {
        Some(row) => Some(found(house, person, &row.case.number.to_string()).await?),
        None => None,
    };
    posted.typed.set("version", now.stamp().to_string());
    if let Some(row) = &row {
        posted.typed.set("seen", row.case.version.to_string());
    }
    let mut faults = Faults::new();
    let (status, above) = match refusal {
        Refusal::Guarded(guard) if guard.is_about_destination() => {
            faults.push("to", guard.sentence());
            (faulty, None)
        }
        Refusal::Guarded(guard) => (Status::Conflict, Some(Above::Obstacle(guard))),
        refusal @ (Refusal::Stale | Refusal::Corridor(_)) => {
            (Status::Conflict, Some(Above::Told(refusal.sentence())))
        }
    };
    Ok(again(&now, row.as_ref(), status, &posted.typed, &faults, above))
}
