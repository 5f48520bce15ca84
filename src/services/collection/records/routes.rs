//! What the paths of both lists do: guard in, page or redirect out.

use super::actions::{self, Refusal};
use super::pages;
use crate::dossier::{Imported, Listed, PastRow, Section, find, find_waiting, lines, overlap_sentence};
use crate::office::Stop;
use crate::reference::Reference;
use crate::services::collection::actions::{self as collection, Collecting, load};
use crate::sheets::{Lock, Locked, Recorded, Sheet, at_fields, field_of, record_of, remarks_about};
use crate::terms::ItemId;
use crate::ui::Faults;
use crate::web::{
    Answer, House, Means, Page, Person, PictureNotes, Posted, Pressed, Problem, Refused, Slots, Typed,
    leads_to,
};
use rocket::http::Status;

/// What one list of the collection is beyond its records.
pub trait Chapter: Recorded + Locked {
    /// The address of the list.
    const PATH: &'static str;
    /// The verbs under which changes are journalled: keeping and deleting.
    const VERBS: [&'static str; 2];
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        match refusal {
            Refusal::Collection(refusal) => refusal.into(),
            Refusal::Gone => Refused::not_found(),
            Refusal::Overlaps(_) => {
                Refused::new(Status::UnprocessableEntity, "与另一条记录的时间交叉，请核对起止时间。")
            }
        }
    }
}

/// Where the person's collection stands.
pub async fn collecting(house: &House, person: &Person) -> Result<Collecting, Problem> {
    let id = person.id;
    Ok(house.office.look(move |view| load(view, id)).await?)
}

/// The record an address names; anything else is not found, and the attempt is noted (T23).
pub async fn named<'a, T: Listed>(
    house: &House,
    person: &Person,
    collecting: &'a Collecting,
    item: &str,
) -> Result<&'a T, Problem> {
    match item.parse().ok().and_then(|id| find::<T>(&collecting.draft, id)) {
        Some(record) => Ok(record),
        None => Err(house.not_there(person.visit.act("collection.look")).await),
    }
}

/// What stands on a list under one name.
enum Row<'a, T: Imported> {
    /// A record.
    Whole(&'a T),
    /// An imported row that waits to be completed.
    Waiting(&'a T::Past),
}

impl<T: Locked> Row<'_, T> {
    fn id(&self) -> ItemId {
        match self {
            Row::Whole(record) => record.id(),
            Row::Waiting(row) => row.id(),
        }
    }

    /// What an imported row fixes in the form.
    fn lock(&self, house: &House) -> Option<Lock> {
        let original = match self {
            Row::Whole(record) => record.original()?,
            Row::Waiting(row) => row,
        };
        Some(T::lock(original, house.office.reference(), house.office.today()))
    }

    /// What people call it where it is to be deleted.
    fn words(&self, reference: &Reference) -> String {
        match self {
            Row::Whole(record) => format!("「{}」（{}）", record.heading(reference), record.when()),
            Row::Waiting(row) => format!("「{}」（历史数据）", row.name().unwrap_or("名称未登记")),
        }
    }
}

/// The record or imported row that an address names; anything else is not found, and the attempt is noted (T23).
async fn row<'a, T: Imported>(
    house: &House,
    person: &Person,
    collecting: &'a Collecting,
    item: &str,
) -> Result<Row<'a, T>, Problem> {
    let waiting = item.parse().ok().and_then(|id| find_waiting::<T>(&collecting.draft, id));
    match waiting {
        Some(row) => Ok(Row::Waiting(row)),
        None => Ok(Row::Whole(named(house, person, collecting, item).await?)),
    }
}

fn title<T: Chapter>(item: Option<ItemId>) -> String {
    format!("{}{}", if item.is_some() { "编辑" } else { "新增" }, T::WORD)
}

struct Redrawn<'a> {
    typed: &'a Typed,
    faults: &'a Faults,
    notes: &'a PictureNotes,
    notice: Option<String>,
    lock: Option<&'a Lock>,
}

