//! Who may come in; pure except password hashing.
//!
//! Two kinds of people have accounts: accountants ([`Account`]) and officers of the finance bureau ([`Officer`]).
//! A [`Session`] says who is at a browser; it is looked up by the digest of its token and never outlives a change
//! of the password or of the rights it was opened with, because both raise the owner's generation.

mod account;
mod code;
mod credential;
mod hold;
mod officer;
mod session;
mod tally;
mod throttle;

pub use account::{Account, AccountState, Freeze, Verified};
pub use code::{Code, CodeFault, CodePurpose, TRIES as CODE_TRIES, VALID as CODE_VALID};
pub use credential::{Cost, Credential};
pub use hold::{Hold, Why};
pub use officer::{Grant, Officer, OfficerState, Right};
pub use session::{Limits, Session, Subject, digest};
pub use tally::Tally;
pub use throttle::{Counter, Window};
