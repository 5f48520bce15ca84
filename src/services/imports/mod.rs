//! 导入数据: administrators bring in the certificate library, the history of a former provincial platform, the register
//! of employers, and officers.
//!
//! | page | what happens there |
//! |---|---|
//! | `/desk/import` | the five kinds, their templates, handing in a file |
//! | `/desk/import/files/<token>` | what the file would change or what is wrong with it; then how far it is; then what came of it |
//!
//! What always holds: a file is checked before anything is changed, and exactly the bytes that were checked are
//! imported; a checked file belongs to one administrator at one browser, is kept in memory alone and forgotten after
//! half an hour; one file at a time is read, so that memory stays bounded; one-time codes of officers are answered
//! once and kept nowhere.

mod actions;
mod forms;
mod pages;
mod routes;

pub use actions::Held;
pub use routes::{catchers, routes};
