//! The bridge from a screen to a phone, to the counter and to the identity service (chapter 2.3): walked through the
//! pages, told against a model, asked of a gateway.
mod beside;
mod budgets;
mod camera;
mod counter;
mod deeds;
pub mod gateway;
mod inquiry;
mod kiosk;
mod kit;
mod late;
mod model;
mod papers;
mod phone;
mod proven;
mod random;
mod screen;
