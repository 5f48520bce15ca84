//! Records that stand in a list of the dossier, and how they lie in time beside each other (spec 1.13).

use super::change::{Change, Target};
use super::draft::Draft;
use super::education::Education;
use super::employment::Employment;
use super::fault::{Fault, Step};
use crate::reference::Reference;
use crate::terms::{Day, ItemId, Period};

/// Shorter pauses, such as a summer between two schools, are not worth a word.
const NOTED_GAP: i64 = 93;
const DAYS_OF_A_MONTH: i64 = 30;

/// A record that stands in one of the draft's lists.
pub trait Listed: Clone + Send + Sync + 'static {
    /// The step that lists such records.
    const STEP: Step;
    /// The first word of its line keys.
    const KEY: &'static str;

    /// Names the record.
    fn id(&self) -> ItemId;
    /// Gives a new record its name.
    fn named(self, id: ItemId) -> Self;
    /// What a list calls it: the school, the employer, the qualification.
    fn heading(&self, reference: &Reference) -> String;
    /// Its period, or the day it was obtained on.
    fn when(&self) -> String;
    /// School or employer, and when; none for what happened on a day and therefore overlaps nothing.
    fn stretch(&self) -> Option<Stretch>;
    /// What the record by itself still lacks or contradicts.
    fn lacks(&self, today: Day) -> Vec<Fault>;
    /// The list it stands in.
    fn list(draft: &Draft) -> &Vec<Self>;
    /// The list it stands in, to be changed; a record is about to stand there.
    fn list_to_fill(draft: &mut Draft) -> &mut Vec<Self>;
    /// The change from one state of such a record to another.
    fn change(before: Option<Self>, after: Option<Self>) -> Change;
    /// The states that a change of such a record leads from and to; none for a change of something else.
    fn states(change: &Change) -> Option<[Option<&Self>; 2]>;
    /// What a change of the record with this name is about.
    fn target(id: ItemId) -> Target;

    /// Whether it came from a register, so that its person neither changes nor deletes it.
    fn is_locked(&self) -> bool {
        false
    }
    /// The record as a later state of this one: where it came from stays.
    #[must_use]
    fn following(self, _before: &Self) -> Self {
        self
    }
}

impl Listed for Education {
    const STEP: Step = Step::Education;
    const KEY: &'static str = "education";

    fn id(&self) -> ItemId {
        self.id
    }

    fn named(self, id: ItemId) -> Self {
        Education { id, ..self }
    }

    fn heading(&self, _: &Reference) -> String {
        self.school.clone()
    }

    fn when(&self) -> String {
        self.period.to_string()
    }

    fn stretch(&self) -> Option<Stretch> {
        Some(Stretch { name: self.school.clone(), period: self.period })
    }

    fn lacks(&self, _: Day) -> Vec<Fault> {
        self.faults()
    }

    fn list(draft: &Draft) -> &Vec<Self> {
        &draft.education
    }

    fn list_to_fill(draft: &mut Draft) -> &mut Vec<Self> {
        &mut draft.education
    }

    fn change(before: Option<Self>, after: Option<Self>) -> Change {
        Change::Education { before: before.map(Box::new), after: after.map(Box::new) }
    }

    fn states(change: &Change) -> Option<[Option<&Self>; 2]> {
        match change {
            Change::Education { before, after } => Some([before.as_deref(), after.as_deref()]),
            _ => None,
        }
    }

    fn target(id: ItemId) -> Target {
        Target::Education(id)
    }

    fn following(self, before: &Self) -> Self {
        Education { past: before.past.clone(), ..self }
    }
}

impl Listed for Employment {
    const STEP: Step = Step::Employment;
    const KEY: &'static str = "employment";

    fn id(&self) -> ItemId {
        self.id
    }

    fn named(self, id: ItemId) -> Self {
        Employment { id, ..self }
    }

    fn heading(&self, _: &Reference) -> String {
        self.employer.clone()
    }

    fn when(&self) -> String {
        self.period.to_string()
    }

    fn stretch(&self) -> Option<Stretch> {
        Some(Stretch { name: self.employer.clone(), period: self.period })
    }

    fn lacks(&self, today: Day) -> Vec<Fault> {
        self.faults(today)
    }

    fn list(draft: &Draft) -> &Vec<Self> {
        &draft.employment
    }

    fn list_to_fill(draft: &mut Draft) -> &mut Vec<Self> {
        draft.no_employment = false;
        &mut draft.employment
    }

