//! Chapter 2.3, 实名认证: a person proves by photographs of their document that the account is theirs (线上实名认证).
//!
//! What always holds: one open case for each account; pictures are stored only after the separate consent (PIPL 29);
//! the name changes only before verification and never while an officer is looking at the papers (spec 1.5).

mod actions;
mod forms;
mod pages;
mod routes;

pub use routes::routes;
