//! The journal: one hash-chained entry for every act of the house (security B2, T48).
//!
//! Each entry's seal covers its content and the seal before it under a key that only the instance knows, so that a
//! changed, missing or added entry is found by [`verify`]; the newest seal also stands in the head record, so that a
//! cut tail is found too.

use crate::terms::Moment;
use minicbor::{Decode, Encode};
use ring::hmac;

/// The seal before the first entry.
pub const GENESIS: [u8; 32] = [0; 32];

/// How an act ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Outcome {
    /// It was done.
    #[n(0)]
    Done,
    /// It was refused.
    #[n(1)]
    Refused,
}

/// One entry of the journal. Holds ids, never names, numbers or phones.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Entry {
    /// Position in the chain, from 1.
    #[n(0)]
    pub sequence: u64,
    /// When.
    #[n(1)]
    pub at: Moment,
    /// Who: an id with its letter, `visitor`, `console` or `house`.
    #[n(2)]
    pub actor: String,
    /// What was done, such as `collection.submit`.
    #[n(3)]
    pub verb: String,
    /// To what: ids with their letters.
    #[n(4)]
    pub object: String,
    /// How it ended.
    #[n(5)]
    pub outcome: Outcome,
    /// From where: the peer's address.
    #[n(6)]
    pub source: String,
    /// Anything else worth keeping.
    #[n(7)]
    pub detail: String,
    /// The seal over this entry and the one before.
    #[cbor(n(8), with = "minicbor::bytes")]
    pub seal: [u8; 32],
}

impl Entry {
    /// Sets the seal that chains this entry to the one before.
    pub fn sealed(mut self, key: &hmac::Key, before: &[u8; 32]) -> Entry {
        self.seal = self.expected(key, before);
        self
    }

    fn expected(&self, key: &hmac::Key, before: &[u8; 32]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(key);
        context.update(before);
        context.update(&self.sequence.to_be_bytes());
        context.update(&self.at.millis().to_be_bytes());
        for text in [&self.actor, &self.verb, &self.object, &self.source, &self.detail] {
            context.update(&(text.len() as u64).to_be_bytes());
            context.update(text.as_bytes());
        }
        context.update(&[u8::from(self.outcome == Outcome::Refused)]);
        let mut seal = [0; 32];
        seal.copy_from_slice(context.sign().as_ref());
        seal
    }
}

/// Checks a run of entries that follow `before` (sequence and seal); returns the last, or the first bad sequence.
pub fn verify<'a>(
    key: &hmac::Key,
    before: (u64, [u8; 32]),
    entries: impl IntoIterator<Item = &'a Entry>,
) -> Result<(u64, [u8; 32]), u64> {
    let mut last = before;
    for entry in entries {
        let expected = last.0 + 1;
        if entry.sequence != expected || entry.seal != entry.expected(key, &last.1) {
            return Err(expected);
        }
        last = (entry.sequence, entry.seal);
    }
    Ok(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(length: u64) -> (hmac::Key, Vec<Entry>) {
        let key = hmac::Key::new(hmac::HMAC_SHA256, b"test");
        let mut before = GENESIS;
        let entries = (1..=length).map(|sequence| {
            let entry = Entry {
                sequence,
                at: Moment::from_millis(1000),
                actor: "house".into(),
                verb: "test".into(),
                object: sequence.to_string(),
                outcome: Outcome::Done,
                source: String::new(),
                detail: String::new(),
                seal: GENESIS,
            };
            let entry = entry.sealed(&key, &before);
            before = entry.seal;
            entry
        });
        let entries = entries.collect();
        (key, entries)
    }

    #[test]
    fn an_untouched_chain_verifies() {
        let (key, entries) = chain(5);
        assert_eq!(verify(&key, (0, GENESIS), &entries), Ok((5, entries[4].seal)));
    }

    #[test]
    fn a_changed_entry_is_named_by_its_sequence() {
        let (key, mut entries) = chain(5);
        entries[2].object = "other".into();
        assert_eq!(verify(&key, (0, GENESIS), &entries), Err(3));
    }

    #[test]
    fn a_removed_entry_is_named_by_its_sequence() {
        let (key, mut entries) = chain(5);
        entries.remove(1);
        assert_eq!(verify(&key, (0, GENESIS), &entries), Err(2));
    }
}
