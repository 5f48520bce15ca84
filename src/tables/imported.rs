//! What was imported: the certificate library, the history of people, and the register of employers.

use crate::dossier::{Award, Marks, PastEducation, PastEmployment, Warrant};
use crate::terms::{CreditCode, Document, Moment, PersonName, RegionCode};
use minicbor::{Decode, Encode};

/// One 会计专业技术资格 in the certificate library, certificates since 2001 (spec 1.6).
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct LibraryTitle {
    /// Whose.
    #[n(0)]
    pub document: Document,
    /// The holder's name; a certificate counts only for somebody of this name.
    #[n(1)]
    pub name: PersonName,
    /// 职称信息.
    #[n(2)]
    pub award: Award,
    /// 成绩信息.
    #[n(3)]
    pub marks: Option<Marks>,
    /// 资格信息; its number names the certificate.
    #[n(4)]
    pub warrant: Warrant,
    /// When it was imported last.
    #[n(5)]
    pub at: Moment,
}

/// What a former provincial platform had approved about one person; shown to nobody before verification (T35).
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct History {
    /// Whose.
    #[n(0)]
    pub document: Document,
    /// The person's name; the history counts only for somebody of this name.
    #[n(1)]
    pub name: PersonName,
    /// 教育经历, one or two rows (guide 3.3).
    #[n(2)]
    pub education: Vec<PastEducation>,
    /// 工作经历 (guide 3.4).
    #[n(3)]
    pub employment: Vec<PastEmployment>,
    /// When it was imported last.
    #[n(4)]
    pub at: Moment,
}

/// One employer in the register of units.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Employer {
    /// 统一社会信用代码.
    #[n(0)]
    pub credit_code: CreditCode,
    /// 单位名称.
    #[n(1)]
    pub name: String,
    /// 单位类型.
    #[n(2)]
    pub kind: Option<String>,
    /// 所属行业.
    #[n(3)]
    pub industry: Option<String>,
    /// 单位地址.
    #[n(4)]
    pub region: Option<RegionCode>,
    /// 单位电话.
    #[n(5)]
    pub telephone: Option<String>,
    /// When it was imported last.
    #[n(6)]
    pub at: Moment,
}
