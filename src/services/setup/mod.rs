//! The first administrator, made once with the code that the console printed (security B1 23).
//!
//! What always holds: there is no default account; once anybody is an officer these pages are not there any more.

mod actions;
mod forms;
mod pages;
mod routes;

pub use routes::routes;
