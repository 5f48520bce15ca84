//! 演示信箱: the text messages and mails of a demonstration, which never leave the house; the site mounts it there alone.

mod actions;
mod pages;
mod routes;

pub use routes::routes;
