//! Spans: which keys a page of a list covers, where it goes on and how long it is.
//!
//! Paging is always by key, never by counting what came before.
use std::ops::Bound;

use super::engine::{Direction, KeyRange};
use super::key::{self, Key};

/// A stretch of keys, walked in one direction, at most `limit` of them.
#[derive(Clone, Debug)]
pub struct Span {
    prefix: Vec<u8>,
    start: Option<(Vec<u8>, bool)>,
    end: Option<Vec<u8>>,
    direction: Direction,
    limit: usize,
}

impl Span {
    /// Every key, at most `limit` of them, from the smallest up.
    pub fn all(limit: usize) -> Self {
        Self { prefix: Vec::new(), start: None, end: None, direction: Direction::Ascending, limit }
    }

    /// The keys whose first parts are these.
    pub fn within(first: &impl Key, limit: usize) -> Self {
        Self { prefix: key::written(first), ..Self::all(limit) }
    }

    /// The keys whose first parts are these and whose next part is a text that begins so.
    pub fn beginning(first: &impl Key, text: &str, limit: usize) -> Self {
        let mut span = Self::within(first, limit);
        key::write_beginning(text, &mut span.prefix);
        span
    }

    /// Goes on behind this key, which is a whole key: the last one of the page before.
    pub fn after(mut self, key: &impl Key) -> Self {
        self.start = Some((key::written(key), false));
        self
    }

    /// Starts with this key or, where it is absent, behind it.
    pub fn from(mut self, key: &impl Key) -> Self {
        self.start = Some((key::written(key), true));
        self
    }

    /// Ends before it reaches this key.
    pub fn until(mut self, key: &impl Key) -> Self {
        self.end = Some(key::written(key));
        self
    }

    /// From the largest key down; `after`, `from` and `until` follow the walk.
    pub fn descending(mut self) -> Self {
        self.direction = Direction::Descending;
        self
    }

    /// Goes on behind this raw key.
    pub(super) fn after_raw(mut self, key: Vec<u8>) -> Self {
        self.start = Some((key, false));
        self
    }

    pub(super) fn direction(&self) -> Direction {
        self.direction
    }

    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    pub(super) fn range(&self) -> KeyRange {
        let mut low = Bound::Included(self.prefix.clone());
        let mut high = behind(&self.prefix).map_or(Bound::Unbounded, Bound::Excluded);
        let start = self.start.clone().map(|(key, with)| match with {
            true => Bound::Included(key),
            false => Bound::Excluded(key),
        });
        let end = self.end.clone().map(Bound::Excluded);
        let (lower, upper) = match self.direction {
            Direction::Ascending => (start, end),
            Direction::Descending => (end, start),
        };
        if let Some(lower) = lower.filter(|lower| bytes(lower) >= self.prefix.as_slice()) {
            low = lower;
        }
        if let Some(upper) = upper {
            let narrower = match &high {
                Bound::Excluded(high) => bytes(&upper) < high.as_slice(),
                _ => true,
            };
            if narrower {
                high = upper;
            }
        }
        (low, high)
    }
}

fn bytes(bound: &Bound<Vec<u8>>) -> &[u8] {
    match bound {
        Bound::Included(key) | Bound::Excluded(key) => key,
        Bound::Unbounded => &[],
    }
}

/// The smallest key behind every key with this prefix; `None` if there is none.
fn behind(prefix: &[u8]) -> Option<Vec<u8>> {
    let last = prefix.iter().rposition(|byte| *byte != 0xff)?;
    let mut behind = prefix[..=last].to_vec();
    behind[last] += 1;
    Some(behind)
}

#[cfg(test)]
mod tests {
    use std::ops::RangeBounds;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_span_covers_what_it_says(
            keys in proptest::collection::btree_set((250u8.., 250u8..), 0..12),
            first in 250u8..,
            start: Option<(u8, u8)>,
            end: Option<(u8, u8)>,
            with: bool,
            descending: bool,
        ) {
            let mut span = Span::within(&first, 99);
            if let Some(start) = &start {
                span = if with { span.from(start) } else { span.after(start) };
            }
            if let Some(end) = &end {
                span = span.until(end);
            }
            if descending {
                span = span.descending();
            }
            let range = span.range();
            for key in keys {
                let ahead = |a: (u8, u8), b: (u8, u8)| if descending { a > b } else { a < b };
                let wanted = key.0 == first
                    && start.is_none_or(|start| ahead(start, key) || with && start == key)
                    && end.is_none_or(|end| ahead(key, end));
                let covered = !super::super::engine::is_empty(&range) && range.contains(&key::written(&key));
                prop_assert_eq!(wanted, covered, "{:?} {:?}", key, range);
            }
        }
    }
}
