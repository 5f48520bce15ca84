//! Sealing, looking at and opening a letter.

use super::header::{HEADER, recognise};
use super::{Card, Fault, Fingerprint, Header, Keys, LARGEST, Label};
use hpke::aead::{AeadTag, ChaCha20Poly1305};
use hpke::inout::InOutBuf;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, OpModeR, OpModeS, Serializable};
use hpke::{single_shot_open_inout_detached, single_shot_seal_inout_detached_with_rng};
use ring::hmac;
use ring::signature::{ED25519, UnparsedPublicKey};
use std::convert::Infallible;

pub(super) type Kem = X25519HkdfSha256;
type Tag = AeadTag<ChaCha20Poly1305>;

const INFO: &[u8] = b"zhangfang transfer letter 1";
const KEY: usize = 32;
const LENGTH: usize = 8;
const TAG: usize = 16;
const SIGNATURE: usize = 64;
/// Where the ciphertext begins.
const CIPHERTEXT: usize = HEADER + KEY + LENGTH;
/// How much longer a letter is than its body.
pub(super) const ADDED: usize = CIPHERTEXT + TAG + SIGNATURE;

/// Seals a body to the office on a card and signs the whole. `own` is the fingerprint of the sender's own card;
/// `random` are 32 bytes drawn for this letter alone. Refuses a number of another form (`WrongNumber`), a body that
/// makes the letter longer than [`LARGEST`] (`TooLarge`) and a card with a useless key (`WrongCard`).
pub fn seal(
    keys: &Keys,
    own: &Fingerprint,
    to: &Card,
    label: &Label<'_>,
    body: &[u8],
    random: [u8; 32],
) -> Result<Vec<u8>, Fault> {
    if body.len() > LARGEST - ADDED {
        return Err(Fault::TooLarge);
    }
    let Label { kind, number, sent, until } = *label;
    let header = Header { kind, number: number.to_owned(), from: *own, to: to.fingerprint(), sent, until };
    let header = header.written()?;
    let recipient = Deserializable::from_bytes(&to.open).map_err(|_| Fault::WrongCard)?;

    let mut letter = Vec::with_capacity(ADDED + body.len());
    letter.extend_from_slice(&header);
    letter.extend_from_slice(&[0; KEY]);
    letter.extend_from_slice(&((body.len() + TAG) as u64).to_be_bytes());
    letter.extend_from_slice(body);
    letter.extend_from_slice(&[0; TAG]);

    let (front, ciphertext) = letter.split_at_mut(CIPHERTEXT);
    let (text, tag) = ciphertext.split_at_mut(body.len());
    let (encapsulated, made) = single_shot_seal_inout_detached_with_rng::<ChaCha20Poly1305, HkdfSha256, Kem>(
        &OpModeS::Base,
        &recipient,
        INFO,
        InOutBuf::from(text),
        &header,
        &mut Drawn::from(random),
    )
    .map_err(|_| Fault::WrongCard)?;
    encapsulated.write_exact(&mut front[HEADER..HEADER + KEY]);
    made.write_exact(tag);

    let signature = keys.signing().sign(&letter);
    letter.extend_from_slice(signature.as_ref());
    Ok(letter)
}

/// Reads the outside of a letter. It checks the form alone: who wrote it and whether it was changed only [`open`] says.
pub fn look(bytes: &[u8]) -> Result<Header, Fault> {
    Parts::of(bytes).map(|parts| parts.header)
}

/// Opens a letter from the office on a card to the office whose keys and fingerprint are given; returns what the sender
/// signed. The signature is verified before anything is decrypted. Whether the letter is in time or was opened before,
/// it does not know.
pub fn open(bytes: &[u8], keys: &Keys, own: &Fingerprint, from: &Card) -> Result<(Header, Vec<u8>), Fault> {
    let parts = Parts::of(bytes)?;
    if parts.header.to != *own {
        return Err(Fault::NotForUs);
    }
    if parts.header.from != from.fingerprint() {
        return Err(Fault::WrongSender);
    }
    let signed_by = UnparsedPublicKey::new(&ED25519, &from.sign);
    signed_by.verify(parts.signed, parts.signature).map_err(|_| Fault::Damaged)?;

    let encapsulated = Deserializable::from_bytes(parts.encapsulated).map_err(|_| Fault::Damaged)?;
    let tag = Tag::from_bytes(parts.tag).map_err(|_| Fault::Damaged)?;
    let mut body = parts.text.to_vec();
    single_shot_open_inout_detached::<ChaCha20Poly1305, HkdfSha256, Kem>(
        &OpModeR::Base,
        &keys.opening(),
        &encapsulated,
        INFO,
        InOutBuf::from(body.as_mut_slice()),
        parts.outside,
        &tag,
    )
    .map_err(|_| Fault::Damaged)?;
    Ok((parts.header, body))
}

