//! Looking at a dictionary and editing it.

use crate::accounts::Right;
use crate::office::{Ledger, Stop, book, put_book};
use crate::reference::{Dictionary, Entry, Reference};
use crate::store::{Broken, Read};
use crate::tables::OFFICERS;
use crate::terms::OfficerId;

/// A dictionary as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its entries, in the order forms show them.
    pub entries: Vec<Entry>,
    /// Counts every edit; 0 while nobody has edited it.
    pub version: u32,
}

/// One dictionary as it is kept.
pub fn kept(read: &impl Read, reference: &Reference, dictionary: Dictionary) -> Result<Kept, Broken> {
    let (entries, version) = book(read, reference, dictionary)?;
    Ok(Kept { entries, version })
}

/// Every dictionary that may be edited.
pub fn all(read: &impl Read, reference: &Reference) -> Result<Vec<(Dictionary, Kept)>, Broken> {
    let one = |dictionary| Ok((dictionary, kept(read, reference, dictionary)?));
    Dictionary::EDITABLE.into_iter().map(one).collect()
}

/// What an administrator wants a dictionary to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// Its entries as they shall be, in the order of the page.
    pub entries: Vec<Entry>,
    /// A new choice: label and heading.
    pub added: Option<(String, Option<String>)>,
    /// The version on the page; none when the form does not tell.
    pub seen: Option<u32>,
}

/// Why the house says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not an administrator, or no longer.
    NotFound,
    /// The dictionary changed since the page was drawn.
    Stale,
    /// Nothing would be different.
    Unchanged,
}

impl Refusal {
    /// What happened and what to do next.
    pub fn sentence(self) -> &'static str {
        match self {
            Refusal::NotFound => "没有找到您要的页面，它可能已经移动，或者不属于您。",
            Refusal::Stale => "字典在您打开页面之后有了变化，您的修改还没有保存。请核对后再保存一次。",
            Refusal::Unchanged => "您没有作出改动，字典和原来一样。",
        }
    }
}

/// Puts the edited dictionary in the place of the one that was seen.
pub fn save(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    dictionary: Dictionary,
    edited: &Edited,
) -> Result<(), Stop<Refusal>> {
    // Rights may have been lost since the page was drawn (T27).
    let grant = ledger.get(&OFFICERS, &officer)?.and_then(|found| found.grant(officer, ledger.today()));
    if !grant.is_some_and(|grant| grant.has(Right::Administer)) {
        return Err(Stop::Refused(Refusal::NotFound));
    }
    let reference = ledger.reference();
    let old = kept(&**ledger, reference, dictionary)?;
    if edited.seen != Some(old.version) {
        return Err(Stop::Refused(Refusal::Stale));
    }
    let mut entries = edited.entries.clone();
    let altered: Vec<String> = entries
        .iter()
        .filter(|one| !old.entries.contains(one))
        .map(
            |one| if one.retired { format!("retired {}", one.code) } else { format!("altered {}", one.code) },
        )
        .collect();
    let added = edited.added.as_ref().map(|(label, group)| add(&mut entries, label, group.as_deref()));
    if altered.is_empty() && added.is_none() {
        return Err(Stop::Refused(Refusal::Unchanged));
    }
    let version = old.version + 1;
    put_book(ledger, dictionary, entries, version)?;
    ledger.about(dictionary.word());
    ledger.detail(&altered.join(", "));
    if let Some(code) = added {
        ledger.detail(&format!("added {code}"));
    }
    ledger.detail(&format!("version {}", version));
    Ok(())
}

/// Puts a new choice behind the last one of its heading and gives it a code that was never used.
fn add(entries: &mut Vec<Entry>, label: &str, group: Option<&str>) -> String {
    let highest = entries.iter().filter_map(|one| one.code.parse::<u32>().ok()).max().unwrap_or(0);
    let code = (highest + 1).to_string();
    let last = entries.iter().rposition(|one| one.group.as_deref() == group);
    let entry =
        Entry { code: code.clone(), label: label.into(), group: group.map(Into::into), retired: false };
    entries.insert(last.map_or(entries.len(), |place| place + 1), entry);
    code
}
