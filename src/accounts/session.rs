//! Who is at a browser (ASVS 7: tokens of 128 bits and more, only their digest stored).

use crate::terms::{AccountId, Moment, OfficerId};
use minicbor::{Decode, Encode};
use ring::digest as hash;
use std::time::Duration;

/// Whose session it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Subject {
    /// An accountant.
    #[n(0)]
    Person(#[n(0)] AccountId),
    /// An officer.
    #[n(1)]
    Officer(#[n(0)] OfficerId),
}

/// One session; its key is the digest of the token in the cookie.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Session {
    /// Whose.
    #[n(0)]
    pub subject: Subject,
    /// When it was opened.
    #[n(1)]
    pub opened: Moment,
    /// The last request, to the minute.
    #[n(2)]
    pub seen: Moment,
    /// The owner's generation at login.
    #[n(3)]
    pub generation: u32,
    /// The instance's epoch at login; a restore raises it (security 0.11).
    #[n(4)]
    pub epoch: u32,
    /// The peer's address at login, for the list of sessions.
    #[n(5)]
    pub source: String,
    /// The owner's login before this one, which the owner is told (security B1 25).
    #[n(6)]
    pub previous: Option<Moment>,
}

/// How long a session lives.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Without a request.
    pub idle: Duration,
    /// In any case.
    pub absolute: Duration,
}

impl Session {
    /// Whether the session still counts at this moment; a clock that went back does not lengthen it.
    pub fn is_alive(&self, now: Moment, limits: Limits) -> bool {
        let fresh = now >= self.opened || self.opened.since(now) < Duration::from_secs(120);
        fresh && now.since(self.opened) < limits.absolute && now.since(self.seen) < limits.idle
    }
}

/// The digest under which a token is stored.
pub fn digest(token: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(hash::digest(&hash::SHA256, token).as_ref());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(at: i64) -> Session {
        let at = Moment::from_millis(at);
        let subject = Subject::Person(AccountId::from_bytes([1; 16]));
        Session {
            subject,
            opened: at,
            seen: at,
            generation: 0,
            epoch: 0,
            source: String::new(),
            previous: None,
        }
    }

    #[test]
    fn a_session_ends_when_idle_and_when_old() {
        let limits = Limits { idle: Duration::from_secs(900), absolute: Duration::from_secs(8 * 3600) };
        let mut session = session(1_000_000);
        let later = |seconds: u64| Moment::from_millis(1_000_000).plus(Duration::from_secs(seconds));
        assert!(session.is_alive(later(899), limits));
        assert!(!session.is_alive(later(900), limits));
        session.seen = later(8 * 3600 - 10);
        assert!(session.is_alive(later(8 * 3600 - 1), limits));
        assert!(!session.is_alive(later(8 * 3600), limits));
    }

    #[test]
    fn a_clock_set_back_by_a_day_ends_the_session() {
        let limits = Limits { idle: Duration::from_secs(900), absolute: Duration::from_secs(8 * 3600) };
        assert!(!session(100_000_000).is_alive(Moment::from_millis(10_000), limits));
    }
}
