//! The catalogue of everything kept, its schema version, and the steps from one version to the next.
//!
//! What always holds: steps are only ever appended; each is one transaction together with the version it leads to,
//! so a step that is cut off simply runs again; a file newer than the program is not touched.
use std::collections::BTreeSet;
use std::sync::Arc;

use super::attachment::PIECES;
use super::engine::{Broken, Direction, Engine, Snapshot};
use super::span::Span;
use super::table::{Declared, Table};
use super::tx::{Read, Tx, View};

/// One step: what turns a database of one version into one of the next.
pub struct Migration {
    /// What it does, for the log.
    pub name: &'static str,
    /// Rewrites the records; it reads old shapes through tables declared beside it.
    pub run: fn(&mut Tx) -> Result<(), Broken>,
}

/// Everything a database of this program holds.
pub struct Catalogue {
    /// Every table, each once; their indexes come with them.
    pub tables: &'static [&'static dyn Declared],
    /// Every step ever released, oldest first; the first leads from version 1 to version 2.
    pub migrations: &'static [Migration],
}

/// Numbers about the database itself; the schema version is the only one so far.
pub(super) static META: Table<String, u32> = Table::new("meta", &[]);

impl Catalogue {
    /// Schema version of this program: that after the last step.
    pub fn schema(&self) -> u32 {
        (1..).zip(self.migrations).map(|(before, _)| before + 1).last().unwrap_or(1)
    }

    /// Names of all tables and indexes, the store's own too; fails if one is there twice.
    pub fn names(&self) -> Result<BTreeSet<&'static str>, Broken> {
        let mut names = BTreeSet::from([META.name(), PIECES]);
        for table in self.tables {
            for name in std::iter::once(table.name()).chain(table.indexes()) {
                if !names.insert(name) {
                    return Err(Broken::Undeclared(name));
                }
            }
        }
        Ok(names)
    }
}

fn schema_key() -> String {
    "schema".to_string()
}

/// Schema version of a database; `None` if it is a new one.
pub(super) fn schema(snapshot: &Arc<dyn Snapshot>) -> Result<Option<u32>, Broken> {
    View { snapshot: snapshot.clone() }.get(&META, &schema_key())
}

/// Brings a database to this program's version; `before_first` runs before the first step of an older one.
pub(super) fn bring_up_to_date(
    engine: &Arc<dyn Engine>,
    catalogue: &Catalogue,
    before_first: impl FnOnce(&View, u32) -> Result<(), Broken>,
) -> Result<(), Broken> {
    let names = Arc::new(catalogue.names()?);
    let program = catalogue.schema();
    let snapshot = engine.snapshot()?;
    let file = schema(&snapshot)?;
    match file {
        Some(file) if file > program => return Err(Broken::Version { file, program }),
        Some(file) if file < program => before_first(&View { snapshot: snapshot.clone() }, file)?,
        Some(_) => {}
        None => refuse_unless_new(&snapshot, &names)?,
    }
    drop(snapshot);
    engine.prepare(&names.iter().copied().collect::<Vec<_>>())?;
    let Some(file) = file else {
        return step(engine, &names, program, |_| Ok(()));
    };
    for (to, migration) in (2..).zip(catalogue.migrations).filter(|(to, _)| *to > file) {
        log::info!("schema: step to version {to}: {}", migration.name);
        step(engine, &names, to, migration.run)?;
    }
    Ok(())
}

fn refuse_unless_new(snapshot: &Arc<dyn Snapshot>, names: &BTreeSet<&'static str>) -> Result<(), Broken> {
    use std::ops::Bound::Unbounded;
    for name in names {
        if !snapshot.page(name, (Unbounded, Unbounded), Direction::Ascending, 1)?.is_empty() {
            return Err(Broken::Damaged(format!("the schema version is missing, but {name} is not empty")));
        }
    }
    Ok(())
}

fn step(
    engine: &Arc<dyn Engine>,
    names: &Arc<BTreeSet<&'static str>>,
    to: u32,
    run: impl Fn(&mut Tx) -> Result<(), Broken>,
) -> Result<(), Broken> {
    let mut tx = Tx::new(engine.snapshot()?, names.clone());
    run(&mut tx)?;
    tx.put(&META, &schema_key(), &to)?;
    tx.keep();
    engine.apply(&tx.into_batch())
}

/// Writes the entries that a table's indexes lack: the step of a release whose indexes are newer than the records.
pub fn fill_indexes(tx: &mut Tx, table: &dyn Declared) -> Result<(), Broken> {
    const PAGE: usize = 1000;
    let mut span = Span::all(PAGE);
    loop {
        let page = tx.pairs(table.name(), &span)?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        span = Span::all(PAGE).after_raw(last.clone());
        for (key, value) in &page {
            for (index, entries) in table.derived(key, value)? {
                for (entry, row) in entries {
                    match tx.bytes(index, &entry)? {
                        Some(there) if there == row => {}
                        Some(_) => return Err(Broken::Clash(index)),
                        None => tx.set(index, entry, Some(row))?,
                    }
                }
            }
        }
    }
}

/// Writes the schema version as it is: a commit that succeeds only if the engine can write.
pub(super) fn probe(engine: &Arc<dyn Engine>, names: &Arc<BTreeSet<&'static str>>) -> Result<(), Broken> {
    let version =
        schema(&engine.snapshot()?)?.ok_or(Broken::Damaged("the schema version is missing".into()))?;
    step(engine, names, version, |_| Ok(()))
}
