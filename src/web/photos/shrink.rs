//! Makes pictures smaller by exact averages: every source pixel counts with the area it covers.
//!
//! It reads the source row by row and holds two rows of sums, so a picture of any size and colour depth is
//! shrunk in the memory of its result. Transparent parts become white paper. Nothing is ever enlarged.

use image::{DynamicImage, GenericImageView, RgbImage, Rgba};

/// Shrinks so that no more than `most` pixels remain.
pub(super) fn to_pixels(picture: &DynamicImage, most: u64) -> RgbImage {
    let (width, height) = picture.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels <= most {
        return to_size(picture, width, height);
    }
    // The square root of the wanted ratio, in parts of 4096.
    let part = (most.saturating_mul(1 << 24) / pixels).isqrt();
    let side = |edge: u32| u32::try_from(u64::from(edge) * part / 4096).unwrap_or(edge).max(1);
    to_size(picture, side(width), side(height))
}

/// Shrinks both edges to `part` / `whole` of what they are.
pub(super) fn by(picture: &RgbImage, part: u32, whole: u32) -> RgbImage {
    let side = |edge: u32| {
        let scaled = u64::from(edge) * u64::from(part) / u64::from(whole.max(1));
        u32::try_from(scaled).unwrap_or(edge).clamp(1, edge)
    };
    to_size(picture, side(picture.width()), side(picture.height()))
}

fn to_size<P>(picture: &P, width: u32, height: u32) -> RgbImage
where
    P: GenericImageView,
    P::Pixel: Shown,
{
    let (from_width, from_height) = picture.dimensions();
    let across = Cells { from: u64::from(from_width), to: u64::from(width.min(from_width)) };
    let down = Cells { from: u64::from(from_height), to: u64::from(height.min(from_height)) };
    let row_length = usize::try_from(across.to * 3).unwrap_or(0);
    let mut row = vec![0_u64; row_length];
    let mut sums = vec![0_u64; row_length];
    let mut result = Vec::with_capacity(row_length * usize::try_from(down.to).unwrap_or(0));
    let whole = across.from * down.from;
    for y in 0..from_height {
        row.fill(0);
        for x in 0..from_width {
            let (cell, first, rest) = across.split(x);
            let shown = picture.get_pixel(x, y).on_white();
            for (channel, value) in shown.into_iter().enumerate() {
                row[cell * 3 + channel] += u64::from(value) * first;
                if rest > 0 {
                    row[cell * 3 + 3 + channel] += u64::from(value) * rest;
                }
            }
        }
        let (_, first, rest) = down.split(y);
        add(&mut sums, &row, first);
        if down.completes(y) {
            result.extend(sums.iter().map(|sum| u8::try_from((sum + whole / 2) / whole).unwrap_or(u8::MAX)));
            sums.fill(0);
            add(&mut sums, &row, rest);
        }
    }
    let (width, height) = (width.min(from_width), height.min(from_height));
    RgbImage::from_raw(width, height, result).expect("every row of the result was completed above")
}

fn add(sums: &mut [u64], row: &[u64], weight: u64) {
    for (sum, value) in sums.iter_mut().zip(row) {
        *sum += value * weight;
    }
}

/// One axis: `from` pixels laid over `to` cells, both measured in parts of 1 / (`from` × `to`).
struct Cells {
    from: u64,
    to: u64,
}

impl Cells {
    /// The cell in which a pixel begins, its share in that cell, and its share in the next one.
    fn split(&self, pixel: u32) -> (usize, u64, u64) {
        let begin = u64::from(pixel) * self.to;
        let cell = begin / self.from;
        let first = ((cell + 1) * self.from - begin).min(self.to);
        (usize::try_from(cell).unwrap_or(0), first, self.to - first)
    }

    fn completes(&self, pixel: u32) -> bool {
        let begin = u64::from(pixel) * self.to;
        begin + self.to >= (begin / self.from + 1) * self.from
    }
}

/// A pixel as it looks on white paper.
trait Shown {
    fn on_white(self) -> [u8; 3];
}

impl Shown for image::Rgb<u8> {
    fn on_white(self) -> [u8; 3] {
        self.0
    }
}

impl Shown for Rgba<u8> {
    fn on_white(self) -> [u8; 3] {
        let [red, green, blue, alpha] = self.0.map(u32::from);
        [red, green, blue]
            .map(|value| u8::try_from((value * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX))
    }
}
