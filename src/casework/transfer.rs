//! What chapter 5 asks: a person's record moves from one 会计管理部门 to another (属地调转, spec 1.15).

use crate::dossier::Identity;
use crate::terms::{CreditCode, Day, FileId, Moment, RegionCode};
use minicbor::{Decode, Encode};

/// A transfer as the person asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Transfer {
    /// Who, as they stood on record when it was filed.
    #[n(0)]
    pub identity: Identity,
    /// 调出会计管理机构: where the record is.
    #[n(1)]
    pub from: RegionCode,
    /// 调入会计管理机构: where it shall be.
    #[n(2)]
    pub to: RegionCode,
    /// 调转原因 with what it asks for.
    #[n(3)]
    pub reason: Reason,
    /// 调转证明材料.
    #[n(4)]
    pub proof: FileId,
}

/// 调转原因 with its own fields.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Reason {
    /// 工作单位所在地变动.
    #[n(0)]
    Work(#[n(0)] NewJob),
    /// 学籍所在地变动.
    #[n(1)]
    Study(#[n(0)] NewSchool),
    /// 户籍所在地或居住地变动: 转入户籍所在地或居住地.
    #[n(2)]
    Residence(#[n(0)] String),
}

/// Where the person is going to work.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct NewJob {
    /// 拟调入单位名称.
    #[n(0)]
    pub employer: String,
    /// 拟调入单位统一社会信用代码.
    #[n(1)]
    pub credit_code: CreditCode,
    /// The person confirmed a code whose check character does not fit (spec 3.2).
    #[n(2)]
    pub code_confirmed: bool,
    /// 拟调入单位经济类型.
    #[n(3)]
    pub kind: String,
    /// 拟调入单位所属行业, GB/T 4754 section.
    #[n(4)]
    pub industry: String,
    /// 拟调入单位地址.
    #[n(5)]
    pub region: RegionCode,
    /// 拟调入单位电话.
    #[n(6)]
    pub telephone: Option<String>,
    /// 拟调入单位工作开始时间.
    #[n(7)]
    pub from: Day,
}

/// Where the person is going to study.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct NewSchool {
    /// 拟入学校名称.
    #[n(0)]
    pub school: String,
    /// 所学专业.
    #[n(1)]
    pub major: Option<String>,
    /// 培养方式.
    #[n(2)]
    pub mode: Option<String>,
    /// 入学时间.
    #[n(3)]
    pub from: Day,
}

impl Reason {
    /// The words of the three reasons, in the guide's order.
    pub const WORDS: [&str; 3] = ["work", "study", "residence"];

    /// A short word for forms.
    pub fn word(&self) -> &'static str {
        match self {
            Reason::Work(_) => "work",
            Reason::Study(_) => "study",
            Reason::Residence(_) => "residence",
        }
    }

    /// 调转类型 in the guide's words.
    pub fn label(&self) -> &'static str {
        Reason::label_of(self.word()).unwrap_or_default()
    }

    /// The guide's words for a form's word.
    pub fn label_of(word: &str) -> Option<&'static str> {
        Some(match word {
            "work" => "工作单位所在地变动",
            "study" => "学籍所在地变动",
            "residence" => "户籍所在地或居住地变动",
            _ => return None,
        })
    }

    /// What proves the reason of this word (guide 5.1).
    pub fn proof_of(word: &str) -> &'static str {
        match word {
            "work" => "统一社会信用代码证或工作单位证明",
            "study" => "录取通知书、学生证或其他学习证明",
            "residence" => "身份证、户籍证明或居住证明",
            _ => "调转证明材料",
        }
    }
}

/// The way of a transfer's case between its two sides.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Route {
    /// The leaving side.
    #[n(0)]
    pub from: RegionCode,
    /// The receiving side.
    #[n(1)]
    pub to: RegionCode,
    /// 调出时间: when the leaving side confirmed (spec 2.5).
    #[n(2)]
    pub left: Option<Moment>,
    /// The letter that carries it to or from another instance, once there is one.
    #[n(3)]
    pub letter: Option<Carriage>,
}

/// How a transfer crosses to or from another instance: the number of its letter and the direction.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Carriage {
    /// The letter has left; only its answer or its end changes anything.
    #[n(0)]
    Out(#[n(0)] String),
    /// The letter has come in, and its answer is to be given.
    #[n(1)]
    In(#[n(0)] String),
}

impl Carriage {
    /// The letter's number.
    pub fn number(&self) -> &str {
        match self {
            Carriage::Out(number) | Carriage::In(number) => number,
        }
    }
}

impl Route {
    /// From one side to the other, with nothing decided yet.
    pub fn new(transfer: &Transfer) -> Route {
        Route { from: transfer.from, to: transfer.to, left: None, letter: None }
    }
}

/// 调转状态, beside 审核状态 (spec 2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage {
    /// 调转中.
    UnderWay,
    /// 调转成功.
    Arrived,
    /// 调转失败（退回）.
    Failed,
    /// 已撤回.
    Withdrawn,
}

impl Passage {
    /// The state in words.
    pub fn label(self) -> &'static str {
        match self {
            Passage::UnderWay => "调转中",
            Passage::Arrived => "调转成功",
            Passage::Failed => "调转失败（退回）",
            Passage::Withdrawn => "已撤回",
        }
    }
}
