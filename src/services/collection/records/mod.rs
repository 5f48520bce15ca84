//! What the lists of education and work have in common: how records lie in time, how they are read, kept and drawn.
//!
//! Always holds: a field of a form is named like the last word of its line key in the dossier, so that a fault or a
//! remark about a line finds its field; only the two ends of `period` are fields of their own, `from` and `to`.

pub mod actions;
pub mod draft;
pub mod forms;
pub mod pages;
pub mod routes;
