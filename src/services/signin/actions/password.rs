//! Judging a password at the same price for everybody (security B4, T05).

use crate::accounts::{Cost, Credential};
use crate::terms::Password;
use std::sync::OnceLock;

/// Whether this is the password; one hash of equal cost is spent when there is no account too. Takes tens of
/// milliseconds, so it runs in `House::hash` and never inside an act.
pub fn proves(credential: Option<&Credential>, typed: &Password, cost: Cost) -> bool {
    static NOBODY: OnceLock<Option<Credential>> = OnceLock::new();
    let nobody = NOBODY.get_or_init(|| Credential::new("nobody", [0x5a; 16], cost));
    let judged = credential.or(nobody.as_ref()).is_some_and(|hash| hash.matches(typed.expose()));
    judged && credential.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_has_no_password() {
        let typed = Password::given("nobody").unwrap();
        assert!(!proves(None, &typed, Cost::default()));
        let own = Credential::new("nobody", [1; 16], Cost::default()).unwrap();
        assert!(proves(Some(&own), &typed, Cost::default()));
    }
}
