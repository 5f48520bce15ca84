//! Dictionaries that an administrator has edited take the place of the embedded ones.

use super::{Ledger, Office};
use crate::reference::{Dictionary, Entry, Reference};
use crate::store::{Broken, Read};
use crate::tables::{Book, BookEntry, DICTIONARIES};

/// The entries of a dictionary as they are kept, and how often it was edited.
pub fn book(
    read: &impl Read,
    reference: &Reference,
    dictionary: Dictionary,
) -> Result<(Vec<Entry>, u32), Broken> {
    Ok(match read.get(&DICTIONARIES, &dictionary.word().to_string())? {
        Some(book) => (book.entries.into_iter().map(opened).collect(), book.version),
        None => (reference.dictionary(dictionary).entries().to_vec(), 0),
    })
}

/// Keeps a dictionary as it was edited; [`Office::reread_dictionaries`] lets it hold once this is durable.
pub fn put_book(
    ledger: &mut Ledger<'_>,
    dictionary: Dictionary,
    entries: Vec<Entry>,
    version: u32,
) -> Result<(), Broken> {
    let book = Book { entries: entries.into_iter().map(kept).collect(), version };
    ledger.put(&DICTIONARIES, &dictionary.word().to_string(), &book)
}

fn kept(entry: Entry) -> BookEntry {
    BookEntry { code: entry.code, label: entry.label, group: entry.group, retired: entry.retired }
}

fn opened(entry: BookEntry) -> Entry {
    Entry { code: entry.code, label: entry.label, group: entry.group, retired: entry.retired }
}

pub(super) fn read_books(read: &impl Read, reference: &Reference) -> Result<(), Broken> {
    for dictionary in Dictionary::EDITABLE {
        let Some(book) = read.get(&DICTIONARIES, &dictionary.word().to_string())? else { continue };
        reference
            .replace(dictionary, book.entries.into_iter().map(opened).collect())
            .map_err(|fault| Broken::Damaged(format!("dictionaries: {}: {fault}", dictionary.word())))?;
    }
    Ok(())
}

impl Office {
    /// Reads every edited dictionary again; called after one was edited.
    pub async fn reread_dictionaries(&self) -> Result<(), Broken> {
        let reference = self.reference().clone();
        self.look(move |view| read_books(view, &reference)).await
    }
}
