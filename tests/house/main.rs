//! The house as a whole, in one crate so that it links once.
mod browser;
mod crash;
mod disk;
mod doors;
mod engines;
mod files;
mod help;
mod pages;
mod people;
mod rooms;
mod store;
mod upkeep;
mod world;
