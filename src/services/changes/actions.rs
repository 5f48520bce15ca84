//! What chapters 4 and 6 ask of the books: where the person stands, what is open, and filing a request.

mod ask;
mod details;
mod fetch;
mod history;

pub use ask::{Asked, Papers, ask_basics, ask_correction, ask_record, faults_of, remove_record};
pub use details::{Detail, Row, detail, mending_place, remark_labels, rows, withdraw};
pub use fetch::{Fetched, fetch_titles};
pub use history::{Version, history, version};

use crate::casework::{self, Case, CaseKind, Matter, Remark, ReviewRules, State};
use crate::dossier::{Dossier, Target};
use crate::office::{Stop, latest_case, moved_to, open_cases};
use crate::store::{Broken, Read};
use crate::tables::{DOSSIERS, FILINGS, Only, REVIEW_RULES, Record};
use crate::terms::{AccountId, CaseId, CaseNumber};

/// Why there is nothing to change yet (guide 4.1: only while the collection is 审核通过).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// Nothing was ever filed, or it was taken back.
    NotFiled,
    /// The collection waits for its officer.
    UnderReview,
    /// The collection was returned.
    ToMend,
    /// The collection was rejected.
    Rejected,
    /// The record has left this instance.
    Moved,
}

impl Hindrance {
    /// What stands in the way of `what`: 办理变更 or 登记职称.
    pub fn sentence(self, what: &str) -> String {
        match self {
            Hindrance::NotFiled => format!("您还没有办理信息采集，信息采集审核通过后才能{what}。"),
            Hindrance::UnderReview => {
                format!("您的信息采集正在审核，审核通过后才能{what}。发现填错的，可以先撤回修改。")
            }
            Hindrance::ToMend => {
                format!("您的信息采集已退回补正，请先修改后再次提交，审核通过后才能{what}。")
            }
            Hindrance::Moved => format!("您的登记已随属地调转转到其他平台，请在那里{what}。"),
            Hindrance::Rejected => {
                format!("您的信息采集没有通过审核，请修改后重新提交，审核通过后才能{what}。")
            }
        }
    }
}

/// Why a request is refused; says nothing about the person, because refusals are journalled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing is on record yet.
    NotOnRecord(Hindrance),
    /// The record or an open request changed since the page was drawn.
    Stale,
    /// A request about the same thing is open under this number.
    Open(CaseNumber),
    /// A transfer is open under this number, and the record stays as it is until that is settled.
    Transferring(CaseNumber),
    /// Nothing was changed.
    Nothing,
    /// Rules are broken; [`faults_of`] tells which.
    Faulty,
    /// The new job lies outside the authority's territory (guide 4.3).
    Outside,
    /// The record came from the certificate library.
    Library,
    /// The record is not there, or not this person's.
    Gone,
    /// The corridor refuses.
    Corridor(casework::Refusal),
}

impl Refusal {
    /// What happened and what to do next.
    pub fn sentence(&self) -> String {
        match self {
            Refusal::NotOnRecord(hindrance) => hindrance.sentence("办理变更"),
            Refusal::Stale => "您打开本页之后，登记的内容有了变化，请核对后再提交。".into(),
            Refusal::Open(number) => format!("这一项已有正在办理的变更（受理编号 {number}），办结之前不能再次提交。"),
            Refusal::Transferring(number) => format!(
                "您有正在办理的属地调转（受理编号 {number}），办结之后在登记所在地办理变更；需要先变更的，可以撤回调转。"
            ),
            Refusal::Nothing => "没有改动任何内容，不需要提交。".into(),
            Refusal::Faulty => "有内容需要修改，请按提示修改后再提交。".into(),
            Refusal::Outside => {
                "若变更后的工作单位不属于当前信息采集合格的行政区划，需先进行属地调转后，在接收地进行信息变更。".into()
            }
            Refusal::Library => {
                "系统记录取自全国证书库，不能变更或删除。内容有误的，请联系发证机关更正。".into()
            }
            Refusal::Gone => "没有找到这条记录，它可能已经变更或删除，请回到列表查看。".into(),
            Refusal::Corridor(refusal) => refusal.sentence(),
        }
    }
}

impl From<casework::Refusal> for Refusal {
    fn from(refusal: casework::Refusal) -> Refusal {
        Refusal::Corridor(refusal)
    }
}

/// A request that is not decided yet.
#[derive(Clone, Debug)]
pub struct Open {
    /// Its case.
    pub id: CaseId,
    /// The case.
    pub case: Case,
    /// What is asked.
    pub matter: Matter,
}

