//! 会计人员属地调转函: what the leaving side tells the receiving one (spec 1.16, 2.5).

use super::draw::{Unprintable, pdf};
use super::face::Face;
use super::seal::{Kind, Seal};
use super::sheet::{Align, Sheet};
use super::table::Pair;

/// What the letter says.
#[derive(Clone, Debug)]
pub struct Departure {
    /// 姓名.
    pub name: String,
    /// 证件类型.
    pub document: String,
    /// 证件号码.
    pub number: String,
    /// The leaving department.
    pub from: String,
    /// The receiving department.
    pub to: String,
    /// 调转原因.
    pub reason: String,
    /// 调出时间.
    pub left: String,
    /// 调转状态 when this paper was made.
    pub state: String,
    /// When this paper was made.
    pub printed: String,
    /// What makes it checkable.
    pub seal: Seal,
}

impl Departure {
    /// The PDF.
    pub fn pdf(&self) -> Result<Vec<u8>, Unprintable> {
        let face = Face::get().ok_or_else(|| Unprintable("the face cannot be read".into()))?;
        let mut sheet = Sheet::a4(face);
        sheet.gap(12.0);
        sheet.paragraph(Kind::Departure.label(), 24.0, Align::Centre, true);
        sheet.gap(6.0);
        sheet.paragraph(&format!("受理编号 {}", self.seal.number), 10.0, Align::Centre, false);
        sheet.gap(22.0);
        sheet.paragraph(&format!("{}：", self.to), 13.0, Align::Left, false);
        sheet.gap(4.0);
        let text = format!(
            "　　{}因{}，申请将会计人员管理关系由我处调转至贵处，经审核同意调出。请予接收。",
            self.name, self.reason
        );
        sheet.paragraph(&text, 13.0, Align::Left, false);
        sheet.gap(12.0);
        sheet.table("", &self.facts(), 0.0);
        sheet.gap(40.0);
        sheet.paragraph(&self.from, 13.0, Align::Right, false);
        sheet.paragraph("（盖章）", 11.0, Align::Right, false);
        sheet.paragraph(&self.printed, 12.0, Align::Right, false);
        sheet.gap(50.0);
        sheet.rule(0.6);
        self.seal.foot(&mut sheet);
        pdf(sheet.end(), Kind::Departure.label())
    }

    fn facts(&self) -> Vec<Pair> {
        let pair = |label: &str, value: &str| (label.to_string(), value.to_string());
        vec![
            pair("姓名", &self.name),
            pair("调转原因", &self.reason),
            pair("证件类型", &self.document),
            pair("证件号码", &self.number),
            pair("调出部门", &self.from),
            pair("调入部门", &self.to),
            pair("调出时间", &self.left),
            pair("调转状态", &self.state),
        ]
    }
}
