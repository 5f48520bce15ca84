//! The code of an administrative division, GB/T 2260: two digits each for province, prefecture and county.

use std::fmt;

use super::{Wrong, normalised};

/// Six digits: `370000` a province, `370100` a prefecture, `370103` a county. Whether the division exists, and its
/// name, the reference data know.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionCode([u8; 6]);

/// The level of a division.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionLevel {
    /// 省级
    Province,
    /// 地级
    Prefecture,
    /// 县级
    County,
}

impl RegionCode {
    /// Reads six digits.
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        let digits: Option<[u8; 6]> = normalised(typed).as_bytes().try_into().ok();
        let digits = digits.filter(|digits| digits.iter().all(u8::is_ascii_digit) && digits[0] != b'0');
        // A county under no prefecture (370003) is no code of the standard.
        let digits = digits.filter(|digits| &digits[2..4] != b"00" || &digits[4..] == b"00");
        digits.map(Self).ok_or(Wrong::new("请选择省、市、区县。"))
    }

    /// The six digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("parse and decode admit only ASCII digits")
    }

    /// The level the zeros at the end show.
    pub fn level(self) -> RegionLevel {
        match self.0 {
            [_, _, b'0', b'0', b'0', b'0'] => RegionLevel::Province,
            [_, _, _, _, b'0', b'0'] => RegionLevel::Prefecture,
            _ => RegionLevel::County,
        }
    }

    /// The province it lies in, itself for a province.
    pub fn province(self) -> Self {
        Self([self.0[0], self.0[1], b'0', b'0', b'0', b'0'])
    }

    /// The prefecture it lies in, itself for a prefecture, None for a province.
    pub fn prefecture(self) -> Option<Self> {
        let code = Self([self.0[0], self.0[1], self.0[2], self.0[3], b'0', b'0']);
        (self.level() != RegionLevel::Province).then_some(code)
    }

    /// The division one level up, None for a province.
    pub fn parent(self) -> Option<Self> {
        match self.level() {
            RegionLevel::Province => None,
            RegionLevel::Prefecture => Some(self.province()),
            RegionLevel::County => self.prefecture(),
        }
    }

    /// Whether `other` is this division or lies in it.
    pub fn contains(&self, other: &Self) -> bool {
        self.prefix() == &other.0[..self.prefix().len()]
    }

    /// The digits all divisions inside share: two, four or six of them.
    pub fn prefix(&self) -> &[u8] {
        match self.level() {
            RegionLevel::Province => &self.0[..2],
            RegionLevel::Prefecture => &self.0[..4],
            RegionLevel::County => &self.0,
        }
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<C> minicbor::Encode<C> for RegionCode {
    fn encode<W: minicbor::encode::Write>(
        &self,
        encoder: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        encoder.str(self.as_str())?.ok()
    }
}

impl<'b, C> minicbor::Decode<'b, C> for RegionCode {
    fn decode(decoder: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        Self::parse(decoder.str()?).map_err(|_| minicbor::decode::Error::message("no region code"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::checked::kept_and_read;
    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    #[test]
    fn levels_and_ancestors_follow_from_the_digits() {
        assert_eq!(code("370000").level(), RegionLevel::Province);
        assert_eq!(code("370100").level(), RegionLevel::Prefecture);
        assert_eq!(code("370103").level(), RegionLevel::County);
        assert_eq!(code("370103").prefecture(), Some(code("370100")));
        assert_eq!(code("370103").province(), code("370000"));
        assert_eq!(code("370000").prefecture(), None);
        assert_eq!(code("370103").parent(), Some(code("370100")));
        assert_eq!(code("370100").parent(), Some(code("370000")));
    }

    #[test]
    fn a_division_contains_itself_and_what_lies_below() {
        assert!(code("370000").contains(&code("370103")));
        assert!(code("370100").contains(&code("370103")));
        assert!(code("370103").contains(&code("370103")));
        assert!(!code("370100").contains(&code("370203")));
        assert!(!code("370103").contains(&code("370100")));
        assert!(!code("370100").contains(&code("370000")));
    }

    #[test]
    fn only_codes_of_the_standard_are_read() {
        assert_eq!(code(" ３７０１０３ ").to_string(), "370103");
        for typed in ["", "37010", "3701033", "37010a", "070103", "370003", "山东省"] {
            assert!(RegionCode::parse(typed).is_err(), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_division_lies_in_its_ancestors(text in "[1-9][0-9]{2}[1-9][0-9]{2}") {
            let code = code(&text);
            prop_assert!(code.province().contains(&code));
            prop_assert!(code.prefecture().unwrap().contains(&code));
            prop_assert_eq!(kept_and_read(&code), code);
        }
    }
}
