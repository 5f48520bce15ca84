//! 属地调转（跨平台）: letters to and from other instances at the reviewers' desk, and the instances that administrators
//! have entered (spec 2.5).
//!
//! | page | who | what happens there |
//! |---|---|---|
//! | `/desk/transfers` | reviewers | transfers that still need a letter, letters sent and received, taking a file in |
//! | `/desk/transfers/letters/<letter>` | the leaving side | one letter: its file, its paper, its end |
//! | `/desk/transfers/answers/<sender>/<letter>` | the receiving side | the answer to a decided letter |
//! | `/desk/peers` | administrators | the own card, the other instances, entering one in two steps |
//!
//! What always holds: a letter of another department answers as if it did not exist; every file, paper and answer that
//! is handed out leaves its own entry in the journal; a card counts only after somebody has said that its words were
//! compared by telephone.

pub mod actions;
mod forms;
mod pages;
mod routes;

pub use routes::{catchers, routes};
