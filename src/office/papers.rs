//! 校验码: what makes a paper checkable by whoever holds it.

use super::Office;
use crate::papers::{Code, Kind};
use crate::terms::CaseId;
use ring::hmac;

impl Office {
    /// The code of a paper about this case; `state` is its round, or the version of the record that it shows.
    pub fn paper_code(&self, kind: Kind, case: &CaseId, state: u32) -> Code {
        // A key of its own, so that no code is ever a seal of the journal.
        let key = hmac::sign(&self.inner.journal_key, b"zhangfang papers 1");
        let key = hmac::Key::new(hmac::HMAC_SHA256, key.as_ref());
        let said = [&[kind.number()][..], &case.bytes()[..], &state.to_be_bytes()].concat();
        let digest = hmac::sign(&key, &said);
        let mut bits = [0; 10];
        bits.iter_mut().zip(digest.as_ref()).for_each(|(bit, byte)| *bit = *byte);
        Code::new(bits)
    }
}
