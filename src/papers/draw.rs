//! From a sheet to the bytes of a PDF.

use super::sheet::{Mark, Sheet};
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::KrillaGlyph;

/// The paper could not be drawn; for the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unprintable(pub String);

impl std::fmt::Display for Unprintable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "papers: {}", self.0)
    }
}

impl std::error::Error for Unprintable {}

fn fault(what: &str) -> Unprintable {
    Unprintable(what.into())
}

/// The PDF of a sheet; `title` names the kind of paper and nobody.
pub fn pdf(sheet: Sheet, title: &str) -> Result<Vec<u8>, Unprintable> {
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new().title(title.into()).language("zh-CN".into()).producer("zhangfang".into()),
    );
    let size =
        |width, height| PageSettings::from_wh(width, height).ok_or_else(|| fault("a page has no size"));
    let (width, height, face) = (sheet.width, sheet.height, sheet.face);
    for marks in sheet.pages {
        let mut page = document.start_page_with(size(width, height)?);
        let mut surface = page.surface();
        for mark in marks {
            match mark {
                Mark::Text { x, y, size, text, strong } => {
                    ink(&mut surface, false, strong.then_some(size));
                    let glyphs = glyphs(face, &text);
                    let (at, font) = (Point::from_xy(x, y), face.font.clone());
                    surface.draw_glyphs(at, &glyphs, font, &text, size, false);
                }
                Mark::Block { x, y, width, height, light } => {
                    ink(&mut surface, light, None);
                    let area =
                        Rect::from_xywh(x, y, width, height).ok_or_else(|| fault("a block has no size"))?;
                    let mut path = PathBuilder::new();
                    path.push_rect(area);
                    surface.draw_path(&path.finish().ok_or_else(|| fault("a block has no path"))?);
                }
                Mark::Photo { x, y, width, height, jpeg } => {
                    let image = Image::from_jpeg(jpeg.into(), true).map_err(Unprintable)?;
                    let area = Size::from_wh(width, height).ok_or_else(|| fault("a photo has no size"))?;
                    surface.push_transform(&Transform::from_translate(x, y));
                    surface.draw_image(image, area);
                    surface.pop();
                }
            }
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|cause| Unprintable(format!("{cause:?}")))
}

/// Black, or the grey of fields; a strong text is drawn with an outline as well, since there is one weight.
fn ink(surface: &mut Surface<'_>, light: bool, strong: Option<f32>) {
    let grey = if light { 0xee } else { 0x11 };
    let color = rgb::Color::new(grey, grey, grey);
    surface.set_fill(Some(Fill { paint: color.into(), opacity: NormalizedF32::ONE, ..Fill::default() }));
    let outline = |size: f32| Stroke { paint: color.into(), width: size * 0.025, ..Stroke::default() };
    surface.set_stroke(strong.map(outline));
}

fn glyphs(face: &super::face::Face, text: &str) -> Vec<KrillaGlyph> {
    let strokes = text.char_indices().filter_map(|(start, character)| {
        let stroke = face.stroke(character)?;
        Some(KrillaGlyph {
            glyph_id: stroke.glyph,
            text_range: start..start + character.len_utf8(),
            x_advance: stroke.advance,
            x_offset: 0.0,
            y_offset: 0.0,
            y_advance: 0.0,
            location: None,
        })
    });
    strokes.collect()
}
