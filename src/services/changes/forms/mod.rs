//! What was typed into the forms of chapter 4.

mod basics;
mod correction;

pub use basics::{basics, basics_filled};
pub use correction::{correction, correction_filled};
