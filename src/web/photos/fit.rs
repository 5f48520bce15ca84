//! Writes a picture as JPEG within a slot's limit: first fewer pixels, then less quality, never illegible.

use super::{Limits, PhotoFault, shrink};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, RgbImage};

/// Pixels of the shorter edge at which a page is comfortable to read (about 145 per inch of A4).
pub(super) const READABLE: u32 = 1200;

/// Quality of thumbnails.
pub(super) const THUMBNAIL_QUALITY: u8 = 80;

/// Each rung: down to this shorter edge at this quality. The last one is where a page can just be read.
const LADDER: [(u32, u8); 5] = [(READABLE, 88), (READABLE, 75), (1000, 70), (800, 62), (800, 50)];

/// Tried in turn when a picture would be stored below the slot's minimum.
const FINER: [u8; 3] = [94, 98, 100];

pub(super) struct Fitted {
    pub(super) bytes: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// The best JPEG of the picture that has at most `limits.max_bytes`.
pub(super) fn within(picture: &RgbImage, limits: &Limits) -> Result<Fitted, PhotoFault> {
    let shorter = picture.width().min(picture.height());
    let mut edge = shorter;
    for (floor, quality) in LADDER {
        loop {
            let smaller;
            let scaled = if edge == shorter {
                picture
            } else {
                smaller = shrink::by(picture, edge, shorter);
                &smaller
            };
            let bytes = encode(scaled, quality)?;
            if bytes.len() <= limits.max_bytes {
                let bytes = finer(scaled, bytes, limits)?;
                return Ok(Fitted { bytes, width: scaled.width(), height: scaled.height() });
            }
            if edge <= floor {
                break;
            }
            edge = next_edge(edge, limits.max_bytes, bytes.len()).max(floor.min(edge));
        }
    }
    Err(PhotoFault::Crowded { most: limits.max_bytes })
}

/// Bytes grow about with the area; a little less than the estimate spares a second try.
fn next_edge(edge: u32, most: usize, bytes: usize) -> u32 {
    let ratio = u64::try_from(most.saturating_mul(1 << 20) / bytes.max(1)).unwrap_or(0).isqrt();
    let estimate = u64::from(edge) * ratio.min(970) / 1024;
    u32::try_from(estimate).unwrap_or(edge) * 97 / 100
}

fn finer(picture: &RgbImage, mut bytes: Vec<u8>, limits: &Limits) -> Result<Vec<u8>, PhotoFault> {
    for quality in FINER {
        if bytes.len() >= limits.min_bytes {
            break;
        }
        let better = encode(picture, quality)?;
        if better.len() > limits.max_bytes {
            break;
        }
        bytes = better;
    }
    Ok(bytes)
}

/// A JPEG of these pixels and nothing else.
pub(super) fn encode(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, PhotoFault> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode(picture.as_raw(), picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .map_err(|_| PhotoFault::TooManyPixels)?;
    Ok(bytes)
}
