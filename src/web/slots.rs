//! Pictures inside a form: whatever else is wrong with the form, what was uploaded stays.
//!
//! A slot named `front` reads the files chosen as `front`, the picture already kept as `kept.front`, and the button
//! that was pressed from `picture`: `remove:front`, `rotate:front`, `phone:front`, `stock:front` or `take:front`, which
//! takes the picture chosen as `stock.front`. New pictures are developed and stored by an act of their own before the
//! form is looked at, so a form that is drawn again at 422 still has them.

use super::camera::{self, CameraLink};
use super::guards::{Person, Visit};
use super::house::House;
use super::phone::Phone;
use super::photos::{Limits, Prepared, rotate};
use super::problem::Problem;
use super::stock::{self, Chooser};
use super::typed::Typed;
use crate::office::{Picture, keep_picture, picture_of};
use crate::store::{Attachment, attachment};
use crate::terms::{AccountId, FileId};
use crate::ui::Faults;
use rocket::http::Status;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// One place for a picture in a form.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// The name of the file field.
    pub field: &'static str,
    /// What the stored picture is good for; a picture uploaded for one slot counts for no other (T26).
    pub purpose: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// Sizes.
    pub limits: Limits,
}

/// Whose pictures a form brings, and who is at the browser that brings them.
#[derive(Clone, Copy)]
pub struct Owner<'a> {
    /// The account.
    pub id: AccountId,
    /// The visit.
    pub visit: &'a Visit,
}

impl<'a> From<&'a Person> for Owner<'a> {
    fn from(person: &'a Person) -> Owner<'a> {
        Owner { id: person.id, visit: &person.visit }
    }
}

impl<'a> From<&'a Phone> for Owner<'a> {
    fn from(phone: &'a Phone) -> Owner<'a> {
        Owner { id: phone.handoff.account, visit: &phone.visit }
    }
}

/// What is told beside the places for pictures.
#[derive(Clone, Debug, Default)]
pub struct PictureNotes {
    said: BTreeMap<&'static str, Vec<String>>,
    /// The phone that takes pictures for this form.
    pub link: Option<CameraLink>,
    /// Pictures of 材料库 to choose from.
    pub chooser: Option<Box<Chooser>>,
    stocked: BTreeSet<&'static str>,
}

impl PictureNotes {
    /// The notes of a form before anything was sent: the places for which 材料库 has something.
    pub async fn before<'a>(
        house: &House,
        owner: impl Into<Owner<'a>>,
        slots: &[Slot],
    ) -> Result<PictureNotes, Problem> {
        let stocked = stock::places(house, owner.into(), slots).await?;
        Ok(PictureNotes { stocked, ..PictureNotes::default() })
    }

    /// Whether 材料库 has something for a field.
    pub fn has_stock(&self, field: &str) -> bool {
        self.stocked.contains(field)
    }

    /// What was done to the picture of a field, in words.
    pub fn of(&self, field: &str) -> &[String] {
        self.said.get(field).map_or(&[], Vec::as_slice)
    }
}

/// The pictures of one form after it was received.
#[derive(Clone, Debug, Default)]
pub struct Slots {
    held: BTreeMap<&'static str, FileId>,
    /// What was done to the pictures, and the phone that takes some.
    pub notes: PictureNotes,
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

    /// How a page answers that is only drawn again: 422 when a picture could not be taken.
    pub fn status(&self) -> Status {
        if self.faults.is_empty() { Status::Ok } else { Status::UnprocessableEntity }
    }

