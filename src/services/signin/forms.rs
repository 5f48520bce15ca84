//! What the forms of signing in mean; every fault is one sentence at its field.

mod login;
mod officer;
mod password;

pub use login::{Login, OfficerLogin};
pub use officer::AddOfficer;
pub use password::{Activation, PasswordChange};
