//! What is typed on the phone: four digits.

use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed};

/// The four digits of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits(pub String);

impl Meaning for Digits {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let plain: String = typed
            .text("digits")
            .chars()
            .filter(|character| !character.is_whitespace())
            .map(|character| match u32::from(character) {
                // Full-width digits, as Chinese keyboards give them.
                wide @ 0xFF10..=0xFF19 => char::from_u32(wide - 0xFF10 + 0x30).unwrap_or(character),
                _ => character,
            })
            .collect();
        if plain.len() == 4 && plain.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Digits(plain));
        }
        let mut faults = Faults::new();
        faults.push("digits", "请输入屏幕上显示的四位数字。");
        Err(faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{Profile, Reference};
    use crate::terms::Moment;

    #[test]
    fn four_digits_are_read_however_they_are_typed() {
        let reference = Reference::load(Profile::Demo).unwrap();
        let means = Means { reference: &reference, today: Moment::from_millis(0).day() };
        let read = |text: &str| Digits::read(&Typed::from_pairs([("digits", text.into())]), &means).ok();
        assert_eq!(read(" 74 29 "), Some(Digits("7429".into())));
        assert_eq!(read("７４２９"), Some(Digits("7429".into())));
        for bad in ["", "742", "74290", "74a9", "七四二九"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
