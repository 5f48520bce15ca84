//! Keeping and deleting one record of the draft.

use super::super::actions::{self, Collecting, load};
use crate::dossier::{Listed, find, overlapped};
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

/// Keeps a record in place of the one named `item`, or as a new one.
pub fn keep<T: Listed>(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    seen: u32,
    item: Option<ItemId>,
    record: &T,
) -> Result<(), Stop<Refusal>> {
    let draft = current(ledger, person)?.draft;
    let id = match item {
        Some(id) if find::<T>(&draft, id).is_none() => return Err(Stop::Refused(Refusal::Gone)),
        Some(id) => id,
        None => ItemId::from_bytes(ledger.draw_id()),
    };
    let record = record.clone().named(id);
    // A stale page is told so first: what it overlaps may be the very change it has not seen.
    if draft.version == seen
        && let Some(other) = overlapped(&draft, &record)
    {
        return Err(Stop::Refused(Refusal::Overlaps(other.id())));
    }
    let kept = actions::save(ledger, person, seen, |draft| {
        let list = T::list_to_fill(draft);
        match list.iter_mut().find(|one| one.id() == id) {
            Some(place) => *place = record.clone(),
            None => list.push(record.clone()),
        }
    });
    ledger.about(id);
    kept.map(|_| ()).map_err(collection)
}

/// Deletes a record.
pub fn delete<T: Listed>(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    seen: u32,
    id: ItemId,
) -> Result<(), Stop<Refusal>> {
    if find::<T>(&current(ledger, person)?.draft, id).is_none() {
        return Err(Stop::Refused(Refusal::Gone));
    }
    let kept = actions::save(ledger, person, seen, |draft| {
        T::list_to_fill(draft).retain(|one| one.id() != id);
    });
    ledger.about(id);
    kept.map(|_| ()).map_err(collection)
}
