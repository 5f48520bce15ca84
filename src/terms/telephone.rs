//! An office telephone: fixed line, service number or mobile, perhaps with an extension.

use super::Wrong;
use super::checked::checked_text;
use super::typed::normalised;

/// Digits in groups joined by hyphens, the last group may be an extension: `0531-12345678-801` (spec 1.9).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Telephone(String);

checked_text!(Telephone, str::to_owned);

impl Telephone {
    /// Reads a number as people write it: `(0531) 12345678 转 801` is `0531-12345678-801`.
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        let wrong = || Wrong::new("请输入单位电话，例如 0531-12345678，分机写作 0531-12345678-801。");
        let typed = normalised(typed).to_ascii_lowercase();
        let typed = typed.replace("分机", "-").replace("ext", "-");
        let parts = typed.strip_prefix('+').unwrap_or(&typed);
        let is_joint = |c: char| {
            c.is_whitespace() || matches!(c, '-' | '–' | '—' | '(' | ')' | '转' | '#' | 'x' | '.' | ':')
        };
        let groups: Vec<&str> = parts.split(is_joint).filter(|group| !group.is_empty()).collect();
        let digits: usize = groups.iter().map(|group| group.len()).sum();
        let all_digits = groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_digit()));
        if !all_digits || !(5..=20).contains(&digits) {
            return Err(wrong());
        }
        Ok(Self(groups.join("-")))
    }
}

#[cfg(test)]
mod tests {
    use super::super::checked::kept_and_read;
    use super::*;

    #[test]
    fn usual_spellings_have_one_form() {
        let table = [
            ("0531-12345678", "0531-12345678"),
            ("（０５３１）12345678", "0531-12345678"),
            ("0531 12345678 转 801", "0531-12345678-801"),
            ("0531-12345678 ext.801", "0531-12345678-801"),
            ("400 123 4567", "400-123-4567"),
            ("13412349197", "13412349197"),
            ("12366", "12366"),
        ];
        for (typed, canonical) in table {
            let telephone = Telephone::parse(typed).unwrap();
            assert_eq!(telephone.as_str(), canonical);
            assert_eq!(kept_and_read(&telephone), telephone);
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for typed in ["", "无", "123", "0531-1234567a", "123456789012345678901", "<script>"] {
            assert!(Telephone::parse(typed).is_err(), "{typed}");
        }
    }
}
