//! What a former provincial platform had approved already (历史数据, guide 3.3(1), 3.4(1)): every fact may be missing. Known
//! facts are locked; the person fills in the others, or deletes the row and adds it anew.

use super::employment::{Experience, Position};
use crate::terms::{Day, ItemId, RegionCode};
use minicbor::{Decode, Encode};

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
