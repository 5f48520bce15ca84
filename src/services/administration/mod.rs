//! 系统管理: the rooms of administrators on one page, and 审核规则: administrators say which changes the system approves at once and which an officer decides (spec 1.13, 7).
//!
//! What always holds: the list is the whole platform's; a change of it is one act that names what became automatic and
//! what manual; whoever saves has seen the list that is replaced.

mod actions;
mod forms;
mod pages;
mod routes;

pub use routes::routes;
