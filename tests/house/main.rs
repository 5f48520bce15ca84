//! The house as a whole: one crate, one link.
#![allow(clippy::unwrap_used, reason = "a test says what failed by panicking")]
mod crash;
mod disk;
mod engines;
mod files;
mod people;
mod store;
mod upkeep;
