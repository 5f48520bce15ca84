//! What every step of the collection asks of the books: where the person stands, and saving what was filled in.
//!
//! What always holds: nobody who is not verified gets a draft (spec 1.5); a draft cannot be changed while its case
//! waits or after it was approved (spec 7); a save names the version it saw, so that two windows cannot silently
//! overwrite each other.

mod filing;
mod history;
mod served;

pub use filing::{receipt, submit, withdraw};
pub use served::{Around, Checked, Suggestion, around, checked, is_served, suggestion};

use crate::casework::{self, Case, CaseKind, Matter, Remark, State};
use crate::dossier::{Draft, Identity, Step};
use crate::office::{Ledger, Stop, latest_case, moved_to};
use crate::store::{Broken, Read};
use crate::tables::{ACCOUNTS, DOSSIERS, DRAFTS, FILINGS};
use crate::terms::{AccountId, CaseId};

/// One person's collection as it stands.
#[derive(Clone, Debug)]
pub struct Collecting {
    /// What has been filled in, or what was filed last.
    pub draft: Draft,
    /// What registration fixed.
    pub identity: Identity,
    /// The newest collection case, if anything was ever filed.
    pub case: Option<(CaseId, Case)>,
    /// Whether the draft may be changed: nothing waits and nothing has been approved.
    pub editable: bool,
    /// What the officer asked to mend; empty unless the case was returned.
    pub remarks: Vec<Remark>,
}

/// Why the collection refuses an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// 实名认证 comes first (spec 1.5).
    NotVerified,
    /// The case waits for its officer, so nothing may be changed.
    UnderReview,
    /// The collection was approved; later changes belong to another chapter.
    AlreadyApproved,
    /// The record has left for another instance, where it is kept from now on.
    MovedAway,
    /// The draft was saved elsewhere since the page was drawn.
    Stale,
    /// Something still has to be filled in or mended.
    Incomplete,
    /// The corridor refuses.
    Corridor(casework::Refusal),
}

impl Refusal {
    /// What happened and what to do next, for the person who reads it.
    pub fn sentence(&self) -> String {
        match self {
            Refusal::NotVerified => "信息采集之前需要先完成实名认证，请先办理实名认证。".into(),
            Refusal::UnderReview => {
                "您的信息采集正在审核，内容暂时不能修改。如需修改，请先在信息采集页撤回。".into()
            }
            Refusal::AlreadyApproved => "您的信息采集已经审核通过，不需要重复填写。".into(),
            Refusal::MovedAway => {
                "您的登记已经调出到另一个平台，不需要在这里重新采集；需要调回的，请在调入地的平台申请属地调转。".into()
            }
            Refusal::Stale => "您在其他窗口或设备上保存过新的内容，请核对本页内容后再保存一次。".into(),
            Refusal::Incomplete => "还有内容没有填写完整，请按提示补充后再提交。".into(),
            Refusal::Corridor(refusal) => refusal.sentence(),
        }
    }
}

impl From<casework::Refusal> for Refusal {
    fn from(refusal: casework::Refusal) -> Refusal {
        Refusal::Corridor(refusal)
    }
}

impl Collecting {
    /// Whether nothing has been filled in or filed yet, so that 采集须知 comes first (spec 1.6).
    pub fn is_first_visit(&self) -> bool {
        let begun = Step::ALL.into_iter().any(|step| self.draft.has_begun(step));
        // What was imported stands in a draft that nobody has saved yet.
        self.case.is_none() && (self.draft.version == 0 || !begun)
    }

    /// Where the newest case stands.
    pub fn state(&self) -> Option<&State> {
        self.case.as_ref().map(|(_, case)| &case.state)
    }

    /// The remarks whose line belongs to a step, with the line's key.
    pub fn remarks_at(&self, step: Step) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().filter(move |remark| step_of(&remark.field) == Some(step))
    }
}

/// The step whose page holds the line with this key; none for the whole matter.
pub fn step_of(key: &str) -> Option<Step> {
    match key.split('.').next()? {
        "scope" | "certificate" => Some(Step::Scope),
        "basics" => Some(Step::Basics),
        "education" => Some(Step::Education),
        "employment" => Some(Step::Employment),
        "authority" => Some(Step::Authority),
        _ => None,
    }
}

