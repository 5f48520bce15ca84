//! The exchange of letters with other instances (属地调转 across instances, spec 2.5): `envelope` seals, this room packs.
//!
//! ```text
//! leaving side:    case released ─▶ issue: pack, seal, keep ─▶ file and paper carried by hand
//! receiving side:  take in: open, check, keep apart ─▶ an officer decides ─▶ answer: sealed on demand
//! leaving side:    take in the answer ─▶ accepted: everything about the person goes │ otherwise: the case is open again
//! ```
//!
//! What always holds: a letter that is damaged, late, strange or has been here changes nothing; what it brought counts
//! for nothing until an officer has accepted it, and is gone when one has not; after the answer the leaving side keeps
//! no byte of the record.

mod accept;
mod answer;
mod arrival;
mod issue;
mod own;
mod pack;
mod parcel;
mod peers;
mod unusable;

pub use accept::{Taken, Taker, take_in};
pub use answer::{Sealed, answer_of, answerable, file_name};
pub use arrival::{moves_in, refuse_arrival, settle_arrival};
pub use issue::{LETTER_VALID, Letters, issue, letters_of, void, voidable};
pub use own::{Own, draw_keys, own, speaks_for};
pub use parcel::{Answer, Packed, PackedFile, Parcel, Verdict};
pub use peers::{add_peer, peer_for, peers, remove_peer};
pub use unusable::Unusable;
