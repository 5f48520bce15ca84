//! Holds: no code is sent for a while, and why (security B4, connectors 2.4); they live in the store and so survive a
//! restart.

use crate::terms::Moment;
use minicbor::{Decode, Encode};

/// Why no code is sent for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Why {
    /// The provider lets this number have no more for now.
    #[n(0)]
    Provider,
    /// Nothing can be sent to this number.
    #[n(1)]
    Number,
    /// The courier is silent or cannot work: nobody gets anything.
    #[n(2)]
    Service,
    /// Too many numbers beside this one have asked, as whoever pumps messages does.
    #[n(3)]
    Neighbours,
}

/// A hold on a number, on numbers beside each other, on a browser's asking or on the whole service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Hold {
    /// When it ends.
    #[n(0)]
    pub until: Moment,
    /// Why it began.
    #[n(1)]
    pub why: Why,
}

impl Hold {
    /// Whole seconds until it ends, rounded up; none when it has ended.
    pub fn left(self, now: Moment) -> Option<u64> {
        let seconds = self.until.since(now).as_millis().div_ceil(1000);
        u64::try_from(seconds).ok().filter(|seconds| *seconds > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hold_ends_at_its_moment_and_not_before() {
        let at = Moment::from_millis;
        let hold = Hold { until: at(30_000), why: Why::Service };
        assert_eq!(
            [0, 29_000, 29_999, 30_000, 31_000].map(|now| hold.left(at(now))),
            [Some(30), Some(1), Some(1), None, None]
        );
    }
}
