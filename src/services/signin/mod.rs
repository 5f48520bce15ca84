//! Chapter 2, 2.1: logging in and out, for accountants and officers; their passwords and devices; who is an officer.
//!
//! What always holds: a failed login says the same whoever was named and costs one password hash (security B4, T05);
//! it is counted by account before it is judged, so neither many addresses nor many requests at once help (T07); a
//! browser the owner has used before is counted apart, so that strangers cannot lock the owner out (T08).

mod actions;
mod forms;
mod pages;
mod routes;

pub use routes::routes;
