//! The rules of chapter 3 that reach across fields and records.

use super::basics::Identity;
use super::draft::Draft;
use super::education::{DOCTOR, Education};
use super::employment::Employment;
use super::fault::{Fault, Step};
use super::past::{Imported, PastRow};
use crate::terms::{Day, DocumentKind, FileId, Period, ResidentNumber, Sex};
use minicbor::{Decode, Encode};

/// 采集范围: who has to file and why (spec 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Scope {
    /// (一) 会计人员.
    #[n(1)]
    Accountant,
    /// (二) holders of an accounting qualification who do other work.
    #[n(2)]
    Qualified,
    /// (三) not working, about to sit the 初级 exam.
    #[n(3)]
    Beginner,
    /// (四) not working, a doctor about to sit the 中级 exam.
    #[n(4)]
    Doctor,
    /// (五) holders of an economic, statistical or audit 中级 about to sit the accounting 中级.
    #[n(5)]
    OtherQualified,
}

impl Scope {
    /// All scopes in the order of the law.
    pub const ALL: [Scope; 5] =
        [Scope::Accountant, Scope::Qualified, Scope::Beginner, Scope::Doctor, Scope::OtherQualified];

    /// The scope's number, 1 to 5.
    pub fn code(self) -> u8 {
        match self {
            Scope::Accountant => 1,
            Scope::Qualified => 2,
            Scope::Beginner => 3,
            Scope::Doctor => 4,
            Scope::OtherQualified => 5,
        }
    }

    /// The scope with this number.
    pub fn from_code(code: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.code().to_string() == code)
    }

    /// Whether the scope rests on a certificate that has to be shown.
    pub fn needs_certificate(self) -> bool {
        matches!(self, Scope::Qualified | Scope::OtherQualified)
    }

    /// Whether the scope is for people who do not work (暂未工作).
    pub fn is_without_work(self) -> bool {
        matches!(self, Scope::Beginner | Scope::Doctor)
    }
}

/// Whether 身份证明 must be shown: unless a current job or current study is on record (spec 1.7).
pub fn needs_identity_pictures(draft: &Draft) -> bool {
    !draft.employment.iter().any(|job| job.is_current())
        && !draft.education.iter().any(|one| one.is_current())
}

fn number(identity: &Identity) -> Option<ResidentNumber> {
    (identity.document.kind() == DocumentKind::ResidentId)
        .then(|| ResidentNumber::parse(identity.document.number()).ok())
        .flatten()
}

pub(super) fn sex(asked: &Option<Sex>, identity: &Identity) -> Option<Sex> {
    number(identity).map(|number| number.sex()).or(*asked)
}

pub(super) fn birth(asked: &Option<Day>, identity: &Identity) -> Option<Day> {
    number(identity).map(|number| number.birth()).or(*asked)
}

pub(super) fn faults(draft: &Draft, identity: &Identity, today: Day) -> Vec<Fault> {
    let mut faults = Vec::new();
    scope(draft, &mut faults);
    basics(draft, identity, &mut faults);
    education(draft, &mut faults);
    employment(draft, today, &mut faults);
    if draft.authority.is_none() {
        faults.push(Fault::new(Step::Authority, "authority", "请选择会计管理部门，它决定由谁审核您的信息。"));
    }
    faults
}

fn scope(draft: &Draft, faults: &mut Vec<Fault>) {
    let Some(scope) = draft.scope else {
        faults.push(Fault::new(Step::Scope, "scope", "请阅读采集须知并选择采集范围。"));
        return;
    };
    let shown = draft.certificate.as_ref();
    if scope.needs_certificate() && shown.is_none_or(|one| one.picture.is_none()) {
        faults.push(Fault::new(
            Step::Scope,
            "certificate",
            "所选采集范围需要填写资格证书并上传证书原件照片。",
        ));
    }
}

