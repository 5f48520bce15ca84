//! The darkroom: from the bytes somebody uploaded to the one picture everybody is shown.
//!
//! People photograph their papers with a phone, so nearly any JPEG or PNG is welcome and the work of meeting
//! the guide's limits is done here. The order is fixed and each step protects the next one:
//!
//! ```text
//! uploaded size ─▶ magic bytes ─▶ png | jpeg: structure, without any decoder ─▶ dimensions
//!   ─▶ decode: within limits, panics caught ─▶ shrink to a working size ─▶ turn upright
//!   ─▶ join several into one ─▶ fit: JPEG within the slot's limit
//! ```
//!
//! What always holds: names and types claimed by the client are not even parameters; what leaves is a JPEG made
//! here from pixels alone, so it carries no EXIF, no position, no comment and nothing hidden behind its end;
//! memory is bounded before a decoder runs (see [`DECODED_BYTES`]) and nothing here touches Rocket or the store.
//!
//! KB is 1024 bytes throughout. The guide's 大于20KB且不超过500KB (guide 3.2) is read so: the *uploaded* file must
//! have more than 20 KB, because less cannot show a legible page, and the *stored* file must not exceed 500 KB.
//! A larger upload is shrunk rather than refused. When a valid upload would be stored below the minimum, the
//! quality is raised as far as it goes; a page that stays below it even then is kept, since it has lost nothing.

mod darkroom;
mod decode;
mod exif;
mod fault;
mod fit;
mod join;
mod jpeg;
mod png;
mod shrink;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use darkroom::Darkroom;
pub use fault::PhotoFault;

use image::metadata::Orientation;
use image::{ImageFormat, RgbImage};
use std::fmt;

/// Bytes in the KB of every limit and text.
pub const KB: usize = 1024;

/// The longest edge of an upload, in pixels (security B6).
pub const EDGE: u32 = 12_000;

/// The most pixels of an upload: phones deliver 12 to 50 million, a 48 or 50 megapixel sensor the most.
pub const PIXELS: u64 = 52_000_000;

/// The most pixels of a JPEG in several scans: a decoder must hold all its coefficients at once, six bytes per
/// pixel beside the picture; phones write single-scan files.
pub const SCANNED_PIXELS: u64 = 26_000_000;

/// The most bytes a decoded picture may take: with the two places of the [`Darkroom`] the pipeline stays below
/// about half a gigabyte whatever is uploaded.
pub const DECODED_BYTES: u64 = 160_000_000;

/// The most pictures that are joined into one.
pub const PICTURES: usize = 9;

/// Pixels of the whole work piece after decoding: more than any slot can hold legibly.
const WORKING_PIXELS: u64 = 12_000_000;

/// What one upload slot asks of its picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The fewest bytes of each uploaded file.
    pub min_bytes: usize,
    /// The most bytes of the stored picture.
    pub max_bytes: usize,
    /// The least width in pixels, upright.
    pub min_width: u32,
    /// The least height in pixels, upright.
    pub min_height: u32,
    /// The most bytes of each uploaded file before it is shrunk here.
    pub intake_bytes: usize,
}

impl Limits {
    /// A photo of a paper: more than 20 KB uploaded (20480 refused, 20481 accepted), at most 500 KB stored
    /// (512000 accepted; guide 3.2, spec 1.7 and 1.9).
    pub const PAPER: Self = Self {
        min_bytes: 20 * KB + 1,
        max_bytes: 500 * KB,
        min_width: 1,
        min_height: 1,
        intake_bytes: 20 * KB * KB,
    };

    /// A proof for a transfer: less than 200 KB stored (spec 1.15); a smaller upload is taken as it is.
    pub const TRANSFER: Self = Self { min_bytes: 1, max_bytes: 200 * KB - 1, ..Self::PAPER };

    /// A portrait: at least 10 KB and 295 × 413 pixels (spec 1.7).
    pub const PORTRAIT: Self = Self { min_bytes: 10 * KB, min_width: 295, min_height: 413, ..Self::PAPER };
}

/// A cleaned picture, ready to be stored and shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// The JPEG file.
    pub bytes: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What was done to it, for the person who uploaded it.
    pub notes: Vec<Note>,
}

/// One thing that was done to a picture; displays as a Chinese phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Turned as its camera said.
    Turned,
    /// Several pictures became this one.
    Joined(usize),
    /// Position, camera and other hidden details were left behind.
    Stripped,
    /// Made smaller; the stored size in bytes.
    Compressed(usize),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Turned => f.write_str("已自动转正方向"),
            Self::Joined(count) => write!(f, "已把 {count} 张合并为一张"),
            Self::Stripped => f.write_str("已去除拍摄位置等信息"),
            Self::Compressed(bytes) => write!(f, "已压缩到 {}KB", bytes.div_ceil(KB)),
        }
    }
}

/// A file whose structure was walked and whose harmless parts alone were kept.
struct Sifted {
    bytes: Vec<u8>,
    format: ImageFormat,
    /// As stored, before turning.
    width: u32,
    height: u32,
    orientation: Orientation,
    /// Whether something about the person or the camera was left behind.
    told_more: bool,
}

impl Sifted {
    fn upright(&self) -> (u32, u32) {
        match self.orientation {
            Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH => (self.height, self.width),
            _ => (self.width, self.height),
        }
    }
}

