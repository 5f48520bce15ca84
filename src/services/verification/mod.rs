//! Chapter 2.3, 实名认证: a person proves that the account is theirs, on three equal ways: with their phone (快捷一键认证
//! where an identity service is set up), by photographs of their document (线上实名认证), or at the counter (窗口核验).
//!
//! What always holds: one open case and one living hand-off for each account; each way asks for its own consent, never
//! ticked beforehand (PIPL 29); the name changes only before verification and never while an officer is looking at the
//! papers (spec 1.5); only the office's own act makes an account verified, never a page that somebody opens (T55).

mod actions;
mod forms;
mod pages;
mod routes;

pub use routes::routes;
