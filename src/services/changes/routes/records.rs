//! What the paths of the lists on record do the same way: 教育经历, 工作经历, 会计专业技术资格, 其他专业技术人员职业资格.

use super::basics::remarked;
use super::{Drawing, asked, filed_at, standing_at};
use crate::casework::Aspect;
use crate::dossier::{Change, ChangeType, Dossier, Listed, Section, Step, Target, find, lines};
use crate::office::{Stop, replay_of};
use crate::services::changes::actions::{self, Fetched, Refusal, Standing};
use crate::services::changes::pages::{self, Above, Question};
use crate::sheets::{Recorded, at_fields, carry, record_of};
use crate::terms::ItemId;
use crate::ui::Faults;
use crate::web::{
    Answer, House, Means, Page, Person, PictureNotes, Posted, Pressed, Problem, Slots, Typed, leads_to,
};
use rocket::http::Status;

/// 变更记录 of one part.
pub async fn rows(house: &House, person: &Person, step: Step) -> Result<Answer, Problem> {
    let standing = match standing_at(house, person, step).await? {
        Ok(standing) => standing,
        Err(answer) => return Ok(answer),
    };
    let id = person.id;
    let rows = house.office.look(move |view| actions::rows(view, id, Some(step))).await?;
    Ok(Page::new(pages::rows(house, &person.visit, &standing, step, &rows)).into())
}

/// The list of one part.
pub async fn list<T: Recorded>(
    house: &House,
    person: &Person,
    fetched: Option<Fetched>,
) -> Result<Answer, Problem> {
    let standing = match standing_at(house, person, T::STEP).await? {
        Ok(standing) => standing,
        Err(answer) => return Ok(answer),
    };
    Ok(Page::new(pages::list::<T>(house, &person.visit, &standing, fetched.as_ref())).into())
}

/// Asks the certificate library; the list says what came of it.
pub async fn fetch(house: &House, person: &Person, posted: Posted<Pressed>) -> Result<Answer, Problem> {
    if let Err(answer) = standing_at(house, person, Step::Titles).await? {
        return Ok(answer);
    }
    let owner = person.id;
    let once = person.visit.once(posted.once());
    let done = house.office.act_once(person.visit.act("title.fetch"), once, move |ledger| {
        let Fetched { found, taken, waiting } = actions::fetch_titles(ledger, owner)?;
        let list = pages::place(Step::Titles);
        Ok::<_, Stop<Refusal>>(format!("{list}?found={found}&taken={taken}&waiting={waiting}"))
    });
    Ok(leads_to(done.await?))
}

/// What happened since the page was drawn, in a sentence, and where the person stands now.
pub async fn caught_up(
    house: &House,
    person: &Person,
    seen: &str,
    target: Option<Target>,
) -> Result<(String, Standing), Problem> {
    let (id, seen) = (person.id, seen.to_string());
    let told = house.office.look(move |view| {
        Ok::<_, Stop<Refusal>>((actions::what_happened(view, id, &seen, target)?, actions::load(view, id)?))
    });
    Ok(told.await?)
}

/// The record of this name as it stands, and what is asked for it in a request to be mended.
struct Found<T> {
    id: ItemId,
    on_record: Option<T>,
    asked: Option<T>,
}

/// Anything that is neither on record nor to be mended is not there, and the attempt is noted (T23).
async fn named<T: Listed>(
    house: &House,
    person: &Person,
    standing: &Standing,
    item: &str,
) -> Result<Found<T>, Problem> {
    let id: Option<ItemId> = item.parse().ok();
    let found = id.map(|id| {
        let on_record = find::<T>(&standing.dossier().clone().reopened(), id).cloned();
        let mended = standing.to_mend(T::target(id)).and_then(|open| open.matter.amendment());
        let asked = mended.and_then(|amendment| T::states(&amendment.change)?[1].cloned());
        Found { id, on_record, asked }
    });
    match found.filter(|found| found.on_record.is_some() || found.asked.is_some()) {
        Some(found) => Ok(found),
        None => Err(house.not_there(person.visit.act("change.look")).await),
    }
}

