//! Pictures inside a form: whatever else is wrong with the form, what was uploaded stays.
//!
//! A slot named `front` reads the files chosen as `front`, the picture already kept as `kept.front`, and the button
//! that was pressed from `picture`: `remove:front` or `rotate:front`. New pictures are developed and stored by an
//! act of their own before the form is looked at, so a form that is drawn again at 422 still has them.

use super::guards::Person;
use super::house::House;
use super::photos::{Limits, rotate};
use super::problem::Problem;
use super::typed::Typed;
use crate::office::{Picture, keep_picture, picture_of};
use crate::store::{Attachment, attachment};
use crate::terms::FileId;
use crate::ui::Faults;
use std::collections::BTreeMap;
use std::str::FromStr;

/// One place for a picture in a form.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// The name of the file field.
    pub field: &'static str,
    /// What the stored picture is good for; a picture uploaded for one slot counts for no other (T26).
    pub purpose: &'static str,
    /// Sizes.
    pub limits: Limits,
}

/// The pictures of one form after it was received.
#[derive(Clone, Debug, Default)]
pub struct Slots {
    held: BTreeMap<&'static str, FileId>,
    /// What was done to the pictures, by field, in words.
    pub notes: BTreeMap<&'static str, Vec<String>>,
    /// What was wrong with them.
    pub faults: Faults,
    /// A picture button was pressed, so the page is drawn again and nothing else happens.
    pub only_pictures: bool,
}

impl Slots {
    /// The picture now held by a field.
    pub fn of(&self, field: &str) -> Option<FileId> {
        self.held.get(field).copied()
    }

    /// Settles every slot of a form and writes the outcome back into `typed` as `kept.<field>`.
    pub async fn receive(
        house: &House,
        person: &Person,
        slots: &[Slot],
        typed: &mut Typed,
    ) -> Result<Slots, Problem> {
        let mut received = Slots::default();
        let pressed = typed.text("picture").to_string();
        received.only_pictures = !pressed.is_empty();
        for slot in slots {
            let kept = held(house, person, slot, typed).await?;
            let now = if pressed == format!("remove:{}", slot.field) {
                None
            } else if !typed.files(slot.field).is_empty() {
                received.develop(house, person, slot, typed.files(slot.field).to_vec()).await?.or(kept)
            } else if pressed == format!("rotate:{}", slot.field) {
                received.turn(house, person, slot, kept).await?
            } else {
                kept
            };
            let name = format!("kept.{}", slot.field);
            match now {
                Some(id) => {
                    typed.set(&name, id.to_string());
                    received.held.insert(slot.field, id);
                }
                None => typed.forget(&name),
            }
        }
        Ok(received)
    }

    async fn develop(
        &mut self,
        house: &House,
        person: &Person,
        slot: &Slot,
        files: Vec<Vec<u8>>,
    ) -> Result<Option<FileId>, Problem> {
        match house.darkroom.develop(files, slot.limits).await {
            Ok(prepared) => {
                let notes = prepared.notes.iter().map(ToString::to_string).collect();
                self.notes.insert(slot.field, notes);
                let length = u32::try_from(prepared.bytes.len()).unwrap_or(u32::MAX);
                let (width, height) = (prepared.width, prepared.height);
                let picture = Picture { attachment: Attachment::new(prepared.bytes), length, width, height };
                Ok(Some(keep(house, person, slot.purpose, picture).await?))
            }
            Err(fault) => {
                self.faults.push(slot.field, fault.to_string());
                Ok(None)
            }
        }
    }

    async fn turn(
        &mut self,
        house: &House,
        person: &Person,
        slot: &Slot,
        kept: Option<FileId>,
    ) -> Result<Option<FileId>, Problem> {
        let Some(id) = kept else { return Ok(None) };
        let (owner, purpose) = (person.id, slot.purpose);
        let found = house.office.look(move |view| {
            let Some(file) = picture_of(view, owner, purpose, &id)? else { return Ok(None) };
            Ok::<_, Problem>(attachment(view, &file.digest)?)
        });
        let Some(bytes) = found.await? else { return Ok(None) };
        let limits = slot.limits;
        match tokio::task::spawn_blocking(move || rotate(&bytes, 1, &limits)).await {
            Ok(Ok(turned)) => {
                let length = u32::try_from(turned.bytes.len()).unwrap_or(u32::MAX);
                let (width, height) = (turned.width, turned.height);
                let picture = Picture { attachment: Attachment::new(turned.bytes), length, width, height };
                Ok(Some(keep(house, person, slot.purpose, picture).await?))
            }
            Ok(Err(fault)) => {
                self.faults.push(slot.field, fault.to_string());
                Ok(Some(id))
            }
            Err(_) => Ok(Some(id)),
        }
    }
}

async fn held(house: &House, person: &Person, slot: &Slot, typed: &Typed) -> Result<Option<FileId>, Problem> {
    let Ok(id) = FileId::from_str(typed.text(&format!("kept.{}", slot.field))) else { return Ok(None) };
    let (owner, purpose) = (person.id, slot.purpose);
    let own = house.office.look(move |view| picture_of(view, owner, purpose, &id)).await?;
    Ok(own.map(|_| id))
}

async fn keep(
    house: &House,
    person: &Person,
    purpose: &'static str,
    picture: Picture,
) -> Result<FileId, Problem> {
    let owner = person.id;
    let act = person.visit.act("picture.keep");
    let kept = house.office.act(act, move |ledger| {
        Ok::<_, crate::office::Stop<crate::casework::Refusal>>(keep_picture(
            ledger, owner, purpose, &picture,
        )?)
    });
    Ok(kept.await?)
}
