//! Rocket's side of the wall.
pub mod captcha;
pub mod gate;
pub mod photos;
