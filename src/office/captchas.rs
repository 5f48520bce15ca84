//! Picture captchas: each counts once, whether it was answered rightly or not (security B4, T14).

use super::Ledger;
use crate::store::{Broken, Read};
use crate::tables::{CAPTCHAS, Captcha};

/// Uses a picture up; says whether it had not been used before.
pub fn spend_captcha(ledger: &mut Ledger<'_>, key: &[u8; 32]) -> Result<bool, Broken> {
    let unused = ledger.get(&CAPTCHAS, key)?.is_none();
    let at = ledger.now();
    ledger.put(&CAPTCHAS, key, &Captcha { at })?;
    Ok(unused)
}
