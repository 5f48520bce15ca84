//! Chapter 4, beside the changes: another phone (更换手机号, spec 2.4, security B1 31).
//!
//! What always holds: nobody gets another phone without a code that was sent to it; the person proves themselves by
//! password and by a code to the phone that is given up, or to an officer by their papers. Whose phone a number is
//! learns only who holds it: codes go to whatever number was typed, and that it is taken is said after the right code.
//! Who has a record finds the change filed there.

mod actions;
mod forms;
mod pages;
mod routes;

pub use routes::routes;
