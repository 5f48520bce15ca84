//! Rocket's side of the wall: guards that prove who is there, the one way a body comes in, the ways an answer goes out.
//!
//! What always holds: a handler that names [`Person`], [`Verified`] or [`Desk`] cannot be reached by anybody else; a
//! body enters only as [`Posted`], which has proven its origin and token; every answer carries the headers of
//! `headers.rs`; nothing a client names is used as a path, a header or a file name.

pub mod assets;
pub mod camera;
pub mod captcha;
pub mod catchers;
pub mod gate;
pub mod headers;
pub mod health;
pub mod house;
pub mod passwords;
pub mod photos;
pub mod places;

mod answer;
mod browser;
mod challenge;
mod course;
mod download;
mod eyes;
mod guards;
mod live;
mod phone;
mod posted;
mod problem;
mod showing;
mod slots;
mod source;
mod stock;
mod tile;
mod typed;

pub use answer::{ADMINISTRATION, AdminRoom, Answer, Page, leads_to, local_path};
pub use browser::Browser;
pub use challenge::Challenge;
pub use course::course;
pub use download::{Download, Printed};
pub use eyes::{Codes, ScreenEyes, Seen};
pub use guards::{Desk, Person, Verified, Visit};
pub use house::House;
pub use live::{Closing, Live, Sight, View, follow};
pub use phone::{Phone, PhoneEyes};
pub use posted::{Meaning, Means, Posted, Pressed};
pub use problem::{Problem, Refused, problem_page};
pub use showing::{Shown, show_picture, show_thumbnail};
pub use slots::{Owner, PictureNotes, Slot, Slots, develop};
pub use source::Source;
pub use stock::{Chooser, purpose_label};
pub use tile::Tiles;
pub use typed::Typed;
