//! What papers say, and what is said about them.

mod check;
mod print;

pub use check::{Checked, Match, Standing, check, compare};
pub use print::{
    Offered, Refusal, Stamp, certificate, departure, desk_departure, desk_form, form, offered, receipt,
};
