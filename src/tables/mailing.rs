//! One mail on its way.

use crate::letters::Letter;
use crate::terms::{Email, Moment};
use minicbor::{Decode, Encode};

/// Where a mail stands.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum MailState {
    /// To be tried at this moment, or tried again.
    #[n(0)]
    Waiting(#[n(0)] Moment),
    /// The server has taken it.
    #[n(1)]
    Sent,
    /// Refused for good, with the code.
    #[n(2)]
    Refused(#[n(0)] String),
    /// Not taken within a day.
    #[n(3)]
    GivenUp,
    /// It waited in an archive that was restored; nobody knows whether it had left.
    #[n(4)]
    Unknown,
}

impl MailState {
    /// Whether nothing more happens to the mail.
    pub fn is_over(&self) -> bool {
        !matches!(self, MailState::Waiting(_))
    }
}

/// One mail: to whom and what as long as it waits, afterwards only what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Mailing {
    /// To which address; taken out once it is over, except in a demonstration.
    #[n(0)]
    pub to: Option<Email>,
    /// What it says; taken out with the address.
    #[n(1)]
    pub letter: Option<Letter>,
    /// When it was filed.
    #[n(2)]
    pub at: Moment,
    /// Where it stands.
    #[n(3)]
    pub state: MailState,
    /// How often it was tried.
    #[n(4)]
    pub tries: u32,
    /// The template's name, kept when the letter is taken out.
    #[n(5)]
    pub template: String,
}

impl Mailing {
    /// The mail once it is over; `keep` leaves in what a demonstration shows.
    pub fn ended(self, state: MailState, keep: bool) -> Mailing {
        let (to, letter) = (self.to.filter(|_| keep), self.letter.filter(|_| keep));
        Mailing { to, letter, state, ..self }
    }
}
