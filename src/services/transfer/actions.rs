//! What chapter 5 asks of the books: where the person stands, what stands in the way, filing and taking back.

mod details;
mod file;

pub use details::{Row, case, rows};
pub use file::{Asked, file, mend, withdraw};

use crate::casework::{self, Case, CaseKind, State};
use crate::office::{Stop, latest_case, open_cases, reaches};
use crate::store::{Broken, Read};
use crate::tables::{DOSSIERS, Record};
use crate::terms::{AccountId, CaseNumber, Day, RegionCode};

/// What keeps a transfer from being filed (guide 5.1, spec 1.15 a to g).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guard {
    /// (a) Nothing was ever collected, or it was taken back.
    Unfinished,
    /// (b) The collection was filed and is not approved.
    NotApproved,
    /// (c), (e), (f) Something else is asked and not settled: its kind, its number, and whether it came back.
    Open(CaseKind, CaseNumber, bool),
    /// (d) A transfer is not settled.
    Transferring(CaseNumber),
    /// (g) The receiving department is the present one.
    Same,
    /// The receiving department does no business here, nor in any instance that is known here.
    Unreachable,
}

impl Guard {
    /// The guide's words where they are known, and words like them where the picture is lost.
    pub fn sentence(&self) -> String {
        match self {
            Guard::Unfinished => "您的信息采集尚未完成!".into(),
            Guard::NotApproved => "您的信息采集尚未审核通过!".into(),
            Guard::Open(kind, _, false) => under_review(kind.label()),
            Guard::Open(kind, _, true) => {
                format!("您有退回补正的{}申请，请先修改后重新提交并办结，或者撤回。", kind.label())
            }
            Guard::Transferring(_) => "存在未完结的调转申请!".into(),
            Guard::Same => "您选择的调入地管理机构与您当前所属管理机构相同!".into(),
            Guard::Unreachable => {
                "您选择的调入地管理机构没有在本平台办理业务，也没有与本平台互通，暂时不能在线调转，请向当地财政部门咨询。".into()
            }
        }
    }

    /// Whether it is about the department that was chosen, and so is told beside it.
    pub fn is_about_destination(&self) -> bool {
        matches!(self, Guard::Same | Guard::Unreachable)
    }
}

/// The guide's sentence for any kind of application that waits for its officer.
fn under_review(kind: &str) -> String {
    format!("您有审核中的{kind}申请!")
}

/// Why something is refused; says nothing about the person, because refusals are journalled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A guard of the guide.
    Guarded(Guard),
    /// The record or the transfer changed since the page was drawn.
    Stale,
    /// The corridor refuses.
    Corridor(casework::Refusal),
}

impl Refusal {
    /// What happened and what to do next.
    pub fn sentence(&self) -> String {
        match self {
            Refusal::Guarded(guard) => guard.sentence(),
            Refusal::Stale => "您打开本页之后，登记的内容或这次调转有了变化，请核对后再提交。".into(),
            Refusal::Corridor(refusal) => refusal.sentence(),
        }
    }
}

impl From<casework::Refusal> for Refusal {
    fn from(refusal: casework::Refusal) -> Refusal {
        Refusal::Corridor(refusal)
    }
}

/// Where the person stands in this chapter.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What is on record; none while nothing is.
    pub record: Option<Record>,
    /// The collection that counts, for 当前信息采集.
    pub collection: Option<Case>,
    /// What keeps a new transfer from being filed, whatever its destination.
    pub guard: Option<Guard>,
    /// Where the record went, once it has left this instance.
    pub moved: Option<RegionCode>,
}

impl Standing {
    /// The state of 信息采集 in the guide's words.
    pub fn collection_state(&self) -> &'static str {
        match (&self.record, &self.collection) {
            (Some(_), _) => "信息采集通过",
            (None, _) if self.moved.is_some() => "已转到其他平台",
            (None, Some(case)) => case.state_label(),
            (None, None) => "未采集",
        }
    }

    /// The version of the record that a page is drawn from; 0 while there is none.
    pub fn stamp(&self) -> u32 {
        self.record.as_ref().map_or(0, Record::number)
    }
}

/// Where the person stands.
pub fn load(read: &impl Read, person: AccountId) -> Result<Standing, Broken> {
    let record = read.get(&DOSSIERS, &person)?;
    let collection = latest_case(read, person, CaseKind::Collection)?.map(|(_, case)| case);
    let guard = match (&record, &collection) {
        (Some(_), _) => open_guard(read, person, None)?,
        (None, Some(case)) if case.state != State::Withdrawn => Some(Guard::NotApproved),
        (None, _) => Some(Guard::Unfinished),
    };
    let moved = match &record {
        Some(_) => None,
        None => crate::office::moved_to(read, person)?,
    };
    Ok(Standing { record, collection, guard, moved })
}

/// The open case that excludes a transfer, but for the transfer that is being mended.
fn open_guard(
    read: &impl Read,
    person: AccountId,
    mended: Option<CaseNumber>,
) -> Result<Option<Guard>, Broken> {
    let open = open_cases(read, person)?.into_iter().map(|(_, case)| case);
    let mut others = open.filter(|case| Some(case.number) != mended);
    Ok(others.next().map(|case| match case.kind {
        CaseKind::Transfer => Guard::Transferring(case.number),
        kind => Guard::Open(kind, case.number, !case.state.is_waiting()),
    }))
}

/// What the destination itself is refused for.
pub fn destination_guard(
    read: &impl Read,
    from: RegionCode,
    to: RegionCode,
    today: Day,
) -> Result<Option<Guard>, Broken> {
    if from == to {
        return Ok(Some(Guard::Same));
    }
    Ok((!reaches(read, from, to, today)?).then_some(Guard::Unreachable))
}

/// A refusal of a guard.
fn guarded<T>(guard: Guard) -> Result<T, Stop<Refusal>> {
    Err(Stop::Refused(Refusal::Guarded(guard)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentences_are_those_of_the_guide() {
        let number = CaseNumber::parse("980121-2026-000318-3").unwrap();
        let change = Guard::Open(CaseKind::Change, number, false);
        assert_eq!(change.sentence(), "您有审核中的信息变更申请!");
        assert_eq!(Guard::Transferring(number).sentence(), "存在未完结的调转申请!");
        assert_eq!(Guard::Same.sentence(), "您选择的调入地管理机构与您当前所属管理机构相同!");
        // (e) and (f): every kind of application that is open blocks a transfer in these words, so these two will too.
        assert_eq!(under_review("奖惩"), "您有审核中的奖惩申请!");
        assert_eq!(under_review("视同教育"), "您有审核中的视同教育申请!");
    }
}
