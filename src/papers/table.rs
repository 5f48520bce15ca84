//! A ruled table of labels and values, as official forms have it.

use super::sheet::{Mark, Sheet};

const SIZE: f32 = 10.0;
const LINE: f32 = 14.5;
const PADDING: f32 = 4.5;
const HAIR: f32 = 0.5;
/// Rows of at most so many lines are not torn between two pages.
const WHOLE: usize = 8;
/// The width of a label's cell.
const LABEL: f32 = 92.0;

/// One field of a table.
pub type Pair = (String, String);

impl Sheet {
    /// Fields in a frame, two side by side where both are short; `heading` stands above and is said again on the next
    /// page. `narrow` leaves so much room at the right, for a photograph.
    pub fn table(&mut self, heading: &str, pairs: &[Pair], narrow: f32) {
        self.need(LINE * 2.0 + PADDING * 4.0 + 12.0);
        self.heading(heading);
        let width = self.inner() - narrow;
        let mut place = 0;
        while let Some(first) = pairs.get(place) {
            let second = pairs
                .get(place + 1)
                .filter(|second| self.is_short(first, width) && self.is_short(second, width));
            let cells: Vec<&Pair> = std::iter::once(first).chain(second).collect();
            self.row(heading, &cells, width);
            place += cells.len();
        }
        self.put(Mark::Block { x: self.margin, y: self.y, width, height: HAIR, light: false });
        self.gap(10.0);
    }

    fn heading(&mut self, heading: &str) {
        if heading.is_empty() {
            return;
        }
        let text = self.fit(heading);
        self.put(Mark::Text { x: self.margin, y: self.y + 12.0, size: 11.0, text, strong: true });
        self.gap(19.0);
    }

    fn is_short(&self, (label, value): &Pair, width: f32) -> bool {
        let fits = |text: &str, room: f32| self.face.width(text) * SIZE <= room - 2.0 * PADDING;
        fits(label, LABEL) && fits(value, width / 2.0 - LABEL) && !value.contains('\n')
    }

    fn row(&mut self, heading: &str, cells: &[&Pair], width: f32) {
        let column = if cells.len() == 2 { width / 2.0 } else { width };
        let texts: Vec<[Vec<String>; 2]> = cells
            .iter()
            .map(|(label, value)| {
                let room = |width: f32| width - 2.0 * PADDING;
                [self.lines(label, SIZE, room(LABEL)), self.lines(value, SIZE, room(column - LABEL))]
            })
            .collect();
        let most = texts.iter().flatten().map(Vec::len).max().unwrap_or(1);
        if most <= WHOLE && self.need(most as f32 * LINE + 2.0 * PADDING) {
            self.heading(&format!("{heading}（续）"));
        }
        let mut from = 0;
        while from < most {
            let left = ((self.bottom - self.y - 2.0 * PADDING) / LINE).floor();
            if left < 1.0 && self.need(LINE + 2.0 * PADDING) {
                self.heading(&format!("{heading}（续）"));
                continue;
            }
            let here = (from..most).take_while(|row| ((row - from) as f32) < left.max(1.0)).count();
            self.stripe(&texts, from..from + here, column, width);
            from += here;
        }
    }

    /// The lines `rows` of a row of cells, with their rules.
    fn stripe(&mut self, texts: &[[Vec<String>; 2]], rows: std::ops::Range<usize>, column: f32, width: f32) {
        let height = rows.len() as f32 * LINE + 2.0 * PADDING;
        let (top, left) = (self.y, self.margin);
        for (place, cell) in texts.iter().enumerate() {
            let x = left + place as f32 * column;
            self.put(Mark::Block { x, y: top, width: LABEL, height, light: true });
            for (part, lines) in cell.iter().enumerate() {
                let x = x + PADDING + part as f32 * LABEL;
                for (row, text) in lines.iter().enumerate().filter(|(row, _)| rows.contains(row)) {
                    let y = top + PADDING + (row - rows.start) as f32 * LINE + SIZE * 1.1;
                    self.put(Mark::Text { x, y, size: SIZE, text: text.clone(), strong: false });
                }
            }
            for x in [x, x + LABEL] {
                self.put(Mark::Block { x, y: top, width: HAIR, height, light: false });
            }
        }
        self.put(Mark::Block { x: left, y: top, width, height: HAIR, light: false });
        self.put(Mark::Block { x: left + width, y: top, width: HAIR, height: height + HAIR, light: false });
        self.y += height;
        self.put(Mark::Block { x: left, y: self.y, width, height: HAIR, light: false });
    }
}

#[cfg(test)]
mod tests {
    use super::super::face::Face;
    use super::*;

    #[test]
    fn a_short_row_stands_whole_on_its_page() {
        let pair = ("劳动合同、工作证明或社会保险缴纳证明".to_string(), "已上传".to_string());
        let first = |text: &str| text.starts_with("劳动合同");
        // Wherever the table begins, so that the end of a page falls on every line of a row.
        for gap in 0_u8..5 {
            let mut sheet = Sheet::a4(Face::get().unwrap());
            sheet.gap(f32::from(gap) * 12.0);
            sheet.table("工作经历", &vec![pair.clone(); 40], 0.0);
            for page in &sheet.pages {
                let texts = page.iter().filter_map(|mark| match mark {
                    Mark::Text { text, .. } => Some(text.as_str()),
                    _ => None,
                });
                let of_label = |text: &&str| first(text) || text.contains("明或社会") || *text == "证明";
                let lines: Vec<&str> = texts.filter(of_label).collect();
                let whole = lines.chunks(3).all(|row| first(row[0]) && row.len() == 3);
                assert!(!lines.is_empty() && whole, "{gap}: {lines:?}");
            }
        }
    }
}
