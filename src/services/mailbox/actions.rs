//! Reading the letters of a demonstration.

use crate::letters::Letter;
use crate::store::{Broken, Read, Span};
use crate::tables::{MAILS, OUTBOX};
use crate::terms::{Email, Moment, Phone};

/// So many letters are shown.
const SHOWN: usize = 50;

/// Where a letter went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// An SMS to this phone.
    Phone(Phone),
    /// A mail to this address.
    Email(Email),
}

/// One message as its recipient would see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// When it was filed.
    pub at: Moment,
    /// Where it went.
    pub to: To,
    /// What it says.
    pub letter: Letter,
}

/// The newest messages first, SMS and mails together.
pub fn messages(read: &impl Read) -> Result<Vec<Message>, Broken> {
    let span = || Span::all(SHOWN).descending();
    let letters = read.scan(&OUTBOX, span())?.into_iter();
    let mails = read.scan(&MAILS, span())?.into_iter();
    let mut messages: Vec<Message> = letters
        .filter_map(|(_, item)| Some(Message { at: item.at, to: To::Phone(item.to), letter: item.letter? }))
        .chain(mails.filter_map(|(_, mailing)| {
            Some(Message { at: mailing.at, to: To::Email(mailing.to?), letter: mailing.letter? })
        }))
        .collect();
    // The sort is stable: of one moment the SMS comes first, in the order of filing.
    messages.sort_by_key(|message| std::cmp::Reverse(message.at));
    messages.truncate(SHOWN);
    Ok(messages)
}
