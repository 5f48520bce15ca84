//! Chapter 1.2, 帮助中心: answers to what people ask, the privacy notice and the accessibility statement.

pub mod content;

mod pages;
mod routes;

pub use routes::routes;
