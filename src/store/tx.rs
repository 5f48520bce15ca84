//! Reading and writing: a [`View`] is one snapshot, a [`Tx`] is what one act sees and changes.
//!
//! What an act sees: the durable state when its batch began, the writes of the acts before it in the batch that were
//! kept, and its own. Acts run one after another, so no act ever sees another half done, and nothing it read can
//! change before it is durable. A view sees only durable states.
use std::collections::BTreeSet;
use std::iter::Peekable;
use std::ops::Bound;
use std::sync::Arc;

use super::engine::{Broken, Direction, KeyRange, Pair, Snapshot, is_empty};
use super::key::{self, Key};
use super::record::Record;
use super::span::Span;
use super::table::{Index, Table};
use super::writes::{Change, Writes};

/// Reads records and rows; every method fails with [`Broken`] if the medium or its bytes are bad.
pub trait Read {
    /// The raw value under a raw key.
    fn bytes(&self, table: &'static str, key: &[u8]) -> Result<Option<Vec<u8>>, Broken>;
    /// The raw pairs of a span.
    fn pairs(&self, table: &'static str, span: &Span) -> Result<Vec<Pair>, Broken>;

    /// The record under this key.
    fn get<K: Key, V: Record>(&self, table: &Table<K, V>, key: &K) -> Result<Option<V>, Broken> {
        let bytes = self.bytes(table.name(), &key::written(key))?;
        bytes.map(|bytes| table.decoded(&bytes)).transpose()
    }

    /// The records of a span with their keys.
    fn scan<K: Key, V: Record>(&self, table: &Table<K, V>, span: Span) -> Result<Vec<(K, V)>, Broken> {
        let pairs = self.pairs(table.name(), &span)?.into_iter();
        pairs.map(|(key, value)| Ok((table.read_key(&key)?, table.decoded(&value)?))).collect()
    }

    /// The row of an index under this key.
    fn find<IK: Key, R: Record, K, V>(
        &self,
        index: &Index<IK, R, K, V>,
        key: &IK,
    ) -> Result<Option<R>, Broken> {
        let bytes = self.bytes(index.name(), &key::written(key))?;
        bytes.map(|bytes| index.decoded(&bytes)).transpose()
    }

    /// The rows of a span of an index with their keys.
    fn list<IK: Key, R: Record, K, V>(
        &self,
        index: &Index<IK, R, K, V>,
        span: Span,
    ) -> Result<Vec<(IK, R)>, Broken> {
        let pairs = self.pairs(index.name(), &span)?.into_iter();
        pairs.map(|(key, row)| Ok((index.read_key(&key)?, index.decoded(&row)?))).collect()
    }
}

/// One durable state, unchanging while it is held.
#[derive(Clone)]
pub struct View {
    pub(super) snapshot: Arc<dyn Snapshot>,
}

impl Read for View {
    fn bytes(&self, table: &'static str, key: &[u8]) -> Result<Option<Vec<u8>>, Broken> {
        self.snapshot.get(table, key)
    }

    fn pairs(&self, table: &'static str, span: &Span) -> Result<Vec<Pair>, Broken> {
        self.snapshot.page(table, span.range(), span.direction(), span.limit())
    }
}

/// What one act sees and changes; it becomes durable only if the act returns `Ok` and its batch is committed.
pub struct Tx {
    base: Arc<dyn Snapshot>,
    names: Arc<BTreeSet<&'static str>>,
    batch: Writes,
    own: Writes,
}

impl Tx {
    pub(super) fn new(base: Arc<dyn Snapshot>, names: Arc<BTreeSet<&'static str>>) -> Self {
        Self { base, names, batch: Writes::new(), own: Writes::new() }
    }

    /// Keeps the record under this key in place of the one before, and its indexes with it.
    pub fn put<K: Key, V: Record>(&mut self, table: &Table<K, V>, key: &K, value: &V) -> Result<(), Broken> {
        let raw = key::written(key);
        let old = self.bytes(table.name(), &raw)?.map(|bytes| table.decoded(&bytes)).transpose()?;
        let mut stale = match &old {
            Some(old) => table.entries(key, old)?,
            None => Vec::new(),
        };
        for (place, (index, fresh)) in table.entries(key, value)?.into_iter().enumerate() {
            let mut had = stale.get_mut(place).map(|(_, had)| std::mem::take(had)).unwrap_or_default();
            for (entry, row) in fresh {
                match had.remove(&entry) {
                    Some(same) if same == row => continue,
                    Some(_) => {}
                    None if self.bytes(index, &entry)?.is_some() => return Err(Broken::Clash(index)),
                    None => {}
                }
                self.set(index, entry, Some(row))?;
            }
            for gone in had.into_keys() {
                self.set(index, gone, None)?;
            }
        }
        self.set(table.name(), raw, Some(table.encoded(value)?))
    }

    /// Removes the record under this key and its index entries; returns what was there.
    pub fn remove<K: Key, V: Record>(&mut self, table: &Table<K, V>, key: &K) -> Result<Option<V>, Broken> {
        let raw = key::written(key);
        let Some(old) = self.bytes(table.name(), &raw)? else { return Ok(None) };
        let old = table.decoded(&old)?;
        for (index, entries) in table.entries(key, &old)? {
            for entry in entries.into_keys() {
                self.set(index, entry, None)?;
            }
        }
        self.set(table.name(), raw, None)?;
        Ok(Some(old))
    }

    pub(super) fn set(&mut self, table: &'static str, key: Vec<u8>, change: Change) -> Result<(), Broken> {
        if !self.names.contains(table) {
            return Err(Broken::Undeclared(table));
        }
        self.own.set(table, key, change);
        Ok(())
    }

    /// Takes the own writes over into the batch.
    pub(super) fn keep(&mut self) {
        self.batch.absorb(&mut self.own);
    }

    /// Forgets the own writes.
    pub(super) fn discard(&mut self) {
        self.own.clear();
    }

    pub(super) fn batch_bytes(&self) -> usize {
        self.batch.bytes()
    }

    pub(super) fn into_batch(self) -> Writes {
        self.batch
    }
}

impl Read for Tx {
    fn bytes(&self, table: &'static str, key: &[u8]) -> Result<Option<Vec<u8>>, Broken> {
        match self.own.change(table, key).or_else(|| self.batch.change(table, key)) {
            Some(change) => Ok(change.clone()),
            None => self.base.get(table, key),
        }
    }

    fn pairs(&self, table: &'static str, span: &Span) -> Result<Vec<Pair>, Broken> {
        let range = span.range();
        if is_empty(&range) {
            return Ok(Vec::new());
        }
        let mut changes: Vec<(&[u8], &Change)> = self.own.range(table, &range).collect();
        changes
            .extend(self.batch.range(table, &range).filter(|(key, _)| self.own.change(table, key).is_none()));
        if changes.is_empty() {
            return self.base.page(table, range.clone(), span.direction(), span.limit());
        }
        changes.sort_unstable_by_key(|(key, _)| *key);
        if span.direction() == Direction::Descending {
            changes.reverse();
        }
        let page = Vec::new().into_iter().peekable();
        let mut base = Base { tx: self, table, range: range.clone(), span, page, more: true };
        let mut changes = changes.into_iter().peekable();
        let mut found = Vec::new();
        while found.len() < span.limit() {
            let order = match (base.peek()?, changes.peek()) {
                (None, None) => break,
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (Some(kept), Some((changed, _))) => match span.direction() {
                    Direction::Ascending => kept.cmp(changed),
                    Direction::Descending => changed.cmp(&kept),
                },
            };
            if order.is_le() {
                let kept = base.page.next();
                if order.is_lt() {
                    found.extend(kept);
                    continue;
                }
            }
            if let Some((key, Some(value))) = changes.next() {
                found.push((key.to_vec(), value.clone()));
            }
        }
        Ok(found)
    }
}

/// Walks over the snapshot's pairs of a span page by page, as removed keys may ask for more than one.
struct Base<'a> {
    tx: &'a Tx,
    table: &'static str,
    range: KeyRange,
    span: &'a Span,
    page: Peekable<std::vec::IntoIter<Pair>>,
    more: bool,
}

impl Base<'_> {
    fn peek(&mut self) -> Result<Option<&[u8]>, Broken> {
        if self.page.peek().is_none() && self.more {
            let (direction, limit) = (self.span.direction(), self.span.limit());
            let page = self.tx.base.page(self.table, self.range.clone(), direction, limit)?;
            self.more = page.len() == limit;
            if let Some((last, _)) = page.last() {
                let behind = Bound::Excluded(last.clone());
                match direction {
                    Direction::Ascending => self.range.0 = behind,
                    Direction::Descending => self.range.1 = behind,
                }
            }
            self.page = page.into_iter().peekable();
        }
        Ok(self.page.peek().map(|(key, _)| key.as_slice()))
    }
}
