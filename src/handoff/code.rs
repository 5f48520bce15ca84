//! The rotating code on the screen: a locator that finds the hand-off, and a tag that only the present stretch of
//! time has.
//!
//! Nothing is written when a code is replaced: the tag is a keyed digest of the stretch's number, as BankID's is of the
//! second. So a photographed or forwarded code is old as soon as the screen shows the next one, and an old one is
//! known as such, which a guessed one is not.

use super::record::Handoff;
use crate::terms::Moment;
use data_encoding::BASE32_NOPAD;
use ring::hmac;
use std::time::Duration;

const LOCATOR: usize = 8;
const TAG: usize = 10;

/// The code as it stands in an address: 18 lower-case base32 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Finds the hand-off.
    pub locator: String,
    tag: String,
}

/// What a code is worth now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It stands on the screen.
    Current,
    /// It stood there before.
    Replaced,
    /// It never did.
    Foreign,
}

impl Code {
    /// Reads an address's code; `None` when it is none.
    pub fn read(text: &str) -> Option<Code> {
        let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(&byte));
        let (locator, tag) = text.split_at_checked(LOCATOR)?;
        (plain && tag.len() == TAG).then(|| Code { locator: locator.into(), tag: tag.into() })
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.locator, self.tag)
    }
}

/// A locator from drawn bytes.
pub(super) fn locator(drawn: &[u8; 32]) -> String {
    BASE32_NOPAD.encode(&drawn[..5]).to_ascii_lowercase()
}

impl Handoff {
    fn tag(&self, stretch: u64) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.secret);
        let tag = hmac::sign(&key, &stretch.to_be_bytes());
        let mut text = BASE32_NOPAD.encode(&tag.as_ref()[..7]).to_ascii_lowercase();
        text.truncate(TAG);
        text
    }

    fn stretch(&self, now: Moment, period: Duration) -> u64 {
        let period = period.as_millis().max(1);
        u64::try_from(now.since(self.opened).as_millis() / period).unwrap_or(u64::MAX)
    }

    /// The code to show now, replaced every `period`.
    pub fn code(&self, now: Moment, period: Duration) -> Code {
        Code { locator: self.locator.clone(), tag: self.tag(self.stretch(now, period)) }
    }

    /// How long until the next code.
    pub fn code_left(&self, now: Moment, period: Duration) -> Duration {
        let passed = now.since(self.opened).as_millis() % period.as_millis().max(1);
        period.saturating_sub(Duration::from_millis(u64::try_from(passed).unwrap_or(0)))
    }

    /// What a code that was opened is worth now.
    pub fn standing(&self, code: &Code, now: Moment, period: Duration) -> Standing {
        let stretch = self.stretch(now, period);
        if code.locator != self.locator {
            Standing::Foreign
        } else if same(&code.tag, &self.tag(stretch)) {
            Standing::Current
        } else if (0..stretch.min(1000)).any(|before| same(&code.tag, &self.tag(before))) {
            Standing::Replaced
        } else {
            Standing::Foreign
        }
    }
}

/// Compares every byte whatever the first ones say.
fn same(left: &str, right: &str) -> bool {
    left.len() == right.len() && left.bytes().zip(right.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::super::record::tests::handoff;
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn a_code_counts_until_the_screen_shows_the_next_one() {
        let handoff = handoff();
        let at = |seconds: u64| handoff.opened.plus(Duration::from_secs(seconds));
        let code = handoff.code(at(0), MINUTE);
        assert_eq!(handoff.code(at(59), MINUTE), code);
        assert_eq!(handoff.standing(&code, at(59), MINUTE), Standing::Current);
        assert_eq!(handoff.standing(&code, at(60), MINUTE), Standing::Replaced);
        let next = handoff.code(at(60), MINUTE);
        assert_eq!(handoff.standing(&next, at(59), MINUTE), Standing::Foreign, "not yet shown");
        assert_eq!(handoff.standing(&next, at(61), MINUTE), Standing::Current);
        assert_eq!(handoff.code_left(at(42), MINUTE), Duration::from_secs(18));
    }

    #[test]
    fn a_guessed_or_borrowed_tag_is_foreign() {
        let (handoff, mut other) = (handoff(), handoff());
        other.secret = [9; 32];
        let now = handoff.opened;
        assert_eq!(handoff.standing(&other.code(now, MINUTE), now, MINUTE), Standing::Foreign);
    }

    #[test]
    fn only_eighteen_characters_of_the_alphabet_are_a_code() {
        let code = handoff().code(Moment::from_millis(0), MINUTE);
        assert_eq!(Code::read(&code.to_string()), Some(code.clone()));
        let text = code.to_string();
        for bad in [text.to_uppercase(), format!("{text}a"), text[1..].into(), text.replace(&text[..1], "码")]
        {
            assert_eq!(Code::read(&bad), None, "{bad}");
        }
    }
}
