//! What is held about one person, and what they may ask to be done with it.

mod bundle;
mod closing;
mod export;
mod proof;
mod record;
mod reopening;
mod said;

pub use bundle::{documents, packed};
pub use closing::{Closing, Outlook, close, outlook};
pub use export::{Album, FETCH, album, grant, is_due, is_granted, note_fetched};
pub use proof::{Missed, Proof, send};
pub use record::{Absent, LOG, Whole, look};
pub use reopening::{DeskRefusal, Found, look as look_at_desk, reopen};
