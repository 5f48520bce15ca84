//! 个人中心 and 办件查询: what a person has asked, where it stands, and the receipt that proves it.
//!
//! What always holds: a case or picture of somebody else does not exist here, and asking for it is journalled (T23);
//! the public enquiry tells the state of a case and nothing about the person.

mod actions;
mod forms;
mod pages;
mod routes;

pub use routes::routes;
