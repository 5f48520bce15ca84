//! Just enough DER (ITU-T X.690) to unwrap an RSA key.
//!
//! What always holds: a length counts only in its one shortest form and nothing may follow the key, so that equal
//! keys are equal bytes.

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const SEQUENCE: u8 = 0x30;

/// The version 0 of PKCS#1 and PKCS#8 private keys.
const VERSION: [u8; 3] = [INTEGER, 1, 0];

/// AlgorithmIdentifier of rsaEncryption with its NULL (RFC 3279, 2.3.1).
const RSA: [u8; 15] = [0x30, 0x0d, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0];

/// The RSAPublicKey (RFC 8017, A.1.1) within a SubjectPublicKeyInfo (RFC 5280, 4.1.2.7).
pub(super) fn public_in_spki(der: &[u8]) -> Option<&[u8]> {
    let inside = alone(SEQUENCE, der)?.strip_prefix(&RSA)?;
    alone(BIT_STRING, inside)?.strip_prefix(&[0])
}

/// The RSAPrivateKey (RFC 8017, A.1.2) within a PrivateKeyInfo (RFC 5208, 5); attributes may follow it there.
pub(super) fn private_in_pkcs8(der: &[u8]) -> Option<&[u8]> {
    let inside = alone(SEQUENCE, der)?.strip_prefix(&VERSION)?.strip_prefix(&RSA)?;
    element(OCTET_STRING, inside).map(|(key, _)| key)
}

/// The modulus of an RSAPublicKey, without leading zeros.
pub(super) fn modulus_of_public(der: &[u8]) -> Option<&[u8]> {
    let (modulus, rest) = element(INTEGER, alone(SEQUENCE, der)?)?;
    positive(alone(INTEGER, rest)?)?;
    positive(modulus)
}

/// The modulus of an RSAPrivateKey, without leading zeros.
pub(super) fn modulus_of_private(der: &[u8]) -> Option<&[u8]> {
    let inside = alone(SEQUENCE, der)?.strip_prefix(&VERSION)?;
    positive(element(INTEGER, inside)?.0)
}

/// How many bits a number without leading zeros has.
pub(super) fn bits(number: &[u8]) -> usize {
    let spare = number.first().map_or(0, |first| first.leading_zeros());
    number.len() * 8 - spare as usize
}

fn positive(integer: &[u8]) -> Option<&[u8]> {
    match integer {
        [0, high, ..] if *high >= 0x80 => integer.get(1..),
        [first, ..] if (1..0x80).contains(first) => Some(integer),
        _ => None,
    }
}

fn alone(tag: u8, der: &[u8]) -> Option<&[u8]> {
    element(tag, der).filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value)
}

/// The value of the element these bytes begin with, and what follows it; no key needs more than 65535 bytes.
fn element(tag: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = match *der.strip_prefix(&[tag])? {
        [0x82, high, low, ref rest @ ..] if high > 0 => (u16::from_be_bytes([high, low]), rest),
        [0x81, length, ref rest @ ..] if length >= 0x80 => (u16::from(length), rest),
        [length, ref rest @ ..] if length < 0x80 => (u16::from(length), rest),
        _ => return None,
    };
    rest.split_at_checked(usize::from(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_has_one_form_and_must_be_there() {
        assert_eq!(element(4, &[4, 2, 7, 8, 9]), Some((&[7, 8][..], &[9][..])));
        for bad in
            [&[4, 0x81, 2, 7, 8][..], &[4, 0x82, 0, 2, 7, 8], &[4, 0x80, 7], &[4, 3, 7, 8], &[4], &[2, 0]]
        {
            assert_eq!(element(4, bad), None, "{bad:?}");
        }
        let long = [&[4, 0x81, 0x80][..], &[7; 0x80]].concat();
        assert_eq!(element(4, &long).map(|(value, _)| value.len()), Some(0x80));
    }

    #[test]
    fn only_positive_integers_in_shortest_form_are_numbers() {
        assert_eq!(positive(&[0, 0x80]), Some(&[0x80][..]));
        assert_eq!(positive(&[0x7f, 0]), Some(&[0x7f, 0][..]));
        for bad in [&[][..], &[0], &[0, 0x7f], &[0x80], &[0, 0, 0x80]] {
            assert_eq!(positive(bad), None, "{bad:?}");
        }
        assert_eq!((bits(&[0x80, 0]), bits(&[1, 0]), bits(&[])), (16, 9, 0));
    }

    #[test]
    fn nothing_may_follow_a_key() {
        let public = [SEQUENCE, 6, INTEGER, 1, 35, INTEGER, 1, 3];
        assert_eq!(modulus_of_public(&public), Some(&[35][..]));
        assert_eq!(modulus_of_public(&[&public[..], &[0]].concat()), None);
        assert_eq!(modulus_of_public(&[SEQUENCE, 9, INTEGER, 1, 35, INTEGER, 1, 3, INTEGER, 1, 1]), None);
    }
}
