//! The house as a whole, in one crate so that it links once.
mod browser;
mod crash;
mod disk;
mod employment;
mod engines;
mod files;
mod pages;
mod people;
mod records;
mod rooms;
mod store;
mod upkeep;
mod world;
