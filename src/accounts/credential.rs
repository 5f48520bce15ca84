//! Password hashes: argon2id in PHC form, so that parameters can rise later (security B4).

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use minicbor::{Decode, Encode};

/// What one hash costs; never below OWASP's minimum of 19 MiB, two passes, one lane.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Cost {
    fn default() -> Self {
        Cost { memory: 19_456, passes: 2, lanes: 1 }
    }
}

/// A password's hash as a PHC string.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct Credential(#[n(0)] String);

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credential(***)")
    }
}

impl Credential {
    /// Hashes a password; takes tens of milliseconds and megabytes, so never call it inside an act.
    pub fn new(password: &str, salt: [u8; 16], cost: Cost) -> Option<Credential> {
        let params = Params::new(cost.memory, cost.passes, cost.lanes, None).ok()?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let hash = argon.hash_password_with_salt(password.as_bytes(), &salt).ok()?;
        Some(Credential(hash.to_string()))
    }

    /// A credential that no password opens: its hash is of nothing, drawn at random. Whoever owns the account chooses a
    /// password by 找回密码.
    pub fn closed(random: &[u8; 32], cost: Cost) -> Option<Credential> {
        let params = Params::new(cost.memory, cost.passes, cost.lanes, None).ok()?;
        let closed = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(&params).ok()?,
            salt: Some(Salt::new(&random[..16]).ok()?),
            hash: Some(Output::new(random).ok()?),
        };
        Some(Credential(closed.to_string()))
    }

    /// Whether this is the password, at the cost stored in the hash.
    pub fn matches(&self, password: &str) -> bool {
        PasswordHash::new(&self.0)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_password_matches() {
        let credential = Credential::new("Qinglan#2026", [7; 16], Cost::default()).unwrap();
        assert!(credential.matches("Qinglan#2026"));
        assert!(!credential.matches("qinglan#2026"));
        assert!(!credential.matches(""));
        assert!(!format!("{credential:?}").contains("argon2"));
    }

    #[test]
    fn nothing_opens_a_closed_credential_and_it_looks_like_any_other() {
        let closed = Credential::closed(&[7; 32], Cost::default()).unwrap();
        assert!(!closed.matches("") && !closed.matches("Qinglan#2026"));
        let other = Credential::new("Qinglan#2026", [7; 16], Cost::default()).unwrap();
        let shape = |one: &Credential| one.0.split('$').take(5).map(str::to_string).collect::<Vec<_>>();
        assert_eq!((shape(&closed), closed.0.len()), (shape(&other), other.0.len()));
    }
}