/// Whether the system approves this at once; never what an officer has sent back.
fn at_once<T: Listed>(standing: &Standing, item: Option<ItemId>, what: ChangeType) -> bool {
    let mended = item.and_then(|id| standing.to_mend(T::target(id)));
    mended.is_none() && Aspect::of_record(T::STEP, what).is_some_and(|one| standing.rules.approves(one))
}

fn draw<T: Recorded>(
    house: &House,
    person: &Person,
    standing: &Standing,
    item: Option<ItemId>,
    status: Status,
    drawing: &Drawing<'_>,
    above: Option<Above>,
) -> Answer {
    let path = pages::place(T::STEP);
    let sheet = drawing.sheet(house, person, item.map_or(format!("{path}/new"), |id| format!("{path}/{id}")));
    let title = format!("{}{}", if item.is_some() { "变更" } else { "新增" }, T::WORD);
    let mended = item.and_then(|id| standing.to_mend(T::target(id)));
    let what = if item.is_some() { ChangeType::Alter } else { ChangeType::Add };
    let at_once = at_once::<T>(standing, item, what);
    Page::with(
        status,
        pages::form::<T>(house, &person.visit, &title, &sheet, mended, above.as_ref(), at_once),
    )
    .into()
}

/// The form for a new record.
pub async fn new<T: Recorded>(house: &House, person: &Person) -> Result<Answer, Problem> {
    let standing = match standing_at(house, person, T::STEP).await? {
        Ok(standing) => standing,
        Err(answer) => return Ok(answer),
    };
    if standing.transfer.is_some() {
        return Ok(leads_to(pages::place(T::STEP)));
    }
    let mut typed = T::blank();
    typed.set("version", standing.stamp(None));
    let (faults, notes) = (Faults::new(), PictureNotes::before(house, person, T::SLOTS).await?);
    let drawing = Drawing { typed: &typed, faults: &faults, notes: &notes, notice: None };
    Ok(draw::<T>(house, person, &standing, None, Status::Ok, &drawing, None))
}

/// The form filled with a record, or with what was asked and came back.
pub async fn edit<T: Recorded>(house: &House, person: &Person, item: &str) -> Result<Answer, Problem> {
    let standing = match standing_at(house, person, T::STEP).await? {
        Ok(standing) => standing,
        Err(answer) => return Ok(answer),
    };
    let Found { id, on_record, asked } = named::<T>(house, person, &standing, item).await?;
    let mended = standing.to_mend(T::target(id));
    let waits = standing.in_the_way(T::target(id)).is_some() && mended.is_none();
    if standing.transfer.is_some() || waits || on_record.as_ref().is_some_and(Listed::is_locked) {
        return Ok(leads_to(format!("{}/{id}/view", pages::place(T::STEP))));
    }
    let Some(shown) = asked.or(on_record) else { return Ok(leads_to(pages::place(T::STEP))) };
    let mut typed = shown.filled();
    typed.set("version", standing.stamp(Some(T::target(id))));
    let (faults, notes) = (remarked(mended), PictureNotes::before(house, person, T::SLOTS).await?);
    let drawing = Drawing { typed: &typed, faults: &faults, notes: &notes, notice: None };
    Ok(draw::<T>(house, person, &standing, Some(id), Status::Ok, &drawing, None))
}

