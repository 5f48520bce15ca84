//! The house as a whole, in one crate so that it links once.
mod browser;
mod crash;
mod disk;
mod files;
mod pages;
mod people;
mod rooms;
mod store;
