//! 受理回执, on A4 or on the roll of a receipt printer.

use super::draw::{Unprintable, pdf};
use super::face::Face;
use super::seal::{Kind, Seal};
use super::sheet::{Align, Sheet};
use super::table::Pair;

/// The paper in the printer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// A4.
    #[default]
    A4,
    /// A roll of 80 mm.
    Roll,
}

/// What a receipt says.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// 办理事项.
    pub matter: String,
    /// 办理人, masked.
    pub person: String,
    /// Who decides.
    pub department: String,
    /// When it was filed.
    pub filed: String,
    /// The promised day.
    pub due: String,
    /// Where it stands.
    pub state: String,
    /// When this paper was made.
    pub printed: String,
    /// What makes it checkable.
    pub seal: Seal,
}

impl Receipt {
    /// The PDF.
    pub fn pdf(&self, width: Width) -> Result<Vec<u8>, Unprintable> {
        let face = Face::get().ok_or_else(|| Unprintable("the face cannot be read".into()))?;
        let sheet = match width {
            Width::A4 => self.page(Sheet::a4(face)),
            Width::Roll => self.strip(Sheet::roll(face, 80.0)),
        };
        pdf(sheet.end(), Kind::Receipt.label())
    }

    fn facts(&self) -> Vec<Pair> {
        let pair = |label: &str, value: &str| (label.to_string(), value.to_string());
        vec![
            pair("受理编号", &self.seal.number.to_string()),
            pair("办理事项", &self.matter),
            pair("办理人", &self.person),
            pair("会计管理部门", &self.department),
            pair("提交时间", &self.filed),
            pair("承诺办结", &format!("不晚于 {}", self.due)),
            pair("打印时状态", &self.state),
            pair("打印时间", &self.printed),
        ]
    }

    fn next(&self) -> [String; 3] {
        [
            "审核有结果后，会向您的手机发送短信；也可以凭受理编号和手机号后四位在平台“办件查询”中查看。"
                .into(),
            "退回补正的，会写明哪里要改、怎么改，修改后重新提交，受理编号不变。".into(),
            "本回执只证明已经受理，不代表审核结果。".into(),
        ]
    }

    fn page(&self, mut sheet: Sheet) -> Sheet {
        sheet.paragraph(&self.department, 13.0, Align::Centre, false);
        sheet.gap(4.0);
        sheet.paragraph(Kind::Receipt.label(), 24.0, Align::Centre, true);
        sheet.gap(16.0);
        sheet.table("", &self.facts(), 0.0);
        sheet.gap(4.0);
        sheet.paragraph("接下来", 11.0, Align::Left, true);
        for (place, text) in self.next().iter().enumerate() {
            sheet.paragraph(&format!("{}. {text}", place + 1), 10.0, Align::Left, false);
        }
        self.seal.foot(&mut sheet);
        sheet
    }

    fn strip(&self, mut sheet: Sheet) -> Sheet {
        sheet.paragraph(&self.department, 10.0, Align::Centre, false);
        sheet.paragraph(Kind::Receipt.label(), 17.0, Align::Centre, true);
        sheet.gap(6.0);
        sheet.rule(0.8);
        sheet.gap(6.0);
        for (label, value) in self.facts() {
            sheet.paragraph(&label, 8.5, Align::Left, false);
            sheet.paragraph(&value, 11.0, Align::Left, true);
            sheet.gap(3.0);
        }
        sheet.gap(4.0);
        sheet.rule(0.8);
        sheet.gap(6.0);
        for text in self.next() {
            sheet.paragraph(&text, 9.0, Align::Left, false);
            sheet.gap(2.0);
        }
        self.seal.strip(&mut sheet);
        sheet
    }
}