    fn change(before: Option<Self>, after: Option<Self>) -> Change {
        Change::Employment { before: before.map(Box::new), after: after.map(Box::new) }
    }

    fn states(change: &Change) -> Option<[Option<&Self>; 2]> {
        match change {
            Change::Employment { before, after } => Some([before.as_deref(), after.as_deref()]),
            _ => None,
        }
    }

    fn target(id: ItemId) -> Target {
        Target::Employment(id)
    }

    fn following(self, before: &Self) -> Self {
        Employment { past: before.past.clone(), ..self }
    }
}

/// The record of this name.
pub fn find<T: Listed>(draft: &Draft, id: ItemId) -> Option<&T> {
    T::list(draft).iter().find(|one| one.id() == id)
}

/// One record in time: a school or an employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its name.
    pub name: String,
    /// Its period.
    pub period: Period,
}

/// What two neighbours in time have to do with each other, in words, and whether it has to be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The sentence.
    pub text: String,
    /// Overlapping periods are mended; a gap is only shown.
    pub is_fault: bool,
}

/// The first other record of the same list whose time overlaps.
pub fn overlapped<'a, T: Listed>(draft: &'a Draft, record: &T) -> Option<&'a T> {
    let own = record.stretch()?;
    let overlaps = |other: &T| other.stretch().is_some_and(|one| one.period.overlaps(&own.period));
    T::list(draft).iter().find(|other| other.id() != record.id() && overlaps(other))
}

/// The sentence at a period that overlaps another record, naming it.
pub fn overlap_sentence(other: &Stretch) -> String {
    format!("与「{}」（{}）的时间交叉，请核对两条记录的起止时间。", other.name, other.period)
}

/// Gaps and overlaps of records, earliest first.
pub fn relations(records: &[Stretch]) -> Vec<Relation> {
    let mut sorted: Vec<&Stretch> = records.iter().collect();
    sorted.sort_by_key(|one| one.period);
    let mut found = Vec::new();
    for (place, later) in sorted.iter().enumerate() {
        for earlier in &sorted[..place] {
            if earlier.period.overlaps(&later.period) {
                let text = format!("「{}」与「{}」的时间交叉，请核对起止时间。", earlier.name, later.name);
                found.push(Relation { text, is_fault: true });
            }
        }
        if let Some(text) = gap_before(later, &sorted[..place]) {
            found.push(Relation { text, is_fault: false });
        }
    }
    found
}

fn gap_before(later: &Stretch, earlier: &[&Stretch]) -> Option<String> {
    let ends: Option<Vec<Day>> = earlier.iter().map(|one| one.period.to()).collect();
    let end = ends?.into_iter().max()?;
    let days = later.period.from().days_since(end);
    (days >= NOTED_GAP)
        .then(|| format!("{end} 至 {} 之间约有 {} 个月的空档。", later.period.from(), days / DAYS_OF_A_MONTH))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(name: &str, from: &str, to: Option<&str>) -> Stretch {
        let day = |text: &str| Day::parse(text).expect("the day is real");
        let period = Period::new(day(from), to.map(day)).expect("the period is sound");
        Stretch { name: name.into(), period }
    }

    #[test]
    fn a_gap_is_shown_and_an_overlap_is_mended() {
        let records = [
            stretch("丙校", "2017-09-01", None),
            stretch("甲校", "2010-09-01", Some("2014-06-30")),
            stretch("乙校", "2014-05-01", Some("2015-06-30")),
        ];
        let found = relations(&records);
        assert_eq!(found.len(), 2);
        assert!(found[0].is_fault && found[0].text.contains("「甲校」与「乙校」"));
        assert!(!found[1].is_fault && found[1].text.contains("2015-06-30 至 2017-09-01 之间约有 26 个月"));
    }

    #[test]
    fn a_summer_between_two_schools_is_not_mentioned() {
        let records = [
            stretch("甲校", "2010-09-01", Some("2014-06-30")),
            stretch("乙校", "2014-09-01", Some("2015-06-30")),
        ];
        assert_eq!(relations(&records), Vec::new());
    }

    #[test]
    fn nothing_is_a_gap_while_an_earlier_record_still_runs() {
        let records =
            [stretch("甲校", "2010-09-01", None), stretch("乙校", "2014-09-01", Some("2015-06-30"))];
        assert!(relations(&records).iter().all(|one| one.is_fault));
    }
}
