//! What is typed to be proven once more, and by an officer who has the papers in hand.

use super::actions::{Closing, DeskRefusal, Missed};
use crate::terms::{AccountId, Document, Password};
use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed, passwords};

/// The field of the present password.
pub const CURRENT: &str = "current";
/// The field of the code to the phone on the account.
pub const CODE: &str = "code";

/// Password and code as they were typed, yet to be judged.
#[derive(Clone, Debug)]
pub struct Proven {
    /// The password.
    pub current: Password,
    /// The six digits.
    pub code: String,
}

impl Proven {
    fn of(typed: &Typed, faults: &mut Faults) -> Option<Self> {
        let current = Password::given(typed.text(CURRENT));
        let current = current.map_err(|wrong| faults.push(CURRENT, wrong.as_str())).ok();
        let code = passwords::code_of(typed, CODE, faults);
        Some(Proven { current: current?, code: code? })
    }
}

impl Meaning for Proven {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        Proven::of(typed, &mut faults).ok_or(faults)
    }
}

/// The field of the tick without which nothing is closed.
pub const SURE: &str = "sure";
/// The hidden field of what the page said would become of the account.
pub const HOW: &str = "how";

/// An account to be closed as the page said.
#[derive(Clone, Debug)]
pub struct Closed {
    /// Password and code.
    pub proven: Proven,
    /// What the page said.
    pub how: Closing,
}

impl Meaning for Closed {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let how = [Closing::Erase, Closing::Freeze].into_iter().find(|how| how.word() == typed.text(HOW));
        let mut faults = Faults::new();
        if !typed.has(SURE) {
            faults.push(SURE, "请阅读上面的说明，确认要注销后勾选。");
        }
        match (Proven::of(typed, &mut faults), how) {
            (Some(proven), Some(how)) if faults.is_empty() => Ok(Closed { proven, how }),
            _ => Err(faults),
        }
    }
}

/// The field of the document's number.
pub const NUMBER: &str = "number";
/// The hidden field of the account that the page shows.
pub const SEEN: &str = "seen";
/// What has to be checked before an account is opened again.
pub const BOXES: [(&str, &str); 3] = [
    ("original", "证件原件已查验，真实有效，姓名和号码与上面一致。"),
    ("face", "证件照片与本人一致。"),
    ("wish", "本人当面要求恢复使用这个账号。"),
];

/// Whose account an officer looks for.
pub struct Sought(pub Vec<Document>);

impl Meaning for Sought {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let documents = Document::of_any_kind(typed.text(NUMBER));
        let mut faults = Faults::new();
        if documents.is_empty() {
            faults.push(NUMBER, "请输入证件上的号码，并核对有没有输错。");
            return Err(faults);
        }
        Ok(Sought(documents))
    }
}

/// The account that the page showed, once everything is ticked.
pub fn checked(typed: &Typed) -> Result<Option<AccountId>, Faults> {
    let mut faults = Faults::new();
    for (name, _) in BOXES.iter().filter(|(name, _)| !typed.has(name)) {
        faults.push(*name, "核对一致后请勾选；不一致的不能办理。");
    }
    if faults.is_empty() { Ok(typed.text(SEEN).parse().ok()) } else { Err(faults) }
}

/// Why nobody was found, at the field that it concerns.
pub fn refused(refusal: DeskRefusal) -> Faults {
    let mut faults = Faults::new();
    faults.push(NUMBER, refusal.sentence());
    faults
}

/// Why it is not done, at the field that it concerns.
pub fn missed(missed: Missed) -> Faults {
    let mut faults = Faults::new();
    match missed {
        Missed::Password => faults.push(CURRENT, "登录密码不正确，请重新输入。"),
        Missed::Code(fault) => faults.push(CODE, fault.sentence()),
        Missed::TooSoon => faults.push(CODE, "一天只能导出一次，请明天再来。"),
    }
    faults
}
