//! 会计人员信息登记表: the whole record, to be signed and stamped (spec 2.6).

use super::draw::{Unprintable, pdf};
use super::face::Face;
use super::seal::{Kind, Seal};
use super::sheet::{Align, MM, Mark, Sheet};
use super::table::Pair;
use crate::dossier::{Section, Value};

/// The photograph's width and height on paper: one inch (spec 1.7).
const PHOTO: (f32, f32) = (25.0 * MM, 35.0 * MM);

/// What the form says.
#[derive(Clone, Debug)]
pub struct Form {
    /// The parts of the record in the guide's order.
    pub sections: Vec<Section>,
    /// The standard photograph (JPEG).
    pub portrait: Option<Vec<u8>>,
    /// 会计工作年限, in words.
    pub seniority: Option<String>,
    /// Whose record it is to keep.
    pub department: String,
    /// When it was approved or changed last.
    pub approved: String,
    /// When this paper was made.
    pub printed: String,
    /// What makes it checkable.
    pub seal: Seal,
}

impl Form {
    /// The PDF.
    pub fn pdf(&self) -> Result<Vec<u8>, Unprintable> {
        let face = Face::get().ok_or_else(|| Unprintable("the face cannot be read".into()))?;
        let mut sheet = Sheet::a4(face);
        sheet.paragraph(Kind::Form.label(), 22.0, Align::Centre, true);
        sheet.gap(6.0);
        let about = format!("会计管理部门：{}　　登记更新：{}", self.department, self.approved);
        sheet.paragraph(&about, 9.5, Align::Left, false);
        sheet.gap(6.0);
        let basics = self.sections.iter().position(|section| section.lines.iter().any(is_portrait));
        for (place, section) in self.sections.iter().enumerate() {
            let mut pairs = pairs(section);
            if section.title == "工作经历" || pairs.is_empty() {
                continue;
            }
            let narrow = match (&self.portrait, basics == Some(place)) {
                (Some(jpeg), true) => {
                    sheet.need(PHOTO.1 + 40.0);
                    let x = sheet.width - sheet.margin - PHOTO.0;
                    let y = sheet.y + 19.0;
                    sheet.put(Mark::Photo { x, y, width: PHOTO.0, height: PHOTO.1, jpeg: jpeg.clone() });
                    PHOTO.0 + 8.0
                }
                _ => 0.0,
            };
            if place == 0
                && let Some(years) = &self.seniority
            {
                pairs.push(("会计工作年限".into(), years.clone()));
            }
            sheet.table(&section.title, &pairs, narrow);
        }
        self.signatures(&mut sheet);
        self.seal.foot(&mut sheet);
        pdf(sheet.end(), Kind::Form.label())
    }

    fn signatures(&self, sheet: &mut Sheet) {
        sheet.need(150.0);
        let promise = "本人承诺以上登记内容和所提供的材料真实有效，如有不实，愿意承担相应责任。";
        sheet.paragraph(promise, 10.0, Align::Left, false);
        sheet.gap(26.0);
        let (left, right) = (sheet.margin, sheet.margin + sheet.inner() / 2.0);
        let y = sheet.y;
        for (x, text) in [(left, "本人签字："), (right, "工作单位（盖章）：")] {
            sheet.put(Mark::Text { x, y, size: 10.5, text: text.into(), strong: false });
            sheet.put(Mark::Text {
                x,
                y: y + 30.0,
                size: 10.5,
                text: "　　　　年　　月　　日".into(),
                strong: false,
            });
        }
        sheet.gap(42.0);
        sheet.paragraph(&format!("打印时间：{}", self.printed), 9.0, Align::Right, false);
    }
}

fn is_portrait(line: &crate::dossier::Line) -> bool {
    line.key == "basics.portrait"
}

/// The fields of a section: papers are named, not drawn; what was not filled in is left out.
fn pairs(section: &Section) -> Vec<Pair> {
    let shown = section.lines.iter().filter(|line| !is_portrait(line)).filter_map(|line| {
        let value = match &line.value {
            Value::Text(text) | Value::Secret { full: text, .. } => text.clone(),
            Value::Picture(_) => "已上传".into(),
            Value::Missing => return None,
        };
        Some((line.label.to_string(), value))
    });
    shown.collect()
}
