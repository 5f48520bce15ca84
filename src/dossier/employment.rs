//! 工作经历: one job and the accounting work done in it (spec 1.9).

use super::fault::{Fault, Step};
use super::past::PastEmployment;
use crate::terms::{CreditCode, Day, FileId, ItemId, Period, RegionCode};
use minicbor::{Decode, Encode};

/// One employment record.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Employment {
    /// Names the record inside its dossier.
    #[n(0)]
    pub id: ItemId,
    /// 工作开始时间 to 工作结束时间, open for the current job.
    #[n(1)]
    pub period: Period,
    /// 单位名称.
    #[n(2)]
    pub employer: String,
    /// 统一社会信用代码.
    #[n(3)]
    pub credit_code: CreditCode,
    /// The person confirmed a code whose check character does not fit (spec 3.2).
    #[n(4)]
    pub code_confirmed: bool,
    /// 单位类型.
    #[n(5)]
    pub kind: String,
    /// 所属行业, GB/T 4754 section.
    #[n(6)]
    pub industry: String,
    /// 工作单位地址.
    #[n(7)]
    pub region: RegionCode,
    /// 工作单位电话.
    #[n(8)]
    pub telephone: String,
    /// 本单位会计工作经历; empty means 否.
    #[n(9)]
    pub experience: Vec<Experience>,
    /// 会计专业职务 with its appointment.
    #[n(10)]
    pub position: Option<Position>,
    /// Photographs of the originals.
    #[n(11)]
    pub files: EmploymentFiles,
    /// 是否有会计工作经历 was answered 是, even while its rows are still missing.
    #[n(12)]
    pub accounting: bool,
    /// The imported row that was completed; its facts are locked in chapter 3.
    #[n(13)]
    pub past: Option<Box<PastEmployment>>,
}

/// One row of 本单位会计工作经历.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Experience {
    /// 会计人员岗位层级.
    #[n(0)]
    pub rank: String,
    /// 从事会计工作岗位.
    #[n(1)]
    pub post: String,
    /// 会计工作开始时间 to 会计工作结束时间.
    #[n(2)]
    pub period: Period,
}

/// 会计专业职务 and when the employer appointed the person to it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Position {
    /// 会计专业职务.
    #[n(0)]
    pub position: String,
    /// 会计专业职务聘任时间.
    #[n(1)]
    pub appointed: Day,
    /// 资格取得时间.
    #[n(2)]
    pub qualified: Day,
}

/// The photographs of an employment record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct EmploymentFiles {
    /// 统一社会信用代码证.
    #[n(0)]
    pub licence: Option<FileId>,
    /// 劳动合同、工作证明或社会保险缴纳证明.
    #[n(1)]
    pub proof: Option<FileId>,
    /// 会计专业职务聘任文件或证明.
    #[n(2)]
    pub appointment: Option<FileId>,
}

impl EmploymentFiles {
    /// Every picture.
    pub fn all(&self) -> Vec<FileId> {
        [self.licence, self.proof, self.appointment].into_iter().flatten().collect()
    }
}

impl Employment {
    /// The current job (工作结束时间 至今).
    pub fn is_current(&self) -> bool {
        self.period.is_current()
    }

    /// The key of one of this record's lines.
    pub fn key(&self, field: &str) -> String {
        format!("employment.{}.{field}", self.id)
    }

    /// What this record by itself still lacks or contradicts.
    pub fn faults(&self, today: Day) -> Vec<Fault> {
        let fault = |field: &str, text: &str| Fault::new(Step::Employment, self.key(field), text);
        let mut faults = Vec::new();
        if !self.credit_code.check_matches() && !self.code_confirmed {
            faults.push(fault("credit_code", "统一社会信用代码的校验位不符，请核对；确认无误的请勾选确认。"));
        }
        if self.accounting && self.experience.is_empty() {
            faults.push(fault("experience", "您选择了有会计工作经历，请至少新增一条本单位会计工作经历。"));
        }
        for (row, one) in self.experience.iter().enumerate() {
            if !self.period.contains(&one.period, today) {
                faults.push(fault(
                    "experience",
                    &format!("第 {} 条会计工作经历不在本单位的工作时间之内，请核对起止时间。", row + 1),
                ));
            }
        }
        if let Some(position) = &self.position {
            if position.appointed < self.period.from() {
                faults.push(fault("appointed", "会计专业职务聘任时间不能早于工作开始时间。"));
            }
            if position.appointed < position.qualified {
                faults.push(fault("appointed", "会计专业职务聘任时间不能早于资格取得时间。"));
            }
            if self.files.appointment.is_none() {
                faults
                    .push(fault("appointment", "填写了会计专业职务，请上传在有效期内的聘书或聘任文件照片。"));
            }
        }
        if self.is_current() && self.files.licence.is_none() {
            faults.push(fault("licence", "至今在职的工作需要上传单位的统一社会信用代码证照片。"));
        }
        if self.files.proof.is_none() {
            faults.push(fault("proof", "请上传劳动合同、工作证明或社会保险缴纳证明照片。"));
        }
        faults
    }
}
