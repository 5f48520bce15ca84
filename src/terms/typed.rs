//! What input methods and copied web pages do to typed values, undone.

use unicode_normalization::UnicodeNormalization;

/// Folds full-width ASCII and blanks to half width, composes to NFC and trims; for codes and numbers, where Chinese
/// punctuation means nothing (security T01).
pub fn normalised(typed: &str) -> String {
    folded(typed, |code| (0xFF01..=0xFF5E).contains(&code))
}

/// Like [`normalised`], but leaves full-width punctuation as it is: 某某（北京）有限公司 keeps its brackets.
pub(super) fn normalised_prose(typed: &str) -> String {
    folded(typed, |code| matches!(code, 0xFF10..=0xFF19 | 0xFF21..=0xFF3A | 0xFF41..=0xFF5A))
}

/// [`normalised`] without any blank, in upper case.
pub(super) fn compact(typed: &str) -> String {
    normalised(typed).chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase()
}

fn folded(typed: &str, is_full_width: impl Fn(u32) -> bool) -> String {
    let narrow = typed.chars().map(|c| match u32::from(c) {
        0x3000 | 0x00A0 => ' ',
        code if is_full_width(code) => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    });
    // Only after narrowing can a letter and its mark compose.
    narrow.nfc().collect::<String>().trim().to_owned()
}

/// Whether a character must never stand in stored one-line text: controls, bidirectional overrides, invisible marks and
/// line breaks could make a page or a log say something else than what is kept.
pub(super) fn is_treacherous(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0x00AD | 0x061C | 0x180E | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF
            | 0xFFF9..=0xFFFB | 0xE0000..=0xE007F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_digits_and_blanks_become_plain_ones() {
        assert_eq!(normalised("　１１０１０１ｘ \u{a0}"), "110101x");
    }

    #[test]
    fn prose_keeps_chinese_brackets_and_commas() {
        assert_eq!(normalised_prose(" 账房（北京）公司，Ａ座１０１ "), "账房（北京）公司，A座101");
    }

    #[test]
    fn decomposed_letters_are_composed() {
        assert_eq!(normalised("e\u{301}"), "é");
        assert_eq!(normalised("ｅ\u{301}"), "é");
    }

    #[test]
    fn overrides_and_invisible_marks_are_treacherous_but_han_is_not() {
        for c in ['\u{202e}', '\u{200b}', '\n', '\0', '\u{feff}', '\u{2066}'] {
            assert!(is_treacherous(c), "{c:?}");
        }
        assert!(!"䶮𠮷· A".chars().any(is_treacherous));
    }
}
