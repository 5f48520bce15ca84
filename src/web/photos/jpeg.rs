//! Walks a JPEG file (ITU-T T.81) without decoding it and keeps what pixels need.
//!
//! Application segments and comments are dropped, except the two that decide about colours: JFIF (rewritten
//! without its preview) and Adobe's. The orientation is taken out of EXIF by a reader that knows nothing else.
//! Whatever follows the end of the picture (the further pictures and films that phones append) is dropped too.

use super::{DECODED_BYTES, EDGE, PIXELS, PhotoFault, SCANNED_PIXELS, Sifted, exif};
use image::ImageFormat;
use image::metadata::Orientation;

/// No camera writes more scans than about ten; each one costs a pass over all pixels.
const SCANS: usize = 32;

/// JFIF 1.02, square pixels, no preview.
const JFIF: [u8; 18] = *b"\xFF\xE0\x00\x10JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00";

/// Checks the structure from SOI to EOI and the size against the room's limits.
pub(super) fn sift(file: &[u8]) -> Result<Sifted, PhotoFault> {
    let mut walk = Walk { rest: file.strip_prefix(b"\xFF\xD8").ok_or(PhotoFault::NotPicture)? };
    let mut kept = Vec::with_capacity(file.len());
    kept.extend_from_slice(b"\xFF\xD8");
    let mut frame: Option<Frame> = None;
    let mut scans = 0;
    let mut orientation = None;
    let mut told_more = false;
    loop {
        let marker = walk.marker()?;
        if marker == 0xD9 {
            break;
        }
        let segment = walk.segment()?;
        let data = &segment[2..];
        match marker {
            0xE0 if data.starts_with(b"JFIF\0") => {
                if !kept.ends_with(&JFIF) {
                    kept.extend_from_slice(&JFIF);
                }
            }
            0xEE if data.starts_with(b"Adobe") && data.len() == 12 => keep(&mut kept, marker, segment),
            0xE1 => {
                told_more = true;
                orientation = orientation.or_else(|| exif::orientation(data));
            }
            0xED | 0xFE => told_more = true,
            0xE0..=0xEF => {}
            0xC0..=0xC2 => {
                if frame.is_some() {
                    return Err(PhotoFault::Damaged);
                }
                frame = Some(Frame::read(data)?);
                keep(&mut kept, marker, segment);
            }
            // Huffman tables, quantisation tables, restart interval.
            0xC4 | 0xDB | 0xDD => keep(&mut kept, marker, segment),
            0xDA => {
                scans += 1;
                if frame.is_none() || scans > SCANS {
                    return Err(PhotoFault::Damaged);
                }
                keep(&mut kept, marker, segment);
                kept.extend_from_slice(walk.entropy());
            }
            _ => return Err(PhotoFault::Damaged),
        }
    }
    kept.extend_from_slice(b"\xFF\xD9");
    let frame = frame.filter(|_| scans > 0).ok_or(PhotoFault::Damaged)?;
    frame.check(scans)?;
    Ok(Sifted {
        bytes: kept,
        format: ImageFormat::Jpeg,
        width: frame.width,
        height: frame.height,
        orientation: orientation.unwrap_or(Orientation::NoTransforms),
        told_more,
    })
}

fn keep(kept: &mut Vec<u8>, marker: u8, segment: &[u8]) {
    kept.extend_from_slice(&[0xFF, marker]);
    kept.extend_from_slice(segment);
}

struct Walk<'a> {
    rest: &'a [u8],
}

impl<'a> Walk<'a> {
    /// The next marker's second byte; fill bytes before it are skipped.
    fn marker(&mut self) -> Result<u8, PhotoFault> {
        let mut after = self.rest.strip_prefix(b"\xFF").ok_or(PhotoFault::Damaged)?;
        loop {
            let (first, tail) = after.split_first().ok_or(PhotoFault::Damaged)?;
            after = tail;
            match first {
                0xFF => {}
                // Stuffing, restart and SOI have no place between segments.
                0x00 | 0x01 | 0xD0..=0xD8 => return Err(PhotoFault::Damaged),
                marker => {
                    self.rest = after;
                    return Ok(*marker);
                }
            }
        }
    }

    /// The segment's length bytes and data.
    fn segment(&mut self) -> Result<&'a [u8], PhotoFault> {
        let (length, _) = self.rest.split_first_chunk::<2>().ok_or(PhotoFault::Damaged)?;
        let length = usize::from(u16::from_be_bytes(*length));
        if length < 2 {
            return Err(PhotoFault::Damaged);
        }
        let (segment, rest) = self.rest.split_at_checked(length).ok_or(PhotoFault::Damaged)?;
        self.rest = rest;
        Ok(segment)
    }

    /// Coded data up to the next marker that is neither stuffing nor a restart.
    fn entropy(&mut self) -> &'a [u8] {
        let ends = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF);
        let length = self.rest.windows(2).position(ends).unwrap_or(self.rest.len());
        let (data, rest) = self.rest.split_at(length);
        self.rest = rest;
        data
    }
}

struct Frame {
    width: u32,
    height: u32,
    components: u8,
}

impl Frame {
    fn read(data: &[u8]) -> Result<Self, PhotoFault> {
        let [8, h0, h1, w0, w1, components, rest @ ..] = data else { return Err(PhotoFault::Damaged) };
        let (width, height) = (u16::from_be_bytes([*w0, *w1]), u16::from_be_bytes([*h0, *h1]));
        let complete = rest.len() == usize::from(*components) * 3;
        if width == 0 || height == 0 || !matches!(components, 1 | 3 | 4) || !complete {
            return Err(PhotoFault::Damaged);
        }
        Ok(Self { width: u32::from(width), height: u32::from(height), components: *components })
    }

    fn check(&self, scans: usize) -> Result<(), PhotoFault> {
        let pixels = u64::from(self.width) * u64::from(self.height);
        let decoded = pixels * u64::from(self.components.min(3));
        let most = if scans > 1 { SCANNED_PIXELS } else { PIXELS };
        if self.width > EDGE || self.height > EDGE || pixels > most || decoded > DECODED_BYTES {
            return Err(PhotoFault::TooManyPixels);
        }
        Ok(())
    }
}
