//! 服务大厅: the home page with all entrances and menu entries of spec 1.0, and the display modes.

mod pages;
mod routes;

pub use routes::routes;
