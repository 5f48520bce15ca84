//! The house as a whole, in one crate so that it links once.
mod browser;
mod cases;
mod crash;
mod disk;
mod engines;
mod files;
mod pages;
mod papers;
mod people;
mod person;
mod review;
mod rooms;
mod store;
mod territory;
mod upkeep;
mod verification;
mod world;
