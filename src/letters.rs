//! What the office writes to people: every letter as a type, worded here for SMS and, in `mail`, for mail; pure.
//!
//! A letter holds only what its words need. Codes live three minutes, so a letter with a code lapses with it.

mod mail;

pub use mail::Written;

use crate::accounts::{CODE_VALID, CodePurpose};
use crate::casework::CaseKind;
use crate::terms::CaseNumber;
use minicbor::{Decode, Encode};
use std::time::Duration;

/// How long a code counts, as its message says it.
const CODE_MINUTES: u64 = CODE_VALID.as_secs() / 60;

/// The templates of all letters, in the order of [`Letter`].
pub const TEMPLATES: [&str; 11] = [
    "code",
    "registered_again",
    "password_changed",
    "case_received",
    "case_approved",
    "case_returned",
    "case_rejected",
    "number_claimed",
    "number_contested",
    "phone_replaced",
    "phone_bound",
];

/// One message to one phone.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Letter {
    /// A one-time code.
    #[n(0)]
    Code {
        /// What it is for.
        #[n(0)]
        purpose: CodePurpose,
        /// The six digits.
        #[n(1)]
        digits: String,
    },
    /// Somebody tried to register the recipient's document or phone again (T04).
    #[n(1)]
    RegisteredAgain,
    /// The password was changed (security B1 25).
    #[n(2)]
    PasswordChanged,
    /// A case was received.
    #[n(3)]
    Received {
        /// Kind of the case.
        #[n(0)]
        kind: CaseKind,
        /// 受理编号.
        #[n(1)]
        number: CaseNumber,
    },
    /// A case was approved.
    #[n(4)]
    Approved {
        /// Kind of the case.
        #[n(0)]
        kind: CaseKind,
        /// 受理编号.
        #[n(1)]
        number: CaseNumber,
    },
    /// A case was returned for correction.
    #[n(5)]
    Returned {
        /// Kind of the case.
        #[n(0)]
        kind: CaseKind,
        /// 受理编号.
        #[n(1)]
        number: CaseNumber,
    },
    /// A case was rejected.
    #[n(6)]
    Rejected {
        /// Kind of the case.
        #[n(0)]
        kind: CaseKind,
        /// 受理编号.
        #[n(1)]
        number: CaseNumber,
    },
    /// The recipient's unverified account lost its document number to its owner (security B5).
    #[n(7)]
    NumberClaimed,
    /// Somebody else tried to prove that the recipient's document number is theirs (security B5).
    #[n(8)]
    NumberContested,
    /// The recipient's account has another phone from now on.
    #[n(9)]
    PhoneReplaced,
    /// The recipient's phone belongs to an account from now on.
    #[n(10)]
    PhoneBound,
}

impl Letter {
    /// The template's name for couriers that fill in templates of their own.
    pub fn template(&self) -> &'static str {
        match self {
            Letter::Code { .. } => "code",
            Letter::RegisteredAgain => "registered_again",
            Letter::PasswordChanged => "password_changed",
            Letter::Received { .. } => "case_received",
            Letter::Approved { .. } => "case_approved",
            Letter::Returned { .. } => "case_returned",
            Letter::Rejected { .. } => "case_rejected",
            Letter::NumberClaimed => "number_claimed",
            Letter::NumberContested => "number_contested",
            Letter::PhoneReplaced => "phone_replaced",
            Letter::PhoneBound => "phone_bound",
        }
    }

    /// The template's parameters by name, in the order of their places.
    pub fn parameters(&self) -> Vec<(String, String)> {
        let pair = |name: &str, value: &dyn std::fmt::Display| (name.to_string(), value.to_string());
        match self {
            Letter::Code { digits, .. } => vec![pair("code", digits), pair("minutes", &CODE_MINUTES)],
            Letter::Received { kind, number }
            | Letter::Approved { kind, number }
            | Letter::Returned { kind, number }
            | Letter::Rejected { kind, number } => vec![pair("kind", &kind.label()), pair("number", number)],
            Letter::RegisteredAgain
            | Letter::PasswordChanged
            | Letter::NumberClaimed
            | Letter::NumberContested
            | Letter::PhoneReplaced
            | Letter::PhoneBound => Vec::new(),
        }
    }

    /// How long after filing it may still be sent.
    pub fn lapses_after(&self) -> Duration {
        match self {
            Letter::Code { .. } => CODE_VALID,
            _ => Duration::from_secs(24 * 3600),
        }
    }

    /// The whole text, signed with the platform's name.
    pub fn text(&self, platform: &str) -> String {
        let body = match self {
            Letter::Code { purpose, digits } => {
                format!("您的{}验证码是 {digits}，{CODE_MINUTES} 分钟内有效。工作人员不会向您索要验证码，请勿告诉他人。", purpose.label())
            }
            Letter::RegisteredAgain => {
                "有人正在用您的证件号码或手机号再次注册，您的账号没有变化。如非本人操作，请留意并可联系会计管理部门。".into()
            }
            Letter::PasswordChanged => "您的登录密码已修改，所有已登录的设备都已退出。如非本人操作，请立即找回密码。".into(),
            Letter::Received { kind, number } => format!("您的{}已提交，受理编号 {number}，请登录平台查看进度。", kind.label()),
            Letter::Approved { kind, number } => format!("您的{}（{number}）已审核通过。", kind.label()),
            Letter::Returned { kind, number } => {
                format!("您的{}（{number}）需要补正，请登录平台查看原因，修改后再次提交。", kind.label())
            }
            Letter::Rejected { kind, number } => format!("您的{}（{number}）未予通过，请登录平台查看原因。", kind.label()),
            Letter::NumberClaimed => {
                "您账号登记的证件号码已由其本人通过实名认证，该账号已停用。如有疑问请联系会计管理部门。".into()
            }
            Letter::NumberContested => {
                "有另一个账号用您的证件号码办理实名认证，没有通过，您的账号没有变化。如非本人操作，请联系会计管理部门。".into()
            }
            Letter::PhoneReplaced => {
                "您账号的手机号已更换，这个号码不再用于登录和接收通知。如非本人操作，请立即联系会计管理部门。".into()
            }
            Letter::PhoneBound => "这个手机号已绑定到您的账号，以后用它登录和接收通知。".into(),
        };
        format!("【{platform}】{body}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_its_template_in_the_list() {
        let (kind, number) = (CaseKind::Collection, CaseNumber::parse("980121-2026-000318-3").unwrap());
        let letters = [
            Letter::Code { purpose: CodePurpose::Register, digits: "048213".into() },
            Letter::RegisteredAgain,
            Letter::PasswordChanged,
            Letter::Received { kind, number },
            Letter::Approved { kind, number },
            Letter::Returned { kind, number },
            Letter::Rejected { kind, number },
            Letter::NumberClaimed,
            Letter::NumberContested,
            Letter::PhoneReplaced,
            Letter::PhoneBound,
        ];
        assert_eq!(letters.each_ref().map(Letter::template), TEMPLATES);
        assert_eq!(
            letters[0].parameters(),
            [("code".to_owned(), "048213".to_owned()), ("minutes".to_owned(), "3".to_owned())]
        );
        assert!(letters[0].text("平台").contains("注册验证码是 048213，3 分钟内有效"));
    }
}
