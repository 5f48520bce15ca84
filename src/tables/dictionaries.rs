//! Dictionaries that an administrator has edited.

use minicbor::{Decode, Encode};

/// One dictionary as it was edited last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct Book {
    /// Its entries, in the order forms show them.
    #[n(0)]
    pub entries: Vec<BookEntry>,
    /// Counts every edit, from 1.
    #[n(1)]
    pub version: u32,
}

/// One entry of an edited dictionary.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct BookEntry {
    /// What records keep; never reused.
    #[n(0)]
    pub code: String,
    /// What pages show.
    #[n(1)]
    pub label: String,
    /// The heading it stands under.
    #[n(2)]
    pub group: Option<String>,
    /// No longer offered.
    #[n(3)]
    pub retired: bool,
}