pub(super) fn basics(draft: &Draft, identity: &Identity, faults: &mut Vec<Fault>) {
    let basics = &draft.basics;
    let mut need = |present: bool, field: &str, text: &str| {
        if !present {
            faults.push(Fault::new(Step::Basics, format!("basics.{field}"), text));
        }
    };
    need(basics.portrait.is_some(), "portrait", "请上传近期标准证件照。");
    need(sex(&basics.sex, identity).is_some(), "sex", "请选择性别。");
    need(birth(&basics.birth, identity).is_some(), "birth", "请填写出生年月日。");
    need(basics.politics.is_some(), "politics", "请选择政治面貌。");
    let asked = identity.document.kind() == DocumentKind::ResidentId;
    need(!asked || basics.ethnicity.is_some(), "ethnicity", "请选择民族。");
    need(basics.address.is_some(), "address", "请填写通讯地址。");
    if needs_identity_pictures(draft) {
        let why = "暂未工作且不属于在校学生的人员，须上传身份证或居住证";
        need(basics.identity_front.is_some(), "identity_front", &format!("{why}正面照片。"));
        need(basics.identity_back.is_some(), "identity_back", &format!("{why}背面照片。"));
    }
}

fn education(draft: &Draft, faults: &mut Vec<Fault>) {
    let records = &draft.education;
    if records.is_empty() && draft.past_education.is_empty() {
        faults.push(Fault::new(Step::Education, "education", "请至少新增一条教育经历。"));
    }
    waiting::<Education>(draft, "教育经历", faults);
    faults.extend(records.iter().flat_map(|one| one.faults()));
    let periods: Vec<_> = records.iter().map(|one| (one.key("period"), &one.period)).collect();
    overlaps(Step::Education, "教育经历", &periods, faults);
    let shows = |of: fn(&super::Education) -> Option<FileId>| records.iter().any(|one| of(one).is_some());
    if draft.scope == Some(Scope::Beginner) && !shows(|one| one.files.high_school) {
        faults.push(Fault::new(
            Step::Education,
            "education",
            "拟报名初级资格考试的人员须在教育经历中上传高中毕业证原件照片。",
        ));
    }
    if draft.scope == Some(Scope::Doctor)
        && !records.iter().any(|one| one.degree == DOCTOR && !one.is_current())
    {
        faults.push(Fault::new(Step::Education, "education", "所选采集范围需要一条学位为博士的教育经历。"));
    }
}

fn employment(draft: &Draft, today: Day, faults: &mut Vec<Fault>) {
    let jobs = &draft.employment;
    waiting::<Employment>(draft, "工作经历", faults);
    if jobs.is_empty() && draft.past_employment.is_empty() && !draft.no_employment {
        faults.push(Fault::new(
            Step::Employment,
            "employment",
            "请新增工作经历；没有工作经历的，请选择暂无工作经历。",
        ));
    }
    faults.extend(jobs.iter().flat_map(|job| job.faults(today)));
    let periods: Vec<_> = jobs.iter().map(|job| (job.key("period"), &job.period)).collect();
    overlaps(Step::Employment, "工作经历", &periods, faults);
    match draft.scope {
        Some(Scope::Accountant) if !jobs.iter().any(|job| !job.experience.is_empty()) => {
            faults.push(Fault::new(
                Step::Employment,
                "employment",
                "选择会计人员的，工作经历中需要填写会计工作经历。",
            ));
        }
        Some(scope) if scope.is_without_work() && jobs.iter().any(|job| job.is_current()) => {
            faults.push(Fault::new(
                Step::Employment,
                "employment",
                "您选择的采集范围是暂未工作的人员，但有一条工作经历至今在职，请核对采集范围或工作结束时间。",
            ));
        }
        _ => {}
    }
}

/// An imported row cannot be filed before the person has completed it.
fn waiting<T: Imported>(draft: &Draft, what: &str, faults: &mut Vec<Fault>) {
    for row in T::waiting(draft) {
        let name = row.name().map(|name| format!("「{name}」")).unwrap_or_default();
        let missing = row.missing().join("、");
        let text = format!(
            "历史数据的{what}{name}还没有补充完整，请打开编辑，补充{missing}；内容有误的请删除后重新新增。"
        );
        faults.push(Fault::new(T::STEP, format!("{}.{}.source", T::KEY, row.id()), text));
    }
}

fn overlaps(step: Step, what: &str, periods: &[(String, &Period)], faults: &mut Vec<Fault>) {
    for (row, (key, period)) in periods.iter().enumerate() {
        for (other, (_, earlier)) in periods[..row].iter().enumerate() {
            if period.overlaps(earlier) {
                let text =
                    format!("第 {} 条与第 {} 条{what}的时间交叉，请核对起止时间。", row + 1, other + 1);
                faults.push(Fault::new(step, key.clone(), text));
            }
        }
    }
}
