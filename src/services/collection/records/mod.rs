//! What the lists of education and work have in common: how they are kept and drawn while the collection is filled in.

pub mod actions;
pub mod pages;
pub mod routes;
