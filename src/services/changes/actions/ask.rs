//! Filing a request: the state it was made from is checked again in the act that files it, and so is every rule.

use super::{Refusal, Standing, load};
use crate::casework::{Amendment, CaseKind, Channel, Correction, Matter};
use crate::dossier::{
    Basics, Change, Employment, Fault, Listed, Particulars, Step, Stretch, Target, change_faults, find,
    moves_outside, overlap_sentence,
};
use crate::office::{AtOnce, Ledger, Promise, Stop, file_at_once, file_case, refile_case};
use crate::terms::{AccountId, CaseNumber, Day, FileId, ItemId};

/// Which page asks, and from which state.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Who asks.
    pub person: AccountId,
    /// The stamp the page was drawn from, see [`Standing::stamp`].
    pub seen: String,
    /// What the office promises.
    pub promise: Promise,
}

/// What proves a correction.
#[derive(Clone, Debug)]
pub struct Papers {
    /// Why, in the person's words.
    pub reason: String,
    /// 证件正面.
    pub front: FileId,
    /// 证件背面.
    pub back: Option<FileId>,
    /// 更正依据.
    pub proof: FileId,
}

/// Asks for other basics.
pub fn ask_basics(
    ledger: &mut Ledger<'_>,
    asked: &Asked,
    after: &Basics,
) -> Result<CaseNumber, Stop<Refusal>> {
    let standing = fresh(ledger, asked, Some(Target::Basics))?;
    let before = Box::new(standing.dossier().basics.clone());
    let change = Change::Basics { before, after: Box::new(after.clone()) };
    file(ledger, asked, &standing, change, None)
}

/// Asks for a record to be added, or for the one named `item` to become another.
pub fn ask_record<T: Listed>(
    ledger: &mut Ledger<'_>,
    asked: &Asked,
    item: Option<ItemId>,
    record: &T,
) -> Result<CaseNumber, Stop<Refusal>> {
    let standing = fresh(ledger, asked, item.map(T::target))?;
    let before = item.and_then(|id| found::<T>(&standing, id));
    if before.as_ref().is_some_and(Listed::is_locked) {
        return Err(Stop::Refused(Refusal::Library));
    }
    let id = match item {
        Some(id) if before.is_none() && standing.to_mend(T::target(id)).is_none() => {
            return Err(Stop::Refused(Refusal::Gone));
        }
        Some(id) => id,
        None => ItemId::from_bytes(ledger.draw_id()),
    };
    let mut after = record.clone().named(id);
    if let Some(before) = &before {
        after = after.following(before);
    }
    file(ledger, asked, &standing, T::change(before, Some(after)), None)
}

/// Asks for a record to be deleted.
pub fn remove_record<T: Listed>(
    ledger: &mut Ledger<'_>,
    asked: &Asked,
    id: ItemId,
) -> Result<CaseNumber, Stop<Refusal>> {
    let standing = fresh(ledger, asked, Some(T::target(id)))?;
    let before = found::<T>(&standing, id).ok_or(Stop::Refused(Refusal::Gone))?;
    if before.is_locked() {
        return Err(Stop::Refused(Refusal::Library));
    }
    file(ledger, asked, &standing, T::change(Some(before), None), None)
}

/// Asks for a correction.
pub fn ask_correction(
    ledger: &mut Ledger<'_>,
    asked: &Asked,
    after: &Particulars,
    papers: &Papers,
) -> Result<CaseNumber, Stop<Refusal>> {
    let standing = fresh(ledger, asked, Some(Target::Particulars))?;
    let before = Box::new(Particulars::of(standing.dossier()));
    let change = Change::Particulars { before, after: Box::new(after.clone()) };
    file(ledger, asked, &standing, change, Some(papers))
}

/// What would have to be mended at the fields of a change.
pub fn faults_of(standing: &Standing, change: &Change, today: Day) -> Vec<Fault> {
    let Ok(settled) = change.apply(standing.dossier()) else { return Vec::new() };
    let mut faults = change_faults(change, &settled, today);
    faults.extend(beside_open(standing, change));
    if faults.is_empty() {
        faults.extend(beside_asked(standing, change, today));
    }
    faults
}

