//! Tables and their indexes: what is kept under which key, declared once as statics.
//!
//! What always holds: an index holds exactly the entries that its table's records derive. Indexes are derived data:
//! only [`Tx::put`](super::Tx::put) and [`Tx::remove`](super::Tx::remove) write them, `check` verifies them.
use std::collections::BTreeMap;
use std::marker::PhantomData;

use super::engine::Broken;
use super::key::{self, Key};
use super::record::{self, Record};

/// Records of type `V` by keys of type `K`.
pub struct Table<K: 'static, V: 'static> {
    name: &'static str,
    indexes: &'static [&'static dyn Derived<K, V>],
}

impl<K: Key, V: Record> Table<K, V> {
    /// A table of this name, which no other table or index has, and all its indexes.
    pub const fn new(name: &'static str, indexes: &'static [&'static dyn Derived<K, V>]) -> Self {
        Self { name, indexes }
    }

    /// Name in the engine.
    pub fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn decoded(&self, bytes: &[u8]) -> Result<V, Broken> {
        record::decoded(bytes).map_err(|cause| damaged(self.name, &cause))
    }

    pub(super) fn encoded(&self, value: &V) -> Result<Vec<u8>, Broken> {
        record::encoded(value).map_err(|cause| damaged(self.name, &cause))
    }

    pub(super) fn read_key(&self, bytes: &[u8]) -> Result<K, Broken> {
        key::read_whole(bytes).ok_or_else(|| damaged(self.name, "a key has foreign bytes"))
    }

    /// The entries of every index that this record has, by index.
    pub(super) fn entries(&self, key: &K, value: &V) -> Result<Vec<(&'static str, Entries)>, Broken> {
        self.indexes.iter().map(|index| Ok((index.name(), index.entries(key, value)?))).collect()
    }
}

/// Rows of one index by raw key.
pub type Entries = BTreeMap<Vec<u8>, Vec<u8>>;

type Derive<IK, R, K, V> = fn(&K, &V) -> Vec<(IK, R)>;

/// A second order of a table: rows of type `R` by keys of type `IK`, derived from each record.
///
/// The row holds what a list shows, so that a page of a list never decodes whole records. A key that several
/// records could share ends with the key of its record: two records that claim one entry are a [`Broken::Clash`].
pub struct Index<IK: 'static, R: 'static, K: 'static, V: 'static> {
    name: &'static str,
    derive: Derive<IK, R, K, V>,
    kept: PhantomData<fn() -> (IK, R)>,
}

impl<IK: Key, R: Record, K, V> Index<IK, R, K, V> {
    /// An index of this name, which no other table or index has, with the entries of one record.
    pub const fn new(name: &'static str, derive: Derive<IK, R, K, V>) -> Self {
        Self { name, derive, kept: PhantomData }
    }

    /// Name in the engine.
    pub fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn decoded(&self, bytes: &[u8]) -> Result<R, Broken> {
        record::decoded(bytes).map_err(|cause| damaged(self.name, &cause))
    }

    pub(super) fn read_key(&self, bytes: &[u8]) -> Result<IK, Broken> {
        key::read_whole(bytes).ok_or_else(|| damaged(self.name, "a key has foreign bytes"))
    }
}

/// An index as its table sees it, whatever its keys and rows are.
pub trait Derived<K, V>: Sync {
    /// Name in the engine.
    fn name(&self) -> &'static str;
    /// The raw entries of one record.
    fn entries(&self, key: &K, value: &V) -> Result<Entries, Broken>;
}

impl<IK: Key, R: Record, K, V> Derived<K, V> for Index<IK, R, K, V> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn entries(&self, key: &K, value: &V) -> Result<Entries, Broken> {
        let entries = (self.derive)(key, value);
        let raw = entries.into_iter().map(|(key, row)| {
            let row = record::encoded(&row).map_err(|cause| damaged(self.name, &cause))?;
            Ok((key::written(&key), row))
        });
        raw.collect()
    }
}

/// A table as the catalogue sees it, whatever its keys and records are.
pub trait Declared: Sync {
    /// Name in the engine.
    fn name(&self) -> &'static str;
    /// Names of its indexes.
    fn indexes(&self) -> Vec<&'static str>;
    /// The entries of every index that this raw record has.
    fn derived(&self, key: &[u8], value: &[u8]) -> Result<Vec<(&'static str, Entries)>, Broken>;
}

impl<K: Key, V: Record> Declared for Table<K, V> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn indexes(&self) -> Vec<&'static str> {
        self.indexes.iter().map(|index| index.name()).collect()
    }

    fn derived(&self, key: &[u8], value: &[u8]) -> Result<Vec<(&'static str, Entries)>, Broken> {
        self.entries(&self.read_key(key)?, &self.decoded(value)?)
    }
}

fn damaged(name: &str, cause: &str) -> Broken {
    Broken::Damaged(format!("{name}: {cause}"))
}
