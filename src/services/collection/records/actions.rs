//! Keeping and deleting one record of the draft.

use super::super::actions::{self, Collecting, load};
use crate::dossier::{Draft, Imported, PastRow, find, find_waiting, overlapped};
use crate::office::{Ledger, Stop};
use crate::terms::{AccountId, ItemId};

/// Why a record is not kept; says nothing about the person, because refusals are journalled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The collection as a whole refuses.
    Collection(actions::Refusal),
    /// The record is not there, or not this person's.
    Gone,
    /// Its time overlaps that of this record.
    Overlaps(ItemId),
}

fn collection(stop: Stop<actions::Refusal>) -> Stop<Refusal> {
    match stop {
        Stop::Refused(refusal) => Stop::Refused(Refusal::Collection(refusal)),
        Stop::Failed(broken) => Stop::Failed(broken),
    }
}

fn current(ledger: &Ledger<'_>, person: AccountId) -> Result<Collecting, Stop<Refusal>> {
    load(&**ledger, person).map_err(collection)
}

/// Keeps a record in place of the one named `item`, or as a new one; where an imported row stood, it is completed.
pub fn keep<T: Imported>(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    seen: u32,
    item: Option<ItemId>,
    record: &T,
) -> Result<(), Stop<Refusal>> {
    let draft = current(ledger, person)?.draft;
    let id = match item {
        Some(id) if !stands::<T>(&draft, id) => return Err(Stop::Refused(Refusal::Gone)),
        Some(id) => id,
        None => ItemId::from_bytes(ledger.draw_id()),
    };
    let before = find::<T>(&draft, id).and_then(Imported::original);
    let original = before.or(find_waiting::<T>(&draft, id)).cloned();
    let record = record.clone().named(id).made_of(original);
    // A stale page is told so first: what it overlaps may be the very change it has not seen.
    if draft.version == seen
        && let Some(other) = overlapped(&draft, &record)
    {
        return Err(Stop::Refused(Refusal::Overlaps(other.id())));
    }
    let kept = actions::save(ledger, person, seen, |draft| {
        T::waiting_to_fill(draft).retain(|row| row.id() != id);
        let list = T::list_to_fill(draft);
        match list.iter_mut().find(|one| one.id() == id) {
            Some(place) => *place = record.clone(),
            None => list.push(record.clone()),
        }
    });
    ledger.about(id);
    kept.map(|_| ()).map_err(collection)
}

/// Whether a record or an imported row of this name stands in the draft.
fn stands<T: Imported>(draft: &Draft, id: ItemId) -> bool {
    find::<T>(draft, id).is_some() || find_waiting::<T>(draft, id).is_some()
}

/// Deletes a record, or an imported row that nobody has completed.
pub fn delete<T: Imported>(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    seen: u32,
    id: ItemId,
) -> Result<(), Stop<Refusal>> {
    if !stands::<T>(&current(ledger, person)?.draft, id) {
        return Err(Stop::Refused(Refusal::Gone));
    }
    let kept = actions::save(ledger, person, seen, |draft| {
        T::waiting_to_fill(draft).retain(|row| row.id() != id);
        T::list_to_fill(draft).retain(|one| one.id() != id);
    });
    ledger.about(id);
    kept.map(|_| ()).map_err(collection)
}
