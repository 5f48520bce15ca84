//! Chapter 3.3: 教育经历, a list of records of schooling with their certificates.
//!
//! Always holds: a record in the draft is well-formed; what it still lacks is said on its card, and 保存 asks for it.

mod pages;
mod routes;

pub use routes::routes;
