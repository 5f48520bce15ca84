//! Chapter 5: a record moves from one department to another. Walks by the words on the pages, from the request to both
//! decisions.
mod decided;
mod faults;
mod guards;
mod guide;
pub mod kit;
mod together;
