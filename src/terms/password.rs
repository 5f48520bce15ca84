//! What a password must be (spec 1.1, 6) and how strong it is.
//!
//! A password is compared exactly as typed: nothing here trims or normalises it (security B1 22). It has no Display and
//! no CBOR form, so it cannot slip into a page, a log or a record.

use std::fmt;

use super::Wrong;

/// Passwords people choose when four classes are demanded; one a line, compared without regard to case.
const COMMON: &str = include_str!("../../data/common-passwords.txt");

/// Longer input is refused before anybody hashes it.
const LONGEST_TYPED: usize = 1024;

/// A password as typed; Debug prints `***`.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// Whose password it is decides how long it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRule {
    /// 会计人员 and 单位 users: 8 to 16 characters, as the guide says
    Person,
    /// 财政 users: 8 to 64 characters
    Officer,
}

impl Password {
    /// Takes a new password; `known` are the person's own phone and document numbers, whose last four characters others
    /// see and which therefore must not be in it.
    pub fn choose(typed: &str, rule: PasswordRule, known: &[&str]) -> Result<Self, Wrong> {
        let longest = match rule {
            PasswordRule::Person => 16,
            PasswordRule::Officer => 64,
        };
        let count = typed.chars().count();
        if !(8..=longest).contains(&count) {
            return Err(Wrong::new(format!("密码应为 8 到 {longest} 个字符，现在有 {count} 个。")));
        }
        if typed.chars().any(char::is_control) {
            return Err(Wrong::new("密码中有看不见的控制字符，请重新输入。"));
        }
        if let Some(missing) = missing_class(typed) {
            return Err(Wrong::new(format!("密码中还缺少{missing}，大小写字母、数字、特殊符号都要有。")));
        }
        let lower = typed.to_lowercase();
        if known.iter().filter_map(|value| tail(value)).any(|tail| lower.contains(&tail)) {
            return Err(Wrong::new("密码中有手机号或证件号码的末四位，别人容易猜到，请换一个。"));
        }
        if COMMON.lines().any(|common| common.to_lowercase() == lower) {
            return Err(Wrong::new("这个密码太常见，别人容易猜到，请换一个。"));
        }
        Ok(Self(typed.to_owned()))
    }

    /// Takes a password typed to sign in, whatever its form; only absurd lengths are refused.
    pub fn given(typed: &str) -> Result<Self, Wrong> {
        if typed.is_empty() {
            return Err(Wrong::new("请输入密码。"));
        }
        if typed.len() > LONGEST_TYPED {
            return Err(Wrong::new("密码过长，请重新输入。"));
        }
        Ok(Self(typed.to_owned()))
    }

    /// The characters, for hashing only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

fn missing_class(typed: &str) -> Option<&'static str> {
    let lacks = |class: fn(char) -> bool| !typed.chars().any(class);
    if lacks(|c| c.is_ascii_uppercase()) {
        Some("大写字母")
    } else if lacks(|c| c.is_ascii_lowercase()) {
        Some("小写字母")
    } else if lacks(|c| c.is_ascii_digit()) {
        Some("数字")
    } else if lacks(|c| !c.is_ascii_alphanumeric() && !c.is_whitespace()) {
        Some("特殊符号")
    } else {
        None
    }
}

fn tail(value: &str) -> Option<String> {
    let (from, _) = value.char_indices().rev().nth(3)?;
    Some(value[from..].to_lowercase())
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(typed: &str, known: &[&str]) -> String {
        Password::choose(typed, PasswordRule::Person, known).unwrap_err().to_string()
    }

    #[test]
    fn each_reason_is_a_sentence_of_its_own() {
        let known = ["13412349197", "11010519491231002X"];
        let table = [
            ("Ab1!xyz", "8 到 16 个字符，现在有 7 个"),
            ("Ab1!xyzwvutsrqpon", "现在有 17 个"),
            ("ab1!xyzw", "大写字母"),
            ("AB1!XYZW", "小写字母"),
            ("Abc!xyzw", "数字"),
            ("Abc1xyzw", "特殊符号"),
            ("Kl!9197xyzq", "末四位"),
            ("Kl!002xyzq", "末四位"),
            ("Aa123456!", "太常见"),
            ("aA123456!", "太常见"),
            ("P@ssw0rd", "太常见"),
            ("qWer1234!", "太常见"),
            ("Kl!97\u{7}xyzq", "控制字符"),
        ];
        for (typed, part) in table {
            let reason = reason(typed, &known);
            assert!(reason.contains(part) && reason.ends_with('。'), "{typed}: {reason}");
        }
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        assert!(Password::choose("密码Ab1!密码", PasswordRule::Person, &[]).is_ok());
        assert!(Password::choose(&format!("Ab1{}", "密".repeat(13)), PasswordRule::Person, &[]).is_ok());
    }

    #[test]
    fn officers_may_have_long_ones() {
        let long = "Correct-Horse-Battery-Staple-2026";
        assert!(Password::choose(long, PasswordRule::Officer, &[]).is_ok());
        assert!(Password::choose(long, PasswordRule::Person, &[]).is_err());
    }

    #[test]
    fn a_password_never_prints_itself() {
        let password = Password::given("秘密Ab1!").unwrap();
        assert_eq!(format!("{password:?}"), "***");
        assert_eq!(password.expose(), "秘密Ab1!");
        assert!(Password::given(&"a".repeat(1025)).is_err());
        assert!(Password::given("").is_err());
    }

    #[test]
    fn every_common_password_would_pass_the_other_rules() {
        let mut seen = std::collections::HashSet::new();
        for common in COMMON.lines() {
            assert!((8..=16).contains(&common.chars().count()), "{common}");
            assert_eq!(missing_class(common), None, "{common}");
            assert!(seen.insert(common.to_lowercase()), "{common} twice");
        }
        assert!(seen.len() >= 300);
    }
}
