//! What an officer types at the counter.

use crate::services::review::actions::AtCounterVerdict;
use crate::terms::Line;
use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed};

/// The field of the number.
pub const NUMBER: &str = "number";
/// The field of the reason.
pub const REASON: &str = "reason";
/// What has to be compared before it may be confirmed.
pub const CHECKS: [(&str, &str); 3] = [
    ("original", "已查验证件原件，证件真实有效，姓名和号码与上面一致。"),
    ("face", "证件照片与本人一致。"),
    ("phone", "已与本人核对，上面的手机号码是本人在用的。"),
];

/// Six digits, typed or scanned.
pub struct CounterNumber(pub String);

impl Meaning for CounterNumber {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let digits: String = typed.text(NUMBER).chars().filter(|one| !one.is_whitespace()).collect();
        if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(CounterNumber(digits));
        }
        let mut faults = Faults::new();
        faults.push(NUMBER, "请输入办理人屏幕上的六位数字。");
        Err(faults)
    }
}

/// Confirmed with every box ticked, or refused with a reason.
pub struct CounterVerdict(pub AtCounterVerdict);

impl Meaning for CounterVerdict {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        if typed.text("verdict") == "refuse" {
            return match Line::parse(typed.text(REASON), 200, "不通过的原因") {
                Ok(reason) => Ok(CounterVerdict(AtCounterVerdict::Refused(reason.to_string()))),
                Err(wrong) => {
                    faults.push(REASON, wrong.to_string());
                    Err(faults)
                }
            };
        }
        for (name, _) in CHECKS.iter().filter(|(name, _)| !typed.has(name)) {
            faults.push(*name, "核对一致后请勾选；不一致时请选择核验不通过。");
        }
        if faults.is_empty() { Ok(CounterVerdict(AtCounterVerdict::Confirmed)) } else { Err(faults) }
    }
}
