//! What is held about oneself.
//!
//! | page | what happens there |
//! |---|---|
//! | `/me/record` | 信息查询: the whole record, masked, to be read and printed |
//! | `/me/export` | 导出我的信息: everything held, as JSON and pictures, after password and code |
//! | `/me/close` | 注销账号: erased, or frozen where what was filed has to be kept |
//! | `/desk/reopen` | 账号恢复: an officer opens a frozen account for who shows their papers |
//!
//! Always holds: everything below `/me` is about the person of the session alone; no id in an address chooses somebody.

mod actions;
mod forms;
mod pages;
mod routes;

pub use routes::routes;
