//! The 18-character number of GB 11643-1999 and of the residence permits that borrowed its form.

use super::checked::checked_text;
use super::typed::compact;
use super::{Day, Sex, Wrong, masked};

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// First two digits of every address code that GB/T 2260 has had in force.
const PROVINCES: [&str; 32] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42",
    "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
];

/// Which card carries the number (spec 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResidentCard {
    /// 居民身份证
    Identity,
    /// 港澳台居民居住证, address codes 810000, 820000 and 830000
    HkMacauTaiwanResidence,
    /// 外国人永久居留身份证 (2023), first digit 9
    PermanentResidence,
}

/// An 18-character number whose place, date of birth and check character are right (GB 11643-1999).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResidentNumber(String);

checked_text!(ResidentNumber, masked::id_number);

/// The check character of 17 digits: MOD 11-2 of ISO 7064 (GB 11643-1999); None unless they are 17 digits.
pub fn check_character(first_seventeen: &str) -> Option<char> {
    let digits: Vec<u32> = first_seventeen.chars().map(|c| c.to_digit(10)).collect::<Option<_>>()?;
    if digits.len() != WEIGHTS.len() {
        return None;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    "10X98765432".chars().nth(usize::try_from(sum % 11).ok()?)
}

impl ResidentNumber {
    /// Reads a number without asking what day it is; forms use [`ResidentNumber::parse_on`].
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        let number = compact(typed);
        let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if number.is_empty() {
            return Err(Wrong::new("请输入 18 位身份证号码，最后一位可以是 X。"));
        }
        if number.len() == 15 && is_digits(&number) {
            return Err(Wrong::new("15 位的旧身份证号码已停用，请输入现用身份证上的 18 位号码。"));
        }
        let body = number.get(..17).filter(|body| number.len() == 18 && is_digits(body));
        let (Some(body), Some(last)) = (body, number.chars().last()) else {
            return Err(Wrong::new("请输入 18 位身份证号码，最后一位可以是 X。"));
        };
        let candidate = Self(number.clone());
        if !candidate.place_is_known() {
            return Err(Wrong::new("号码前六位不是有效的地区代码，请对照证件核对。"));
        }
        if candidate.birth_in_number().is_none() {
            return Err(Wrong::new("号码第 7 至 14 位不是真实存在的出生日期，请对照证件核对。"));
        }
        if check_character(body) != Some(last) {
            return Err(Wrong::new("号码与最后一位校验码不符，可能有一位输错，请对照证件核对。"));
        }
        Ok(candidate)
    }

    /// Reads a number whose holder must have been born by `today`.
    pub fn parse_on(typed: &str, today: Day) -> Result<Self, Wrong> {
        let number = Self::parse(typed)?;
        if number.birth() > today {
            return Err(Wrong::new("号码中的出生日期还没有到，请对照证件核对。"));
        }
        Ok(number)
    }

    /// The date of birth; 1900-01-01 for a damaged number in an old record.
    pub fn birth(&self) -> Day {
        self.birth_in_number().unwrap_or(Day::new(1900, 1, 1).expect("the calendar has this day"))
    }

    /// The sex: an odd 17th digit is male.
    pub fn sex(&self) -> Sex {
        match self.0.as_bytes().get(16) {
            Some(digit) if digit % 2 == 1 => Sex::Male,
            _ => Sex::Female,
        }
    }

    /// Which card the number is printed on.
    pub fn card(&self) -> ResidentCard {
        match self.0.get(..6) {
            Some("810000" | "820000" | "830000") => ResidentCard::HkMacauTaiwanResidence,
            Some(place) if place.starts_with('9') => ResidentCard::PermanentResidence,
            _ => ResidentCard::Identity,
        }
    }

    /// The six digits of the place that issued the number first; it may be a code of former times.
    pub fn place(&self) -> &str {
        self.0.get(..6).unwrap_or(&self.0)
    }

    fn place_is_known(&self) -> bool {
        let province = if self.card() == ResidentCard::PermanentResidence { 1..3 } else { 0..2 };
        self.card() == ResidentCard::HkMacauTaiwanResidence
            || self.0.get(province).is_some_and(|code| PROVINCES.contains(&code))
    }

    fn birth_in_number(&self) -> Option<Day> {
        let day = Day::from_number(self.0.get(6..14)?.parse().ok()?)?;
        (day.year() >= 1900).then_some(day)
    }
}

