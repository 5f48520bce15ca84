//! Turns sifted bytes into pixels, the only place where an outside decoder runs.

use super::{DECODED_BYTES, EDGE, PhotoFault, Sifted};
use image::{DynamicImage, GenericImageView, ImageReader};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Decodes within hard limits.
///
/// It must be `ImageReader::decode`: the detour over a decoder and `from_decoder` ignores the allocation limit.
/// A decoder's panic is a damaged picture, not the end of a request.
pub(super) fn decode(sifted: &Sifted) -> Result<DynamicImage, PhotoFault> {
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(EDGE);
    limits.max_image_height = Some(EDGE);
    limits.max_alloc = Some(DECODED_BYTES + DECODED_BYTES / 2);
    let mut reader = ImageReader::with_format(Cursor::new(sifted.bytes.as_slice()), sifted.format);
    reader.limits(limits);
    match catch_unwind(AssertUnwindSafe(|| reader.decode())) {
        Ok(Ok(picture)) if picture.dimensions() == (sifted.width, sifted.height) => Ok(picture),
        Ok(Err(image::ImageError::Limits(_))) => Err(PhotoFault::TooManyPixels),
        _ => Err(PhotoFault::Damaged),
    }
}
