//! 数据字典: administrators edit the choices of the forms that no law fixes (spec 3.7, 3.9).
//!
//! What always holds: a code is never taken out and never used twice, so that every record stays readable; a choice that
//! is no longer wanted is retired. Whoever saves has seen the list that is replaced.

mod actions;
mod forms;
mod pages;
mod routes;

pub use routes::routes;
