//! A change of what is on record: the state it was made from beside the state it leads to (guide 4 and 6, spec 1.12–1.14, 1.17).
//!
//! What always holds: applying a change to a dossier that still holds the state before gives the state after and touches
//! nothing else; a dossier that no longer holds the state before is left alone.

use super::basics::{Basics, Identity};
use super::draft::Dossier;
use super::education::Education;
use super::employment::Employment;
use super::fault::Step;
use super::licence::Licence;
use super::title::Title;
use crate::terms::{Day, Document, FileId, ItemId, PersonName, Phone, Sex};
use minicbor::{Decode, Encode};

/// What only a correction with papers may change (更正, spec 2.4).
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Particulars {
    /// 有效身份证件.
    #[n(0)]
    pub document: Document,
    /// 姓名.
    #[n(1)]
    pub name: PersonName,
    /// 性别.
    #[n(2)]
    pub sex: Sex,
    /// 出生年月.
    #[n(3)]
    pub birth: Day,
}

/// One change; `None` before means a new record, `None` after a deleted one.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Change {
    /// 基本信息变更.
    #[n(0)]
    Basics {
        /// What was on record.
        #[n(0)]
        before: Box<Basics>,
        /// What shall be.
        #[n(1)]
        after: Box<Basics>,
    },
    /// 教育经历变更.
    #[n(1)]
    Education {
        /// What was on record.
        #[n(0)]
        before: Option<Box<Education>>,
        /// What shall be.
        #[n(1)]
        after: Option<Box<Education>>,
    },
    /// 工作经历变更.
    #[n(2)]
    Employment {
        /// What was on record.
        #[n(0)]
        before: Option<Box<Employment>>,
        /// What shall be.
        #[n(1)]
        after: Option<Box<Employment>>,
    },
    /// 更换手机号.
    #[n(3)]
    Phone {
        /// What was on record.
        #[n(0)]
        before: Phone,
        /// What shall be.
        #[n(1)]
        after: Phone,
    },
    /// 更正.
    #[n(4)]
    Particulars {
        /// What was on record.
        #[n(0)]
        before: Box<Particulars>,
        /// What shall be.
        #[n(1)]
        after: Box<Particulars>,
    },
    /// 会计专业技术资格.
    #[n(5)]
    Title {
        /// What was on record.
        #[n(0)]
        before: Option<Box<Title>>,
        /// What shall be.
        #[n(1)]
        after: Option<Box<Title>>,
    },
    /// 其他专业技术人员职业资格.
    #[n(6)]
    Licence {
        /// What was on record.
        #[n(0)]
        before: Option<Box<Licence>>,
        /// What shall be.
        #[n(1)]
        after: Option<Box<Licence>>,
    },
}

/// 变更类型: what is done to the record (spec 1.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeType {
    /// 新增.
    Add,
    /// 变更.
    Alter,
    /// 删除.
    Remove,
}

impl ChangeType {
    /// The type's name for people.
    pub fn label(self) -> &'static str {
        match self {
            ChangeType::Add => "新增",
            ChangeType::Alter => "变更",
            ChangeType::Remove => "删除",
        }
    }
}

/// What a change is about; one request at a time may be open for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// 基本信息.
    Basics,
    /// One record of 教育经历.
    Education(ItemId),
    /// One record of 工作经历.
    Employment(ItemId),
    /// 手机号码.
    Phone,
    /// 姓名, 证件号码, 性别, 出生年月.
    Particulars,
    /// One record of 会计专业技术资格.
    Title(ItemId),
    /// One record of 其他专业技术人员职业资格.
    Licence(ItemId),
}

impl Target {
    /// Whether two open requests would get in each other's way: both about the same thing, or both about the person.
    pub fn excludes(self, other: Target) -> bool {
        let of_person = |one| matches!(one, Target::Basics | Target::Particulars);
        self == other || of_person(self) && of_person(other)
    }
}

/// A change does not fit what is on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch;

impl Change {
    /// What it is about; none for a change from nothing to nothing, which nobody can ask for.
    pub fn target(&self) -> Option<Target> {
        Some(match self {
            Change::Basics { .. } => Target::Basics,
            Change::Education { before, after } => Target::Education(after.as_ref().or(before.as_ref())?.id),
            Change::Employment { before, after } => {
                Target::Employment(after.as_ref().or(before.as_ref())?.id)
            }
            Change::Phone { .. } => Target::Phone,
            Change::Particulars { .. } => Target::Particulars,
            Change::Title { before, after } => Target::Title(after.as_ref().or(before.as_ref())?.id),
            Change::Licence { before, after } => Target::Licence(after.as_ref().or(before.as_ref())?.id),
        })
    }