/// The places of a letter whose form is right.
struct Parts<'a> {
    header: Header,
    /// The bytes of the header, which the ciphertext is bound to.
    outside: &'a [u8; HEADER],
    encapsulated: &'a [u8; KEY],
    text: &'a [u8],
    tag: &'a [u8; TAG],
    /// Everything that the signature covers.
    signed: &'a [u8],
    signature: &'a [u8; SIGNATURE],
}

impl<'a> Parts<'a> {
    fn of(bytes: &'a [u8]) -> Result<Parts<'a>, Fault> {
        recognise(bytes)?;
        if bytes.len() > LARGEST {
            return Err(Fault::TooLarge);
        }
        let (outside, rest) = bytes.split_first_chunk().ok_or(Fault::Incomplete)?;
        let header = Header::read(outside).ok_or(Fault::Damaged)?;
        let (encapsulated, rest) = rest.split_first_chunk().ok_or(Fault::Incomplete)?;
        let (length, rest) = rest.split_first_chunk::<LENGTH>().ok_or(Fault::Incomplete)?;
        let length = usize::try_from(u64::from_be_bytes(*length)).unwrap_or(usize::MAX);
        if !(TAG..=LARGEST).contains(&length) {
            return Err(Fault::Damaged);
        }
        let (ciphertext, rest) = rest.split_at_checked(length).ok_or(Fault::Incomplete)?;
        let (text, tag) = ciphertext.split_last_chunk().ok_or(Fault::Incomplete)?;
        let (signature, beyond) = rest.split_first_chunk().ok_or(Fault::Incomplete)?;
        if !beyond.is_empty() {
            return Err(Fault::Damaged);
        }
        let signed = &bytes[..bytes.len() - SIGNATURE];
        Ok(Parts { header, outside, encapsulated, text, tag, signed, signature })
    }
}

/// The 32 bytes of one letter as the source of randomness that `hpke` asks for: HMAC-SHA256 of a counter under them.
///
/// This is sound because nothing else is ever drawn from the same 32 bytes and HMAC under an unknown key cannot be told
/// from random bytes, however many of them the key encapsulation takes.
struct Drawn {
    key: hmac::Key,
    blocks: u64,
}

impl From<[u8; 32]> for Drawn {
    fn from(random: [u8; 32]) -> Drawn {
        Drawn { key: hmac::Key::new(hmac::HMAC_SHA256, &random), blocks: 0 }
    }
}

impl TryRng for Drawn {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, filled: &mut [u8]) -> Result<(), Infallible> {
        for place in filled.chunks_mut(32) {
            let block = hmac::sign(&self.key, &self.blocks.to_be_bytes());
            place.copy_from_slice(&block.as_ref()[..place.len()]);
            self.blocks += 1;
        }
        Ok(())
    }
}

impl TryCryptoRng for Drawn {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_drawn_byte_is_given_out_twice() {
        let mut drawn = Drawn::from([7; 32]);
        let mut long = [0; 100];
        drawn.try_fill_bytes(&mut long).unwrap();
        let mut pieces: Vec<Vec<u8>> = long.chunks(4).map(<[u8]>::to_vec).collect();
        pieces.push(drawn.try_next_u32().unwrap().to_le_bytes().to_vec());
        pieces.push(drawn.try_next_u64().unwrap().to_le_bytes()[..4].to_vec());
        let mut other = [0; 4];
        Drawn::from([8; 32]).try_fill_bytes(&mut other).unwrap();
        pieces.push(other.to_vec());
        assert_eq!(pieces.iter().collect::<BTreeSet<_>>().len(), pieces.len());
    }
}
