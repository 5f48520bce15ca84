//! A record that moves from one instance to another by a file that is carried by hand (spec 2.5).
mod answers;
mod format;
mod hostile;
mod journey;
mod kit;
mod people;
mod races;

pub use kit::{NUMBER, asks, reads_only, run, try_ask};
