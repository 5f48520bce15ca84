//! What is typed to ask about a case, and which version of a case was seen when taking it back.

use crate::terms::CaseNumber;
use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed};

/// 办件查询.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enquiry {
    /// 受理编号.
    pub number: CaseNumber,
    /// The last four digits of the phone registered.
    pub tail: String,
}

impl Meaning for Enquiry {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let number = CaseNumber::parse(typed.text("number"));
        if let Err(wrong) = &number {
            faults.push("number", wrong.to_string());
        }
        let tail = typed.text("tail").trim().to_string();
        if tail.len() != 4 || !tail.bytes().all(|byte| byte.is_ascii_digit()) {
            faults.push("tail", "请输入注册手机号码的最后四位数字。");
        }
        match number {
            Ok(number) if faults.is_empty() => Ok(Enquiry { number, tail }),
            _ => Err(faults),
        }
    }
}

/// Taking a case back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// The version on the page.
    pub seen: u32,
}

impl Meaning for Withdrawal {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        // A page of ours always carries the version; without it the act is refused as out of date.
        Ok(Withdrawal { seen: typed.text("seen").parse().unwrap_or(0) })
    }
}