#[cfg(test)]
mod tests {
    use super::super::checked::kept_and_read;
    use super::*;
    use proptest::prelude::*;

    fn today() -> Day {
        Day::new(2026, 11, 23).unwrap()
    }

    fn complete(first_seventeen: &str) -> String {
        format!("{first_seventeen}{}", check_character(first_seventeen).unwrap())
    }

    #[test]
    fn the_published_vectors_are_judged_rightly() {
        let number = ResidentNumber::parse_on("11010519491231002X", today()).unwrap();
        assert_eq!(number.birth().to_string(), "1949-12-31");
        assert_eq!(number.sex(), Sex::Female);
        assert_eq!(number.place(), "110105");
        assert!(ResidentNumber::parse_on("110101202311012176", today()).is_ok());
        assert!(ResidentNumber::parse_on("110101202311012171", today()).is_err());
    }

    #[test]
    fn lower_case_x_blanks_and_full_width_digits_are_normalised() {
        for typed in ["11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２ｘ"]
        {
            assert_eq!(ResidentNumber::parse(typed).unwrap().as_str(), "11010519491231002X", "{typed}");
        }
    }

    #[test]
    fn each_mistake_has_its_own_sentence() {
        let table = [
            ("", "请输入 18 位"),
            ("110105491231002", "15 位的旧身份证"),
            ("1101051949123100", "请输入 18 位"),
            ("11010519491231002A", "校验码不符"),
            ("1X010519491231002X", "请输入 18 位"),
            ("990105194912310021", "地区代码"),
            ("160105194912310021", "地区代码"),
            ("11010519490230002X", "出生日期"),
            ("身份证号码身份证号码身份证号码身份证", "请输入 18 位"),
        ];
        for (typed, part) in table {
            let wrong = ResidentNumber::parse(typed).unwrap_err().to_string();
            assert!(wrong.contains(part) && wrong.ends_with('。'), "{typed}: {wrong}");
        }
    }

    #[test]
    fn nobody_is_born_tomorrow() {
        let number = complete("11010120261124217");
        assert!(ResidentNumber::parse(&number).is_ok());
        let wrong = ResidentNumber::parse_on(&number, today()).unwrap_err();
        assert!(wrong.as_str().contains("还没有到"));
    }

    #[test]
    fn residence_permits_of_the_same_form_are_accepted() {
        for place in ["810000", "820000", "830000"] {
            let number = ResidentNumber::parse(&complete(&format!("{place}19900101001"))).unwrap();
            assert_eq!(number.card(), ResidentCard::HkMacauTaiwanResidence);
        }
        assert!(ResidentNumber::parse(&complete("81010019900101001")).is_err());
        let number = ResidentNumber::parse(&complete("91184019900101001")).unwrap();
        assert_eq!(number.card(), ResidentCard::PermanentResidence);
        assert_eq!(number.sex(), Sex::Male);
    }

    #[test]
    fn debug_output_hides_the_number() {
        let number = ResidentNumber::parse("11010519491231002X").unwrap();
        assert_eq!(format!("{number:?}"), "ResidentNumber(110*******002X)");
    }

    proptest! {
        #[test]
        fn one_wrong_digit_or_a_swap_is_always_noticed(days in 0i64..40_000, sequence in 0u32..1000, at in 0usize..17, by in 1u8..10) {
            let birth = Day::new(1910, 1, 1).unwrap().plus_days(days).number();
            let right = complete(&format!("370102{birth}{sequence:03}"));
            let number = ResidentNumber::parse(&right).unwrap();
            prop_assert_eq!(kept_and_read(&number), number);
            let mut bytes = right.clone().into_bytes();
            bytes[at] = b'0' + (bytes[at] - b'0' + by) % 10;
            prop_assert!(ResidentNumber::parse(std::str::from_utf8(&bytes).unwrap()).is_err());
            let mut swapped = right.into_bytes();
            if at < 16 && swapped[at] != swapped[at + 1] {
                swapped.swap(at, at + 1);
                prop_assert!(ResidentNumber::parse(std::str::from_utf8(&swapped).unwrap()).is_err());
            }
        }

        #[test]
        fn no_input_makes_it_panic(typed: String) {
            let _ = ResidentNumber::parse(&typed);
        }
    }
}