    /// Settles every slot of a form and writes the outcome back into `typed` as `kept.<field>`.
    pub async fn receive<'a>(
        house: &House,
        owner: impl Into<Owner<'a>>,
        slots: &[Slot],
        typed: &mut Typed,
    ) -> Result<Slots, Problem> {
        let owner = owner.into();
        let mut received = Slots::default();
        let pressed = typed.text("picture").to_string();
        received.only_pictures = !pressed.is_empty();
        // A newer phone takes the place of the one before; what that one took still comes in.
        let begun = match pressed.strip_prefix("phone:") {
            Some(field) => camera::begin(house, owner, slots, field).await?,
            None => None,
        };
        let mut link = camera::carried(house, owner, typed).await?;
        for slot in slots {
            let kept = held(house, owner, slot, typed).await?;
            let fresh = link.as_ref().and_then(|link| link.fresh(slot.field));
            let now = if pressed == format!("remove:{}", slot.field) {
                None
            } else if !typed.files(slot.field).is_empty() {
                received.develop(house, owner, slot, typed.files(slot.field).to_vec()).await?.or(kept)
            } else if pressed == format!("rotate:{}", slot.field) {
                received.turn(house, owner, slot, kept).await?
            } else if pressed == format!("take:{}", slot.field) {
                received.take(house, owner, slot, typed).await?.or(kept)
            } else if let Some(shot) = own(house, owner, slot, fresh).await? {
                received.notes.said.insert(slot.field, vec!["已从手机取回".into()]);
                Some(shot)
            } else {
                kept
            };
            if let (Some(link), Some(fresh)) = (&mut link, fresh) {
                link.taken.push(fresh);
            }
            let name = format!("kept.{}", slot.field);
            match now {
                Some(id) => {
                    typed.set(&name, id.to_string());
                    received.held.insert(slot.field, id);
                }
                None => typed.forget(&name),
            }
        }
        received.notes.link = begun.or(link).map(|link| link.drawn(house));
        received.notes.stocked = stock::places(house, owner, slots).await?;
        received.notes.chooser = match stock::asked(&pressed, slots, &received.faults) {
            Some((slot, after)) => stock::chooser(house, owner, slot, after).await?.map(Box::new),
            None => None,
        };
        Ok(received)
    }

    async fn take(
        &mut self,
        house: &House,
        owner: Owner<'_>,
        slot: &Slot,
        typed: &Typed,
    ) -> Result<Option<FileId>, Problem> {
        match stock::take(house, owner, slot, typed).await? {
            Ok((id, notes)) => {
                self.notes.said.insert(slot.field, notes);
                Ok(Some(id))
            }
            Err(fault) => {
                self.faults.push(slot.field, fault);
                Ok(None)
            }
        }
    }

    async fn develop(
        &mut self,
        house: &House,
        owner: Owner<'_>,
        slot: &Slot,
        files: Vec<Vec<u8>>,
    ) -> Result<Option<FileId>, Problem> {
        match develop(house, owner, slot.purpose, slot.limits, files).await? {
            Ok((id, notes)) => {
                self.notes.said.insert(slot.field, notes);
                Ok(Some(id))
            }
            Err(fault) => {
                self.faults.push(slot.field, fault);
                Ok(None)
            }
        }
    }

    async fn turn(
        &mut self,
        house: &House,
        owner: Owner<'_>,
        slot: &Slot,
        kept: Option<FileId>,
    ) -> Result<Option<FileId>, Problem> {
        let Some(id) = kept else { return Ok(None) };
        let (person, purpose) = (owner.id, slot.purpose);
        let found = house.office.look(move |view| {
            let Some(file) = picture_of(view, person, purpose, &id)? else { return Ok(None) };
            Ok::<_, Problem>(attachment(view, &file.digest)?)
        });
        let Some(bytes) = found.await? else { return Ok(None) };
        let limits = house.limits_of(slot.limits);
        match tokio::task::spawn_blocking(move || rotate(&bytes, 1, &limits)).await {
            Ok(Ok(turned)) => Ok(Some(keep(house, owner, purpose, turned).await?)),
            Ok(Err(fault)) => {
                self.faults.push(slot.field, fault.to_string());
                Ok(Some(id))
            }
            Err(_) => Ok(Some(id)),
        }
    }
}

/// Develops uploaded files into one picture and keeps it, with what was done to it in words; or says what is wrong.
pub async fn develop(
    house: &House,
    owner: Owner<'_>,
    purpose: &str,
    limits: Limits,
    files: Vec<Vec<u8>>,
) -> Result<Result<(FileId, Vec<String>), String>, Problem> {
    match house.darkroom.develop(files, house.limits_of(limits)).await {
        Ok(prepared) => {
            let notes = prepared.notes.iter().map(ToString::to_string).collect();
            Ok(Ok((keep(house, owner, purpose, prepared).await?, notes)))
        }
        Err(fault) => Ok(Err(fault.to_string())),
    }
}

async fn held(
    house: &House,
    owner: Owner<'_>,
    slot: &Slot,
    typed: &Typed,
) -> Result<Option<FileId>, Problem> {
    own(house, owner, slot, FileId::from_str(typed.text(&format!("kept.{}", slot.field))).ok()).await
}

/// The picture, if it is the owner's and was made for this slot.
async fn own(
    house: &House,
    owner: Owner<'_>,
    slot: &Slot,
    id: Option<FileId>,
) -> Result<Option<FileId>, Problem> {
    let Some(id) = id else { return Ok(None) };
    let (person, purpose) = (owner.id, slot.purpose);
    let found = house.office.look(move |view| picture_of(view, person, purpose, &id)).await?;
    Ok(found.map(|_| id))
}

async fn keep(house: &House, owner: Owner<'_>, purpose: &str, prepared: Prepared) -> Result<FileId, Problem> {
    let length = u32::try_from(prepared.bytes.len()).unwrap_or(u32::MAX);
    let (width, height) = (prepared.width, prepared.height);
    let picture = Picture { attachment: Attachment::new(prepared.bytes), length, width, height };
    let (person, purpose) = (owner.id, purpose.to_string());
    let kept = house.office.work(owner.visit.act("picture.keep"), move |ledger| {
        keep_picture(ledger, person, &purpose, &picture)
    });
    Ok(kept.await?)
}
