//! The seam between the store and what keeps its bytes: an [`Engine`] gives snapshots and applies writes, nothing more.
//!
//! What always holds of every engine: a snapshot never changes; `apply` is all or nothing; what `apply` has
//! accepted survives a crash; a snapshot taken after `apply` returned sees all of it; keys sort as bytes.
use std::fmt;
use std::ops::Bound;
use std::sync::Arc;

use super::writes::Writes;

/// Lower and upper end of a walk over raw keys.
pub type KeyRange = (Bound<Vec<u8>>, Bound<Vec<u8>>);
/// A raw key with its raw value.
pub type Pair = (Vec<u8>, Vec<u8>);

/// Which way a page walks over its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the smallest key up.
    Ascending,
    /// From the largest key down.
    Descending,
}

/// Keeps bytes in named tables and makes them durable.
pub trait Engine: Send + Sync {
    /// The state after the last applied writes; fails with [`Broken`] when the medium cannot be read.
    fn snapshot(&self) -> Result<Arc<dyn Snapshot>, Broken>;
    /// Creates the tables of these names that are missing; durable when it returns.
    fn prepare(&self, tables: &[&'static str]) -> Result<(), Broken>;
    /// Makes all of these writes durable at once; after an error nobody knows whether they are.
    fn apply(&self, writes: &Writes) -> Result<(), Broken>;
    /// Releases the medium; later calls fail with [`Broken::Closed`].
    fn close(&self) -> Result<(), Broken>;
}

/// One unchanging state of all tables; a table nobody created reads as empty.
pub trait Snapshot: Send + Sync {
    /// Names of all tables, sorted; also those that this program no longer knows.
    fn tables(&self) -> Result<Vec<String>, Broken>;
    /// The value under this key.
    fn get(&self, table: &str, key: &[u8]) -> Result<Option<Vec<u8>>, Broken>;
    /// At most `limit` pairs of this range, in the order of the direction.
    fn page(
        &self,
        table: &str,
        range: KeyRange,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<Pair>, Broken>;
}

/// Whether no key can lie in this range; ordered maps panic on some of these instead of finding nothing.
pub(super) fn is_empty(range: &KeyRange) -> bool {
    use Bound::{Excluded, Included, Unbounded};
    match range {
        (Unbounded, _) | (_, Unbounded) => false,
        (Included(low), Included(high)) => low > high,
        (Included(low) | Excluded(low), Excluded(high)) | (Excluded(low), Included(high)) => low >= high,
    }
}

/// What the operator has to look after: the store could not do its work.
///
/// An act that was answered with anything but [`Broken::Unknown`] has written nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The medium refused a read or a write.
    Io(String),
    /// The medium has no room left.
    Full(String),
    /// The bytes are not what this program wrote.
    Damaged(String),
    /// More acts wait than the queue holds; try again later.
    Busy,
    /// The store was closed.
    Closed,
    /// Writing stopped after an earlier failure, which is the cause given; reading goes on where it can.
    Stopped(String),
    /// The commit failed, for the cause given: whether this act is durable shows only after reopening.
    Unknown(String),
    /// The file has a newer schema than this program knows.
    Version {
        /// Schema version found in the file.
        file: u32,
        /// Newest schema version of this program.
        program: u32,
    },
    /// Somebody else has the file open.
    InUse(String),
    /// The file is not there.
    Missing(String),
    /// Two records claim the same entry of this index.
    Clash(&'static str),
    /// A table is used that the catalogue does not list, or lists twice.
    Undeclared(&'static str),
    /// The act panicked; this is what it said.
    Panicked(String),
    /// The archive cannot be restored.
    Archive(String),
}

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Broken::Io(cause) => write!(out, "storage: input or output failed: {cause}"),
            Broken::Full(cause) => write!(out, "storage: no room left: {cause}"),
            Broken::Damaged(cause) => write!(out, "storage: damaged: {cause}"),
            Broken::Busy => write!(out, "writer: refused: the queue is full"),
            Broken::Closed => write!(out, "storage: refused: it is closed"),
            Broken::Stopped(cause) => write!(out, "writer: stopped: {cause}"),
            Broken::Unknown(cause) => write!(out, "commit: outcome unknown: {cause}"),
            Broken::Version { file, program } => {
                write!(
                    out,
                    "schema: too new: the file has version {file}, this program knows up to {program}"
                )
            }
            Broken::InUse(path) => write!(out, "database: in use: another process has {path} open"),
            Broken::Missing(path) => write!(out, "database: missing: {path} does not exist"),
            Broken::Clash(index) => write!(out, "index: clash: two records claim one entry of {index}"),
            Broken::Undeclared(table) => {
                write!(out, "table: undeclared: the catalogue does not list {table} exactly once")
            }
            Broken::Panicked(said) => write!(out, "act: panicked: {said}"),
            Broken::Archive(cause) => write!(out, "archive: refused: {cause}"),
        }
    }
}

impl std::error::Error for Broken {}

impl From<std::io::Error> for Broken {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Broken::Full(error.to_string())
            }
            std::io::ErrorKind::UnexpectedEof => Broken::Damaged(error.to_string()),
            _ => Broken::Io(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_that_no_key_fits_is_recognised() {
        let key = |byte: u8| vec![byte];
        assert!(is_empty(&(Bound::Included(key(2)), Bound::Included(key(1)))));
        assert!(is_empty(&(Bound::Excluded(key(1)), Bound::Excluded(key(1)))));
        assert!(is_empty(&(Bound::Included(key(1)), Bound::Excluded(key(1)))));
        assert!(!is_empty(&(Bound::Included(key(1)), Bound::Included(key(1)))));
        assert!(!is_empty(&(Bound::Excluded(key(1)), Bound::Unbounded)));
    }

    #[test]
    fn a_full_disk_is_told_from_other_failures() {
        let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
        assert!(matches!(Broken::from(full), Broken::Full(_)));
        let other = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        assert!(matches!(Broken::from(other), Broken::Io(_)));
    }
}
