//! 实名认证 as people see it.

mod counter;
mod desk;
mod mobile;
mod papers;
mod screen;

pub use counter::{counter, counter_view};
pub use desk::{Desk, desk};
pub use mobile::{Mobile, mobile, mobile_view, phone_papers};
pub use papers::{Sheet, done, form, name, served_places, waiting};
pub use screen::{Screen, screen, screen_view};

pub use desk::verified;