impl Open {
    /// What it is about.
    pub fn target(&self) -> Option<Target> {
        self.matter.amendment()?.change.target()
    }

    /// Whether the person has to mend it.
    pub fn is_returned(&self) -> bool {
        matches!(self.case.state, State::Returned(_))
    }

    /// What the officer asked to mend.
    pub fn remarks(&self) -> &[Remark] {
        self.case.remarks()
    }
}

/// Where the person stands in this chapter.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What is on record.
    pub record: Record,
    /// Requests that are not decided yet, newest first.
    pub open: Vec<Open>,
    /// The open transfer, which excludes every change.
    pub transfer: Option<CaseNumber>,
    /// What is approved at once.
    pub rules: ReviewRules,
}

impl Standing {
    /// What is on record.
    pub fn dossier(&self) -> &Dossier {
        &self.record.dossier
    }

    /// The open request that keeps another one about this from being filed.
    pub fn in_the_way(&self, target: Target) -> Option<&Open> {
        self.open.iter().find(|open| open.target().is_some_and(|other| other.excludes(target)))
    }

    /// The returned request about exactly this, which its form mends.
    pub fn to_mend(&self, target: Target) -> Option<&Open> {
        self.open.iter().find(|open| open.is_returned() && open.target() == Some(target))
    }

    /// Names the state that a page about this was drawn from: the record's version, and that of the request it mends.
    pub fn stamp(&self, target: Option<Target>) -> String {
        let mended = target.and_then(|target| self.to_mend(target));
        format!("{}.{}", self.record.number(), mended.map_or(0, |open| open.case.version))
    }
}

/// Where the person stands; refused while nothing is on record.
pub fn load(read: &impl Read, person: AccountId) -> Result<Standing, Stop<Refusal>> {
    let Some(record) = read.get(&DOSSIERS, &person)? else {
        return Err(Stop::Refused(Refusal::NotOnRecord(hindrance(read, person)?)));
    };
    let (mut open, mut transfer) = (Vec::new(), None);
    for (id, case) in open_cases(read, person)? {
        if case.kind == CaseKind::Transfer {
            transfer = Some(case.number);
        }
        if matches!(case.kind, CaseKind::Change | CaseKind::Correction | CaseKind::Title)
            && let Some(filing) = read.get(&FILINGS, &(id, case.round))?
        {
            open.push(Open { id, case, matter: filing.matter });
        }
    }
    let rules = read.get(&REVIEW_RULES, &Only)?.unwrap_or_default();
    Ok(Standing { record, open, transfer, rules })
}

fn hindrance(read: &impl Read, person: AccountId) -> Result<Hindrance, Broken> {
    if moved_to(read, person)?.is_some() {
        return Ok(Hindrance::Moved);
    }
    let latest = latest_case(read, person, CaseKind::Collection)?;
    Ok(match latest.map(|(_, case)| case.state) {
        None | Some(State::Withdrawn) => Hindrance::NotFiled,
        Some(State::Returned(_)) => Hindrance::ToMend,
        Some(State::Rejected(_)) => Hindrance::Rejected,
        Some(State::Waiting | State::Seconded(_) | State::Released | State::Approved) => {
            Hindrance::UnderReview
        }
    })
}

/// The version of the record that a page with this stamp was drawn from; 0 for nonsense.
pub fn version_of(stamp: &str) -> u32 {
    stamp.split('.').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// What happened since the page with this stamp was drawn, in a sentence.
pub fn what_happened(
    read: &impl Read,
    person: AccountId,
    stamp: &str,
    target: Option<Target>,
) -> Result<String, Stop<Refusal>> {
    let standing = load(read, person)?;
    if let Some(number) = standing.transfer {
        return Ok(format!("{}您填写的内容还在本页。", Refusal::Transferring(number).sentence()));
    }
    if let Some(open) = target.and_then(|target| standing.in_the_way(target))
        && open.case.state.is_waiting()
    {
        let number = open.case.number;
        return Ok(format!(
            "您已在其他窗口或设备提交了这一项的变更（受理编号 {number}），办结之前不能再次提交；需要修改的，可以先撤回那一次。"
        ));
    }
    if version_of(stamp) < standing.record.number() {
        let told = details::settled_by(read, &standing.record)?;
        let at = standing.record.approved;
        return Ok(format!(
            "您打开本页之后，登记的内容有了变化：{told} 已于 {at} 生效。您填写的内容还在本页，请核对后再提交一次。"
        ));
    }
    Ok("您打开本页之后，这一项的办理状态有了变化。您填写的内容还在本页，请核对后再提交一次。".into())
}
