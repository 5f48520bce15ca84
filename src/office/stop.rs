//! Why work ended early.

use crate::store::Broken;

/// A refusal that the person can act upon, or a failure that only the operator can mend.
#[derive(Debug)]
pub enum Stop<R> {
    /// The house says no, in words for people.
    Refused(R),
    /// Something is broken.
    Failed(Broken),
}

impl<R> From<Broken> for Stop<R> {
    fn from(broken: Broken) -> Self {
        Stop::Failed(broken)
    }
}

impl<R> Stop<R> {
    /// Refuses; for use with `?` and `ok_or_else`.
    pub fn refuse(reason: impl Into<R>) -> Self {
        Stop::Refused(reason.into())
    }
}
