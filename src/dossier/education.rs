//! 教育经历: one record of schooling (spec 1.8).

use super::fault::{Fault, Step};
use super::past::PastEducation;
use crate::terms::{FileId, ItemId, Period};
use minicbor::{Decode, Encode};

/// 硕士研究生: its holder may show the degree certificate alone (spec 2.1, 单证硕士).
const MASTER: &str = "14";
/// Levels from 大学本科 upwards, which need the recognition of a degree earned abroad (spec 1.8).
const BACHELOR_AND_ABOVE: [&str; 4] = ["11", "14", "17", "21"];
/// The degree entry that means no degree.
pub(super) const NO_DEGREE: &str = "0";
/// 博士 (spec 1.6, note 3).
pub(super) const DOCTOR: &str = "2";

/// One education record.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Education {
    /// Names the record inside its dossier.
    #[n(0)]
    pub id: ItemId,
    /// 培养方式.
    #[n(1)]
    pub mode: String,
    /// 学校名称.
    #[n(2)]
    pub school: String,
    /// 学历, GB/T 4658 code.
    #[n(3)]
    pub level: String,
    /// 学位.
    #[n(4)]
    pub degree: String,
    /// 所学专业.
    #[n(5)]
    pub major: String,
    /// 入学时间 to 毕业时间, open while still studying.
    #[n(6)]
    pub period: Period,
    /// 学历证书编号.
    #[n(7)]
    pub diploma_number: Option<String>,
    /// 学位证书编号.
    #[n(8)]
    pub degree_number: Option<String>,
    /// Whether the school is outside mainland China (留学).
    #[n(9)]
    pub abroad: bool,
    /// Photographs of the originals.
    #[n(10)]
    pub files: EducationFiles,
    /// The imported row that was completed; its facts are locked in chapter 3.
    #[n(11)]
    pub past: Option<Box<PastEducation>>,
}

/// The photographs of an education record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct EducationFiles {
    /// 学历证.
    #[n(0)]
    pub diploma: Option<FileId>,
    /// 学位证.
    #[n(1)]
    pub degree: Option<FileId>,
    /// 教育部留学服务中心认证书.
    #[n(2)]
    pub recognition: Option<FileId>,
    /// 在校生证明(高中以上).
    #[n(3)]
    pub enrolment: Option<FileId>,
    /// 高中毕业证.
    #[n(4)]
    pub high_school: Option<FileId>,
}

impl EducationFiles {
    /// Every picture.
    pub fn all(&self) -> Vec<FileId> {
        let all = [self.diploma, self.degree, self.recognition, self.enrolment, self.high_school];
        all.into_iter().flatten().collect()
    }
}

impl Education {
    /// Still studying there (毕业时间 至今).
    pub fn is_current(&self) -> bool {
        self.period.is_current()
    }

    /// The key of one of this record's lines.
    pub fn key(&self, field: &str) -> String {
        format!("education.{}.{field}", self.id)
    }

    /// Whether 学历证 and its number are due: not while studying, and not from a 单证硕士.
    pub fn needs_diploma(&self) -> bool {
        !self.is_current() && !self.degree_alone()
    }

    /// Whether 学位证 and its number are due.
    pub fn needs_degree(&self) -> bool {
        !self.is_current() && self.degree != NO_DEGREE
    }

    /// Whether 教育部留学服务中心认证书 is due: 本科及以上 earned abroad.
    pub fn needs_recognition(&self) -> bool {
        self.abroad && !self.is_current() && BACHELOR_AND_ABOVE.contains(&self.level.as_str())
    }

    fn degree_alone(&self) -> bool {
        self.level == MASTER && self.degree != NO_DEGREE && self.diploma_number.is_none()
            || self.needs_recognition()
    }

    /// What this record by itself still lacks.
    pub fn faults(&self) -> Vec<Fault> {
        let fault = |field: &str, text: &str| Fault::new(Step::Education, self.key(field), text);
        let mut faults = Vec::new();
        if self.is_current() && self.files.enrolment.is_none() {
            faults.push(fault(
                "enrolment",
                "您选择了至今在读，请上传标明学校名称和学生姓名、在有效期内的学生证照片。",
            ));
        }
        if self.needs_diploma() {
            if self.files.diploma.is_none() {
                faults.push(fault("diploma", "请上传学历证书原件照片。"));
            }
            if self.diploma_number.is_none() {
                faults.push(fault("diploma_number", "请填写学历证书编号，它印在证书上。"));
            }
        }
        if self.needs_degree() {
            if self.files.degree.is_none() {
                faults.push(fault("degree_file", "请上传学位证书原件照片。"));
            }
            if self.degree_number.is_none() && !self.abroad {
                faults.push(fault("degree_number", "请填写学位证书编号，它印在证书上。"));
            }
        }
        if self.needs_recognition() && self.files.recognition.is_none() {
            faults.push(fault("recognition", "本科及以上的留学经历需要上传教育部留学服务中心认证书照片。"));
        }
        faults
    }
}
