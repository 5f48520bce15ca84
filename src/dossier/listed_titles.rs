//! 会计专业技术资格 and 其他专业技术人员职业资格 in the lists of the dossier.

use super::change::{Change, Target};
use super::draft::Draft;
use super::fault::{Fault, Step};
use super::licence::Licence;
use super::listed::{Listed, Stretch};
use super::title::{Source, Title};
use crate::reference::{Dictionary, Reference};
use crate::terms::{Day, ItemId};

impl Listed for Title {
    const STEP: Step = Step::Titles;
    const KEY: &'static str = "title";

    fn id(&self) -> ItemId {
        self.id
    }

    fn named(self, id: ItemId) -> Self {
        Title { id, ..self }
    }

    fn heading(&self, reference: &Reference) -> String {
        reference.label(Dictionary::AccountingPosition, &self.award.name)
    }

    fn when(&self) -> String {
        format!("{} 取得", self.award.obtained)
    }

    fn stretch(&self) -> Option<Stretch> {
        None
    }

    fn lacks(&self, today: Day) -> Vec<Fault> {
        self.faults(today)
    }

    fn list(draft: &Draft) -> &Vec<Self> {
        &draft.titles
    }

    fn list_to_fill(draft: &mut Draft) -> &mut Vec<Self> {
        &mut draft.titles
    }

    fn change(before: Option<Self>, after: Option<Self>) -> Change {
        Change::Title { before: before.map(Box::new), after: after.map(Box::new) }
    }

    fn states(change: &Change) -> Option<[Option<&Self>; 2]> {
        match change {
            Change::Title { before, after } => Some([before.as_deref(), after.as_deref()]),
            _ => None,
        }
    }

    fn target(id: ItemId) -> Target {
        Target::Title(id)
    }

    fn is_locked(&self) -> bool {
        self.source == Source::System
    }
}

impl Listed for Licence {
    const STEP: Step = Step::Licences;
    const KEY: &'static str = "licence";

    fn id(&self) -> ItemId {
        self.id
    }

    fn named(self, id: ItemId) -> Self {
        Licence { id, ..self }
    }

    fn heading(&self, reference: &Reference) -> String {
        let kind = reference.label(Dictionary::LicenceKind, &self.kind);
        let level = self.level.as_ref().map(|level| reference.label(Dictionary::LicenceLevel, level));
        level.map_or_else(|| kind.clone(), |level| format!("{kind}（{level}）"))
    }

    fn when(&self) -> String {
        format!("{} 取得", self.obtained)
    }

    fn stretch(&self) -> Option<Stretch> {
        None
    }

    fn lacks(&self, today: Day) -> Vec<Fault> {
        self.faults(today)
    }

    fn list(draft: &Draft) -> &Vec<Self> {
        &draft.licences
    }

    fn list_to_fill(draft: &mut Draft) -> &mut Vec<Self> {
        &mut draft.licences
    }

    fn change(before: Option<Self>, after: Option<Self>) -> Change {
        Change::Licence { before: before.map(Box::new), after: after.map(Box::new) }
    }

    fn states(change: &Change) -> Option<[Option<&Self>; 2]> {
        match change {
            Change::Licence { before, after } => Some([before.as_deref(), after.as_deref()]),
            _ => None,
        }
    }

    fn target(id: ItemId) -> Target {
        Target::Licence(id)
    }
}
