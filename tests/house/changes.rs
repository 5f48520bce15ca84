//! Chapter 4: what is on record changes. Walks by the words on the pages, from the request to the decision.
mod basics;
mod correction;
pub mod kit;
mod random;
mod records;
mod together;