/// A qualification may not stand twice on record, also not once the other open requests are approved.
fn beside_asked(standing: &Standing, change: &Change, today: Day) -> Vec<Fault> {
    if !matches!(change.step(), Step::Titles | Step::Licences) {
        return Vec::new();
    }
    let asked = standing.open.iter().filter(|open| open.target() != change.target());
    let asked = asked.filter_map(|open| open.matter.amendment());
    let with_all = asked.fold(standing.dossier().clone(), |dossier, amendment| {
        amendment.change.apply(&dossier).unwrap_or(dossier)
    });
    let Ok(settled) = change.apply(&with_all) else { return Vec::new() };
    let faults = change_faults(change, &settled, today).into_iter();
    faults.map(|fault| Fault { text: format!("您有正在办理的申请：{}", fault.text), ..fault }).collect()
}

fn found<T: Listed>(standing: &Standing, id: ItemId) -> Option<T> {
    find::<T>(&standing.dossier().clone().reopened(), id).cloned()
}

/// Where the person stands, if the page still shows it.
fn fresh(ledger: &Ledger<'_>, asked: &Asked, target: Option<Target>) -> Result<Standing, Stop<Refusal>> {
    let standing = load(&**ledger, asked.person)?;
    if let Some(number) = standing.transfer {
        return Err(Stop::Refused(Refusal::Transferring(number)));
    }
    if standing.stamp(target) != asked.seen {
        return Err(Stop::Refused(Refusal::Stale));
    }
    Ok(standing)
}

fn file(
    ledger: &mut Ledger<'_>,
    asked: &Asked,
    standing: &Standing,
    change: Change,
    papers: Option<&Papers>,
) -> Result<CaseNumber, Stop<Refusal>> {
    let target = change.target().ok_or(Stop::Refused(Refusal::Nothing))?;
    let mended = standing.to_mend(target).cloned();
    let others = standing.open.iter().filter(|open| Some(open.id) != mended.as_ref().map(|one| one.id));
    if let Some(open) = others.into_iter().find(|open| open.target().is_some_and(|one| one.excludes(target)))
    {
        return Err(Stop::Refused(Refusal::Open(open.case.number)));
    }
    if change.is_empty() {
        return Err(Stop::Refused(Refusal::Nothing));
    }
    if moves_outside(&change, standing.dossier()) {
        return Err(Stop::Refused(Refusal::Outside));
    }
    if !faults_of(standing, &change, ledger.today()).is_empty() {
        return Err(Stop::Refused(Refusal::Faulty));
    }
    let by_rule = standing.rules.approve(&change);
    let amendment = Amendment {
        change,
        identity: standing.dossier().identity.clone(),
        authority: standing.record.authority,
        channel: Channel::Person,
    };
    let matter = match papers {
        Some(papers) => Matter::Correct(Box::new(Correction {
            amendment: amendment.clone(),
            reason: papers.reason.clone(),
            front: papers.front,
            back: papers.back,
            proof: papers.proof,
        })),
        None => amendment.clone().into_matter(),
    };
    let case = match mended {
        // An officer has looked at it, so an officer decides it.
        Some(open) => refile_case::<Refusal>(ledger, open.id, open.case, matter, asked.promise)?,
        None if by_rule && matter.kind() == CaseKind::Change => {
            file_at_once::<Refusal>(ledger, asked.person, amendment, &AtOnce::Rule)?.1
        }
        None => file_case::<Refusal>(ledger, asked.person, matter, asked.promise)?.1,
    };
    Ok(case.number)
}

/// A record may not overlap one that another open request would put on record.
fn beside_open(standing: &Standing, change: &Change) -> Vec<Fault> {
    fn against<T: Listed>(standing: &Standing, change: &Change) -> Vec<Fault> {
        let Some([_, Some(own)]) = T::states(change) else { return Vec::new() };
        let asked = standing.open.iter().filter_map(|open| open.matter.amendment());
        let others = asked.filter_map(|amendment| T::states(&amendment.change)?[1]);
        let Some(Stretch { period, .. }) = own.stretch() else { return Vec::new() };
        let crossing = others.filter(|other| other.id() != own.id()).filter_map(Listed::stretch);
        let told = crossing.filter(|other| other.period.overlaps(&period)).map(|other| {
            let text = format!("您有正在办理的变更，{}", overlap_sentence(&other));
            Fault::new(T::STEP, format!("{}.{}.period", T::KEY, own.id()), text)
        });
        told.collect()
    }
    [against::<crate::dossier::Education>(standing, change), against::<Employment>(standing, change)].concat()
}
