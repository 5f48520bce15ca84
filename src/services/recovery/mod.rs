//! Chapter 2.2: a forgotten password (找回密码).
//!
//! What always holds: whatever is typed, the answer to asking for a code is the same, and so is every final failure;
//! only the holder of the registered phone learns anything (security B4). A success logs nobody in.

mod actions;
mod forms;
mod pages;
mod routes;

pub use routes::routes;
