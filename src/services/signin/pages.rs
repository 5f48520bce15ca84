//! The pages of signing in.

mod account;
mod login;
mod officer;
mod officers;

pub use account::account;
pub use login::{another_picture, done, organisation, person};
pub use officer::{activation, officer};
pub use officers::{officers, one_time_code};
