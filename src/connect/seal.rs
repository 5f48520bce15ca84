//! Digests and seals as the signatures of the connectors write them: SHA-256 and HMAC-SHA256 (RFC 2104), lower-case
//! hexadecimal.

use data_encoding::HEXLOWER;
use ring::{digest, hmac};

/// A key for seals.
pub(super) fn key(secret: &[u8]) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, secret)
}

/// The SHA-256 of these bytes.
pub(super) fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(digest::digest(&digest::SHA256, bytes).as_ref())
}

/// The seal of this text under a key.
pub(super) fn seal(key: &hmac::Key, text: &str) -> String {
    HEXLOWER.encode(hmac::sign(key, text.as_bytes()).as_ref())
}

/// The key that follows from sealing a word under a key.
pub(super) fn derived(from: &hmac::Key, word: &str) -> hmac::Key {
    key(hmac::sign(from, word.as_bytes()).as_ref())
}
