//! Which rows a list shows; the filter stands in the address, so that it can be kept, sent and reloaded.

use crate::accounts::Grant;
use crate::casework::{CaseKind, QueueRow};
use crate::reference::Reference;
use crate::terms::{Day, RegionLevel};

/// Within so many working days a case is due soon.
const SOON: u32 = 2;

/// Which of the two lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Desk {
    /// 待办, the longest waiting first.
    #[default]
    Waiting,
    /// 已办, the newest decision first.
    Decided,
}

/// Whose cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those the officer may decide: the own authority's.
    #[default]
    Own,
    /// Those of the whole territory, to read.
    Below,
}

/// How close the promised day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// The day has passed.
    Overdue,
    /// Today or within two working days.
    Soon,
    /// Later.
    Fine,
}

/// A list with what narrows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Which list.
    pub desk: Desk,
    /// Only this kind.
    pub kind: Option<CaseKind>,
    /// Only those this close to their day.
    pub due: Option<Urgency>,
    /// Whose.
    pub scope: Scope,
}

/// The last day that still counts as soon, and the day before which a case is overdue.
#[derive(Clone, Copy, Debug)]
pub struct Within {
    today: Day,
    soon: Day,
}

impl Within {
    /// Counted from today.
    pub fn of(reference: &Reference, today: Day) -> Within {
        Within { today, soon: reference.workdays().add_workdays(today, SOON) }
    }
}

/// How close the promised day is.
pub fn urgency(due: Day, within: Within) -> Urgency {
    if due < within.today {
        Urgency::Overdue
    } else if due <= within.soon {
        Urgency::Soon
    } else {
        Urgency::Fine
    }
}

impl Filter {
    /// Reads the words of an address; words of no meaning narrow nothing.
    pub fn read<'a>(desk: Desk, word: impl Fn(&str) -> Option<&'a str>) -> Filter {
        let due = match word("due") {
            Some("overdue") => Some(Urgency::Overdue),
            Some("soon") => Some(Urgency::Soon),
            _ => None,
        };
        let scope = if word("scope") == Some("below") { Scope::Below } else { Scope::Own };
        let kind = word("kind").and_then(CaseKind::from_word);
        Filter { desk, kind, due: due.filter(|_| desk == Desk::Waiting), scope }
    }

    /// The words of an address that say the same, without the question mark.
    pub fn words(&self) -> String {
        let due = self.due.and_then(|due| match due {
            Urgency::Overdue => Some("due=overdue"),
            Urgency::Soon => Some("due=soon"),
            Urgency::Fine => None,
        });
        let kind = self.kind.map(|kind| format!("kind={}", kind.word()));
        let scope = (self.scope == Scope::Below).then(|| "scope=below".to_string());
        let words = [kind, due.map(str::to_string), scope];
        words.into_iter().flatten().collect::<Vec<_>>().join("&")
    }

    /// The address of the list, with more words such as the page.
    pub fn address(&self, more: &str) -> String {
        let path = match self.desk {
            Desk::Waiting => "/desk",
            Desk::Decided => "/desk/decided",
        };
        joined(path, &[self.words(), more.to_string()])
    }

    /// The address of a case that is looked at on the way through this list.
    pub fn case(&self, number: &crate::terms::CaseNumber, more: &str) -> String {
        joined(&format!("/desk/cases/{number}"), &[self.words(), more.to_string()])
    }

    /// The digits that the list's authorities share, for the walk through an index.
    pub(super) fn territory(&self, grant: &Grant) -> String {
        let own = grant.authority.as_str();
        let shared = match self.scope {
            Scope::Own => own.len(),
            Scope::Below => grant.authority.prefix().len(),
        };
        own.chars().take(shared).collect()
    }

    /// Whether what the index does not sort by fits.
    pub(super) fn fits(&self, row: &QueueRow, within: Within) -> bool {
        self.kind.is_none_or(|kind| kind == row.kind)
            && self.due.is_none_or(|due| due == urgency(row.due, within))
    }

    /// Whether the index alone finds exactly the rows.
    pub(super) fn is_plain(&self) -> bool {
        self.due.is_none() && (self.kind.is_none() || self.desk == Desk::Waiting)
    }
}

/// Whether there is anything below this officer's authority.
pub fn has_below(grant: &Grant) -> bool {
    grant.authority.level() != RegionLevel::County
}

/// An address with the words that are not empty behind its question mark.
pub fn joined(path: &str, words: &[String]) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
    if words.is_empty() { path.to_string() } else { format!("{path}?{}", words.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(desk: Desk, address: &str) -> Filter {
        let words: Vec<(&str, &str)> = address.split('&').filter_map(|word| word.split_once('=')).collect();
        Filter::read(desk, |name| words.iter().find(|(key, _)| *key == name).map(|(_, value)| *value))
    }

    #[test]
    fn an_address_says_what_it_was_read_from() {
        for words in ["", "kind=collection&due=soon&scope=below", "due=overdue", "kind=verification"] {
            assert_eq!(read(Desk::Waiting, words).words(), words);
        }
        assert_eq!(read(Desk::Waiting, "kind=x&due=y&scope=z"), Filter::default());
    }

    #[test]
    fn decided_cases_are_never_due() {
        let filter = read(Desk::Decided, "due=overdue&scope=below");
        assert_eq!(filter.address(""), "/desk/decided?scope=below");
    }
}