/// Where the person's collection stands; refused when it may not be begun: unverified, or on record elsewhere.
pub fn load(read: &impl Read, person: AccountId) -> Result<Collecting, Stop<Refusal>> {
    let account = read.get(&ACCOUNTS, &person)?.filter(|account| account.is_verified());
    let identity = account.ok_or(Stop::Refused(Refusal::NotVerified))?.identity;
    if moved_to(read, person)?.is_some() {
        return Err(Stop::Refused(Refusal::MovedAway));
    }
    let case = latest_case(read, person, CaseKind::Collection)?;
    let editable = refusal_of(case.as_ref()).is_none();
    let begun = if editable { read.get(&DRAFTS, &person)? } else { None };
    let mut draft = match (begun, &case) {
        (Some(draft), Some(_)) => draft,
        (None, Some((id, case))) => reopened(read, *id, case)?,
        (draft, None) => history::taken_over(read, person, &identity, draft.unwrap_or_default())?,
    };
    draft.version = draft.version.max(case.as_ref().map_or(0, |(_, case)| last_change(case)));
    let remarks = case.as_ref().map(|(_, case)| case.remarks().to_vec()).unwrap_or_default();
    Ok(Collecting { draft, identity, case, editable, remarks })
}

/// What a step's form asked; writes itself into the draft.
pub trait Answers: Send + 'static {
    /// The step whose form it is.
    const STEP: Step;

    /// Writes the answers into the draft of the person with this identity.
    fn write(&self, draft: &mut Draft, identity: &Identity);
}

/// Saves a step's answers, see [`save`].
pub fn save_answers(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    seen: u32,
    answers: &impl Answers,
) -> Result<Draft, Stop<Refusal>> {
    let identity = editable_draft(ledger, person, seen)?.identity;
    save(ledger, person, seen, |draft| answers.write(draft, &identity))
}

/// Changes the person's draft and keeps it under the next version; `seen` is the version the page was drawn from.
pub fn save(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    seen: u32,
    change: impl Fn(&mut Draft),
) -> Result<Draft, Stop<Refusal>> {
    let mut draft = editable_draft(ledger, person, seen)?.draft;
    change(&mut draft);
    draft.version = seen.saturating_add(1);
    ledger.put(&DRAFTS, &person, &draft)?;
    Ok(draft)
}

/// The collection as the page with version `seen` showed it, if it may still be changed.
pub(super) fn editable_draft(
    ledger: &Ledger<'_>,
    person: AccountId,
    seen: u32,
) -> Result<Collecting, Stop<Refusal>> {
    let collecting = load(&**ledger, person)?;
    if let Some(refusal) = refusal_of(collecting.case.as_ref()) {
        return Err(Stop::Refused(refusal));
    }
    if collecting.draft.version != seen {
        return Err(Stop::Refused(Refusal::Stale));
    }
    Ok(collecting)
}

fn refusal_of(case: Option<&(CaseId, Case)>) -> Option<Refusal> {
    match &case?.1.state {
        State::Waiting | State::Seconded(_) | State::Released => Some(Refusal::UnderReview),
        State::Approved => Some(Refusal::AlreadyApproved),
        State::Returned(_) | State::Rejected(_) | State::Withdrawn => None,
    }
}

/// What is on record once it was approved, else what was filed last, as a draft to be mended.
fn reopened(read: &impl Read, id: CaseId, case: &Case) -> Result<Draft, Broken> {
    if case.state == State::Approved
        && let Some(record) = read.get(&DOSSIERS, &case.person)?
    {
        return Ok(record.dossier.reopened());
    }
    let filing = read.get(&FILINGS, &(id, case.round))?;
    Ok(match filing.map(|filing| filing.matter) {
        Some(Matter::Collect(dossier)) => dossier.reopened(),
        _ => Draft::default(),
    })
}

/// The second of the case's last change: a draft of the next round counts on from it, so that it stands above every
/// version that a window left open before the filing may have seen.
fn last_change(case: &Case) -> u32 {
    let changed = case.history.last().map_or(case.filed, |line| line.at);
    u32::try_from(changed.millis() / 1000).unwrap_or(u32::MAX)
}
