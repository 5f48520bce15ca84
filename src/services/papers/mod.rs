//! Papers: what is on record or under way, as PDF to be printed, signed and handed in; and the page that says whether a
//! paper is genuine.
//!
//! | page | for whom |
//! |---|---|
//! | `/me/papers` | the person: which papers there are, and why one is not there yet |
//! | `/papers/check` | whoever holds a paper: genuine or not, current or not, and nothing about the person |
//! | `/desk/cases/<number>/papers/…` | officers of either side |
//!
//! Always holds: a paper's code is a keyed digest of its case and of the state it shows, so nothing is kept about printed
//! papers; the page of a paper tells no name, it only says whether the one that is typed in fits.

mod actions;
mod forms;
mod pages;
mod routes;

pub use routes::routes;
