//! Where a hand-off stands.

use crate::terms::{CaseNumber, Moment};
use minicbor::{Decode, Encode};

/// Why a hand-off failed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Why {
    /// The digits were wrong three times.
    #[n(0)]
    Digits,
    /// The person with the phone said that it is not theirs.
    #[n(1)]
    Declined,
    /// The identity service refuses the claim, with its code.
    #[n(2)]
    Refused(#[n(0)] String),
    /// The screen's session had ended, so the result had nowhere to go (security B5).
    #[n(3)]
    ScreenGone,
    /// Name, number or document changed after it began.
    #[n(4)]
    Changed,
    /// Another account is verified for this number.
    #[n(5)]
    NumberTaken,
    /// The officer at the counter did not confirm, with the reason.
    #[n(6)]
    Counter(#[n(0)] String),
}

impl Why {
    /// What happened and what to do next, for whoever stands at the screen or holds the phone.
    pub fn sentence(&self) -> String {
        match self {
            Why::Digits => "核对码输错了三次，这次认证已结束。请在屏幕上换一个新码，再扫一次。".into(),
            Why::Declined => "手机上选择了“不是我”，这次办理已取消，没有任何信息被提交。".into(),
            Why::Refused(_) => {
                "认证服务没有通过这次认证。请核对真实姓名和证件号码，或者改用上传证件照片、到窗口核验。"
                    .into()
            }
            Why::ScreenGone => "屏幕上的登录已经退出，结果没有保存。请重新登录后再认证一次。".into(),
            Why::Changed => "认证期间姓名或证件信息有改动，结果没有采用。请重新认证一次。".into(),
            Why::NumberTaken => {
                "这个证件号码已由另一个账号通过实名认证。请带证件原件到会计管理部门窗口处理。".into()
            }
            Why::Counter(reason) => format!("窗口没有通过核验：{reason}"),
        }
    }

    /// A word for the journal; never personal data.
    pub fn word(&self) -> &'static str {
        match self {
            Why::Digits => "digits",
            Why::Declined => "declined",
            Why::Refused(_) => "refused",
            Why::ScreenGone => "screen gone",
            Why::Changed => "changed",
            Why::NumberTaken => "number taken",
            Why::Counter(_) => "counter",
        }
    }
}

/// Where a hand-off stands.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum State {
    /// The code or the counter's number stands on the screen.
    #[n(0)]
    Created,
    /// A phone has opened the code; the screen shows the digits.
    #[n(1)]
    Scanned {
        /// The four digits on the screen.
        #[n(0)]
        digits: String,
        /// Wrong entries so far.
        #[n(1)]
        wrong: u8,
    },
    /// The digits matched: the phone may see who and where, and act.
    #[n(2)]
    Matched {
        /// What the identity service's last setback was, in one word; none before the first.
        #[n(0)]
        setback: Option<String>,
        /// How often the service was asked to begin.
        #[n(1)]
        asked: u8,
    },
    /// The identity service is to be asked to begin; the intent is durable before the call (connectors 0.8).
    #[n(3)]
    Asked {
        /// The order's number, never used again.
        #[n(0)]
        order: String,
        /// How often the service was asked to begin, this one included.
        #[n(1)]
        asked: u8,
    },
    /// The service has begun; the person is with it, and it is asked what became of it.
    #[n(4)]
    Waiting {
        /// The service's name for the attempt.
        #[n(0)]
        certificate: String,
        /// What the phone opens.
        #[n(1)]
        address: String,
        /// Until when it is asked.
        #[n(2)]
        until: Moment,
    },
    /// Done: the identity is proven.
    #[n(5)]
    Passed,
    /// Done: photographs were handed in under this 受理编号.
    #[n(6)]
    Submitted(#[n(0)] CaseNumber),
    /// It failed.
    #[n(7)]
    Failed(#[n(0)] Why),
    /// Too much time passed; a certificate may be asked about once more for a while.
    #[n(8)]
    Lapsed(#[n(0)] Option<String>),
    /// A newer one took its place.
    #[n(9)]
    Superseded,
}

impl State {
    /// Whether anything can still happen on its own.
    pub fn is_live(&self) -> bool {
        match self {
            State::Created
            | State::Scanned { .. }
            | State::Matched { .. }
            | State::Asked { .. }
            | State::Waiting { .. } => true,
            State::Passed | State::Submitted(_) | State::Failed(_) | State::Lapsed(_) | State::Superseded => {
                false
            }
        }
    }

    /// A word for the journal.
    pub fn word(&self) -> &'static str {
        match self {
            State::Created => "created",
            State::Scanned { .. } => "scanned",
            State::Matched { .. } => "matched",
            State::Asked { .. } => "asked",
            State::Waiting { .. } => "waiting",
            State::Passed => "passed",
            State::Submitted(_) => "submitted",
            State::Failed(_) => "failed",
            State::Lapsed(_) => "lapsed",
            State::Superseded => "superseded",
        }
    }
}
