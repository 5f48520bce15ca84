//! The house as a whole, in one crate so that it links once.
mod browser;
mod collection;
mod crash;
mod disk;
mod engines;
mod files;
mod filled;
mod pages;
mod papers;
mod people;
mod person;
mod rooms;
mod store;
mod upkeep;
mod verification;
mod world;
