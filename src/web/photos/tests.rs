//! Cases T36 to T39 of the security list, the guide's limits, and the promise that nothing panics.

use super::samples::*;
use super::*;
use proptest::prelude::*;

/// Takes any size of file, for tests about something else.
const ANY: Limits = Limits { min_bytes: 1, ..Limits::PAPER };

fn one(picture: &[u8], limits: &Limits) -> Result<Prepared, PhotoFault> {
    prepare(&[picture], limits)
}

fn padded(mut picture: Vec<u8>, length: usize) -> Vec<u8> {
    assert!(picture.len() <= length);
    picture.resize(length, 0);
    picture
}

#[test]
fn what_is_no_picture_is_refused_whatever_it_is_called() {
    let pages: [&[u8]; 4] =
        [b"<html><script>1</script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"alert(1)", b"%PDF-1.7"];
    for page in pages {
        assert_eq!(one(page, &ANY), Err(PhotoFault::NotPicture));
    }
    assert_eq!(one(b"\0\0\0\x18ftypheic\0\0\0\0", &ANY), Err(PhotoFault::Heic));
    assert_eq!(prepare(&[], &ANY), Err(PhotoFault::Missing));
    assert_eq!(prepare(&[b"x".as_slice(); PICTURES + 1], &ANY), Err(PhotoFault::TooMany));
}

#[test]
fn twenty_kilobytes_is_too_little_and_one_byte_more_is_enough() {
    let small = jpeg(&noise(100, 100), 60);
    let fault = one(&padded(small.clone(), 20_480), &Limits::PAPER).unwrap_err();
    assert_eq!(fault, PhotoFault::TooLight { bytes: 20_480, least: 20_481 });
    assert_eq!(fault.to_string(), "这张照片只有 20KB，可能看不清楚，请上传大于 20KB 的清晰照片。");
    assert!(one(&padded(small, 20_481), &Limits::PAPER).is_ok());
}

#[test]
fn a_portrait_has_at_least_295_by_413_pixels_as_it_is_seen() {
    let portrait = |width, height| one(&jpeg(&noise(width, height), 90), &Limits::PORTRAIT);
    assert!(portrait(295, 413).is_ok());
    assert_eq!(portrait(294, 413), Err(PhotoFault::TooSmall { width: 294, height: 413, least: (295, 413) }));
    assert!(portrait(413, 295).is_err());
    let lying = with_segment(&jpeg(&noise(413, 295), 90), 0xE1, &exif(6));
    assert!(one(&lying, &Limits::PORTRAIT).is_ok());
    let light = one(&padded(jpeg(&half_dark(295, 413), 30), 10_239), &Limits::PORTRAIT).unwrap_err();
    assert_eq!(light.to_string(), "这张照片只有 10KB，可能看不清楚，请上传不小于 10KB 的清晰照片。");
}

#[test]
fn a_large_photo_is_shrunk_into_the_slot_and_says_so() {
    let photo = jpeg(&noise(900, 850), 95);
    assert!(photo.len() > Limits::PAPER.max_bytes);
    let prepared = one(&photo, &Limits::PAPER).unwrap();
    assert!(prepared.bytes.len() <= 512_000 && prepared.bytes.len() > 20_480);
    assert!(prepared.height >= 800);
    assert_eq!(prepared.notes, [Note::Compressed(prepared.bytes.len())]);
}

#[test]
fn the_limit_itself_is_within_the_limit() {
    let picture = noise(400, 300);
    let best = fit::encode(&picture, 88).unwrap().len();
    let exact = Limits { max_bytes: best, ..ANY };
    assert_eq!(fit::within(&picture, &exact).unwrap().bytes.len(), best);
    let tighter = Limits { max_bytes: best - 1, ..ANY };
    assert!(fit::within(&picture, &tighter).unwrap().bytes.len() < best);
}

#[test]
fn pixels_go_before_quality() {
    let picture = noise(1_230, 1_220);
    let limits = Limits { max_bytes: fit::encode(&picture, 88).unwrap().len() - 1, ..ANY };
    let fitted = fit::within(&picture, &limits).unwrap();
    assert!(fitted.height < 1_220 && fitted.height >= fit::READABLE);
}

#[test]
fn a_picture_that_cannot_be_legible_within_the_limit_is_refused() {
    let limits = Limits { max_bytes: 20_000, ..ANY };
    assert_eq!(one(&jpeg(&noise(900, 900), 80), &limits), Err(PhotoFault::Crowded { most: 20_000 }));
}

#[test]
fn quality_is_raised_to_keep_a_plain_page_above_the_minimum() {
    let page = png(noise(90, 90));
    let [usual, finer, finest] = [88, 94, 98].map(|quality| jpeg(&noise(90, 90), quality).len());
    let stored = |min_bytes| one(&page, &Limits { min_bytes, ..ANY }).unwrap().bytes.len();
    assert_eq!(
        [stored(usual), stored(usual + 1), stored(finer), stored(finer + 1)],
        [usual, finer, finer, finest]
    );
}

#[test]
fn a_file_beyond_the_intake_is_not_even_looked_at() {
    let limits = Limits { intake_bytes: 1_000, ..ANY };
    let nothing = [0; 1_001];
    assert_eq!(one(&nothing, &limits), Err(PhotoFault::TooHeavy { most: 1_000 }));
    assert_eq!(one(&nothing[..1_000], &limits), Err(PhotoFault::NotPicture));
}

#[test]
fn an_enormous_picture_is_refused_before_it_is_decoded() {
    let data = chunk(b"IDAT", &[0; 64]);
    let end = chunk(b"IEND", &[]);
    let headers = [(60_000, 60_000, 1, 0), (7_999, 7_999, 16, 6), (12_001, 10, 8, 2), (7_000, 7_000, 16, 6)];
    for (width, height, depth, colour) in headers {
        let forged = forged_png(width, height, depth, colour, &[data.clone(), end.clone()]);
        assert_eq!(one(&forged, &ANY), Err(PhotoFault::TooManyPixels), "{width}×{height}");
    }
    let mut photo = jpeg(&half_dark(64, 64), 80);
    let frame = photo.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    photo[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    assert_eq!(one(&photo, &ANY), Err(PhotoFault::TooManyPixels));
}

#[test]
fn a_progressive_photo_has_a_lower_ceiling() {
    let mut photo = jpeg(&half_dark(64, 64), 80);
    let frame = photo.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    // 6000 × 6000, told in two scans.
    photo[frame + 5..frame + 9].copy_from_slice(&[0x17, 0x70, 0x17, 0x70]);
    let scan = photo.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
    let twice = [&photo[..photo.len() - 2], &photo[scan..]].concat();
    assert_eq!(one(&twice, &ANY), Err(PhotoFault::TooManyPixels));
}

#[test]
fn a_colour_profile_is_dropped_unread() {
    let plain = png(half_dark(120, 90));
    let bomb = chunk(b"iCCP", &[b"x\0\0".as_slice(), &[0x5A; 100_000]].concat());
    let sifted = png::sift(&with_chunk(&plain, &bomb)).unwrap();
    assert!(sifted.bytes == plain);
    assert!(!sifted.told_more);
    let told = png::sift(&with_chunk(&plain, &chunk(b"tEXt", b"Author\0somebody"))).unwrap();
    assert!(told.bytes == plain);
    assert!(told.told_more);
}

#[test]
fn a_forged_png_is_refused() {
    let plain = png(half_dark(32, 32));
    let end = chunk(b"IEND", &[]);
    let data = chunk(b"IDAT", &[1, 2, 3]);
    let time = chunk(b"tIME", &[0; 7]);
    let damaged = [
        [plain.as_slice(), b"<script>"].concat(),
        [plain.as_slice(), &end].concat(),
        plain[..plain.len() - 12].to_vec(),
        plain[..plain.len() / 2].to_vec(),
        with_chunk(&plain, &chunk(b"EVIL", b"")),
        with_chunk(&plain, &chunk(b"IEND", b"")),
        forged_png(8, 8, 8, 2, &[data.clone(), time, data.clone(), end.clone()]),
        forged_png(8, 8, 8, 2, std::slice::from_ref(&end)),
        forged_png(8, 8, 8, 3, &[data.clone(), end.clone()]),
        forged_png(8, 8, 3, 2, &[data.clone(), end.clone()]),
        forged_png(0, 8, 8, 2, &[data, end]),
    ];
    for (index, forged) in damaged.iter().enumerate() {
        assert_eq!(one(forged, &ANY), Err(PhotoFault::Damaged), "forgery {index}");
    }
    let mut wrong_sum = plain.clone();
    wrong_sum[29] ^= 1;
    assert_eq!(one(&wrong_sum, &ANY), Err(PhotoFault::Damaged));
    let moving = with_chunk(&plain, &chunk(b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]));
    assert_eq!(one(&moving, &ANY), Err(PhotoFault::Moving));
}

#[test]
fn a_lying_photo_is_stood_up_and_forgets_where_it_was_taken() {
    let lying = with_segment(&jpeg(&half_dark(320, 200), 90), 0xE1, &exif(6));
    let prepared = one(&lying, &ANY).unwrap();
    assert_eq!((prepared.width, prepared.height), (200, 320));
    assert!(prepared.notes.contains(&Note::Turned) && prepared.notes.contains(&Note::Stripped));
    // Orientation 6 is a clockwise quarter turn: what was left is now on top.
    let shown = image::load_from_memory(&prepared.bytes).unwrap().into_rgb8();
    assert!(shown.get_pixel(100, 20).0[0] < 60 && shown.get_pixel(100, 300).0[0] > 200);
    let markers = markers(&prepared.bytes);
    assert!(markers.iter().all(|marker| !matches!(marker, 0xE1..=0xEF | 0xFE)), "{markers:02X?}");
    assert!(!prepared.bytes.windows(4).any(|four| four == b"Exif"));
}

#[test]
fn every_orientation_is_read_and_nonsense_means_upright() {
    for value in 1..=8 {
        let expected = Orientation::from_exif(u8::try_from(value).unwrap());
        assert_eq!(exif::orientation(&exif(value)), expected);
    }
    for value in [0, 9, 256, 65_535] {
        assert_eq!(exif::orientation(&exif(value)), None);
    }
    let good = exif(6);
    for length in 0..good.len() {
        let read = exif::orientation(&good[..length]);
        assert!(read.is_none() || length >= 26);
    }
    assert_eq!(exif::orientation(b"Exif\0\0II\x2A\0\xFF\xFF\xFF\xFF"), None);
}

#[test]
fn what_a_phone_appends_is_left_behind() {
    let photo = jpeg(&half_dark(320, 200), 90);
    let further = [photo.as_slice(), &photo, b"ftypmp42 film"].concat();
    let further = with_segment(&further, 0xE2, b"MPF\0II");
    assert!(jpeg::sift(&further).unwrap().bytes == photo);
    assert!(one(&further, &ANY).is_ok());
}

#[test]
fn a_forged_jpeg_is_refused() {
    let photo = jpeg(&half_dark(64, 64), 80);
    let scan = photo.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
    let damaged = [
        photo[..photo.len() - 2].to_vec(),
        photo[..scan].to_vec(),
        photo[..3].to_vec(),
        [b"\xFF\xD8".as_slice(), &photo].concat(),
        [&photo[..scan], b"\xFF\xD9"].concat(),
        with_segment(&photo, 0xC9, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
        with_segment(&photo, 0xC0, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
        with_segment(&photo, 0xDC, &[0, 8]),
    ];
    for (index, forged) in damaged.iter().enumerate() {
        assert_eq!(one(forged, &ANY), Err(PhotoFault::Damaged), "forgery {index}");
    }
}

#[test]
fn several_pages_become_one_below_each_other() {
    let wide = jpeg(&half_dark(1500, 300), 85);
    let narrow = png(half_dark(1250, 400));
    let prepared = prepare(&[&wide, &narrow], &ANY).unwrap();
    assert_eq!((prepared.width, prepared.height), (1250, 250 + 400));
    assert_eq!(prepared.notes.first(), Some(&Note::Joined(2)));
    assert_eq!(prepared.notes[0].to_string(), "已把 2 张合并为一张");
    let shown = image::load_from_memory(&prepared.bytes).unwrap().into_rgb8();
    for y in [20, 600] {
        assert!(shown.get_pixel(100, y).0[0] < 60 && shown.get_pixel(1200, y).0[0] > 200);
    }
}

#[test]
fn a_narrow_page_stands_in_the_middle_instead_of_being_enlarged() {
    let pages = [jpeg(&half_dark(1500, 300), 85), jpeg(&half_dark(400, 300), 85)];
    let prepared = prepare(&[&pages[0], &pages[1]], &ANY).unwrap();
    assert_eq!((prepared.width, prepared.height), (1200, 240 + 300));
}

#[test]
fn the_fault_of_one_page_names_it() {
    let page = jpeg(&half_dark(200, 300), 85);
    let fault = prepare(&[&page, b"nothing"], &ANY).unwrap_err();
    assert!(fault.to_string().starts_with("第 2 张：这个文件不是"));
}

#[test]
fn transparent_paper_is_white() {
    let clear = image::RgbaImage::from_pixel(40, 40, image::Rgba([0, 0, 0, 0]));
    let mut file = std::io::Cursor::new(Vec::new());
    image::DynamicImage::ImageRgba8(clear).write_to(&mut file, ImageFormat::Png).unwrap();
    let prepared = one(&file.into_inner(), &ANY).unwrap();
    assert!(image::load_from_memory(&prepared.bytes).unwrap().into_rgb8().get_pixel(9, 9).0[0] > 250);
}

#[test]
fn shrinking_keeps_the_average_and_the_edges() {
    let small = shrink::by(&half_dark(1000, 70), 1, 10);
    assert_eq!(small.dimensions(), (100, 7));
    assert_eq!((small.get_pixel(49, 3).0[0], small.get_pixel(50, 3).0[0]), (20, 240));
    let odd = shrink::by(&half_dark(10, 10), 3, 10);
    assert_eq!([0, 1, 2].map(|x| odd.get_pixel(x, 0).0[0]), [20, 130, 240]);
}

#[test]
fn a_photo_with_more_pixels_than_the_work_needs_loses_some_evenly() {
    let photo = image::DynamicImage::ImageRgb8(half_dark(400, 300));
    assert_eq!(shrink::to_pixels(&photo, 30_000).dimensions(), (200, 150));
    assert_eq!(shrink::to_pixels(&photo, 120_000).dimensions(), (400, 300));
    let share = develop_one(&jpeg(&half_dark(400, 300), 80), &ANY, 30_000).unwrap();
    assert!(share.shrunk && share.pixels.dimensions() == (200, 150));
}

#[test]
fn four_quarter_turns_come_back_to_the_start() {
    let upright = one(&jpeg(&half_dark(320, 200), 90), &ANY).unwrap();
    let mut bytes = upright.bytes.clone();
    for _ in 0..4 {
        bytes = rotate(&bytes, 1, &ANY).unwrap().bytes;
    }
    let shown = image::load_from_memory(&bytes).unwrap().into_rgb8();
    assert_eq!(shown.dimensions(), (320, 200));
    assert!(shown.get_pixel(20, 100).0[0] < 60);
    let turned = rotate(&upright.bytes, 1, &ANY).unwrap();
    assert_eq!((turned.width, turned.height), (200, 320));
    let shown = image::load_from_memory(&turned.bytes).unwrap().into_rgb8();
    assert!(shown.get_pixel(100, 20).0[0] < 60);
}

#[test]
fn a_thumbnail_fits_its_edge_and_never_grows() {
    let stored = one(&jpeg(&half_dark(320, 200), 90), &ANY).unwrap().bytes;
    let size =
        |edge| image::load_from_memory(&thumbnail(&stored, edge).unwrap()).unwrap().into_rgb8().dimensions();
    assert_eq!(size(160), (160, 100));
    assert_eq!(size(999), (320, 200));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_upload_makes_it_panic_or_store_anything_but_a_jpeg(
        is_png in any::<bool>(),
        reseal in any::<bool>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        length in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let picture = noise(24, 16);
        let mut file =
            if is_png { png(picture) } else { with_segment(&jpeg(&picture, 80), 0xE1, &exif(6)) };
        for (at, value) in changes {
            let at = at.index(file.len());
            file[at] = value;
        }
        if cut {
            file.truncate(length.index(file.len()));
        }
        if is_png && reseal && file.starts_with(&png::SIGNATURE) {
            file = resealed(file);
        }
        if let Ok(prepared) = one(&file, &ANY) {
            prop_assert!(prepared.bytes.starts_with(&[0xFF, 0xD8, 0xFF]));
            prop_assert!(prepared.bytes.len() <= ANY.max_bytes);
        }
    }

    #[test]
    fn no_bytes_behind_a_signature_make_it_panic(
        is_png in any::<bool>(),
        tail in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let start: &[u8] = if is_png { &png::SIGNATURE } else { &[0xFF, 0xD8, 0xFF] };
        prop_assert!(one(&[start, &tail].concat(), &ANY).is_err());
    }
}

#[test]
fn only_a_whole_jpeg_within_the_limits_is_a_picture() {
    let pixels = samples::noise(300, 420);
    let whole = samples::jpeg(&pixels, 85);
    assert!(is_picture(&whole));
    assert!(!is_picture(&samples::png(pixels)), "no PNG is kept here");
    for cut in [0, 1, 2, 3, 20, whole.len() / 2, whole.len() - 1] {
        assert!(!is_picture(&whole[..cut]), "cut at {cut}");
    }
    let mut followed = whole.clone();
    followed.extend_from_slice(b"<script>");
    assert!(!is_picture(&followed), "nothing may follow the end");
    assert!(
        !is_picture(&samples::with_segment(&whole, 0xe1, &samples::exif(6))),
        "no place and no camera may be told"
    );
    let mut torn = whole.clone();
    torn[2..20].fill(0);
    assert!(!is_picture(&torn));
    // A size that no memory holds is refused before anything is decoded.
    let frame = whole.windows(2).position(|two| two == [0xFF, 0xC0]).unwrap();
    let mut vast = whole.clone();
    vast[frame + 5..frame + 9].fill(0xFF);
    assert!(!is_picture(&vast));
    assert!(!is_picture(&[&whole[..], &vec![0; Limits::PAPER.intake_bytes]].concat()), "too many bytes");
}

proptest! {
    #[test]
    fn whatever_is_called_a_picture_is_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(!is_picture(&[&[0xFF, 0xD8, 0xFF], &bytes[..]].concat()));
    }
}
