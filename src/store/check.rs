//! Checking what is kept: every index against its table, every record against its format, every attachment against
//! its hash; and rebuilding the indexes, which are derived data.
use std::collections::BTreeMap;

use super::attachment::{Digest, attachment, attachments};
use super::engine::Broken;
use super::migrate::Catalogue;
use super::span::Span;
use super::table::Declared;
use super::tx::{Read, Tx, View};
use super::{Store, engine::Pair};

const PAGE: usize = 1000;

/// What a check found in one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFinding {
    /// Name of the table.
    pub table: &'static str,
    /// Number of records.
    pub records: u64,
    /// Number of records that cannot be read.
    pub unreadable: u64,
}

/// What a check found in one index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexFinding {
    /// Name of the index.
    pub index: &'static str,
    /// Number of entries it has.
    pub entries: u64,
    /// Number of entries that its table derives and it lacks or holds with another row.
    pub missing: u64,
    /// Number of entries it has and its table does not derive.
    pub stray: u64,
}

/// What a check found in the whole database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Every table of the catalogue.
    pub tables: Vec<TableFinding>,
    /// Every index of the catalogue.
    pub indexes: Vec<IndexFinding>,
    /// Number of attachments.
    pub attachments: u64,
    /// Attachments whose content is not what their name says.
    pub damaged: Vec<Digest>,
}

impl Findings {
    /// Whether nothing is wrong.
    pub fn sound(&self) -> bool {
        self.damaged.is_empty()
            && self.tables.iter().all(|table| table.unreadable == 0)
            && self.indexes.iter().all(|index| index.missing == 0 && index.stray == 0)
    }
}

/// Checks one state of the database; the entries that an index should have are held in memory table by table.
pub fn check(view: &View, catalogue: &Catalogue) -> Result<Findings, Broken> {
    let mut findings = Findings::default();
    for table in catalogue.tables {
        check_table(view, *table, &mut findings)?;
    }
    let mut last = None;
    loop {
        let page = attachments(view, last.as_ref(), PAGE)?;
        let Some(end) = page.last() else { break };
        last = Some(*end);
        for digest in page {
            findings.attachments += 1;
            if let Err(Broken::Damaged(_)) = attachment(view, &digest) {
                findings.damaged.push(digest);
            }
        }
    }
    Ok(findings)
}

fn check_table(view: &View, table: &dyn Declared, findings: &mut Findings) -> Result<(), Broken> {
    let mut found = TableFinding { table: table.name(), records: 0, unreadable: 0 };
    let mut wanted: BTreeMap<&'static str, BTreeMap<Vec<u8>, Vec<u8>>> =
        table.indexes().into_iter().map(|index| (index, BTreeMap::new())).collect();
    walk(view, table.name(), |(key, value)| {
        found.records += 1;
        match table.derived(&key, &value) {
            Ok(derived) => {
                for (index, entries) in derived {
                    wanted.entry(index).or_default().extend(entries);
                }
            }
            Err(error) => {
                log::error!("record: unreadable: {error}");
                found.unreadable += 1;
            }
        }
    })?;
    findings.tables.push(found);
    for (index, mut wanted) in wanted {
        let mut found = IndexFinding { index, entries: 0, missing: 0, stray: 0 };
        walk(view, index, |(key, row)| {
            found.entries += 1;
            match wanted.remove(&key) {
                Some(wanted) if wanted == row => {}
                Some(_) => found.missing += 1,
                None => found.stray += 1,
            }
        })?;
        found.missing += u64::try_from(wanted.len()).unwrap_or(u64::MAX);
        findings.indexes.push(found);
    }
    Ok(())
}

/// Shows every raw pair of a table, in order.
pub(super) fn walk(read: &impl Read, table: &'static str, mut see: impl FnMut(Pair)) -> Result<(), Broken> {
    let mut span = Span::all(PAGE);
    loop {
        let page = read.pairs(table, &span)?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        span = Span::all(PAGE).after_raw(last.clone());
        page.into_iter().for_each(&mut see);
    }
}

/// Writes every index anew from its table, in many acts: a rebuild that is cut off is simply started again, and until
/// it has ended, lists may lack entries. Fails if a record cannot be read. Blocks like [`Store::act_blocking`].
pub fn rebuild(store: &Store) -> Result<(), Broken> {
    for table in store.catalogue().tables {
        for index in table.indexes() {
            while store.act_blocking(move |tx| clear_page(tx, index))? {}
        }
        if table.indexes().is_empty() {
            continue;
        }
        let mut last = None;
        loop {
            let after: Option<Vec<u8>> = last;
            last = store.act_blocking(move |tx| fill_page(tx, *table, after.clone()))?;
            if last.is_none() {
                break;
            }
        }
    }
    Ok(())
}

fn clear_page(tx: &mut Tx, index: &'static str) -> Result<bool, Broken> {
    let page = tx.pairs(index, &Span::all(PAGE))?;
    let more = !page.is_empty();
    for (key, _) in page {
        tx.set(index, key, None)?;
    }
    Ok(more)
}

fn fill_page(tx: &mut Tx, table: &dyn Declared, after: Option<Vec<u8>>) -> Result<Option<Vec<u8>>, Broken> {
    let span = after.map_or(Span::all(PAGE), |after| Span::all(PAGE).after_raw(after));
    let mut last = None;
    for (key, value) in tx.pairs(table.name(), &span)? {
        for (index, entries) in table.derived(&key, &value)? {
            for (entry, row) in entries {
                if tx.bytes(index, &entry)?.is_some() {
                    return Err(Broken::Clash(index));
                }
                tx.set(index, entry, Some(row))?;
            }
        }
        last = Some(key);
    }
    Ok(last)
}
