//! Looking through 材料库 and taking a picture out of it.

use crate::office::{Ledger, Stop, browse_stock, forget_picture};
use crate::store::{Broken, Read, Span};
use crate::tables::{CASES, DOSSIERS, DRAFTS, FILES, FILES_BY_CONTENT, FileRecord, Stocked};
use crate::terms::{AccountId, CaseNumber, FileId, Moment};
use std::collections::BTreeSet;

/// Pictures on one page of the list.
pub const PAGE: usize = 20;
/// Records of one content that are looked at; nobody has more of their own.
const SAME: usize = 500;

/// Where a picture is used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// It was filed with this case: its kind and number.
    Case(&'static str, CaseNumber),
    /// The collection being filled in has it.
    Draft,
    /// It stands in what is on record.
    OnRecord,
}

/// One picture, however often it was uploaded.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The newest record of it.
    pub id: FileId,
    /// The places it was uploaded for.
    pub slots: BTreeSet<String>,
    /// When it was uploaded last.
    pub at: Moment,
    /// Bytes.
    pub length: u32,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// Where it is used.
    pub uses: BTreeSet<Use>,
    /// Whether its owner may take it away.
    pub removable: bool,
}

/// One page of the list.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The pictures, newest first.
    pub pictures: Vec<Kept>,
    /// The last picture of this page, when more follow.
    pub next: Option<FileId>,
}

/// Why a picture is not taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not there, or somebody else's.
    NotFound,
    /// Something that was filed has it.
    Filed,
    /// The collection being filled in has it.
    InDraft,
}

impl Refusal {
    /// What happened and what to do next.
    pub fn sentence(self) -> &'static str {
        match self {
            Refusal::NotFound => "没有找到这张照片，它可能已经删除。",
            Refusal::Filed => "这张照片已经随业务提交，需要作为材料保留，不能删除。",
            Refusal::InDraft => "您的信息采集里正用着这张照片。请先在信息采集里换掉它，再来删除。",
        }
    }
}

/// One page of a person's pictures, each content once, behind the picture `after`.
pub fn shown(read: &impl Read, person: AccountId, after: Option<&FileId>) -> Result<Shown, Broken> {
    let (mut seen, mut page, mut reached) = (BTreeSet::new(), Vec::new(), after.is_none());
    browse_stock(read, person, |id, picture| {
        if seen.insert(picture.digest) && reached {
            page.push((id, picture.clone()));
        }
        reached |= after == Some(&id);
        page.len() <= PAGE
    })?;
    let more = page.len() > PAGE;
    page.truncate(PAGE);
    let next = page.last().filter(|_| more).map(|(id, _)| *id);
    let pictures = page.into_iter().map(|(id, picture)| kept(read, person, id, picture));
    Ok(Shown { pictures: pictures.collect::<Result<_, _>>()?, next })
}

/// The person's records of one content.
fn same(read: &impl Read, person: AccountId, digest: &[u8; 32]) -> Result<Vec<(FileId, FileRecord)>, Broken> {
    let rows = read.list(&FILES_BY_CONTENT, Span::within(digest, SAME))?;
    let mut found = Vec::new();
    for ((_, id), _) in rows.into_iter().filter(|(_, owner)| *owner == person) {
        found.extend(read.get(&FILES, &id)?.map(|file| (id, file)));
    }
    Ok(found)
}

fn kept(read: &impl Read, person: AccountId, id: FileId, picture: Stocked) -> Result<Kept, Broken> {
    let draft = read.get(&DRAFTS, &person)?.map(|draft| draft.files()).unwrap_or_default();
    let on_record = read.get(&DOSSIERS, &person)?.map(|record| record.dossier.files()).unwrap_or_default();
    let (mut slots, mut uses, mut filed) = (BTreeSet::new(), BTreeSet::new(), false);
    for (id, file) in same(read, person, &picture.digest)? {
        slots.insert(file.slot);
        filed |= file.filed;
        if let Some(case) = file.case.map(|case| read.get(&CASES, &case)).transpose()?.flatten() {
            uses.insert(Use::Case(case.kind.label(), case.number));
        }
        if draft.contains(&id) {
            uses.insert(Use::Draft);
        }
        if on_record.contains(&id) {
            uses.insert(Use::OnRecord);
        }
    }
    let removable = !filed && uses.is_empty();
    let (length, size) = (picture.length, (picture.width, picture.height));
    Ok(Kept { id, slots, at: picture.at, length, size, uses, removable })
}

/// The person's own picture.
pub fn own(read: &impl Read, person: AccountId, id: &FileId) -> Result<Option<FileRecord>, Broken> {
    Ok(read.get(&FILES, id)?.filter(|file| file.owner == person))
}

/// Takes a picture away with every record of the same content, if nothing filed and no draft has any of them.
pub fn remove(ledger: &mut Ledger<'_>, person: AccountId, id: &FileId) -> Result<(), Stop<Refusal>> {
    let file = own(&**ledger, person, id)?.ok_or(Stop::Refused(Refusal::NotFound))?;
    ledger.about(id);
    let all = same(&**ledger, person, &file.digest)?;
    if all.iter().any(|(_, file)| file.filed) {
        return Err(Stop::Refused(Refusal::Filed));
    }
    let draft = ledger.get(&DRAFTS, &person)?.map(|draft| draft.files()).unwrap_or_default();
    if all.iter().any(|(id, _)| draft.contains(id)) {
        return Err(Stop::Refused(Refusal::InDraft));
    }
    for (id, _) in all {
        forget_picture(ledger, &id)?;
    }
    Ok(())
}
