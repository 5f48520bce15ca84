//! The house as a whole, in one crate so that it links once.
mod browser;
mod pages;
mod rooms;
