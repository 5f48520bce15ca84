//! What is held about one person.

mod record;

pub use record::{Absent, LOG, Whole, look};
