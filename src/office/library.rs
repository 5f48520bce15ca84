//! What was imported about one person: their certificates and what a former platform had approved.
//!
//! What always holds: a row counts only for somebody with its number and its name.

use crate::dossier::Identity;
use crate::store::{Broken, Read, Span};
use crate::tables::{CERTIFICATES, HISTORIES, History, LibraryTitle};

/// More certificates than anybody holds.
const MOST: usize = 50;

/// The certificates of this number that also bear the name.
pub fn certificates_of(read: &impl Read, identity: &Identity) -> Result<Vec<LibraryTitle>, Broken> {
    let rows = read.scan(&CERTIFICATES, Span::within(&identity.document.identity_key(), MOST))?;
    Ok(rows.into_iter().map(|(_, row)| row).filter(|row| row.name == identity.name).collect())
}

/// What a former platform had approved about this number and name.
pub fn history_of(read: &impl Read, identity: &Identity) -> Result<Option<History>, Broken> {
    let history = read.get(&HISTORIES, &identity.document.identity_key())?;
    Ok(history.filter(|history| history.name == identity.name))
}
