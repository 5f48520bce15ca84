//! Chapter 1 and 1.1: an accountant registers (会计人员注册).
//!
//! What always holds: nothing is said about who has an account before the code sent to the typed phone was entered, and
//! what is said then is one sentence for every reason (security B4); an account that exists is never changed from here.

mod actions;
mod forms;
mod pages;
mod routes;

pub use routes::routes;
