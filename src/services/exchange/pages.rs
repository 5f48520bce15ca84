//! What reviewers see of letters and administrators of other instances.

mod desk;
mod letter;
mod paper;
mod peers;

pub use desk::{Board, board, done};
pub use letter::{LetterSheet, letter};
pub use paper::paper;
pub use peers::{Confirming, PeerSheet, confirming, peers, said};

use super::actions::End;
use crate::envelope::Fingerprint;
use crate::reference::Reference;
use crate::terms::{Moment, RegionCode};
use crate::ui::{Tag, tag};
use maud::{Markup, html};

/// A department's full name, or its code when it has none.
fn department(reference: &Reference, code: RegionCode) -> String {
    reference.divisions().department_name(code).unwrap_or_else(|| code.to_string())
}

/// The words of a fingerprint, in three groups of four, as they are read aloud.
fn words(fingerprint: &Fingerprint) -> Markup {
    html! {
        ol.spoken-words {
            @for group in fingerprint.words().chunks(4) {
                li { @for word in group { span { (word) } " " } }
            }
        }
    }
}

/// A digest in groups of four hexadecimal digits.
fn grouped(digest: &[u8; 32]) -> Markup {
    let pair = |two: &[u8]| two.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    html! { span.digest { @for two in digest.chunks(2) { span { (pair(two)) } " " } } }
}

/// How a letter that was issued stands.
fn standing(end: Option<(End, Moment)>) -> Markup {
    match end {
        None => tag(Tag::Wait, "在途"),
        Some((end @ End::Accepted, _)) => tag(Tag::Good, end.label()),
        Some((end @ (End::Returned | End::Rejected), _)) => tag(Tag::Bad, end.label()),
        Some((end @ End::Lapsed, _)) => tag(Tag::Plain, end.label()),
    }
}
