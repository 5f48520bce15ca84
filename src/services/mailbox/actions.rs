//! Reading the letters of a demonstration.

use crate::letters::Letter;
use crate::store::{Broken, Read, Span};
use crate::tables::OUTBOX;
use crate::terms::{Moment, Phone};

/// So many letters are shown.
const SHOWN: usize = 50;

/// One message as its recipient would see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// When it was filed.
    pub at: Moment,
    /// To which phone.
    pub to: Phone,
    /// What it says.
    pub letter: Letter,
}

/// The newest messages first.
pub fn messages(read: &impl Read) -> Result<Vec<Message>, Broken> {
    let items = read.scan(&OUTBOX, Span::all(SHOWN).descending())?.into_iter();
    Ok(items
        .filter_map(|(_, item)| Some(Message { at: item.at, to: item.to, letter: item.letter? }))
        .collect())
}
