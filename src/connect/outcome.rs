//! How a call to the outside ended.

use std::time::Duration;

/// Sent, refused or unknown, because "we do not know" is neither success nor failure (connectors rule 0.3). A refusal
/// says whose it is to act; whoever it is, nothing has left, and the waiting time of a number is set free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The other side has taken it.
    Sent,
    /// It certainly did not leave, and only the operator or time can mend that; the code says why.
    Refused(String),
    /// It certainly did not leave, for this number has had too much; it may be tried after this time.
    TooSoon(String, Duration),
    /// It certainly did not leave, for nothing can be sent to this number.
    WrongNumber(String),
    /// It may or may not have left: keep the waiting time, never send again by yourself.
    Unknown,
}

impl Outcome {
    /// The code of a refusal.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused(code) | Self::TooSoon(code, _) | Self::WrongNumber(code) => Some(code),
            Self::Sent | Self::Unknown => None,
        }
    }
}

/// How a call ended, and what the other side calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How it ended.
    pub outcome: Outcome,
    /// The other side's id of the request, where it gave a readable one.
    pub request: Option<String>,
}

impl Report {
    /// An outcome with the other side's id of the request; an id that is not short visible ASCII is dropped.
    pub fn new(outcome: Outcome, request: Option<String>) -> Self {
        Self { outcome, request: request.filter(|request| is_readable(request)) }
    }
}

impl From<Outcome> for Report {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, request: None }
    }
}

impl PartialEq<Outcome> for Report {
    fn eq(&self, other: &Outcome) -> bool {
        self.outcome == *other
    }
}

/// Whether a word of the other side may stand in journal and log: up to 80 characters of visible ASCII.
pub(super) fn is_readable(word: &str) -> bool {
    (1..=80).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_graphic())
}

/// A code of the other side as it may be kept.
pub(super) fn kept(code: &str) -> String {
    if is_readable(code) { code.to_owned() } else { "unreadable_code".to_owned() }
}
