//! The secret half of an office: what it signs with and what it opens with.

use super::Card;
use super::letter::Kem;
use crate::terms::RegionCode;
use hpke::{Deserializable, Kem as _, Serializable};
use minicbor::{Decode, Encode};
use ring::signature::{Ed25519KeyPair, KeyPair};
use zeroize::Zeroize;

/// The two private keys of an office. They are used for letters alone, so that nothing else the office signs could
/// ever pass for one; they are overwritten when dropped.
#[derive(Clone, PartialEq, Encode, Decode)]
pub struct Keys {
    /// The seed of an Ed25519 key (RFC 8032, 5.1.5).
    #[cbor(n(0), with = "minicbor::bytes")]
    sign: [u8; 32],
    /// An X25519 private key (RFC 7748).
    #[cbor(n(1), with = "minicbor::bytes")]
    open: [u8; 32],
}

impl Keys {
    /// Takes over two independent draws of 32 random bytes each: any bytes are keys.
    pub fn from_bytes(sign: [u8; 32], open: [u8; 32]) -> Keys {
        Keys { sign, open }
    }

    /// The public half with what is to stand beside it; a name of one line and at most [`Card::LONGEST_NAME`]
    /// characters, because others refuse the card otherwise.
    pub fn card(&self, name: &str, region: RegionCode) -> Card {
        let mut sign = [0; 32];
        sign.copy_from_slice(self.signing().public_key().as_ref());
        let open = Kem::sk_to_pk(&self.opening()).to_bytes().into();
        Card { name: name.to_owned(), region, sign, open }
    }

    pub(super) fn signing(&self) -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&self.sign).expect("every 32 bytes are a seed")
    }

    pub(super) fn opening(&self) -> <Kem as hpke::Kem>::PrivateKey {
        Deserializable::from_bytes(&self.open).expect("every 32 bytes are a private key")
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        self.sign.zeroize();
        self.open.zeroize();
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_kept_and_never_shown() {
        let keys = Keys::from_bytes([0xab; 32], [0xcd; 32]);
        let kept = minicbor::to_vec(&keys).unwrap();
        assert_eq!(minicbor::decode::<Keys>(&kept).unwrap(), keys);
        assert_eq!(format!("{keys:?}"), "Keys(***)");
    }

    #[test]
    fn each_public_key_follows_from_its_own_private_key() {
        let region = RegionCode::parse("980121").unwrap();
        let card = Keys::from_bytes([1; 32], [2; 32]).card("甲县财政局", region);
        let other_sign = Keys::from_bytes([3; 32], [2; 32]).card("甲县财政局", region);
        let other_open = Keys::from_bytes([1; 32], [3; 32]).card("甲县财政局", region);
        assert_ne!(card.sign, other_sign.sign);
        assert_eq!(card.open, other_sign.open);
        assert_eq!(card.sign, other_open.sign);
        assert_ne!(card.open, other_open.open);
    }
}
