//! Papers as PDF: receipt, registration form, certificate of approval, letter of transfer; pure.
//!
//! What is said on a paper is told by its own file ([`Receipt`], [`Form`], [`Certificate`], [`Departure`]) to a sheet,
//! which breaks lines and pages; drawing comes last, so that every page can say how many there are.
//!
//! Always holds: the same paper of the same state has the same bytes; a character that the face lacks is written as its
//! code point and said, never dropped; text can be selected and copied as it was filed.

mod certificate;
mod departure;
mod draw;
mod face;
mod form;
mod receipt;
mod seal;
mod sheet;
mod table;
#[cfg(test)]
mod tests;
mod text;

pub use certificate::Certificate;
pub use departure::Departure;
pub use draw::Unprintable;
pub use form::Form;
pub use receipt::{Receipt, Width};
pub use seal::{Code, Kind, Seal};
