//! Chapter 3.4: 工作经历, a list of jobs with the accounting work done in each.
//!
//! Always holds: a record in the draft is well-formed; what it still lacks is said on its card, and 保存 asks for it.
//! A credit code whose check character does not fit is kept only with the person's word that it is right (spec 3.2).

mod actions;
mod pages;
mod routes;

pub use routes::routes;