    /// 变更类型.
    pub fn change_type(&self) -> ChangeType {
        fn of<T>(before: Option<&T>, after: Option<&T>) -> ChangeType {
            match (before, after) {
                (None, _) => ChangeType::Add,
                (Some(_), None) => ChangeType::Remove,
                (Some(_), Some(_)) => ChangeType::Alter,
            }
        }
        match self {
            Change::Education { before, after } => of(before.as_ref(), after.as_ref()),
            Change::Employment { before, after } => of(before.as_ref(), after.as_ref()),
            Change::Title { before, after } => of(before.as_ref(), after.as_ref()),
            Change::Licence { before, after } => of(before.as_ref(), after.as_ref()),
            Change::Basics { .. } | Change::Phone { .. } | Change::Particulars { .. } => ChangeType::Alter,
        }
    }

    /// The part of the record it is listed under.
    pub fn step(&self) -> Step {
        match self {
            Change::Education { .. } => Step::Education,
            Change::Employment { .. } => Step::Employment,
            Change::Title { .. } => Step::Titles,
            Change::Licence { .. } => Step::Licences,
            Change::Basics { .. } | Change::Phone { .. } | Change::Particulars { .. } => Step::Basics,
        }
    }

    /// Whether nothing would be different.
    pub fn is_empty(&self) -> bool {
        match self {
            Change::Basics { before, after } => before == after,
            Change::Education { before, after } => before == after,
            Change::Employment { before, after } => before == after,
            Change::Phone { before, after } => before == after,
            Change::Particulars { before, after } => before == after,
            Change::Title { before, after } => before == after,
            Change::Licence { before, after } => before == after,
        }
    }

    /// The dossier with the change made, if it still holds what the change was made from.
    pub fn apply(&self, dossier: &Dossier) -> Result<Dossier, Mismatch> {
        let mut changed = dossier.clone();
        match self {
            Change::Basics { before, after } => exchange(&mut changed.basics, before, after)?,
            Change::Education { before, after } => {
                replace(&mut changed.education, before.as_deref(), after.as_deref(), |one| one.id)?;
            }
            Change::Employment { before, after } => {
                replace(&mut changed.employment, before.as_deref(), after.as_deref(), |one| one.id)?;
            }
            Change::Title { before, after } => {
                replace(&mut changed.titles, before.as_deref(), after.as_deref(), |one| one.id)?;
            }
            Change::Licence { before, after } => {
                replace(&mut changed.licences, before.as_deref(), after.as_deref(), |one| one.id)?;
            }
            Change::Phone { before, after } => exchange(&mut changed.identity.phone, before, after)?,
            Change::Particulars { before, after } => {
                if Particulars::of(&changed) != **before {
                    return Err(Mismatch);
                }
                after.write(&mut changed);
            }
        }
        Ok(changed)
    }

    /// Every picture that either state refers to.
    pub fn files(&self) -> Vec<FileId> {
        match self {
            Change::Basics { before, after } => [before.files(), after.files()].concat(),
            Change::Education { before, after } => {
                [before, after].into_iter().flatten().flat_map(|one| one.files.all()).collect()
            }
            Change::Employment { before, after } => {
                [before, after].into_iter().flatten().flat_map(|one| one.files.all()).collect()
            }
            Change::Title { before, after } => {
                [before, after].into_iter().flatten().filter_map(|one| one.picture).collect()
            }
            Change::Licence { before, after } => {
                [before, after].into_iter().flatten().filter_map(|one| one.picture).collect()
            }
            Change::Phone { .. } | Change::Particulars { .. } => Vec::new(),
        }
    }
}

impl Particulars {
    /// Those of a dossier.
    pub fn of(dossier: &Dossier) -> Particulars {
        Particulars {
            document: dossier.identity.document.clone(),
            name: dossier.identity.name.clone(),
            sex: dossier.basics.sex,
            birth: dossier.basics.birth,
        }
    }

    fn write(&self, dossier: &mut Dossier) {
        dossier.identity = Identity {
            document: self.document.clone(),
            name: self.name.clone(),
            phone: dossier.identity.phone.clone(),
        };
        dossier.basics.sex = self.sex;
        dossier.basics.birth = self.birth;
    }
}

fn exchange<T: Clone + PartialEq>(place: &mut T, before: &T, after: &T) -> Result<(), Mismatch> {
    if place != before {
        return Err(Mismatch);
    }
    *place = after.clone();
    Ok(())
}

/// Puts, exchanges or takes out one record of a list; the others keep their places.
fn replace<T: Clone + PartialEq>(
    list: &mut Vec<T>,
    before: Option<&T>,
    after: Option<&T>,
    id: impl Fn(&T) -> ItemId,
) -> Result<(), Mismatch> {
    let found = |one: &T| list.iter().position(|other| id(other) == id(one));
    match (before, after) {
        (None, None) => Err(Mismatch),
        (None, Some(new)) if found(new).is_some() => Err(Mismatch),
        (None, Some(new)) => {
            list.push(new.clone());
            Ok(())
        }
        (Some(old), after) => {
            let place = found(old).filter(|place| list[*place] == *old).ok_or(Mismatch)?;
            match after {
                Some(new) if id(new) != id(old) => return Err(Mismatch),
                Some(new) => list[place] = new.clone(),
                None => drop(list.remove(place)),
            }
            Ok(())
        }
    }
}
