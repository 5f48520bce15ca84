//! Pictures and forgeries for the tests of this room, made by hand from their standards.

use super::png::{SIGNATURE, checksum};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// A picture of noise: the hardest thing to compress, the same every time.
pub fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 0x2545_F491_u32;
    RgbImage::from_fn(width, height, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [_, red, green, blue] = state.to_le_bytes();
        Rgb([red, green, blue])
    })
}

/// Plain paper with a dark left half, so that turning it can be seen.
pub fn half_dark(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([20; 3]) } else { Rgb([240; 3]) })
}

pub fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    super::fit::encode(picture, quality).unwrap()
}

pub fn png(picture: RgbImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

pub fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut body = kind.to_vec();
    body.extend_from_slice(data);
    let mut chunk = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend_from_slice(&body);
    chunk.extend_from_slice(&checksum(&body).to_be_bytes());
    chunk
}

/// A PNG of the given chunks after a header with this size, depth and colour type.
pub fn forged_png(width: u32, height: u32, depth: u8, colour: u8, chunks: &[Vec<u8>]) -> Vec<u8> {
    let mut header = Vec::new();
    header.extend_from_slice(&width.to_be_bytes());
    header.extend_from_slice(&height.to_be_bytes());
    header.extend_from_slice(&[depth, colour, 0, 0, 0]);
    let mut file = SIGNATURE.to_vec();
    file.extend_from_slice(&chunk(b"IHDR", &header));
    file.extend(chunks.iter().flatten());
    file
}

/// The PNG with one more chunk behind its header.
pub fn with_chunk(png: &[u8], chunk: &[u8]) -> Vec<u8> {
    let header_end = SIGNATURE.len() + 25;
    [&png[..header_end], chunk, &png[header_end..]].concat()
}

/// The PNG with every checksum made right again, as far as its chunks can be walked.
pub fn resealed(mut png: Vec<u8>) -> Vec<u8> {
    let mut at = SIGNATURE.len();
    while let Some(length) = png.get(at..at + 4).map(|four| u32::from_be_bytes(four.try_into().unwrap())) {
        let Ok(length) = usize::try_from(length) else { break };
        let Some(end) = at.checked_add(length + 12).filter(|end| *end <= png.len()) else { break };
        let sum = checksum(&png[at + 4..end - 4]).to_be_bytes();
        png[end - 4..end].copy_from_slice(&sum);
        at = end;
    }
    png
}

/// The JPEG with one more segment behind its SOI.
pub fn with_segment(jpeg: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, data, &jpeg[2..]].concat()
}

/// An EXIF segment's data: big-endian, the orientation, and a directory of positions with 北纬 35°.
pub fn exif(orientation: u16) -> Vec<u8> {
    let mut data = b"Exif\0\0MM\0\x2A\0\0\0\x08".to_vec();
    data.extend_from_slice(&2_u16.to_be_bytes());
    data.extend_from_slice(&entry(0x0112, 3, 1, u32::from(orientation) << 16));
    data.extend_from_slice(&entry(0x8825, 4, 1, 38));
    data.extend_from_slice(&0_u32.to_be_bytes());
    data.extend_from_slice(&2_u16.to_be_bytes());
    data.extend_from_slice(&entry(0x0001, 2, 2, u32::from_be_bytes(*b"N\0\0\0")));
    data.extend_from_slice(&entry(0x0002, 5, 3, 68));
    data.extend_from_slice(&0_u32.to_be_bytes());
    for number in [35_u32, 1, 24, 1, 9, 1] {
        data.extend_from_slice(&number.to_be_bytes());
    }
    data
}

fn entry(tag: u16, kind: u16, count: u32, value: u32) -> Vec<u8> {
    [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value.to_be_bytes()].concat()
}

/// The markers of a JPEG's segments up to its first scan.
pub fn markers(jpeg: &[u8]) -> Vec<u8> {
    let mut at = 2;
    let mut found = Vec::new();
    loop {
        let marker = jpeg[at + 1];
        found.push(marker);
        if marker == 0xDA {
            return found;
        }
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
}
