//! One-time codes sent by SMS: six digits, three minutes, five tries (spec 6, security B4).

use super::session::digest;
use crate::terms::Moment;
use minicbor::{Decode, Encode};
use std::time::Duration;

/// How long a code is valid, which is also the pause between two sends (spec 1.1).
pub const VALID: Duration = Duration::from_secs(180);
/// How many wrong entries a code survives.
pub const TRIES: u32 = 5;

/// What a code is for; a code never counts for anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum CodePurpose {
    /// 注册.
    #[n(0)]
    Register,
    /// 找回密码.
    #[n(1)]
    Reset,
    /// 登录 after too many failures.
    #[n(2)]
    StepUp,
    /// 更换手机号, to the phone that is given up.
    #[n(3)]
    PhoneOld,
    /// 更换手机号, to the phone that takes its place.
    #[n(4)]
    PhoneNew,
    /// 导出我的信息.
    #[n(5)]
    Export,
    /// 注销账号.
    #[n(6)]
    Close,
}

impl CodePurpose {
    /// All purposes.
    pub const ALL: [CodePurpose; 7] = [
        CodePurpose::Register,
        CodePurpose::Reset,
        CodePurpose::StepUp,
        CodePurpose::PhoneOld,
        CodePurpose::PhoneNew,
        CodePurpose::Export,
        CodePurpose::Close,
    ];

    /// The purpose's name in the message.
    pub fn label(self) -> &'static str {
        match self {
            CodePurpose::Register => "注册",
            CodePurpose::Reset => "找回密码",
            CodePurpose::StepUp => "登录",
            CodePurpose::PhoneOld => "更换手机号（原号码）",
            CodePurpose::PhoneNew => "更换手机号（新号码）",
            CodePurpose::Export => "导出我的信息",
            CodePurpose::Close => "注销账号",
        }
    }

    /// A number for storage keys.
    pub fn code(self) -> u8 {
        match self {
            CodePurpose::Register => 0,
            CodePurpose::Reset => 1,
            CodePurpose::StepUp => 2,
            CodePurpose::PhoneOld => 3,
            CodePurpose::PhoneNew => 4,
            CodePurpose::Export => 5,
            CodePurpose::Close => 6,
        }
    }
}

/// One code that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Code {
    /// Digest of browser and digits; the digits themselves are never stored here.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub digest: [u8; 32],
    /// When it was sent.
    #[n(1)]
    pub sent: Moment,
    /// Wrong entries so far.
    #[n(2)]
    pub wrong: u32,
    /// It has been used.
    #[n(3)]
    pub used: bool,
    /// Its serial in the tally, once the courier has taken its message.
    #[n(4)]
    pub tallied: Option<u64>,
}

/// Why an entered code does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// No code was sent, it is too old, used, or was sent to another browser.
    Lapsed,
    /// Not these digits.
    Wrong,
    /// Too many wrong entries.
    TooMany,
    /// Too many wrong entries today, whichever the code.
    TooManyToday,
}

impl CodeFault {
    /// What to do next, at the code's field.
    pub fn sentence(self) -> &'static str {
        match self {
            CodeFault::Lapsed => "验证码已失效，请重新获取短信验证码。",
            CodeFault::Wrong => "验证码不正确，请核对手机短信中的 6 位数字。",
            CodeFault::TooMany => "验证码输入错误次数过多，请重新获取短信验证码。",
            CodeFault::TooManyToday => "今天输错验证码的次数过多，请明天再试，或联系会计管理部门。",
        }
    }
}

impl Code {
    /// A code just sent to one browser.
    pub fn sent(browser: &[u8; 32], digits: &str, now: Moment) -> Code {
        Code { digest: seal(browser, digits), sent: now, wrong: 0, used: false, tallied: None }
    }

    /// Whether the right digits would still count.
    pub fn is_alive(&self, now: Moment) -> bool {
        !self.used && now >= self.sent && now.since(self.sent) < VALID && self.wrong < TRIES
    }

    /// Checks an entry and counts it; the caller stores the code again whatever came of it.
    pub fn enter(&mut self, browser: &[u8; 32], digits: &str, now: Moment) -> Result<(), CodeFault> {
        if self.used || now < self.sent || now.since(self.sent) >= VALID {
            return Err(CodeFault::Lapsed);
        }
        if self.wrong >= TRIES {
            return Err(CodeFault::TooMany);
        }
        if self.digest != seal(browser, digits) {
            self.wrong += 1;
            return Err(if self.wrong >= TRIES { CodeFault::TooMany } else { CodeFault::Wrong });
        }
        self.used = true;
        Ok(())
    }
}

fn seal(browser: &[u8; 32], digits: &str) -> [u8; 32] {
    digest(&[browser.as_slice(), digits.as_bytes()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BROWSER: [u8; 32] = [1; 32];

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(seconds * 1000)
    }

    #[test]
    fn a_code_is_valid_for_three_minutes_and_not_a_second_longer() {
        assert_eq!(Code::sent(&BROWSER, "123456", at(0)).enter(&BROWSER, "123456", at(179)), Ok(()));
        assert_eq!(
            Code::sent(&BROWSER, "123456", at(0)).enter(&BROWSER, "123456", at(181)),
            Err(CodeFault::Lapsed)
        );
    }

    #[test]
    fn a_code_counts_once() {
        let mut code = Code::sent(&BROWSER, "123456", at(0));
        assert_eq!(code.enter(&BROWSER, "123456", at(1)), Ok(()));
        assert_eq!(code.enter(&BROWSER, "123456", at(2)), Err(CodeFault::Lapsed));
    }

    #[test]
    fn five_wrong_entries_void_a_code() {
        let mut code = Code::sent(&BROWSER, "123456", at(0));
        for _ in 0..TRIES {
            assert!(code.enter(&BROWSER, "000000", at(1)).is_err());
        }
        assert_eq!(code.enter(&BROWSER, "123456", at(2)), Err(CodeFault::TooMany));
    }

    #[test]
    fn a_code_sent_to_one_browser_does_not_count_in_another() {
        let mut code = Code::sent(&BROWSER, "123456", at(0));
        assert_eq!(code.enter(&[2; 32], "123456", at(1)), Err(CodeFault::Wrong));
    }
}
