//! The sealed letter from one running instance of the platform to another, carried by hand as a file (电子调转函).
//!
//! The room knows bytes, keys and who they belong to; what a letter says it does not know. Programs of others find the
//! same format with every check they owe in `data/transfer-letter.md`.
//!
//! | at | bytes | what |
//! |---|---|---|
//! | 0 | 8 | `ZFLETTER` in ASCII |
//! | 8 | 1 | version, 1 |
//! | 9 | 1 | kind: 1 letter, 2 answer |
//! | 10 | 40 | number: 1 to 40 ASCII letters, digits and hyphens, then zeros |
//! | 50 | 32 | fingerprint of the sender |
//! | 82 | 32 | fingerprint of the recipient |
//! | 114 | 8 | sent: milliseconds since 1970-01-01T00:00Z, signed |
//! | 122 | 8 | until: the same |
//! | 130 | 32 | encapsulated key (RFC 9180), an X25519 public key |
//! | 162 | 8 | *n*, the length of what follows: that of the body and 16 |
//! | 170 | *n* | ciphertext and tag; the bytes 0 to 129 are the associated data |
//! | 170 + *n* | 64 | Ed25519 signature (RFC 8032) over everything before it |
//!
//! Numbers are big-endian, and the file ends with the signature.
//!
//! What always holds: no byte of a body is returned before the signature of exactly these bytes was verified with the
//! key of the sender that the caller named. The fingerprints of both sides stand in the associated data, so that nobody
//! can sign or address a stranger's ciphertext anew. No input makes the room panic. Randomness is passed in.

mod card;
mod fault;
mod fingerprint;
mod header;
mod keys;
mod letter;
#[cfg(test)]
mod tests;
mod words;

pub use card::Card;
pub use fault::Fault;
pub use fingerprint::Fingerprint;
pub use header::{Header, Kind, Label};
pub use keys::Keys;
pub use letter::{look, open, seal};

/// How long a letter may be, in bytes of the whole file.
pub const LARGEST: usize = 96 * 1024 * 1024;

/// SHA-256 of a whole file: the letter's own fingerprint, which stands on the printed paper.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    sha256(&[bytes])
}

fn sha256(fields: &[&[u8]]) -> [u8; 32] {
    let mut context = ring::digest::Context::new(&ring::digest::SHA256);
    for field in fields {
        context.update(field);
    }
    let mut digest = [0; 32];
    digest.copy_from_slice(context.finish().as_ref());
    digest
}
