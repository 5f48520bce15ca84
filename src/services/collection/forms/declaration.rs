//! 承诺所提供信息真实有效 (spec 1.10).

use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed};

/// The declaration was ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declaration;

impl Meaning for Declaration {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        if typed.has("declared") {
            return Ok(Declaration);
        }
        let mut faults = Faults::new();
        faults.push("declared", "请确认并勾选承诺所提供信息真实有效，然后再提交。");
        Err(faults)
    }
}
