//! Chapter 5: the record moves to another authority (属地调转).
//!
//! | page | chapter | what happens there |
//! |---|---|---|
//! | `/me/transfer` | 5, 5.2 | the present state, 调转申请, and the list of all transfers (调转信息) |
//! | `/me/transfer/new` | 5.1 | 调转申请: the reason first, then its own fields |
//! | `/me/transfer/<number>` | 5.2 | one transfer: where it is, who has it, what was asked; withdraw, mend |
//!
//! Always holds: a transfer excludes every other open application about the record, and the other way round; both are
//! checked in the act that files.

pub mod actions;

mod forms;
mod pages;
mod routes;

pub use routes::routes;
