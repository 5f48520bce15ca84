//! The face that papers are printed in (data/fonts, SIL Open Font License 1.1).

use krilla::text::{Font, GlyphId};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::sync::LazyLock;

/// Noto Sans CJK SC; stands in the program as it is, so that it costs no memory until a paper is drawn.
static BYTES: &[u8] = include_bytes!("../../data/fonts/NotoSansSC-Regular.otf");

static FACE: LazyLock<Option<Face>> = LazyLock::new(|| {
    let font = Font::new(BYTES.into(), 0)?;
    Some(Face { font, reader: FontRef::new(BYTES).ok()? })
});

/// The face, read once.
pub struct Face {
    /// For drawing.
    pub font: Font,
    reader: FontRef<'static>,
}

/// What stands for one character.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// The glyph.
    pub glyph: GlyphId,
    /// Its width as a part of the size.
    pub advance: f32,
}

impl Face {
    /// The face; none only if the file in the program is no font, which a test excludes.
    pub fn get() -> Option<&'static Face> {
        FACE.as_ref()
    }

    /// What stands for a character; none when the face lacks it.
    pub fn stroke(&self, character: char) -> Option<Stroke> {
        let glyph = self.reader.charmap().map(character).filter(|glyph| glyph.to_u32() != 0)?;
        let widths = self.reader.glyph_metrics(Size::new(1.0), LocationRef::default());
        Some(Stroke { glyph: GlyphId::new(glyph.to_u32()), advance: widths.advance_width(glyph)? })
    }

    /// The width of a text as a part of the size.
    pub fn width(&self, text: &str) -> f32 {
        text.chars().filter_map(|character| self.stroke(character)).map(|stroke| stroke.advance).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_face_has_the_rare_characters_of_names_and_says_what_it_lacks() {
        let face = Face::get().unwrap();
        for character in "会计人员䶮𫖯瓘㑇䜣䴖頔0123ABCxyz·（）《》".chars() {
            assert!(face.stroke(character).is_some(), "{character}");
        }
        assert_eq!(face.stroke('\u{2EBF0}'), None, "the newest extension is in no face yet");
        assert!((face.width("会计") - 2.0).abs() < 0.001);
        assert!(face.width("ii") < face.width("会"));
    }
}
