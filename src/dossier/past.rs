//! What a former provincial platform had approved already (历史数据, guide 3.3(1), 3.4(1)): every fact may be missing. Known
//! facts are locked; the person fills in the others, or deletes the row and adds it anew.

use super::draft::Draft;
use super::education::{Education, NO_DEGREE};
use super::employment::{Employment, Experience, Position};
use super::listed::Listed;
use crate::terms::{CreditCode, Day, ItemId, RegionCode};
use minicbor::{Decode, Encode};

/// 高中: it has no 专业 to name.
const HIGH_SCHOOL: &str = "61";

/// When something ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Ending {
    /// On this day.
    #[n(0)]
    On(#[n(0)] Day),
    /// 至今.
    #[n(1)]
    Open,
}

/// A row of 教育经历 as it was imported.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct PastEducation {
    /// Names the row; the record that is made of it keeps the name.
    #[n(0)]
    pub id: ItemId,
    /// 培养方式.
    #[n(1)]
    pub mode: Option<String>,
    /// 学校名称.
    #[n(2)]
    pub school: Option<String>,
    /// 学历, GB/T 4658 code.
    #[n(3)]
    pub level: Option<String>,
    /// 学位.
    #[n(4)]
    pub degree: Option<String>,
    /// 所学专业.
    #[n(5)]
    pub major: Option<String>,
    /// 入学时间.
    #[n(6)]
    pub from: Option<Day>,
    /// 毕业时间.
    #[n(7)]
    pub to: Option<Ending>,
    /// 学历证书编号.
    #[n(8)]
    pub diploma_number: Option<String>,
    /// 学位证书编号.
    #[n(9)]
    pub degree_number: Option<String>,
}

/// A row of 工作经历 as it was imported.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct PastEmployment {
    /// Names the row; the record that is made of it keeps the name.
    #[n(0)]
    pub id: ItemId,
    /// 工作开始时间.
    #[n(1)]
    pub from: Option<Day>,
    /// 工作结束时间.
    #[n(2)]
    pub to: Option<Ending>,
    /// 单位名称.
    #[n(3)]
    pub employer: Option<String>,
    /// 统一社会信用代码 as it was written; one that breaks GB 32100 is shown and has to be filled in anew (spec 1.9).
    #[n(4)]
    pub credit_code: Option<String>,
    /// 单位类型.
    #[n(5)]
    pub kind: Option<String>,
    /// 所属行业, GB/T 4754 section.
    #[n(6)]
    pub industry: Option<String>,
    /// 工作单位地址.
    #[n(7)]
    pub region: Option<RegionCode>,
    /// 工作单位电话.
    #[n(8)]
    pub telephone: Option<String>,
    /// 本单位会计工作经历; locked while there is any, asked for otherwise.
    #[n(9)]
    pub experience: Vec<Experience>,
    /// 会计专业职务 with its appointment.
    #[n(10)]
    pub position: Option<Position>,
}

/// A row as it was imported.
pub trait PastRow: Clone + Send + Sync + 'static {
    /// Names the row.
    fn id(&self) -> ItemId;
    /// School or employer, as far as it is known.
    fn name(&self) -> Option<&str>;
    /// The facts that are not known, as the forms call them.
    fn missing(&self) -> Vec<&'static str>;
}

/// A record that may have been made of an imported row.
pub trait Imported: Listed {
    /// What was imported.
    type Past: PastRow;

    /// The imported row that it was made of.
    fn original(&self) -> Option<&Self::Past>;
    /// The record as one made of this row.
    fn made_of(self, original: Option<Self::Past>) -> Self;
    /// The imported rows that still wait to be completed.
    fn waiting(draft: &Draft) -> &Vec<Self::Past>;
    /// The imported rows that still wait, to be changed.
    fn waiting_to_fill(draft: &mut Draft) -> &mut Vec<Self::Past>;
}

/// The imported row of this name that still waits to be completed.
pub fn find_waiting<T: Imported>(draft: &Draft, id: ItemId) -> Option<&T::Past> {
    T::waiting(draft).iter().find(|row| row.id() == id)
}

fn unknown<const N: usize>(facts: [(bool, &'static str); N]) -> Vec<&'static str> {
    facts.into_iter().filter(|(known, _)| !known).map(|(_, label)| label).collect()
}

impl PastRow for PastEducation {
    fn id(&self) -> ItemId {
        self.id
    }

    fn name(&self) -> Option<&str> {
        self.school.as_deref()
    }

    fn missing(&self) -> Vec<&'static str> {
        let (studies, none) = (self.to == Some(Ending::Open), self.degree.as_deref() == Some(NO_DEGREE));
        unknown([
            (self.mode.is_some(), "培养方式"),
            (self.school.is_some(), "学校名称"),
            (self.level.is_some(), "学历"),
            (self.degree.is_some(), "学位"),
            (self.major.is_some() || self.level.as_deref() == Some(HIGH_SCHOOL), "所学专业"),
            (self.from.is_some(), "入学时间"),
            (self.to.is_some(), "毕业时间"),
            (self.diploma_number.is_some() || studies, "学历证书编号"),
            (self.degree_number.is_some() || studies || none, "学位证书编号"),
            // Pictures were never imported.
            (false, "证书照片"),
        ])
    }
}

impl PastRow for PastEmployment {
    fn id(&self) -> ItemId {
        self.id
    }

    fn name(&self) -> Option<&str> {
        self.employer.as_deref()
    }

    fn missing(&self) -> Vec<&'static str> {
        unknown([
            (self.from.is_some(), "工作开始时间"),
            (self.to.is_some(), "工作结束时间"),
            (self.employer.is_some(), "单位名称"),
            (self.valid_code().is_some(), "统一社会信用代码"),
            (self.kind.is_some(), "单位类型"),
            (self.industry.is_some(), "所属行业"),
            (self.region.is_some(), "工作单位地址"),
            (self.telephone.is_some(), "工作单位电话"),
            (!self.experience.is_empty(), "是否有会计工作经历"),
            // Pictures were never imported.
            (false, "证明材料照片"),
        ])
    }
}

impl PastEmployment {
    /// The credit code, if it is one by its form (GB 32100).
    pub fn valid_code(&self) -> Option<CreditCode> {
        self.credit_code.as_ref().and_then(|code| CreditCode::parse(code).ok())
    }
}

impl Imported for Education {
    type Past = PastEducation;

    fn original(&self) -> Option<&PastEducation> {
        self.past.as_deref()
    }

    fn made_of(self, original: Option<PastEducation>) -> Self {
        Education { past: original.map(Box::new), ..self }
    }

    fn waiting(draft: &Draft) -> &Vec<PastEducation> {
        &draft.past_education
    }

    fn waiting_to_fill(draft: &mut Draft) -> &mut Vec<PastEducation> {
        &mut draft.past_education
    }
}

impl Imported for Employment {
    type Past = PastEmployment;

    fn original(&self) -> Option<&PastEmployment> {
        self.past.as_deref()
    }

    fn made_of(self, original: Option<PastEmployment>) -> Self {
        Employment { past: original.map(Box::new), ..self }
    }

    fn waiting(draft: &Draft) -> &Vec<PastEmployment> {
        &draft.past_employment
    }

    fn waiting_to_fill(draft: &mut Draft) -> &mut Vec<PastEmployment> {
        &mut draft.past_employment
    }
}
