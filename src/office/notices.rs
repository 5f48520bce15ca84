//! What is told inside the house once it is durable.

use crate::terms::HandoffId;

/// Something that a page may be following has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A hand-off.
    Handoff(HandoffId),
}
