//! The engine on disk: redb sees raw bytes only, commits in two phases with quick repair, and fsyncs each commit.
//!
//! What always holds: a file is created under another name and renamed when it is whole; an existing file is opened
//! or refused, never taken for an empty one; the file is locked while it is open. After a failed commit redb answers
//! nothing any more, so the next snapshot opens the file again and reading goes on from the last durable state.
use std::collections::HashMap;
use std::ops::Bound;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use redb::{
    Database, Durability, ReadOnlyTable, ReadTransaction, ReadableDatabase, ReadableTable, StorageBackend,
    TableDefinition, TableError, TableHandle,
};

use super::engine::{Broken, Direction, Engine, KeyRange, Pair, Snapshot, is_empty};
use super::file::{Unfinished, create_private, put_in_place};
use super::writes::Writes;

const LARGEST_DEFAULT_CACHE: usize = 256 * 1024 * 1024;

pub(super) fn definition(name: &str) -> TableDefinition<'_, &'static [u8], &'static [u8]> {
    TableDefinition::new(name)
}

/// Cache of a database that nobody chose a size for, in bytes: a quarter of the machine's memory, at most 256 MiB.
pub fn default_cache() -> usize {
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let total = memory.lines().find_map(|line| line.strip_prefix("MemTotal:"));
    let kibibytes = total.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<usize>().ok());
    kibibytes
        .map_or(LARGEST_DEFAULT_CACHE, |total| (total / 4).saturating_mul(1024).min(LARGEST_DEFAULT_CACHE))
}

type Opener = Box<dyn Fn() -> Result<Database, Broken> + Send + Sync>;

enum State {
    Open(Database),
    Failed(Broken),
    Closed,
}

/// A database file, or whatever else redb can keep its pages in.
pub struct RedbEngine {
    state: RwLock<State>,
    opener: Opener,
}

impl RedbEngine {
    /// Opens the file of this path with a cache of so many bytes; creates it if it may be missing.
    ///
    /// Fails with [`Broken::Missing`], [`Broken::InUse`] if it is open elsewhere, and [`Broken::Damaged`] if it is
    /// there but is not a whole database, be it empty.
    pub fn open_file(path: &Path, cache: usize, must_exist: bool) -> Result<Self, Broken> {
        if !path.try_exists()? {
            if must_exist {
                return Err(Broken::Missing(path.display().to_string()));
            }
            create_file(path, cache)?;
        }
        let path: PathBuf = path.to_owned();
        Self::open(Box::new(move || open_existing(&path, cache)))
    }

    /// Opens what this backend holds; `backend` is called again when the engine opens again after a failure.
    pub fn open_backend<B: StorageBackend>(
        backend: impl Fn() -> B + Send + Sync + 'static,
        cache: usize,
    ) -> Result<Self, Broken> {
        Self::open(Box::new(move || {
            guarded(|| builder(cache).create_with_backend(backend()).map_err(broken))
        }))
    }

    fn open(opener: Opener) -> Result<Self, Broken> {
        let database = opener()?;
        Ok(Self { state: RwLock::new(State::Open(database)), opener })
    }

    fn with<T>(&self, work: impl FnOnce(&Database) -> Result<T, Broken>) -> Result<T, Broken> {
        // A panic cannot leave the state half changed: it is replaced as a whole.
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Open(database) => work(database),
            State::Failed(cause) => Err(cause.clone()),
            State::Closed => Err(Broken::Closed),
        }
    }

    /// Marks the database as failed; redb answers nothing more after a failed commit.
    fn fail(&self, cause: &Broken) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        if let State::Open(_) = *state
            && let State::Open(database) = std::mem::replace(&mut *state, State::Failed(cause.clone()))
            && let Err(error) = database.close()
        {
            log::error!("database: not closed in order: {error}");
        }
    }

    /// Opens a failed database again; does nothing to one that is open or closed.
    fn recover(&self) {
        if !matches!(&*self.state.read().unwrap_or_else(PoisonError::into_inner), State::Failed(_)) {
            return;
        }
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        if let State::Failed(_) = *state {
            *state = (self.opener)().map_or_else(State::Failed, State::Open);
        }
    }
}

impl Engine for RedbEngine {
    fn snapshot(&self) -> Result<Arc<dyn Snapshot>, Broken> {
        self.recover();
        self.with(snapshot_of)
    }

    fn prepare(&self, tables: &[&'static str]) -> Result<(), Broken> {
        let snapshot = self.with(|database| database.begin_read().map_err(broken))?;
        let mut there = true;
        for name in tables {
            there &= opened(&snapshot, name)?.is_some();
        }
        drop(snapshot);
        if there {
            return Ok(());
        }
        self.with(|database| {
            commit(database, |transaction| {
                for name in tables {
                    transaction.open_table(definition(name)).map_err(broken)?;
                }
                Ok(())
            })
        })
    }

    fn apply(&self, writes: &Writes) -> Result<(), Broken> {
        let applied = guarded(|| {
            self.with(|database| {
                commit(database, |transaction| {
                    for (name, changes) in writes.tables() {
                        let mut table = transaction.open_table(definition(name)).map_err(broken)?;
                        for (key, change) in changes {
                            match change {
                                Some(value) => table.insert(key.as_slice(), value.as_slice()),
                                None => table.remove(key.as_slice()),
                            }
                            .map_err(broken)?;
                        }
                    }
                    Ok(())
                })
            })
        });
        applied.inspect_err(|cause| self.fail(cause))
    }

    fn close(&self) -> Result<(), Broken> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(&mut *state, State::Closed) {
            State::Open(database) => database.close().map_err(broken),
            State::Failed(cause) => Err(cause),
            State::Closed => Ok(()),
        }
    }
}

