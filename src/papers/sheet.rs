//! A paper being laid out: what stands where on which page, in points from the upper left corner.

use super::face::Face;
use super::text::{broken, lacks, printable};

/// Points of a millimetre.
pub const MM: f32 = 72.0 / 25.4;
/// The height of a line as a multiple of its size.
const LEADING: f32 = 1.55;

/// Where a line stands between the margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// One thing on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A line of text on its baseline.
    Text { x: f32, y: f32, size: f32, text: String, strong: bool },
    /// A filled rectangle: a rule, or a module of a code.
    Block { x: f32, y: f32, width: f32, height: f32, light: bool },
    /// A photograph (JPEG).
    Photo { x: f32, y: f32, width: f32, height: f32, jpeg: Vec<u8> },
}

/// The pages of a paper.
pub struct Sheet {
    /// The face everything is set in.
    pub face: &'static Face,
    /// The page's width.
    pub width: f32,
    /// The page's height; a roll is as long as what stands on it.
    pub height: f32,
    /// Left and right margin.
    pub margin: f32,
    /// Where the next thing stands.
    pub y: f32,
    /// Nothing but the foot stands below this.
    pub bottom: f32,
    /// What stands on each page.
    pub pages: Vec<Vec<Mark>>,
    /// A character was written as its code point.
    pub coded: bool,
    roll: bool,
}

impl Sheet {
    /// An empty A4 page.
    pub fn a4(face: &'static Face) -> Sheet {
        let (width, height) = (210.0 * MM, 297.0 * MM);
        let margin = 22.0 * MM;
        let (top, bottom) = (20.0 * MM, height - 22.0 * MM);
        Sheet {
            face,
            width,
            height,
            margin,
            y: top,
            bottom,
            pages: vec![Vec::new()],
            coded: false,
            roll: false,
        }
    }

    /// An empty roll of this width in millimetres.
    pub fn roll(face: &'static Face, width: f32) -> Sheet {
        let margin = 5.0 * MM;
        Sheet {
            face,
            width: width * MM,
            height: 0.0,
            margin,
            y: margin,
            bottom: f32::INFINITY,
            pages: vec![Vec::new()],
            coded: false,
            roll: true,
        }
    }

    /// The width between the margins.
    pub fn inner(&self) -> f32 {
        self.width - 2.0 * self.margin
    }

    /// Puts a thing on the present page.
    pub fn put(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// Leaves room.
    pub fn gap(&mut self, points: f32) {
        self.y += points;
    }

    /// Begins a new page when so much room is not left; true when it did.
    pub fn need(&mut self, points: f32) -> bool {
        if self.y + points <= self.bottom {
            return false;
        }
        self.pages.push(Vec::new());
        self.y = 20.0 * MM;
        true
    }

    /// The text as it can be printed; remembers that a character had to be coded.
    pub fn fit(&mut self, text: &str) -> String {
        self.coded |= lacks(self.face, text);
        printable(self.face, text)
    }

    /// The lines of a text in a column, ready to be put.
    pub fn lines(&mut self, text: &str, size: f32, width: f32) -> Vec<String> {
        let text = self.fit(text);
        broken(self.face, &text, size, width)
    }

    /// A paragraph between the margins.
    pub fn paragraph(&mut self, text: &str, size: f32, align: Align, strong: bool) {
        for line in self.lines(text, size, self.inner()) {
            self.need(size * LEADING);
            let free = self.inner() - self.face.width(&line) * size;
            let x = self.margin
                + match align {
                    Align::Left => 0.0,
                    Align::Centre => free / 2.0,
                    Align::Right => free,
                };
            self.put(Mark::Text { x, y: self.y + size * 1.15, size, text: line, strong });
            self.y += size * LEADING;
        }
    }

    /// A rule between the margins.
    pub fn rule(&mut self, thickness: f32) {
        let (x, y, width) = (self.margin, self.y, self.inner());
        self.put(Mark::Block { x, y, width, height: thickness, light: false });
    }

    /// Ends the layout: the length of a roll, and on every page its number and how many there are.
    pub fn end(mut self) -> Sheet {
        if self.coded {
            let text = "〔U+…〕：打印字库中没有这个字，以国际编码（Unicode）代替，以登记的姓名、名称为准。";
            self.paragraph(text, 8.0, Align::Left, false);
        }
        if self.roll {
            self.height = self.y + 8.0 * MM;
            return self;
        }
        let all = self.pages.len();
        let (face, width, y) = (self.face, self.width, self.height - 11.0 * MM);
        for (place, page) in self.pages.iter_mut().enumerate() {
            let text = format!("第 {} 页　共 {all} 页", place + 1);
            let x = (width - face.width(&text) * 9.0) / 2.0;
            page.push(Mark::Text { x, y, size: 9.0, text, strong: false });
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_goes_on_and_every_page_is_numbered() {
        let mut sheet = Sheet::a4(Face::get().unwrap());
        for row in 0..90 {
            sheet.paragraph(&format!("第 {row} 行"), 11.0, Align::Left, false);
        }
        let sheet = sheet.end();
        assert_eq!(sheet.pages.len(), 3);
        let numbered = |page: &Vec<Mark>, words: &str| {
            page.iter().any(|mark| matches!(mark, Mark::Text { text, .. } if text == words))
        };
        assert!(
            numbered(&sheet.pages[0], "第 1 页　共 3 页") && numbered(&sheet.pages[2], "第 3 页　共 3 页")
        );
        for page in &sheet.pages {
            for mark in page {
                let Mark::Text { y, .. } = mark else { continue };
                assert!(*y < sheet.height - 9.0 * MM, "nothing falls off the page");
            }
        }
    }

    #[test]
    fn a_coded_character_is_explained_once() {
        let mut sheet = Sheet::roll(Face::get().unwrap(), 80.0);
        sheet.paragraph("王\u{2EBF0}", 11.0, Align::Left, false);
        let sheet = sheet.end();
        assert!(sheet.height > 60.0 && sheet.pages.len() == 1);
        let said = sheet.pages[0]
            .iter()
            .filter(|mark| matches!(mark, Mark::Text { text, .. } if text.contains("打印字库")));
        assert_eq!(said.count(), 1);
    }
}
