//! An engine in memory: for tests and demonstrations; it forgets everything when it is dropped.
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::engine::{Broken, Direction, Engine, KeyRange, Pair, Snapshot, is_empty};
use super::writes::Writes;

type Tables = BTreeMap<&'static str, Arc<BTreeMap<Vec<u8>, Vec<u8>>>>;

/// Keeps tables in memory; a table is copied only if it changes while a snapshot of it is held.
pub struct MemoryEngine {
    tables: RwLock<Option<Tables>>,
}

impl MemoryEngine {
    /// An engine without any table.
    pub fn new() -> Self {
        Self { tables: RwLock::new(Some(Tables::new())) }
    }

    // Nothing panics while the lock is held, so a poisoned lock still guards whole tables.
    fn change(&self, change: impl FnOnce(&mut Tables)) -> Result<(), Broken> {
        let mut tables = self.tables.write().unwrap_or_else(PoisonError::into_inner);
        change(tables.as_mut().ok_or(Broken::Closed)?);
        Ok(())
    }
}

impl Default for MemoryEngine {
    fn default() -> Self {
        Self::new()
    }
}

impl Engine for MemoryEngine {
    fn snapshot(&self) -> Result<Arc<dyn Snapshot>, Broken> {
        let tables = self.tables.read().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::new(MemorySnapshot { tables: tables.clone().ok_or(Broken::Closed)? }))
    }

    fn prepare(&self, names: &[&'static str]) -> Result<(), Broken> {
        self.change(|tables| {
            for name in names {
                tables.entry(name).or_default();
            }
        })
    }

    fn apply(&self, writes: &Writes) -> Result<(), Broken> {
        self.change(|tables| {
            for (name, changes) in writes.tables() {
                let table = Arc::make_mut(tables.entry(name).or_default());
                for (key, change) in changes {
                    match change {
                        Some(value) => table.insert(key.clone(), value.clone()),
                        None => table.remove(key),
                    };
                }
            }
        })
    }

    fn close(&self) -> Result<(), Broken> {
        self.tables.write().unwrap_or_else(PoisonError::into_inner).take();
        Ok(())
    }
}

struct MemorySnapshot {
    tables: Tables,
}

impl Snapshot for MemorySnapshot {
    fn tables(&self) -> Result<Vec<String>, Broken> {
        Ok(self.tables.keys().map(|name| (*name).to_string()).collect())
    }

    fn get(&self, table: &str, key: &[u8]) -> Result<Option<Vec<u8>>, Broken> {
        Ok(self.tables.get(table).and_then(|table| table.get(key).cloned()))
    }

    fn page(
        &self,
        table: &str,
        range: KeyRange,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<Pair>, Broken> {
        let Some(table) = self.tables.get(table).filter(|_| !is_empty(&range)) else {
            return Ok(Vec::new());
        };
        let owned = |(key, value): (&Vec<u8>, &Vec<u8>)| (key.clone(), value.clone());
        let walk = table.range(range);
        Ok(match direction {
            Direction::Ascending => walk.take(limit).map(owned).collect(),
            Direction::Descending => walk.rev().take(limit).map(owned).collect(),
        })
    }
}