/// Runs one durable transaction.
pub(super) fn commit(
    database: &Database,
    work: impl FnOnce(&redb::WriteTransaction) -> Result<(), Broken>,
) -> Result<(), Broken> {
    let mut transaction = database.begin_write().map_err(broken)?;
    transaction.set_durability(Durability::Immediate).map_err(broken)?;
    transaction.set_quick_repair(true);
    work(&transaction)?;
    transaction.commit().map_err(broken)
}

type Raw = ReadOnlyTable<&'static [u8], &'static [u8]>;

fn opened(transaction: &ReadTransaction, name: &str) -> Result<Option<Raw>, Broken> {
    match transaction.open_table(definition(name)) {
        Ok(table) => Ok(Some(table)),
        Err(TableError::TableDoesNotExist(_)) => Ok(None),
        Err(error) => Err(broken(error)),
    }
}

pub(super) fn snapshot_of(database: &Database) -> Result<Arc<dyn Snapshot>, Broken> {
    let transaction = database.begin_read().map_err(broken)?;
    Ok(Arc::new(RedbSnapshot { transaction, tables: Mutex::default() }))
}

struct RedbSnapshot {
    transaction: ReadTransaction,
    tables: Mutex<HashMap<String, Option<Arc<Raw>>>>,
}

impl RedbSnapshot {
    fn table(&self, name: &str) -> Result<Option<Arc<Raw>>, Broken> {
        let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(table) = tables.get(name) {
            return Ok(table.clone());
        }
        let table = opened(&self.transaction, name)?.map(Arc::new);
        tables.insert(name.to_owned(), table.clone());
        Ok(table)
    }
}

impl Snapshot for RedbSnapshot {
    fn tables(&self) -> Result<Vec<String>, Broken> {
        let tables = self.transaction.list_tables().map_err(broken)?;
        let mut names: Vec<String> = tables.map(|table| table.name().to_string()).collect();
        names.sort_unstable();
        Ok(names)
    }

    fn get(&self, table: &str, key: &[u8]) -> Result<Option<Vec<u8>>, Broken> {
        guarded(|| {
            let Some(table) = self.table(table)? else { return Ok(None) };
            let value = ReadableTable::get(&*table, key).map_err(broken)?;
            Ok(value.map(|value| value.value().to_vec()))
        })
    }

    fn page(
        &self,
        table: &str,
        range: KeyRange,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<Pair>, Broken> {
        if is_empty(&range) {
            return Ok(Vec::new());
        }
        guarded(|| {
            let Some(table) = self.table(table)? else { return Ok(Vec::new()) };
            let bounds: (Bound<&[u8]>, Bound<&[u8]>) =
                (range.0.as_ref().map(Vec::as_slice), range.1.as_ref().map(Vec::as_slice));
            let mut walk = ReadableTable::range::<&[u8]>(&*table, bounds).map_err(broken)?;
            let mut pairs = Vec::new();
            while pairs.len() < limit {
                let next = match direction {
                    Direction::Ascending => walk.next(),
                    Direction::Descending => walk.next_back(),
                };
                let Some(pair) = next else { break };
                let (key, value) = pair.map_err(broken)?;
                pairs.push((key.value().to_vec(), value.value().to_vec()));
            }
            Ok(pairs)
        })
    }
}

pub(super) fn builder(cache: usize) -> redb::Builder {
    let mut builder = Database::builder();
    builder.set_cache_size(cache);
    builder
}

pub(super) fn open_existing(path: &Path, cache: usize) -> Result<Database, Broken> {
    if std::fs::metadata(path)?.len() == 0 {
        return Err(Broken::Damaged(format!("{} is empty", path.display())));
    }
    guarded(|| builder(cache).open(path).map_err(broken)).map_err(|error| match error {
        Broken::InUse(_) => Broken::InUse(path.display().to_string()),
        Broken::Damaged(cause) => Broken::Damaged(format!("{}: {cause}", path.display())),
        other => other,
    })
}

/// Reads every page of a closed database file and verifies its checksums; whether it was sound or has been repaired.
/// Fails with [`Broken::Damaged`] if it is beyond repair.
pub fn check_file(path: &Path, cache: usize) -> Result<bool, Broken> {
    let mut database = open_existing(path, cache)?;
    let sound = guarded(|| database.check_integrity().map_err(broken))?;
    database.close().map_err(broken)?;
    Ok(sound)
}

fn create_file(path: &Path, cache: usize) -> Result<(), Broken> {
    let unfinished = Unfinished::beside(path, ".new")?;
    drop(create_private(&unfinished.path)?);
    builder(cache).create(&unfinished.path).map_err(broken)?.close().map_err(broken)?;
    put_in_place(&unfinished.path, path)
}

/// Turns a panic of redb, which trusts the pages it reads, into an error.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, Broken>) -> Result<T, Broken> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(Broken::Damaged("the database does not hold together".to_string())))
}

pub(super) fn broken(error: impl Into<redb::Error>) -> Broken {
    match error.into() {
        redb::Error::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            Broken::Damaged(error.to_string())
        }
        redb::Error::Io(error) => Broken::from(error),
        redb::Error::DatabaseAlreadyOpen => Broken::InUse("the database".to_string()),
        redb::Error::DatabaseClosed => Broken::Closed,
        redb::Error::Corrupted(cause) => Broken::Damaged(cause),
        other => Broken::Io(other.to_string()),
    }
}
