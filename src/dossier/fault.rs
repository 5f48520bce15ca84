//! What a person still has to mend, and where.

/// A part of the record, in the order of the guide (spec 3.1–3.5, 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// 采集范围 (spec 1.6).
    Scope,
    /// 基本信息 (spec 1.7).
    Basics,
    /// 教育经历 (spec 1.8).
    Education,
    /// 工作经历 (spec 1.9).
    Employment,
    /// 会计管理部门 (spec 1.10).
    Authority,
    /// 会计专业技术资格 (spec 1.17), on record only; no collection asks for it.
    Titles,
    /// 其他专业技术人员职业资格 (spec 1.17), on record only.
    Licences,
}

impl Step {
    /// All steps of a collection in the guide's order.
    pub const ALL: [Step; 5] =
        [Step::Scope, Step::Basics, Step::Education, Step::Employment, Step::Authority];

    /// The step's name on the task list.
    pub fn label(self) -> &'static str {
        match self {
            Step::Scope => "采集范围",
            Step::Basics => "基本信息",
            Step::Education => "教育经历",
            Step::Employment => "工作经历",
            Step::Authority => "会计管理部门",
            Step::Titles => "会计专业技术资格",
            Step::Licences => "其他专业技术人员职业资格",
        }
    }
}

/// One thing to mend: the step and field it belongs to, and a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The step whose page holds the field.
    pub step: Step,
    /// The field's line key, such as `basics.portrait` or `education.<item>.period`.
    pub field: String,
    /// A whole Chinese sentence.
    pub text: String,
}

impl Fault {
    /// A fault at one field of a step.
    pub fn new(step: Step, field: impl Into<String>, text: impl Into<String>) -> Self {
        Fault { step, field: field.into(), text: text.into() }
    }
}
