//! The phone's side of every hand-off (guide 2.3): opening the code, typing the four digits, saying 不是我, and taking
//! pictures for a form on the screen.
//!
//! What always holds: opening an address changes nothing, so a preview of a link burns no code; the phone is told about
//! the person only after the digits matched; what follows for the proof of identity is the room `verification`.

mod actions;
mod forms;
mod pages;
mod routes;

pub use routes::routes;
