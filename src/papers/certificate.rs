//! 会计人员信息采集审核通过证明 (spec 2.6).

use super::draw::{Unprintable, pdf};
use super::face::Face;
use super::seal::{Kind, Seal};
use super::sheet::{Align, Sheet};

/// What the certificate says.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// 姓名.
    pub name: String,
    /// 证件类型.
    pub document: String,
    /// 证件号码.
    pub number: String,
    /// Who keeps the record.
    pub department: String,
    /// The day of the approval.
    pub approved: String,
    /// When this paper was made.
    pub printed: String,
    /// What makes it checkable.
    pub seal: Seal,
}

impl Certificate {
    /// The PDF.
    pub fn pdf(&self) -> Result<Vec<u8>, Unprintable> {
        let face = Face::get().ok_or_else(|| Unprintable("the face cannot be read".into()))?;
        let mut sheet = Sheet::a4(face);
        sheet.gap(20.0);
        sheet.paragraph("会计人员信息采集", 24.0, Align::Centre, true);
        sheet.paragraph("审核通过证明", 24.0, Align::Centre, true);
        sheet.gap(34.0);
        let text = format!(
            "　　兹证明{}（{}号码：{}）的会计人员信息采集已于 {} 经本部门审核通过，受理编号 {}，现由本部门管理。",
            self.name, self.document, self.number, self.approved, self.seal.number
        );
        sheet.paragraph(&text, 14.0, Align::Left, false);
        sheet.gap(10.0);
        sheet.paragraph("　　特此证明。", 14.0, Align::Left, false);
        sheet.gap(60.0);
        sheet.paragraph(&self.department, 13.0, Align::Right, false);
        sheet.paragraph("（盖章）", 11.0, Align::Right, false);
        sheet.paragraph(&self.printed, 12.0, Align::Right, false);
        sheet.gap(70.0);
        sheet.rule(0.6);
        self.seal.foot(&mut sheet);
        pdf(sheet.end(), Kind::Certificate.label())
    }
}
