//! The house as a whole: one crate, one link.
mod crash;
mod disk;
mod files;
mod people;
mod store;
