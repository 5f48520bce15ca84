//! Judging a password at the same price for everybody (security B4, T05).

use crate::accounts::{Cost, Credential};
use crate::terms::Password;
use std::sync::OnceLock;

/// Whether this is the password; one hash of equal cost is spent when there is no account too. Takes tens of
/// milliseconds, so it runs in `House::hash` and never inside an act.
pub fn proves(credential: Option<&Credential>, typed: &Password, cost: Cost) -> bool {
    static NOBODY: OnceLock<Option<Credential>> = OnceLock::new();
    let nobody = NOBODY.get_or_init(|| Credential::new("nobody", [0x5a; 16], cost));
    judged(credential, nobody.as_ref(), |hash| hash.matches(typed.expose()))
}

/// Hashes exactly once, against the credential or, without one, against nobody's.
fn judged(
    credential: Option<&Credential>,
    nobody: Option<&Credential>,
    mut matches: impl FnMut(&Credential) -> bool,
) -> bool {
    credential.or(nobody).is_some_and(&mut matches) && credential.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_meant_one_hash_is_spent() {
        let own = Credential::new("own", [1; 16], Cost::default()).unwrap();
        let nobody = Credential::new("nobody", [2; 16], Cost::default()).unwrap();
        for (credential, typed, proven) in [
            (Some(&own), "own", true),
            (Some(&own), "wrong", false),
            (None, "nobody", false),
            (None, "x", false),
        ] {
            let mut hashes = 0;
            let done = judged(credential, Some(&nobody), |hash| {
                hashes += 1;
                hash.matches(typed)
            });
            assert_eq!((done, hashes), (proven, 1), "{typed}");
        }
    }

    #[test]
    fn nobody_has_no_password() {
        let typed = Password::given("nobody").unwrap();
        assert!(!proves(None, &typed, Cost::default()));
        let own = Credential::new("nobody", [1; 16], Cost::default()).unwrap();
        assert!(proves(Some(&own), &typed, Cost::default()));
    }
}
