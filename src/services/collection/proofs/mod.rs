//! The proofs of chapter 3.4 that an employer stamps, to be printed: filled in with what is known, or blank.
//!
//! Always holds: a proof says nothing that is not in the draft; what is not known is a line to write on.

mod actions;
mod pages;
mod routes;

pub use routes::routes;
