//! Changing a phone as people see it.

mod desk;
mod own;

pub use desk::{Checking, ask, check};
pub use own::{Sheet, done, form};
