//! What the desk asks about letters, and what administrators do about other instances.

mod letters;
mod one;
mod paper;
mod peers;

pub use letters::{Overview, Received, Sent, Unsent, overview};
pub use one::{Letter, Sheet, handed_out, letter, number_on_the_way, sheet};
pub use paper::Paper;
pub use peers::{PeerRefusal, Peers, enter, judged, peers, remove};

pub use crate::tables::{End, Peer};

use crate::accounts::{Grant, Right};
use crate::store::{Broken, Read};
use crate::tables::OFFICERS;
use crate::terms::{Day, OfficerId};

/// What the officer may do on that day, if the right is still theirs (T27).
fn present(read: &impl Read, officer: OfficerId, right: Right, today: Day) -> Result<Option<Grant>, Broken> {
    let grant = read.get(&OFFICERS, &officer)?.and_then(|found| found.grant(officer, today));
    Ok(grant.filter(|grant| grant.has(right)))
}
