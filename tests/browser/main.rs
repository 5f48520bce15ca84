//! The product in a real browser: the executable itself, Debian's chromium, and what a person sees and touches.
mod changes;
mod closing;
mod crossing;
mod demonstration;
mod desk;
mod driver;
mod gallery;
mod handoff;
mod history;
mod looks;
mod own;
mod password;
mod phone;
#[path = "../process/mod.rs"]
mod process;
mod stand_in;
mod titles;
mod transfer;
mod walk;
mod window;
