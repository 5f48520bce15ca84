//! The unified social credit code of an employer, GB 32100-2015.

use super::Wrong;
use super::checked::checked_text;
use super::typed::compact;

/// Digits and capitals without I, O, S, V and Z; the place in this row is the value.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// 18 characters of the right alphabet; whether the check character fits is a question of its own (spec 3.2).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditCode(String);

checked_text!(CreditCode, str::to_owned);

impl CreditCode {
    /// Reads a code; wrong length or alphabet is an error, a wrong check character is not, because real early codes
    /// have one (spec 3.2).
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        let code = compact(typed).replace('-', "");
        if code.chars().count() != 18 {
            return Err(Wrong::new("请输入 18 位统一社会信用代码，可在营业执照或法人证书上找到。"));
        }
        if !code.chars().all(|c| ALPHABET.contains(c)) {
            return Err(Wrong::new(
                "统一社会信用代码只用数字和大写字母，不用 I、O、S、V、Z，请核对是否与 1、0、5、U、2 混淆。",
            ));
        }
        if !code[2..8].bytes().all(|b| b.is_ascii_digit()) {
            return Err(Wrong::new("统一社会信用代码第 3 至 8 位应是数字，请对照证书核对。"));
        }
        Ok(Self(code))
    }

    /// Whether the last character is the one GB 32100 computes; if not, the person confirms and the officer is told.
    pub fn check_matches(&self) -> bool {
        let values: Option<Vec<usize>> = self.0.chars().map(|c| ALPHABET.find(c)).collect();
        let Some(values) = values.filter(|values| values.len() == 18) else { return false };
        let sum: usize = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
        (31 - sum % 31) % 31 == values[17]
    }

    /// What the first two characters say about the unit, such as 企业; None where the standard says nothing useful.
    pub fn kind_hint(&self) -> Option<&'static str> {
        Some(match self.0.get(..2)? {
            "11" => "机关",
            "12" => "事业单位",
            "13" => "群众团体",
            "31" => "律师执业机构",
            "32" => "公证处",
            "51" => "社会团体",
            "52" => "民办非企业单位",
            "53" => "基金会",
            "71" => "宗教活动场所",
            "81" => "基层工会",
            "91" => "企业",
            "92" => "个体工商户",
            "93" => "农民专业合作社",
            "N1" | "N2" | "N3" => "农村集体经济组织",
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::checked::kept_and_read;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_vectors_are_judged_rightly() {
        for code in ["91110000101623741K", "91350100M000100Y43", "911101066976941872"] {
            assert!(CreditCode::parse(code).unwrap().check_matches(), "{code}");
        }
    }

    #[test]
    fn a_real_company_with_a_wrong_check_character_is_only_a_warning() {
        let code = CreditCode::parse("91350211M0000XUF46").unwrap();
        assert!(!code.check_matches());
        assert_eq!(code.kind_hint(), Some("企业"));
        assert!(CreditCode::parse("91350211M0000XUF4R").unwrap().check_matches());
    }

    #[test]
    fn lower_case_full_width_and_blanks_are_normalised() {
        let code = CreditCode::parse(" 9111 0000 1016 2374 1k ").unwrap();
        assert_eq!(code.as_str(), "91110000101623741K");
        assert_eq!(CreditCode::parse("９１１１００００１０１６２３７４１Ｋ").unwrap(), code);
    }

    #[test]
    fn wrong_length_and_alphabet_are_errors() {
        for typed in [
            "",
            "91310117582122",
            "1111111111111111111",
            "9111000010162374IK",
            "9A110000101623741O",
            "91A10000101623741K",
            "一二三四五六七八九十一二三四五六七八",
        ] {
            assert!(CreditCode::parse(typed).unwrap_err().as_str().ends_with('。'), "{typed}");
        }
    }

    #[test]
    fn invalid_codes_of_former_platforms_stay_readable() {
        let old = CreditCode("91310117582122".to_owned());
        assert_eq!(kept_and_read(&old), old);
        assert!(!old.check_matches());
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_always_noticed(body in "91[0-9]{6}[0-9A-HJ-NP-RTUWXY]{9}", at in 0usize..18, by in 1usize..31) {
            let right = ALPHABET.chars().map(|c| CreditCode(format!("{body}{c}"))).find(CreditCode::check_matches).unwrap();
            let mut chars: Vec<char> = right.as_str().chars().collect();
            let value = ALPHABET.find(chars[at]).unwrap();
            chars[at] = ALPHABET.chars().nth((value + by) % 31).unwrap();
            prop_assert!(!CreditCode(chars.into_iter().collect()).check_matches());
        }
    }
}
