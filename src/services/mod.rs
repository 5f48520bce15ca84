//! The guide, chapter by chapter; sisters who do not talk to each other.

pub mod help;