/// Files what was typed, or draws the form again with what keeps it from being filed.
pub async fn ask<T: Recorded>(
    house: &House,
    person: &Person,
    item: Option<&str>,
    mut posted: Posted<T::Entry>,
) -> Result<Answer, Problem> {
    let standing = match standing_at(house, person, T::STEP).await? {
        Ok(standing) => standing,
        Err(answer) => return Ok(answer),
    };
    let once = person.visit.once(posted.once());
    // The first sending may have settled the very thing that the address names (T33).
    let form = once.clone();
    if let Some(location) = house.office.look(move |view| replay_of(view, &form)).await? {
        return Ok(leads_to(location));
    }
    let found = match item {
        Some(item) => Some(named::<T>(house, person, &standing, item).await?),
        None => None,
    };
    let id = found.as_ref().map(|found| found.id);
    if found.as_ref().and_then(|found| found.on_record.as_ref()).is_some_and(Listed::is_locked) {
        return Err(Stop::Refused(Refusal::Library).into());
    }
    let rearranged = T::rearranges(&mut posted.typed);
    let slots = Slots::receive(house, person, T::SLOTS, &mut posted.typed).await?;
    let again = |standing: &Standing, status, faults: &Faults, typed: &Typed, above: Option<Above>| {
        let drawing = Drawing { typed, faults, notes: &slots.notes, notice: None };
        draw::<T>(house, person, standing, id, status, &drawing, above)
    };
    if slots.only_pictures || rearranged || posted.typed.has("choose") {
        return Ok(again(&standing, slots.status(), &slots.faults, &posted.typed, None));
    }
    let faulty = Status::UnprocessableEntity;
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let (record, mut faults) = match posted.mean(&means) {
        Ok(entry) => {
            let record = record_of(entry, id.unwrap_or(ItemId::from_bytes([0; 16])), &slots);
            let faults = at_fields(&record.lacks(means.today));
            (Some(record), faults)
        }
        Err(faults) => (None, faults),
    };
    faults = together(&slots.faults, &faults);
    let Some(record) = record.filter(|_| faults.is_empty()) else {
        return Ok(again(&standing, faulty, &faults, &posted.typed, None));
    };
    let asked = asked(house, person, &posted.typed);
    let seen = asked.seen.clone();
    let change = T::change(found.and_then(|found| found.on_record), Some(record.clone()));
    let filed = house.office.act_once(person.visit.act("change.ask"), once, move |ledger| {
        Ok::<_, Stop<Refusal>>(filed_at(actions::ask_record::<T>(ledger, &asked, id, &record)?))
    });
    match filed.await {
        Ok(location) => Ok(leads_to(location)),
        Err(Stop::Refused(Refusal::Stale | Refusal::Open(_) | Refusal::Transferring(_))) => {
            let target = id.map(T::target);
            let (notice, now) = caught_up(house, person, &seen, target).await?;
            if let Some(id) = id {
                bring_up::<T>(house, person, &mut posted.typed, id, &now).await?;
            }
            posted.typed.set("version", now.stamp(target));
            Ok(again(&now, Status::Conflict, &Faults::new(), &posted.typed, Some(Above::Told(notice))))
        }
        Err(Stop::Refused(Refusal::Faulty)) => {
            let faults = at_fields(&actions::faults_of(&standing, &change, house.office.today()));
            Ok(again(&standing, faulty, &faults, &posted.typed, None))
        }
        Err(Stop::Refused(Refusal::Outside)) => {
            let names = house.office.reference().divisions();
            let department = names.department_name(standing.record.authority).unwrap_or_default();
            let mut faults = Faults::new();
            faults.push("region", Refusal::Outside.sentence());
            let above = Above::Outside(format!("{department}财政部门"));
            Ok(again(&standing, faulty, &faults, &posted.typed, Some(above)))
        }
        Err(Stop::Refused(refusal @ Refusal::Nothing)) => {
            let above = Above::Told(refusal.sentence());
            Ok(again(&standing, faulty, &Faults::new(), &posted.typed, Some(above)))
        }
        Err(stop) => Err(stop.into()),
    }
}

/// Brings the form of a record up to what is on record now.
async fn bring_up<T: Recorded>(
    house: &House,
    person: &Person,
    typed: &mut Typed,
    id: ItemId,
    now: &Standing,
) -> Result<(), Problem> {
    let (owner, number) = (person.id, actions::version_of(typed.text("version")));
    let base = house.office.look(move |view| actions::version(view, owner, number)).await?;
    let of = |dossier: &Dossier| find::<T>(&dossier.clone().reopened(), id).map(Recorded::filled);
    if let (Some(base), Some(now)) = (base.and_then(|one| of(&one.record.dossier)), of(now.dossier())) {
        carry(typed, &base, &now);
    }
    Ok(())
}

/// The faults of the pictures, then those of the rest; a picture that failed is not also called missing.
fn together(pictures: &Faults, rest: &Faults) -> Faults {
    let rest = rest.iter().filter(|fault| pictures.of(&fault.field).is_none());
    pictures.iter().chain(rest).cloned().collect()
}

