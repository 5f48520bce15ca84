//! The picture with four characters on the sign-in page (spec 1.3): a speed bump for machines, not a control.
//!
//! It only draws and compares. Whoever uses it keeps the answer on the server, bound to the session, for three
//! minutes and for one try, also when the try fails (security B4, T14).
//!
//! The characters come from the seed alone. The crate that draws takes the places of its blots from the
//! thread's own generator, so two pictures of one seed show the same answer but differ in their blots.

use captcha::Captcha;
use captcha::filters::{Dots, Noise, Wave};
use unicode_normalization::UnicodeNormalization;

/// Characters in a picture.
pub const LENGTH: usize = 4;

/// What may be drawn: nothing that an old eye or a wave turns into another one of them (no 0 O Q D, 1 I L 7 T,
/// 2 Z, 5 S, 6 G, 8 B, U V, C).
const ALPHABET: [char; 16] = ['3', '4', '6', '7', '9', 'A', 'E', 'F', 'H', 'J', 'K', 'M', 'N', 'P', 'R', 'X'];

const WIDTH: u32 = 184;
const HEIGHT: u32 = 76;
const INK: [u8; 3] = [23, 55, 94];

/// A drawn captcha.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What it shows; never leaves the server.
    pub answer: String,
    /// 184 × 76 pixels, a PNG file.
    pub png: Vec<u8>,
}

/// Draws the four characters that the seed names; `None` if the encoder fails.
///
/// The seed must be random and unguessable.
#[must_use]
pub fn draw(seed: [u8; 8]) -> Option<Picture> {
    let answer = answer(seed);
    let mut canvas = Captcha::new();
    for character in answer.chars() {
        canvas.set_chars(&[character]).add_char();
    }
    let png = canvas
        .set_color(INK)
        .apply_filter(Wave::new(1.5, 7.0).horizontal())
        .apply_filter(Wave::new(1.5, 5.0).vertical())
        .view(WIDTH, HEIGHT)
        .apply_filter(Noise::new(0.02))
        .apply_filter(Dots::new(6).min_radius(2).max_radius(4))
        .as_png()?;
    (canvas.chars_as_string() == answer).then_some(Picture { answer, png })
}

/// The four characters that the seed names.
#[must_use]
pub fn answer(seed: [u8; 8]) -> String {
    let mut rest = u64::from_le_bytes(seed);
    let count = u64::try_from(ALPHABET.len()).unwrap_or(1);
    let mut draw = || {
        let index = usize::try_from(rest % count).unwrap_or(0);
        rest /= count;
        ALPHABET[index]
    };
    (0..LENGTH).map(|_| draw()).collect()
}

/// Whether somebody typed the answer, whatever the case, the width of the characters and the blanks between them.
#[must_use]
pub fn matches(answer: &str, typed: &str) -> bool {
    let plain = |text: &str| -> String {
        text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).take(LENGTH + 1).collect()
    };
    let (answer, typed) = (plain(answer), plain(typed));
    !answer.is_empty() && answer == typed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_alone_decides_the_answer() {
        let picture = draw([7, 1, 2, 3, 4, 5, 6, 7]).unwrap();
        assert_eq!(picture.answer, draw([7, 1, 2, 3, 4, 5, 6, 7]).unwrap().answer);
        assert_ne!(picture.answer, draw([8, 1, 2, 3, 4, 5, 6, 7]).unwrap().answer);
        let shown = image::load_from_memory(&picture.png).unwrap();
        assert_eq!((shown.width(), shown.height()), (WIDTH, HEIGHT));
    }

    #[test]
    fn every_character_can_be_drawn_and_reached() {
        let count = u8::try_from(ALPHABET.len()).unwrap();
        for (index, character) in (0..count).zip(ALPHABET) {
            let picture = draw([index, 0, 0, 0, 0, 0, 0, 0]).unwrap();
            assert!(picture.answer.starts_with(character) && picture.answer.chars().count() == LENGTH);
        }
    }

    #[test]
    fn case_width_and_blanks_do_not_matter() {
        for typed in ["AK47", "ak47", " a k 4 7 ", "ＡＫ４７", "ａｋ４７", "AK47\u{3000}"] {
            assert!(matches("AK47", typed), "{typed}");
        }
        for typed in ["", "AK4", "AK477", "AK48", "AK47 AK47"] {
            assert!(!matches("AK47", typed), "{typed}");
        }
        assert!(!matches("", ""));
    }
}
