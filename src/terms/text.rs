//! One line of free text: a street, a school, an employer's name.

use super::Wrong;
use super::checked::checked_text;
use super::typed::{is_treacherous, normalised_prose};

/// A text of one line without control, bidirectional or invisible characters, blanks collapsed, in NFC.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line(String);

checked_text!(Line, |text: &str| format!("{} characters", text.chars().count()));

impl Line {
    /// Reads 1 to `max` characters; `what` names the field in the sentence, such as 单位名称.
    pub fn parse(typed: &str, max: usize, what: &str) -> Result<Self, Wrong> {
        let line = normalised_prose(typed)
            .split([' ', '\t'])
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        if line.is_empty() {
            return Err(Wrong::new(format!("请填写{what}。")));
        }
        if line.chars().any(is_treacherous) {
            return Err(Wrong::new(format!("{what}中有看不见的字符或换行，请删去后重新输入。")));
        }
        let count = line.chars().count();
        if count > max {
            return Err(Wrong::new(format!("{what}最多 {max} 个字，现在有 {count} 个字，请缩短。")));
        }
        Ok(Self(line))
    }
}

#[cfg(test)]
mod tests {
    use super::super::checked::kept_and_read;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        assert_eq!(Line::parse("𠮷野家", 3, "单位名称").unwrap().as_str(), "𠮷野家");
        let wrong = Line::parse("一二三四", 3, "单位名称").unwrap_err();
        assert_eq!(wrong.as_str(), "单位名称最多 3 个字，现在有 4 个字，请缩短。");
    }

    #[test]
    fn brackets_stay_and_blanks_collapse() {
        let line = Line::parse("  账房（北京）　 公司 ", 20, "单位名称").unwrap();
        assert_eq!(line.as_str(), "账房（北京） 公司");
    }

    #[test]
    fn empty_lines_and_hidden_characters_are_refused() {
        for typed in ["", " 　 ", "a\nb", "a\u{202e}b", "a\u{200b}b", "a\0b"] {
            assert!(
                Line::parse(typed, 10, "学校名称").unwrap_err().as_str().contains("学校名称"),
                "{typed:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn what_is_accepted_is_stable_and_kept(typed in "\\PC{0,40}") {
            if let Ok(line) = Line::parse(&typed, 40, "地址") {
                prop_assert_eq!(&Line::parse(line.as_str(), 40, "地址").unwrap(), &line);
                prop_assert_eq!(kept_and_read(&line), line);
            }
        }
    }
}