/// Makes one stored picture of one or more uploaded files (several are joined from top to bottom, guide 3.2).
///
/// # Errors
/// One [`PhotoFault`] with what to do next; with several files it names the one it is about.
pub fn prepare(pictures: &[&[u8]], limits: &Limits) -> Result<Prepared, PhotoFault> {
    if pictures.is_empty() {
        return Err(PhotoFault::Missing);
    }
    if pictures.len() > PICTURES {
        return Err(PhotoFault::TooMany);
    }
    let share = WORKING_PIXELS / u64::try_from(pictures.len()).unwrap_or(1);
    let mut sheets = Vec::with_capacity(pictures.len());
    let mut notes = Vec::new();
    let mut shrunk = false;
    for (index, picture) in pictures.iter().enumerate() {
        let sheet = develop_one(picture, limits, share)
            .map_err(|fault| if pictures.len() > 1 { fault.of_picture(index + 1) } else { fault })?;
        shrunk |= sheet.shrunk;
        for note in sheet.notes {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        sheets.push(sheet.pixels);
    }
    if sheets.len() > 1 {
        notes.push(Note::Joined(sheets.len()));
    }
    let whole = join::stack(sheets, limits.max_bytes)?;
    let fitted = fit::within(&whole, limits)?;
    let uploaded: usize = pictures.iter().map(|picture| picture.len()).sum();
    if shrunk || fitted.bytes.len() < uploaded {
        notes.push(Note::Compressed(fitted.bytes.len()));
    }
    Ok(Prepared { bytes: fitted.bytes, width: fitted.width, height: fitted.height, notes })
}

/// Turns a stored picture clockwise by `quarter_turns` × 90° for the 旋转 button; its notes stay empty.
///
/// # Errors
/// [`PhotoFault`] when the bytes are no picture this room could have made.
pub fn rotate(bytes: &[u8], quarter_turns: u8, limits: &Limits) -> Result<Prepared, PhotoFault> {
    let mut pixels = open(&sift(bytes)?, WORKING_PIXELS)?;
    pixels = turned(
        pixels,
        match quarter_turns % 4 {
            0 => Orientation::NoTransforms,
            1 => Orientation::Rotate90,
            2 => Orientation::Rotate180,
            _ => Orientation::Rotate270,
        },
    );
    let fitted = fit::within(&pixels, limits)?;
    Ok(Prepared { bytes: fitted.bytes, width: fitted.width, height: fitted.height, notes: Vec::new() })
}

/// Makes a small JPEG of a stored picture whose longer edge has at most `max_edge` pixels; never enlarges.
///
/// # Errors
/// [`PhotoFault`] when the bytes are no picture this room could have made.
pub fn thumbnail(bytes: &[u8], max_edge: u32) -> Result<Vec<u8>, PhotoFault> {
    let pixels = open(&sift(bytes)?, WORKING_PIXELS)?;
    let longer = pixels.width().max(pixels.height());
    let small = shrink::by(&pixels, max_edge.clamp(1, longer), longer);
    fit::encode(&small, fit::THUMBNAIL_QUALITY)
}

/// Whether these bytes are one whole JPEG picture within this room's limits with nothing beside its pixels, as every
/// picture is that was made here; letters of other instances must bring no others.
pub fn is_picture(bytes: &[u8]) -> bool {
    bytes.len() <= Limits::PAPER.intake_bytes
        && sift(bytes).is_ok_and(|sifted| {
            // What this room makes has nothing to leave behind: no place, no preview, nothing after the end.
            let bare = !sifted.told_more && sifted.bytes.len() == bytes.len();
            bare && sifted.format == ImageFormat::Jpeg && decode::decode(&sifted).is_ok()
        })
}

struct Sheet {
    pixels: RgbImage,
    notes: Vec<Note>,
    shrunk: bool,
}

fn develop_one(picture: &[u8], limits: &Limits, share: u64) -> Result<Sheet, PhotoFault> {
    if picture.len() > limits.intake_bytes {
        return Err(PhotoFault::TooHeavy { most: limits.intake_bytes });
    }
    let sifted = sift(picture)?;
    if picture.len() < limits.min_bytes {
        return Err(PhotoFault::TooLight { bytes: picture.len(), least: limits.min_bytes });
    }
    let (width, height) = sifted.upright();
    if width < limits.min_width || height < limits.min_height {
        let least = (limits.min_width, limits.min_height);
        return Err(PhotoFault::TooSmall { width, height, least });
    }
    let pixels = open(&sifted, share)?;
    let shrunk = pixels.width() < width;
    let mut notes = Vec::new();
    if sifted.orientation != Orientation::NoTransforms {
        notes.push(Note::Turned);
    }
    if sifted.told_more {
        notes.push(Note::Stripped);
    }
    Ok(Sheet { pixels, notes, shrunk })
}

fn sift(bytes: &[u8]) -> Result<Sifted, PhotoFault> {
    if bytes.starts_with(&png::SIGNATURE) {
        png::sift(bytes)
    } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        jpeg::sift(bytes)
    } else if bytes.get(4..8) == Some(b"ftyp") {
        Err(PhotoFault::Heic)
    } else {
        Err(PhotoFault::NotPicture)
    }
}

/// Decodes, shrinks to at most `most` pixels and turns upright, in this order: turning a full-size picture
/// would need its memory twice.
fn open(sifted: &Sifted, most: u64) -> Result<RgbImage, PhotoFault> {
    let decoded = decode::decode(sifted)?;
    let pixels = shrink::to_pixels(&decoded, most);
    drop(decoded);
    Ok(turned(pixels, sifted.orientation))
}

fn turned(pixels: RgbImage, orientation: Orientation) -> RgbImage {
    let mut picture = image::DynamicImage::ImageRgb8(pixels);
    picture.apply_orientation(orientation);
    picture.into_rgb8()
}
