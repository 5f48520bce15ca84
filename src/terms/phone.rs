//! A mainland mobile number, the second name an account answers to.

use super::checked::checked_text;
use super::typed::compact;
use super::{Wrong, masked};

/// 11 digits `1[3-9]…`, without +86, blanks or hyphens, so that limits are counted on one form (security B4).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

checked_text!(Phone, masked::phone);

impl Phone {
    /// Reads a number as people write it.
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        let bare = compact(typed).replace(['-', '–', '—'], "");
        let local =
            ["+86", "0086", "86"].iter().find_map(|prefix| bare.strip_prefix(prefix)).unwrap_or(&bare);
        match local.as_bytes() {
            [b'1', b'3'..=b'9', rest @ ..] if rest.len() == 9 && rest.iter().all(u8::is_ascii_digit) => {
                Ok(Self(local.to_owned()))
            }
            _ => Err(Wrong::new("请输入 11 位手机号码，例如 13800138000。")),
        }
    }

    /// `134****9197` (spec 6).
    pub fn masked(&self) -> String {
        masked::phone(&self.0)
    }

    /// The last four digits.
    pub fn tail(&self) -> &str {
        let from = self.0.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
        &self.0[from..]
    }
}

#[cfg(test)]
mod tests {
    use super::super::checked::kept_and_read;
    use super::*;

    #[test]
    fn every_usual_spelling_is_one_number() {
        for typed in [
            "13412349197",
            "+86 134 1234 9197",
            "86-134-1234-9197",
            "００８６１３４１２３４９１９７",
            " 134-1234-9197 ",
        ] {
            assert_eq!(Phone::parse(typed).unwrap().as_str(), "13412349197", "{typed}");
        }
    }

    #[test]
    fn what_is_no_mobile_number_is_refused() {
        for typed in
            ["", "12412349197", "1341234919", "134123491977", "0531-12345678", "1341234919a", "手机号码"]
        {
            assert!(Phone::parse(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_number_is_shown_masked_everywhere() {
        let phone = Phone::parse("13412349197").unwrap();
        assert_eq!(phone.masked(), "134****9197");
        assert_eq!(phone.tail(), "9197");
        assert_eq!(format!("{phone:?}"), "Phone(134****9197)");
        assert_eq!(kept_and_read(&phone), phone);
        assert_eq!(Phone("无".to_owned()).tail(), "无");
    }
}
