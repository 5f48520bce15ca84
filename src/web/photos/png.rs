//! Walks a PNG file (ISO/IEC 15948) without decoding it and keeps what pixels need.
//!
//! Only IHDR, PLTE, tRNS, IDAT and IEND pass. Everything else is dropped unread: a compressed colour profile or
//! text is where a small file hides a large one.

use super::{DECODED_BYTES, EDGE, PIXELS, PhotoFault, Sifted};
use image::ImageFormat;
use image::metadata::Orientation;

pub(super) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// Chunks that say something about the person, the camera or the moment.
const TELLING: [&[u8; 4]; 5] = [b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"];

struct Chunk<'a> {
    kind: [u8; 4],
    data: &'a [u8],
    whole: &'a [u8],
}

/// Checks structure, order and checksums, and the size against the room's limits.
pub(super) fn sift(file: &[u8]) -> Result<Sifted, PhotoFault> {
    let mut rest = file.strip_prefix(&SIGNATURE).ok_or(PhotoFault::NotPicture)?;
    let first = next_chunk(&mut rest)?;
    if first.kind != *b"IHDR" {
        return Err(PhotoFault::Damaged);
    }
    let header = Header::read(first.data)?;
    let mut kept = Vec::with_capacity(file.len());
    kept.extend_from_slice(&SIGNATURE);
    kept.extend_from_slice(first.whole);
    let mut told_more = false;
    let mut stage = Stage::Header;
    while stage != Stage::End {
        let chunk = next_chunk(&mut rest)?;
        match &chunk.kind {
            b"PLTE" | b"tRNS" | b"IDAT" | b"IEND" => {
                stage = stage.after(&chunk, &header)?;
                kept.extend_from_slice(chunk.whole);
            }
            b"acTL" | b"fcTL" | b"fdAT" => return Err(PhotoFault::Moving),
            // A lower-case first letter marks a chunk nobody needs to understand.
            kind if kind[0].is_ascii_lowercase() => {
                told_more |= TELLING.contains(&kind);
                stage = stage.interrupted();
            }
            _ => return Err(PhotoFault::Damaged),
        }
    }
    if !rest.is_empty() {
        return Err(PhotoFault::Damaged);
    }
    Ok(Sifted {
        bytes: kept,
        format: ImageFormat::Png,
        width: header.width,
        height: header.height,
        orientation: Orientation::NoTransforms,
        told_more,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Header,
    Palette,
    Transparency,
    Data,
    /// After the last IDAT: they must follow one another.
    Tail,
    End,
}

impl Stage {
    fn after(self, chunk: &Chunk, header: &Header) -> Result<Self, PhotoFault> {
        let length = chunk.data.len();
        match (self, &chunk.kind) {
            (Self::Header, b"PLTE")
                if header.may_have_palette() && length > 0 && length <= 768 && length.is_multiple_of(3) =>
            {
                Ok(Self::Palette)
            }
            (Self::Header | Self::Palette, b"tRNS") if length <= 256 && header.takes_palette(self) => {
                Ok(Self::Transparency)
            }
            (Self::Header, b"IDAT") if header.takes_palette(self) => Ok(Self::Data),
            (Self::Palette | Self::Transparency | Self::Data, b"IDAT") => Ok(Self::Data),
            (Self::Data | Self::Tail, b"IEND") if length == 0 => Ok(Self::End),
            _ => Err(PhotoFault::Damaged),
        }
    }

    fn interrupted(self) -> Self {
        if self == Self::Data { Self::Tail } else { self }
    }
}

struct Header {
    width: u32,
    height: u32,
    colour: u8,
}

impl Header {
    fn read(data: &[u8]) -> Result<Self, PhotoFault> {
        let data: &[u8; 13] = data.try_into().map_err(|_| PhotoFault::Damaged)?;
        let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, compression, filter, interlace] = *data;
        let (width, height) = (u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]));
        // Counted as if a tRNS chunk followed: transparency adds a channel.
        let channels = match (colour, depth) {
            (0, 1 | 2 | 4 | 8 | 16) | (4, 8 | 16) => 2,
            (2 | 6, 8 | 16) | (3, 1 | 2 | 4 | 8) => 4,
            _ => return Err(PhotoFault::Damaged),
        };
        if width == 0 || height == 0 || compression != 0 || filter != 0 || interlace > 1 {
            return Err(PhotoFault::Damaged);
        }
        let pixels = u64::from(width) * u64::from(height);
        let decoded = pixels.saturating_mul(channels).saturating_mul(if depth == 16 { 2 } else { 1 });
        if width > EDGE || height > EDGE || pixels > PIXELS || decoded > DECODED_BYTES {
            return Err(PhotoFault::TooManyPixels);
        }
        Ok(Self { width, height, colour })
    }

    fn may_have_palette(&self) -> bool {
        !matches!(self.colour, 0 | 4)
    }

    fn takes_palette(&self, stage: Stage) -> bool {
        self.colour != 3 || stage == Stage::Palette
    }
}

fn next_chunk<'a>(rest: &mut &'a [u8]) -> Result<Chunk<'a>, PhotoFault> {
    let (length, after) = rest.split_first_chunk::<4>().ok_or(PhotoFault::Damaged)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| PhotoFault::Damaged)?;
    let (kind, after) = after.split_first_chunk::<4>().ok_or(PhotoFault::Damaged)?;
    let (data, after) = after.split_at_checked(length).ok_or(PhotoFault::Damaged)?;
    let (sum, after) = after.split_first_chunk::<4>().ok_or(PhotoFault::Damaged)?;
    let whole = &rest[..length + 12];
    if !kind.iter().all(u8::is_ascii_alphabetic)
        || checksum(&whole[4..length + 8]) != u32::from_be_bytes(*sum)
    {
        return Err(PhotoFault::Damaged);
    }
    *rest = after;
    Ok(Chunk { kind: *kind, data, whole })
}

/// The CRC-32 of ISO/IEC 15948 annex D.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        let [low, ..] = sum.to_le_bytes();
        (sum >> 8) ^ CHECKSUMS[usize::from(low ^ byte)]
    })
}

const CHECKSUMS: [u32; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    let mut seed = 0_u32;
    while index < 256 {
        let mut sum = seed;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
            bit += 1;
        }
        table[index] = sum;
        index += 1;
        seed += 1;
    }
    table
};
