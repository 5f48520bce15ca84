//! The two keys of an application: its own private key, and the public key of Alipay.
//!
//! What always holds: a key that exists has at least 2048 bits and has been tried; the two of a pair are not the two
//! halves of one key; the private one is in no log and its text is wiped from memory once it is read.

use super::der;
use super::key_fault::KeyFault;
use data_encoding::BASE64;
use ring::rand::SystemRandom;
use ring::signature::{KeyPair, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey};
use std::fmt;
use zeroize::Zeroizing;

/// The least size of a key in bits (connectors rule 0).
const LEAST_BITS: usize = 2048;

/// The application's private key.
pub struct AppKey(RsaKeyPair);

impl AppKey {
    /// Reads PKCS#1 or PKCS#8, as PEM or as its bare base64, and tries the key.
    pub fn read(text: &[u8]) -> Result<Self, KeyFault> {
        let (label, der) = decoded(text)?;
        match label {
            "ENCRYPTED PRIVATE KEY" => return Err(KeyFault::Encrypted),
            label if label.ends_with("PUBLIC KEY") => return Err(KeyFault::PublicHalf),
            "CERTIFICATE" => return Err(KeyFault::Certificate),
            _ => {}
        }
        if der::public_in_spki(&der).is_some() {
            return Err(KeyFault::PublicHalf);
        }
        let key = der::private_in_pkcs8(&der).unwrap_or(&der);
        large_enough(der::modulus_of_private(key).ok_or(KeyFault::NotRsa)?)?;
        let key = Self(RsaKeyPair::from_der(key).map_err(|_| KeyFault::Damaged)?);
        let probe = b"zhangfang";
        let signature = key.sign(probe).ok_or(KeyFault::Damaged)?;
        if !verifies(key.public_half(), probe, &signature) {
            return Err(KeyFault::Damaged);
        }
        Ok(key)
    }

    /// The base64 of SHA256withRSA over a text; None when the machine gives no randomness.
    pub(super) fn signature(&self, text: &str) -> Option<String> {
        self.sign(text.as_bytes()).map(|signature| BASE64.encode(&signature))
    }

    fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let mut signature = vec![0; self.0.public().modulus_len()];
        self.0.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).ok()?;
        Some(signature)
    }

    fn public_half(&self) -> &[u8] {
        self.0.public_key().as_ref()
    }
}

impl fmt::Debug for AppKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("***")
    }
}

/// The public key with which Alipay's answers are checked.
#[derive(Debug)]
pub struct GatewayKey(Vec<u8>);

impl GatewayKey {
    /// Reads a SubjectPublicKeyInfo, as PEM or as its bare base64.
    pub fn read(text: &[u8]) -> Result<Self, KeyFault> {
        let (label, der) = decoded(text)?;
        match label {
            label if label.ends_with("PRIVATE KEY") => return Err(KeyFault::PrivateHalf),
            "CERTIFICATE" => return Err(KeyFault::Certificate),
            _ => {}
        }
        if der::private_in_pkcs8(&der).or(der::modulus_of_private(&der)).is_some() {
            return Err(KeyFault::PrivateHalf);
        }
        let key = der::public_in_spki(&der).ok_or(KeyFault::NotRsa)?;
        large_enough(der::modulus_of_public(key).ok_or(KeyFault::NotRsa)?)?;
        Ok(Self(key.to_vec()))
    }

    /// Whether this signature is Alipay's over these very bytes.
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        verifies(&self.0, message, signature)
    }
}

/// A private key and the other side's public key.
#[derive(Debug)]
pub struct Keys {
    pub(super) own: AppKey,
    pub(super) gateway: GatewayKey,
}

impl Keys {
    /// Refuses the commonest mistake: the application's own public key where Alipay's belongs.
    pub fn pair(own: AppKey, gateway: GatewayKey) -> Result<Self, KeyFault> {
        if own.public_half() == gateway.0 {
            return Err(KeyFault::Swapped);
        }
        Ok(Self { own, gateway })
    }
}

fn verifies(public: &[u8], message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, public).verify(message, signature).is_ok()
}

fn large_enough(modulus: &[u8]) -> Result<(), KeyFault> {
    match der::bits(modulus) {
        bits if bits < LEAST_BITS => Err(KeyFault::Small(bits)),
        _ => Ok(()),
    }
}

/// The label of a PEM text (empty for bare base64) and the bytes it stands for.
fn decoded(text: &[u8]) -> Result<(&str, Zeroizing<Vec<u8>>), KeyFault> {
    let text = std::str::from_utf8(text).map_err(|_| KeyFault::Unreadable)?;
    let text = text.trim_start_matches('\u{feff}').trim();
    let (label, base64) = match text.split_once("-----BEGIN ") {
        Some((_, rest)) => {
            let (label, rest) = rest.split_once("-----").ok_or(KeyFault::Cut)?;
            let (base64, _) = rest.split_once("-----END ").ok_or(KeyFault::Cut)?;
            (label, base64)
        }
        None => ("", text),
    };
    if base64.contains("Proc-Type:") {
        return Err(KeyFault::Encrypted);
    }
    let mut bare = Zeroizing::new(Vec::with_capacity(base64.len()));
    bare.extend(base64.bytes().filter(|byte| !byte.is_ascii_whitespace()));
    if bare.is_empty() {
        return Err(KeyFault::Empty);
    }
    let der = BASE64.decode(&bare).map_err(|_| KeyFault::Unreadable)?;
    Ok((label, Zeroizing::new(der)))
}

#[cfg(test)]
mod tests;
