//! The house as a whole: one crate, one link.
mod crash;
mod disk;
mod people;
mod store;
