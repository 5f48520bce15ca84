//! The house as a whole, in one crate so that it links once.
mod browser;
mod crash;
mod disk;
mod engines;
mod entrance;
mod files;
mod officers;
mod pages;
mod people;
mod rooms;
mod setup;
mod signin;
mod store;
mod upkeep;
mod world;