fn draw<T: Chapter>(
    house: &House,
    person: &Person,
    item: Option<ItemId>,
    status: Status,
    redrawn: &Redrawn<'_>,
) -> Answer {
    let visit = &person.visit;
    let sheet = Sheet {
        token: &visit.browser.token,
        once: house.once(),
        action: item.map_or(format!("{}/new", T::PATH), |id| format!("{}/{id}", T::PATH)),
        typed: redrawn.typed,
        faults: redrawn.faults,
        notes: redrawn.notes,
        reference: house.office.reference(),
        most_kb: house.config.upload_kb,
        lock: redrawn.lock,
    };
    let title = title::<T>(item);
    let body = pages::form(&title, redrawn.notice.as_deref(), T::PATH, &sheet, T::fields(&sheet));
    Page::with(status, visit.page_back(house, &title, (T::PATH, "返回列表"), body)).into()
}

/// The form for a new record.
pub async fn new<T: Chapter>(house: &House, person: &Person) -> Result<Answer, Problem> {
    let collecting = collecting(house, person).await?;
    if !collecting.editable {
        return Ok(leads_to(T::PATH));
    }
    let mut typed = T::blank();
    typed.set("version", collecting.draft.version.to_string());
    let notes = PictureNotes::before(house, person, T::SLOTS).await?;
    let redrawn = Redrawn { typed: &typed, faults: &Faults::new(), notes: &notes, notice: None, lock: None };
    Ok(draw::<T>(house, person, None, Status::Ok, &redrawn))
}

/// The form filled with a record; what the officer asked to mend stands at its fields.
pub async fn edit<T: Chapter>(house: &House, person: &Person, item: &str) -> Result<Answer, Problem> {
    let collecting = collecting(house, person).await?;
    let row = row::<T>(house, person, &collecting, item).await?;
    if !collecting.editable {
        return Ok(leads_to(format!("{}/{}/view", T::PATH, row.id())));
    }
    let lock = row.lock(house);
    let mut typed = match &row {
        Row::Whole(record) => record.filled(),
        Row::Waiting(_) => T::blank(),
    };
    if let Some(lock) = &lock {
        lock.hold(&mut typed);
    }
    typed.set("version", collecting.draft.version.to_string());
    let mut faults = Faults::new();
    for (field, text) in remarks_about::<T>(&collecting.remarks, row.id()) {
        faults.push(field_of(&field), format!("审核意见：{text}"));
    }
    let notes = PictureNotes::before(house, person, T::SLOTS).await?;
    let lock = lock.as_ref();
    let redrawn = Redrawn { typed: &typed, faults: &faults, notes: &notes, notice: None, lock };
    Ok(draw::<T>(house, person, Some(row.id()), Status::Ok, &redrawn))
}

/// A record to be read.
pub async fn view<T: Chapter>(house: &House, person: &Person, item: &str) -> Result<Page, Problem> {
    let collecting = collecting(house, person).await?;
    let id = row::<T>(house, person, &collecting, item).await?.id();
    let sections = lines(&collecting.draft, &collecting.identity, house.office.reference());
    let name = id.to_string();
    let own = |section: &&Section| section.step == T::STEP && section.item.as_ref() == Some(&name);
    let section = sections.iter().find(own).ok_or_else(Refused::not_found)?;
    let edit = collecting.editable.then(|| format!("{}/{id}", T::PATH));
    let body = pages::facts(T::WORD, section, edit.as_deref());
    Ok(Page::new(person.visit.page_back(house, T::WORD, (T::PATH, "返回列表"), body)))
}

