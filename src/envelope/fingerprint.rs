//! The fingerprint of an office: what is compared over the phone before its card is trusted.

use super::sha256;
use super::words::WORDS;
use crate::terms::{RegionCode, Wrong};
use data_encoding::HEXLOWER;
use minicbor::{Decode, Encode};
use std::fmt;
use std::str::FromStr;

const PREFIX: &[u8] = b"zhangfang office fingerprint 1";

/// SHA-256 over a prefix, the region and both public keys of an office; prints 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Fingerprint(#[cbor(n(0), with = "minicbor::bytes")] [u8; 32]);

impl Fingerprint {
    pub(super) fn of(region: RegionCode, sign: &[u8; 32], open: &[u8; 32]) -> Fingerprint {
        Fingerprint(sha256(&[PREFIX, region.as_str().as_bytes(), sign, open]))
    }

    /// Takes over 32 bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Fingerprint {
        Fingerprint(bytes)
    }

    /// The 32 bytes.
    pub const fn bytes(&self) -> [u8; 32] {
        self.0
    }

    /// The first 96 bits as words to be read aloud. Keys that give the same words as a given card's take some 2^96
    /// attempts to find.
    pub fn words(&self) -> [&'static str; 12] {
        std::array::from_fn(|place| WORDS[usize::from(self.0[place])])
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Fingerprint {
    type Err = Wrong;

    /// Reads only what `Display` writes, so that one office has one address.
    fn from_str(text: &str) -> Result<Fingerprint, Wrong> {
        let bytes = HEXLOWER.decode(text.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.map(Fingerprint).ok_or(Wrong::new("单位指纹应为 64 位十六进制数字，请从单位名录中重新打开。"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_words_follow_the_first_twelve_bytes() {
        let mut bytes = [0; 32];
        assert_eq!(Fingerprint::from_bytes(bytes).words(), [WORDS[0]; 12]);
        bytes[11] = 255;
        assert_eq!(Fingerprint::from_bytes(bytes).words()[10..], [WORDS[0], WORDS[255]]);
        bytes[12] = 1;
        assert_eq!(Fingerprint::from_bytes(bytes).words()[11], WORDS[255]);
    }

    #[test]
    fn only_the_printed_form_is_read() {
        let printed = Fingerprint::from_bytes([0xab; 32]).to_string();
        for text in ["", &printed[1..], &printed[2..], &printed.to_uppercase(), &format!("{printed}ab")] {
            assert!(text.parse::<Fingerprint>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_fingerprint_is_kept_and_read(bytes: [u8; 32]) {
            let fingerprint = Fingerprint::from_bytes(bytes);
            prop_assert_eq!(fingerprint.bytes(), bytes);
            prop_assert_eq!(fingerprint.to_string().parse::<Fingerprint>(), Ok(fingerprint));
            let kept = minicbor::to_vec(fingerprint).unwrap();
            prop_assert_eq!(kept.len(), 34);
            prop_assert_eq!(minicbor::decode::<Fingerprint>(&kept).unwrap(), fingerprint);
        }
    }
}
