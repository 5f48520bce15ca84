//! What makes a paper checkable: 受理编号, 校验码, and both in a QR code.

use super::sheet::{Align, MM, Mark, Sheet};
use crate::terms::CaseNumber;
use data_encoding::BASE32_NOPAD;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt;

/// What a paper says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// 受理回执.
    Receipt,
    /// 会计人员信息登记表.
    Form,
    /// 信息采集审核通过证明.
    Certificate,
    /// 调转函.
    Departure,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 4] = [Kind::Receipt, Kind::Form, Kind::Certificate, Kind::Departure];

    /// The paper's title.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Receipt => "受理回执",
            Kind::Form => "会计人员信息登记表",
            Kind::Certificate => "会计人员信息采集审核通过证明",
            Kind::Departure => "会计人员属地调转函",
        }
    }

    /// A number that stands in every code and is never reused.
    pub fn number(self) -> u8 {
        match self {
            Kind::Receipt => 1,
            Kind::Form => 2,
            Kind::Certificate => 3,
            Kind::Departure => 4,
        }
    }
}

/// 校验码: 80 bits of a keyed digest, as sixteen letters and digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// The code of these bits.
    pub fn new(bits: [u8; 10]) -> Code {
        Code(BASE32_NOPAD.encode(&bits))
    }

    /// Reads a code as people type it: case, blanks and hyphens do no harm, and 0, 1 and 8, which no code has, are taken
    /// for the letters they look like.
    pub fn parse(typed: &str) -> Option<Code> {
        let kept = typed.chars().filter(|c| !c.is_whitespace() && !"-–—".contains(*c));
        let code: String = kept
            .map(|c| match c.to_ascii_uppercase() {
                '0' => 'O',
                '1' => 'I',
                '8' => 'B',
                other => other,
            })
            .collect();
        let bits = BASE32_NOPAD.decode(code.as_bytes()).ok().filter(|bits| bits.len() == 10);
        bits.map(|_| Code(code))
    }
}

impl fmt::Display for Code {
    /// In groups of four.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, character) in self.0.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{character}")?;
        }
        Ok(())
    }
}

/// The seal of one paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// 受理编号.
    pub number: CaseNumber,
    /// 校验码.
    pub code: Code,
    /// Where papers are checked: the address of this instance.
    pub origin: String,
}

impl Seal {
    /// The address in the QR code.
    pub fn address(&self) -> String {
        format!("{}/papers/check/{}/{}", self.origin, self.number, self.code)
    }

    /// The foot of an A4 page: the QR code and how to check the paper without it.
    pub(super) fn foot(&self, sheet: &mut Sheet) {
        let side = 27.0 * MM;
        sheet.need(side + 14.0);
        sheet.gap(10.0);
        let (left, top) = (sheet.margin, sheet.y);
        self.code_at(sheet, left, top, side);
        let x = left + side + 12.0;
        let texts = [
            (format!("受理编号　{}", self.number), 10.0),
            (format!("校验码　　{}", self.code), 10.0),
            ("扫描二维码，可以核对本件的真伪和是否仍为最新；".to_string(), 9.0),
            (format!("也可以打开 {}/papers/check，输入受理编号和校验码。", self.origin), 9.0),
        ];
        let mut y = top + 16.0;
        for (text, size) in texts {
            for text in sheet.lines(&text, size, sheet.inner() - side - 12.0) {
                sheet.put(Mark::Text { x, y, size, text, strong: false });
                y += size * 1.65;
            }
        }
        sheet.y = top + side;
    }

    /// The foot of a roll: everything below each other.
    pub(super) fn strip(&self, sheet: &mut Sheet) {
        let side = 42.0 * MM;
        let x = (sheet.width - side) / 2.0;
        sheet.gap(8.0);
        let top = sheet.y;
        self.code_at(sheet, x, top, side);
        sheet.gap(side + 4.0);
        sheet.paragraph("扫码核对真伪和办理进展", 9.0, Align::Centre, false);
        sheet.paragraph(&format!("校验码 {}", self.code), 9.0, Align::Centre, false);
    }

    /// The code in a square, its quiet zone of four modules inside.
    fn code_at(&self, sheet: &mut Sheet, x: f32, y: f32, side: f32) {
        // An address that fits no code is still printed beside it.
        let Ok(code) = QrCode::with_error_correction_level(self.address(), EcLevel::M) else { return };
        let modules = code.width();
        let module = side / (modules + 8) as f32;
        let colors = code.to_colors();
        for (row, line) in colors.chunks(modules).enumerate() {
            let mut column = 0;
            while column < modules {
                let run = line[column..].iter().take_while(|color| **color == Color::Dark).count();
                if run > 0 {
                    let place = |index: usize| (index + 4) as f32 * module;
                    sheet.put(Mark::Block {
                        x: x + place(column),
                        y: y + place(row),
                        // A hair of overlap, so that no viewer draws a white line between two modules.
                        width: run as f32 * module + 0.02,
                        height: module + 0.02,
                        light: false,
                    });
                }
                column += run.max(1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed_and_nothing_else_is() {
        let code = Code::new([0, 1, 2, 3, 4, 250, 251, 252, 253, 254]);
        let printed = code.to_string();
        assert_eq!(printed.len(), 19);
        for typed in
            [printed.clone(), printed.to_lowercase(), printed.replace('-', ""), format!(" {printed}\n")]
        {
            assert_eq!(Code::parse(&typed), Some(code.clone()), "{typed}");
        }
        assert_eq!(Code::parse("O1B8-OI10-2222-2222"), Code::parse("OIBB-OIIO-2222-2222"));
        for typed in
            ["", "ABCD", "会计会计会计会计会计会计会计会计", &format!("{printed}A"), "9999-9999-9999-9999"]
        {
            assert_eq!(Code::parse(typed), None, "{typed}");
        }
    }
}
