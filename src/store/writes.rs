//! What a transaction changes: a sorted map from table and key to new bytes or "gone".
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::engine::KeyRange;

/// New value of a key, or `None` where the key is removed.
pub type Change = Option<Vec<u8>>;

/// Changes by table and key; the later change of a key replaces the earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writes {
    tables: BTreeMap<&'static str, BTreeMap<Vec<u8>, Change>>,
    bytes: usize,
}

impl Writes {
    /// Changes nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets or removes one key.
    pub fn set(&mut self, table: &'static str, key: Vec<u8>, change: Change) {
        let size = key.len() + change.as_ref().map_or(0, Vec::len);
        match self.tables.entry(table).or_default().entry(key) {
            Entry::Vacant(vacant) => {
                self.bytes += size;
                vacant.insert(change);
            }
            Entry::Occupied(mut occupied) => {
                let old = occupied.key().len() + occupied.get().as_ref().map_or(0, Vec::len);
                self.bytes = self.bytes + size - old;
                occupied.insert(change);
            }
        }
    }

    /// The change of one key: `None` if it is untouched.
    pub fn change(&self, table: &str, key: &[u8]) -> Option<&Change> {
        self.tables.get(table)?.get(key)
    }

    /// The changes inside a range of one table, by key; the range must not be an empty one.
    pub(super) fn range<'a>(
        &'a self,
        table: &str,
        range: &'a KeyRange,
    ) -> impl Iterator<Item = (&'a [u8], &'a Change)> {
        let bounds = (range.0.as_ref().map(Vec::as_slice), range.1.as_ref().map(Vec::as_slice));
        self.tables
            .get(table)
            .into_iter()
            .flat_map(move |keys| keys.range::<[u8], _>(bounds).map(|(key, change)| (key.as_slice(), change)))
    }

    /// Every table that changes with its changes, sorted by name and by key.
    pub fn tables(&self) -> impl Iterator<Item = (&'static str, &BTreeMap<Vec<u8>, Change>)> {
        self.tables.iter().map(|(name, changes)| (*name, changes))
    }

    /// Takes over all changes of the other, which are the later ones; the other is empty afterwards.
    pub(super) fn absorb(&mut self, later: &mut Writes) {
        if self.is_empty() {
            std::mem::swap(self, later);
            return;
        }
        for (table, changes) in std::mem::take(&mut later.tables) {
            for (key, change) in changes {
                self.set(table, key, change);
            }
        }
        later.bytes = 0;
    }

    /// Forgets all changes.
    pub(super) fn clear(&mut self) {
        self.tables.clear();
        self.bytes = 0;
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// Length of all keys and values together, in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_later_change_of_a_key_wins() {
        let mut first = Writes::new();
        first.set("a", vec![1], Some(vec![1, 2, 3]));
        first.set("a", vec![2], Some(vec![9]));
        let mut second = Writes::new();
        second.set("a", vec![1], None);
        second.set("b", vec![7], Some(vec![7]));
        first.absorb(&mut second);
        assert_eq!(first.change("a", &[1]), Some(&None));
        assert_eq!(first.change("a", &[2]), Some(&Some(vec![9])));
        assert_eq!(first.change("b", &[7]), Some(&Some(vec![7])));
        assert_eq!(first.change("b", &[8]), None);
        assert_eq!(first.bytes(), 1 + 2 + 2);
        assert!(second.is_empty());
    }
}
