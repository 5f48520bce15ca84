//! What is typed on the pages of papers.

use crate::papers::Code;
use crate::terms::{CaseNumber, PersonName};
use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed};

/// A paper to be checked.
pub struct Asked {
    /// 受理编号.
    pub number: CaseNumber,
    /// 校验码.
    pub code: Code,
}

impl Meaning for Asked {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let number = CaseNumber::parse(typed.text("number"));
        let number = number.map_err(|wrong| faults.push("number", wrong.to_string())).ok();
        let code = Code::parse(typed.text("code"));
        if code.is_none() {
            faults.push("code", "请输入印在受理编号下面的 16 位校验码，例如 ABCD-EFGH-2345-WXYZ。");
        }
        match (number, code) {
            (Some(number), Some(code)) => Ok(Asked { number, code }),
            _ => Err(faults),
        }
    }
}

/// Whom the paper is said to name.
pub struct Holder {
    /// 姓名.
    pub name: String,
    /// The last four characters of the document.
    pub tail: String,
}

impl Meaning for Holder {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let name = PersonName::parse(typed.text("name"));
        let name = name.map_err(|wrong| faults.push("name", wrong.to_string())).ok();
        let tail = typed.text("tail").trim().to_string();
        if tail.chars().count() != 4 || !tail.chars().all(|c| c.is_ascii_alphanumeric()) {
            faults.push("tail", "请输入证件号码的后四位，例如 001X。");
        }
        match name.filter(|_| faults.is_empty()) {
            Some(name) => Ok(Holder { name: name.to_string(), tail }),
            None => Err(faults),
        }
    }
}
