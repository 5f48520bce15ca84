//! The acceptance number (受理编号) that stands on slips and is read out over the counter.

use std::fmt;

use minicbor::{Decode, Encode};

use super::typed::compact;
use super::{RegionCode, Wrong};

/// Region, year, serial and a check character: `980121-2026-000318-3`; the character is MOD 11-2 of ISO 7064, which
/// notices every wrong digit and every two that were swapped.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub struct CaseNumber {
    #[n(0)]
    region: RegionCode,
    #[n(1)]
    year: u16,
    #[n(2)]
    serial: u32,
}

impl CaseNumber {
    /// The number of the `serial`-th case a region accepted in a year; a year outside 1000–9999 counts as the nearest
    /// one inside.
    pub fn new(region: RegionCode, year: u16, serial: u32) -> Self {
        Self { region, year: year.clamp(1000, 9999), serial }
    }

    /// Reads a number as people type it: lower case, blanks and missing hyphens do no harm.
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        let number = compact(typed).replace(['-', '–', '—'], "");
        read(&number).ok_or(Wrong::new("请输入受理编号，例如 980121-2026-000318-3，可在受理回执上找到。"))
    }

    /// The region that accepted the case.
    pub fn region(&self) -> RegionCode {
        self.region
    }

    /// The year it was accepted in.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// Its place in the year, from 1.
    pub fn serial(&self) -> u32 {
        self.serial
    }
}

fn read(number: &str) -> Option<CaseNumber> {
    if !number.is_ascii() || !(17..=21).contains(&number.len()) {
        return None;
    }
    let (digits, check) = number.split_at(number.len() - 1);
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let region = RegionCode::parse(&digits[..6]).ok()?;
    let parsed = CaseNumber::new(region, digits[6..10].parse().ok()?, digits[10..].parse().ok()?);
    let has_form = parsed.digits() == digits && check.starts_with(check_of(digits));
    has_form.then_some(parsed)
}

fn check_of(digits: &str) -> char {
    let sum = digits.bytes().fold(0u32, |sum, b| (sum + u32::from(b.saturating_sub(b'0'))) * 2 % 11);
    char::from_digit((12 - sum) % 11, 10).unwrap_or('X')
}

impl CaseNumber {
    fn digits(&self) -> String {
        format!("{}{:04}{:06}", self.region, self.year, self.serial)
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { region, year, serial } = self;
        write!(f, "{region}-{year:04}-{serial:06}-{}", check_of(&self.digits()))
    }
}

impl fmt::Debug for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::checked::kept_and_read;
    use super::*;
    use proptest::prelude::*;

    fn number(serial: u32) -> CaseNumber {
        CaseNumber::new(RegionCode::parse("980121").unwrap(), 2026, serial)
    }

    #[test]
    fn a_number_is_read_however_it_is_typed() {
        let printed = number(318).to_string();
        assert!(printed.starts_with("980121-2026-000318-"));
        for typed in
            [printed.clone(), printed.replace('-', " "), printed.replace('-', ""), printed.to_lowercase()]
        {
            assert_eq!(CaseNumber::parse(&typed), Ok(number(318)), "{typed}");
        }
    }

    #[test]
    fn the_sentence_shows_a_number_that_would_be_accepted() {
        let sentence = CaseNumber::parse("").unwrap_err().to_string();
        assert!(sentence.contains(&number(318).to_string()), "{sentence} {}", number(318));
    }

    proptest! {
        #[test]
        fn numbers_are_read_back_and_slips_are_noticed(serial: u32, at in 0usize..16, by in 1u8..10) {
            let number = number(serial);
            prop_assert_eq!(CaseNumber::parse(&number.to_string()), Ok(number));
            prop_assert_eq!(kept_and_read(&number), number);
            let mut bytes = number.to_string().replace('-', "").into_bytes();
            bytes[at] = b'0' + (bytes[at] - b'0' + by) % 10;
            prop_assert!(CaseNumber::parse(std::str::from_utf8(&bytes).unwrap()).is_err());
        }
    }
}
