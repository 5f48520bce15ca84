//! The bridge from a screen to the person's own phone: a code on the screen, four digits typed on the phone, then an
//! errand that the phone does for the screen (guide 2.3, interface 1.2, security B5).
//!
//! ```text
//! Created ──scan──▶ Scanned ──four digits──▶ Matched ──▶ Asked ──▶ Waiting ──▶ Passed
//!    │                 │ three wrong            │  ▲        │          │
//!    │                 ▼                        │  └────────┘ setback  └─▶ Lapsed
//!    │              Failed ◀──declined──────────┴─▶ Submitted | Passed
//!    └─▶ Lapsed, Superseded from every living state
//! ```
//!
//! What always holds: a code counts only while it stands on the screen, and once; the phone that scanned is the only
//! one; nothing about the person leaves before the digits match; an ended hand-off never lives again, except that a
//! lapsed question to the identity service may be asked once more for half an hour; only a living one can pass.

mod code;
mod device;
mod errand;
mod record;
mod refusal;
mod state;

pub use code::{Code, Standing};
pub use device::{Device, Screen};
pub use errand::{Errand, Kind, Shot, Size, Spot};
pub use record::{ASK_AGAIN, Handoff};
pub use refusal::Refusal;
pub use state::{State, Why};