/// A record to be read.
pub async fn view<T: Recorded>(house: &House, person: &Person, item: &str) -> Result<Answer, Problem> {
    let standing = match standing_at(house, person, T::STEP).await? {
        Ok(standing) => standing,
        Err(answer) => return Ok(answer),
    };
    let found = named::<T>(house, person, &standing, item).await?;
    let Some(record) = found.on_record else { return Ok(leads_to(pages::place(T::STEP))) };
    let dossier = standing.dossier();
    let name = found.id.to_string();
    let own = |section: &Section| section.step == T::STEP && section.item.as_ref() == Some(&name);
    let sections = lines(&dossier.clone().reopened(), &dossier.identity, house.office.reference());
    let Some(section) = sections.into_iter().find(own) else { return Ok(leads_to(pages::place(T::STEP))) };
    Ok(Page::new(pages::view::<T>(house, &person.visit, &standing, &section, &record)).into())
}

/// The question before a record is deleted.
pub async fn ask_delete<T: Recorded>(house: &House, person: &Person, item: &str) -> Result<Answer, Problem> {
    let standing = match standing_at(house, person, T::STEP).await? {
        Ok(standing) => standing,
        Err(answer) => return Ok(answer),
    };
    let found = named::<T>(house, person, &standing, item).await?;
    let Some(record) = found.on_record else { return Ok(leads_to(pages::place(T::STEP))) };
    let waits = standing.in_the_way(T::target(found.id)).is_some_and(|open| !open.is_returned());
    if waits || standing.transfer.is_some() || record.is_locked() {
        return Ok(leads_to(pages::place(T::STEP)));
    }
    let above = standing.to_mend(T::target(found.id)).map(|open| Above::Returned(Box::new(open.clone())));
    let at_once = at_once::<T>(&standing, Some(found.id), ChangeType::Remove);
    let question =
        Question { record: &record, stamp: standing.stamp(Some(T::target(found.id))), above, at_once };
    Ok(Page::new(pages::delete(house, &person.visit, &question)).into())
}

/// Files the request to delete a record.
pub async fn delete<T: Recorded>(
    house: &House,
    person: &Person,
    item: &str,
    posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    let standing = match standing_at(house, person, T::STEP).await? {
        Ok(standing) => standing,
        Err(answer) => return Ok(answer),
    };
    let once = person.visit.once(posted.once());
    // The first sending may have settled the very thing that the address names (T33).
    let form = once.clone();
    if let Some(location) = house.office.look(move |view| replay_of(view, &form)).await? {
        return Ok(leads_to(location));
    }
    let Found { id, on_record, .. } = named::<T>(house, person, &standing, item).await?;
    let Some(record) = on_record else { return Ok(leads_to(pages::place(T::STEP))) };
    if record.is_locked() {
        return Err(Stop::Refused(Refusal::Library).into());
    }
    let asked = asked(house, person, &posted.typed);
    let seen = asked.seen.clone();
    let filed = house.office.act_once(person.visit.act("change.remove"), once, move |ledger| {
        Ok::<_, Stop<Refusal>>(filed_at(actions::remove_record::<T>(ledger, &asked, id)?))
    });
    let (status, notice, standing) = match filed.await {
        Ok(location) => return Ok(leads_to(location)),
        Err(Stop::Refused(Refusal::Stale | Refusal::Open(_) | Refusal::Transferring(_))) => {
            let (notice, now) = caught_up(house, person, &seen, Some(T::target(id))).await?;
            (Status::Conflict, notice, now)
        }
        Err(Stop::Refused(Refusal::Faulty)) => {
            let change: Change = T::change(Some(record.clone()), None);
            let faults = actions::faults_of(&standing, &change, house.office.today());
            let texts: Vec<String> = faults.into_iter().map(|fault| fault.text).collect();
            (Status::UnprocessableEntity, texts.join(""), standing)
        }
        Err(stop) => return Err(stop.into()),
    };
    let stamp = standing.stamp(Some(T::target(id)));
    let at_once = at_once::<T>(&standing, Some(id), ChangeType::Remove);
    let question = Question { record: &record, stamp, above: Some(Above::Told(notice)), at_once };
    Ok(Page::with(status, pages::delete(house, &person.visit, &question)).into())
}
