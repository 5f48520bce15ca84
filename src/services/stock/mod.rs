//! 材料库: every picture a person has uploaded, where it is used, and taking away what nobody needs.
//!
//! What always holds: a person sees their own pictures alone; what was filed, and what a draft holds, stays.

mod actions;
mod pages;
mod routes;

pub use routes::routes;
