//! The desk of the finance bureau (财政用户): the queue of waiting cases, one case on the workbench, the decision.
//!
//! What always holds: a case outside the officer's territory answers as if it did not exist; whoever decides is looked
//! up anew inside the act; every look at a picture or at unmasked data leaves its own entry in the journal.

pub mod actions;
mod forms;
mod pages;
mod routes;

pub use routes::routes;
