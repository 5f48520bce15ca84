//! Photographs to be uploaded: noise, so that no two are alike and none shrinks below what the guide asks for.
use crate::process::Folder;
use image::{ImageFormat, RgbImage};
use std::cell::Cell;
use std::path::PathBuf;

/// Hands out one photograph after the other.
pub struct Photographs {
    folder: Folder,
    taken: Cell<u32>,
}

impl Photographs {
    /// An empty album, by a name no other test uses.
    pub fn take(name: &str) -> Photographs {
        Photographs { folder: Folder::new(name), taken: Cell::new(0) }
    }

    /// A new photograph: upright and small like a portrait for 证件照, otherwise like a paper on a table.
    pub fn of(&self, label: &str) -> PathBuf {
        self.sized(if label == "证件照" { (413, 579) } else { (640, 480) })
    }

    /// One that is small enough for a place that takes less, although noise hardly shrinks.
    pub fn small(&self) -> PathBuf {
        self.sized((320, 240))
    }

    fn sized(&self, (width, height): (u32, u32)) -> PathBuf {
        let number = self.taken.get() + 1;
        self.taken.set(number);
        let mut state = number.wrapping_mul(0x9e37_79b9) | 1;
        let noise = RgbImage::from_fn(width, height, |_, _| {
            // Marsaglia's xorshift: fast, and different for every photograph.
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            let [red, green, blue, _] = state.to_le_bytes();
            image::Rgb([red, green, blue])
        });
        let path = self.folder.path().join(format!("{number}.jpg"));
        noise.save_with_format(&path, ImageFormat::Jpeg).expect("the folder can be written");
        path
    }
}

#[test]
fn photographs_are_large_enough_and_never_the_same() {
    let album = Photographs::take("album");
    let read = |label| std::fs::read(album.of(label)).expect("it was written");
    let (first, second, portrait) = (read("学历证"), read("学历证"), read("证件照"));
    assert!(first != second && first.len() > 20 * 1024 && portrait.len() > 10 * 1024);
}
