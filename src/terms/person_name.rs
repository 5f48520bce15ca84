//! A person's name as the document prints it, rare characters included.

use super::checked::checked_text;
use super::typed::normalised;
use super::{Wrong, masked};

/// 2 to 40 characters: Han of any plane, `·` between the parts of minority names, Latin letters of foreign names; NFC.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(String);

checked_text!(PersonName, masked::name);

impl PersonName {
    /// Reads a name; the various middle dots of input methods become `·`, blanks between Han characters go.
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        let name = tidy(&normalised(typed));
        let count = name.chars().count();
        if name.is_empty() {
            return Err(Wrong::new("请输入证件上的真实姓名。"));
        }
        if name.chars().any(is_private) {
            return Err(Wrong::new("姓名中有一个字不是标准汉字编码，请用“生僻字”重新选择这个字。"));
        }
        if !name.chars().all(may_stand) {
            return Err(Wrong::new("姓名只能用汉字、字母和间隔号“·”，请按证件上的写法输入。"));
        }
        if !(2..=40).contains(&count) {
            return Err(Wrong::new("姓名应为 2 到 40 个字，请按证件上的写法输入。"));
        }
        if name.split('·').any(|part| !part.chars().any(is_letter)) {
            return Err(Wrong::new("间隔号“·”应在姓名的两部分之间，请按证件上的写法输入。"));
        }
        Ok(Self(name))
    }

    /// `张**` (spec 6).
    pub fn masked(&self) -> String {
        masked::name(&self.0)
    }
}

/// Whether a character is Han: every block of planes 0, 2 and 3, so that a later standard's characters pass as well
/// (GB 18030-2022 level 3, spec 5.1), and 〇.
fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x2FFFD | 0x30000..=0x3FFFD)
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && matches!(u32::from(c), 0x41..=0x5A | 0x61..=0x7A | 0xC0..=0x24F | 0x1E00..=0x1EFF)
}

fn is_letter(c: char) -> bool {
    is_han(c) || is_latin(c)
}

fn is_private(c: char) -> bool {
    matches!(u32::from(c), 0xE000..=0xF8FF | 0xF0000..=0x10FFFF)
}

fn may_stand(c: char) -> bool {
    is_letter(c) || matches!(c, '·' | ' ' | '-' | '\'' | '.')
}

fn is_middle_dot(c: char) -> bool {
    matches!(c, '·' | '・' | '･' | '•' | '‧' | '∙' | '⋅' | '●' | '᛫')
}

fn tidy(name: &str) -> String {
    let characters: Vec<char> = name
        .chars()
        .map(|c| match c {
            '’' | '‘' | '`' => '\'',
            c if is_middle_dot(c) => '·',
            c => c,
        })
        .collect();
    let mut tidied = String::with_capacity(name.len());
    for (at, &c) in characters.iter().enumerate() {
        let before = tidied.chars().last();
        let after = characters[at + 1..].iter().copied().find(|c| !c.is_whitespace());
        let by_han =
            before.is_some_and(|c| is_han(c) || c == '·') || after.is_some_and(|c| is_han(c) || c == '·');
        match c {
            ' ' | '\t' if by_han || before == Some(' ') => {}
            '.' if before.is_some_and(is_han) && after.is_some_and(is_han) => tidied.push('·'),
            c => tidied.push(c),
        }
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::super::checked::kept_and_read;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rare_characters_of_every_plane_are_kept_exactly() {
        for name in ["张䶮", "𠮷野", "王頔", "李\u{2EBF0}", "赵\u{30000}", "司马䜣", "〇七"] {
            let kept = PersonName::parse(name).unwrap();
            assert_eq!(kept.as_str(), name);
            assert_eq!(kept_and_read(&kept), kept);
            assert_eq!(kept.masked().chars().next(), name.chars().next());
        }
    }

    #[test]
    fn names_of_several_parts_have_one_middle_dot() {
        for typed in
            ["买买提·艾力", "买买提・艾力", "买买提•艾力", "买买提.艾力", "买买提．艾力", " 买买提 · 艾力 "]
        {
            assert_eq!(PersonName::parse(typed).unwrap().as_str(), "买买提·艾力", "{typed}");
        }
    }

    #[test]
    fn foreign_names_keep_their_blanks_and_marks() {
        let table = [
            ("ERIC  J. O’NEIL", "ERIC J. O'NEIL"),
            ("Zoe\u{308} Müller-Weiß", "Zoë Müller-Weiß"),
            ("张 三", "张三"),
            ("Ｌｉ Ｍｉｎｇ", "Li Ming"),
        ];
        for (typed, name) in table {
            assert_eq!(PersonName::parse(typed).unwrap().as_str(), name);
        }
    }

    #[test]
    fn what_is_no_name_is_refused_with_a_sentence() {
        for typed in [
            "",
            "张",
            "张3",
            "张\u{202e}三",
            "张😀",
            "춀一",
            "·张三",
            "张三·",
            "张··三",
            "张\n三",
            "张\u{e000}",
            "<b>张",
            "--",
            "Ｒ２Ｄ２",
        ] {
            assert!(PersonName::parse(typed).unwrap_err().as_str().ends_with('。'), "{typed:?}");
        }
        assert!(PersonName::parse(&"长".repeat(41)).is_err());
        assert!(PersonName::parse(&"𠮷".repeat(40)).is_ok());
    }

    #[test]
    fn debug_output_hides_the_name() {
        assert_eq!(format!("{:?}", PersonName::parse("张三丰").unwrap()), "PersonName(张**)");
    }

    proptest! {
        #[test]
        fn what_is_accepted_is_stable(typed in "[张三𠮷·.A-Ca-c' -]{0,12}") {
            if let Ok(name) = PersonName::parse(&typed) {
                prop_assert_eq!(PersonName::parse(name.as_str()).unwrap(), name);
            }
        }
    }
}
