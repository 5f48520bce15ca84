//! Lays several pictures under one another (guide 3.2: 多张证明的需合并到一张图片中).

use super::{PhotoFault, WORKING_PIXELS, fit, shrink};
use image::{Rgb, RgbImage, imageops};

/// One picture of the given ones, from top to bottom, all as wide as the whole.
///
/// The width is that of the narrowest picture, but not so narrow that the wider ones become illegible; what is
/// narrower than the whole stands in the middle on white, because enlarging adds nothing to read.
///
/// # Errors
/// [`PhotoFault::Crowded`] when strips so narrow are among them that the whole would be mostly margin.
pub(super) fn stack(mut sheets: Vec<RgbImage>, most: usize) -> Result<RgbImage, PhotoFault> {
    if sheets.len() == 1 {
        return Ok(sheets.remove(0));
    }
    let widths = || sheets.iter().map(RgbImage::width);
    let narrowest = widths().min().unwrap_or(1);
    let width = narrowest.max(fit::READABLE.min(widths().max().unwrap_or(1)));
    for sheet in &mut sheets {
        if sheet.width() > width {
            *sheet = shrink::by(sheet, width, sheet.width());
        }
    }
    let height: u32 = sheets.iter().map(RgbImage::height).sum();
    if u64::from(width) * u64::from(height) > 2 * WORKING_PIXELS {
        return Err(PhotoFault::Crowded { most });
    }
    let mut whole = RgbImage::from_pixel(width, height, Rgb([255; 3]));
    let mut top = 0;
    for sheet in &sheets {
        imageops::replace(&mut whole, sheet, i64::from((width - sheet.width()) / 2), top);
        top += i64::from(sheet.height());
    }
    Ok(whole)
}
