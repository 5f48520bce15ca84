//! How a call to the outside ended.

/// Three ways, because "we do not know" is neither success nor failure (connectors rule 0.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The other side has taken it.
    Sent,
    /// It certainly did not leave; the code says why. The waiting time of a number is set free.
    Refused(String),
    /// It may or may not have left: keep the waiting time, never send again by yourself.
    Unknown,
}
