//! Pictures of papers that nobody could take for real ones: flat colours, bars for text, stripes across.

use super::unfurnished;
use crate::command::trouble::Trouble;
use crate::office::Picture;
use crate::store::Attachment;
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

/// What a picture pretends to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paper {
    /// 证件人像面.
    Front,
    /// 证件非人像面.
    Back,
    /// 手持证件人像面.
    InHand,
    /// 证件照.
    Portrait,
    /// A certificate or any other page.
    Page,
}

const INK: Rgb<u8> = Rgb([90, 96, 110]);
const SKIN: Rgb<u8> = Rgb([226, 190, 160]);
const WHITE: Rgb<u8> = Rgb([250, 250, 248]);

/// Draws a paper; the seed gives it a colour of its own.
pub(super) fn draw(paper: Paper, seed: u8) -> Result<Picture, Trouble> {
    let (width, height) = match paper {
        Paper::Front | Paper::Back => (860, 540),
        Paper::InHand => (720, 800),
        Paper::Portrait => (354, 496),
        Paper::Page => (640, 880),
    };
    let mut picture = RgbImage::from_pixel(width, height, tint(seed));
    match paper {
        Paper::Front => {
            lines(&mut picture, 60, 80, 420, 6);
            person(&mut picture, 640, 180, 80, seed);
        }
        Paper::Back => {
            disc(&mut picture, 140, 140, 70, tint(seed.wrapping_add(40)));
            lines(&mut picture, 280, 110, 480, 2);
            lines(&mut picture, 280, 380, 480, 2);
        }
        Paper::InHand => {
            person(&mut picture, 360, 240, 120, seed);
            bar(&mut picture, (200, 520), (340, 214), WHITE);
            lines(&mut picture, 220, 545, 180, 3);
            person(&mut picture, 480, 590, 34, seed);
        }
        Paper::Portrait => person(&mut picture, 177, 190, 90, seed),
        Paper::Page => {
            bar(&mut picture, (40, 40), (560, 800), WHITE);
            bar(&mut picture, (170, 90), (300, 36), INK);
            lines(&mut picture, 90, 180, 460, 9);
            disc(&mut picture, 470, 740, 60, Rgb([196, 60, 50]));
            disc(&mut picture, 470, 740, 48, WHITE);
        }
    }
    stripes(&mut picture);
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 88).encode_image(&picture).map_err(unfurnished)?;
    let length = u32::try_from(bytes.len()).map_err(unfurnished)?;
    Ok(Picture { attachment: Attachment::new(bytes), length, width, height })
}

fn tint(seed: u8) -> Rgb<u8> {
    let wheel = |shift: u8| 190 + seed.wrapping_mul(37).wrapping_add(shift) % 50;
    Rgb([wheel(0), wheel(17), wheel(33)])
}

fn bar(picture: &mut RgbImage, at: (u32, u32), size: (u32, u32), colour: Rgb<u8>) {
    for y in at.1..(at.1 + size.1).min(picture.height()) {
        for x in at.0..(at.0 + size.0).min(picture.width()) {
            picture.put_pixel(x, y, colour);
        }
    }
}

fn disc(picture: &mut RgbImage, x: u32, y: u32, radius: u32, colour: Rgb<u8>) {
    for row in y.saturating_sub(radius)..(y + radius).min(picture.height()) {
        for column in x.saturating_sub(radius)..(x + radius).min(picture.width()) {
            if column.abs_diff(x).pow(2) + row.abs_diff(y).pow(2) <= radius.pow(2) {
                picture.put_pixel(column, row, colour);
            }
        }
    }
}

/// Bars where a paper has lines of text, each a little shorter or longer.
fn lines(picture: &mut RgbImage, x: u32, y: u32, width: u32, count: u32) {
    for line in 0..count {
        bar(picture, (x, y + line * 56), (width - line * 53 % 120, 20), INK);
    }
}

/// A head and shoulders.
fn person(picture: &mut RgbImage, x: u32, y: u32, radius: u32, seed: u8) {
    let coat = Rgb([60 + seed % 80, 80, 120]);
    bar(picture, (x.saturating_sub(radius * 3 / 2), y + radius), (radius * 3, radius * 2), coat);
    disc(picture, x, y.saturating_sub(radius / 8), radius + radius / 8, Rgb([50, 42, 40]));
    disc(picture, x, y + radius / 8, radius, SKIN);
}

/// Pale stripes across everything: this is a sample.
fn stripes(picture: &mut RgbImage) {
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        if (x + y) % 180 < 16 {
            for channel in &mut pixel.0 {
                *channel = *channel / 2 + 120;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_people_share_a_picture() {
        let papers = [Paper::Front, Paper::Back, Paper::InHand, Paper::Portrait];
        let of_people = papers.into_iter().flat_map(|paper| (0..10).map(move |seed| (paper, seed)));
        // Eight pages for each, and nobody before the sixth has any.
        let pages = (40..80).map(|seed| (Paper::Page, seed));
        let mut digests: Vec<_> = of_people
            .chain(pages)
            .map(|(paper, seed)| draw(paper, seed).unwrap().attachment.digest())
            .collect();
        digests.sort_unstable();
        digests.dedup();
        assert_eq!(digests.len(), 80);
    }
}
