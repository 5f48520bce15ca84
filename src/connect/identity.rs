//! Proving who somebody is by an outside service (guide 2.3, connectors 1).
//!
//! What always holds: a service is asked in two calls, one that begins an attempt and one that asks what became of it;
//! only the second can say that somebody passed, and only about the certificate that the first one gave.

use crate::terms::DocumentKind;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// The person somebody claims to be.
#[derive(Clone, PartialEq, Eq)]
pub struct Claim {
    /// Names the attempt at the service: at most 32 letters and digits, never used twice.
    pub order: String,
    /// The kind of document.
    pub document: DocumentKind,
    /// Its number, in the one canonical form.
    pub number: String,
    /// The name on it.
    pub name: String,
    /// Where the service leads the person's phone afterwards; nothing is concluded from that page being opened.
    pub return_to: String,
}

impl fmt::Debug for Claim {
    /// Name and number stay out of logs (connectors rule 0.6).
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Claim").field("order", &self.order).finish_non_exhaustive()
    }
}

/// An attempt that the service has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The service's name for the attempt (certify_id).
    pub certificate: String,
    /// What the person opens on the phone.
    pub address: String,
}

/// Why a call brought nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setback {
    /// The service refuses this claim; the code is short visible ASCII for the journal.
    Person(String),
    /// The operator's settings, rights or clock are wrong, or calls are paused; the code says which.
    Operator(String),
    /// Nobody knows: silence, a server error, an answer that cannot be trusted (connectors rule 0.3).
    Unknown,
}

/// What became of an attempt, by the service's own signed answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The person is who they claim to be.
    Passed,
    /// Failed, or not done yet; the service does not say which.
    NotYet,
}

/// A call under way.
pub type Call<'a, T> = Pin<Box<dyn Future<Output = Result<T, Setback>> + Send + 'a>>;

/// Proves identities; one call is one attempt and is never repeated here.
pub trait IdentityService: Send + Sync {
    /// The service's name in the journal.
    fn name(&self) -> &'static str;

    /// Begins an attempt.
    fn begin<'a>(&'a self, claim: &'a Claim) -> Call<'a, Begun>;

    /// Asks what became of an attempt.
    fn find<'a>(&'a self, certificate: &'a str) -> Call<'a, Finding>;
}
