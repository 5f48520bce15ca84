//! The six digits of a postal address.

use super::Wrong;
use super::checked::checked_text;
use super::typed::compact;

/// A postcode of six digits, such as 250000.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(String);

checked_text!(Postcode, str::to_owned);

impl Postcode {
    /// Reads six digits.
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        let code = compact(typed);
        if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) {
            return Ok(Self(code));
        }
        Err(Wrong::new("请输入 6 位数字的邮政编码，例如 250000。"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::checked::kept_and_read;
    use super::*;

    #[test]
    fn six_digits_are_a_postcode_and_nothing_else_is() {
        let code = Postcode::parse(" ２５００００ ").unwrap();
        assert_eq!(code.as_str(), "250000");
        assert_eq!(kept_and_read(&code), code);
        for typed in ["", "25000", "2500000", "25000a", "二五〇〇〇〇"] {
            assert!(Postcode::parse(typed).is_err(), "{typed}");
        }
    }
}
