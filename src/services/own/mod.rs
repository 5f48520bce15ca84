//! What is held about oneself.
//!
//! | page | what happens there |
//! |---|---|
//! | `/me/record` | 信息查询: the whole record, masked, to be read and printed |
//!
//! Always holds: everything here is about the person of the session alone; no id in an address chooses somebody.

mod actions;
mod pages;
mod routes;

pub use routes::routes;