/// Receives the form of a record: pictures first, then what was typed, then the record into the draft.
pub async fn post<T: Chapter>(
    house: &House,
    person: &Person,
    item: Option<&str>,
    mut posted: Posted<T::Entry>,
) -> Result<Answer, Problem> {
    let found = collecting(house, person).await?;
    let row = match item {
        Some(item) => Some(row::<T>(house, person, &found, item).await?),
        None => None,
    };
    let (item, lock) = (row.as_ref().map(Row::id), row.as_ref().and_then(|row| row.lock(house)));
    let slots = Slots::receive(house, person, T::SLOTS, &mut posted.typed).await?;
    let rearranged = T::rearranges(&mut posted.typed);
    // Whatever was posted for it, a locked fact is what was approved (guide 3.3(1), 3.4(1)).
    if let Some(lock) = &lock {
        lock.hold(&mut posted.typed);
    }
    let again = |status, faults: &Faults, typed: &Typed, notice| {
        let redrawn = Redrawn { typed, faults, notes: &slots.notes, notice, lock: lock.as_ref() };
        draw::<T>(house, person, item, status, &redrawn)
    };
    if slots.only_pictures || rearranged || posted.typed.has("choose") {
        return Ok(again(slots.status(), &slots.faults, &posted.typed, None));
    }
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let (record, mut faults) = match posted.mean(&means) {
        Ok(entry) => {
            let id = item.unwrap_or(ItemId::from_bytes([0; 16]));
            let record = record_of(entry, id, &slots);
            let later = posted.typed.has("later");
            let faults = if later { Faults::new() } else { at_fields(&record.lacks(means.today)) };
            (Some(record), faults)
        }
        Err(faults) => (None, faults),
    };
    // A picture that could not be taken is the reason why its slot is empty, so that sentence goes first.
    let pictures = slots.faults.iter().map(|fault| fault.field.as_str());
    let refused: Vec<String> = pictures.map(String::from).collect();
    let rest = faults.iter().filter(|fault| !refused.contains(&fault.field)).cloned();
    faults = slots.faults.iter().cloned().chain(rest).collect();
    let Some(record) = record.filter(|_| faults.is_empty()) else {
        return Ok(again(Status::UnprocessableEntity, &faults, &posted.typed, None));
    };
    let seen = posted.typed.text("version").parse().unwrap_or(u32::MAX);
    let owner = person.id;
    let once = person.visit.once(posted.once());
    let kept = house.office.act_once(person.visit.act(T::VERBS[0]), once, move |ledger| {
        actions::keep(ledger, owner, seen, item, &record)?;
        Ok(T::PATH.to_string())
    });
    match kept.await {
        Ok(location) => Ok(leads_to(location)),
        Err(Stop::Refused(Refusal::Overlaps(other))) => {
            let mut faults = Faults::new();
            let draft = collecting(house, person).await?.draft;
            let text = find::<T>(&draft, other).and_then(Listed::stretch).map(|one| overlap_sentence(&one));
            faults.push("from", text.unwrap_or_default());
            Ok(again(Status::UnprocessableEntity, &faults, &posted.typed, None))
        }
        Err(Stop::Refused(Refusal::Collection(refusal @ collection::Refusal::Stale))) => {
            let now = collecting(house, person).await?.draft.version;
            posted.typed.set("version", now.to_string());
            Ok(again(Status::Conflict, &Faults::new(), &posted.typed, Some(refusal.sentence())))
        }
        Err(stop) => Err(stop.into()),
    }
}

/// Asks before a record is deleted.
pub async fn ask_delete<T: Chapter>(house: &House, person: &Person, item: &str) -> Result<Answer, Problem> {
    let collecting = collecting(house, person).await?;
    let row = row::<T>(house, person, &collecting, item).await?;
    if !collecting.editable {
        return Ok(leads_to(T::PATH));
    }
    let what = format!("{}{}", T::WORD, row.words(house.office.reference()));
    let (action, token) = (format!("{}/{}/delete", T::PATH, row.id()), &person.visit.browser.token);
    let body = pages::delete(&action, token, &house.once(), collecting.draft.version, &what, T::PATH);
    Ok(Page::new(person.visit.page_back(house, "确认删除", (T::PATH, "返回列表"), body)).into())
}

/// Deletes a record.
pub async fn delete<T: Chapter>(
    house: &House,
    person: &Person,
    item: &str,
    posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    let id: ItemId = item.parse().map_err(|_| Refused::not_found())?;
    let seen = posted.typed.text("version").parse().unwrap_or(u32::MAX);
    let owner = person.id;
    let once = person.visit.once(posted.once());
    let done = house.office.act_once(person.visit.act(T::VERBS[1]), once, move |ledger| {
        actions::delete::<T>(ledger, owner, seen, id)?;
        Ok::<_, Stop<Refusal>>(T::PATH.to_string())
    });
    Ok(leads_to(done.await?))
}
