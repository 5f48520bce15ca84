//! What a person may look at and take back, and what a stranger may ask about a case.

use crate::accounts::{Counter, Window};
use crate::casework::{
    self, Amendment, Case, CaseKind, Correction, Matter, Papers, QueueRow, transfer_lines,
};
use crate::dossier::{changed_lines, lines};
use crate::office::{Ledger, Stop, case_of, latest_case, moved_to, open_cases, withdraw_case};
use crate::reference::Reference;
use crate::store::{Broken, Read, Span};
use crate::tables::{
    ACCOUNTS, CASES, CASES_BY_NUMBER, CASES_BY_PERSON, COUNTERS, DOSSIERS, DRAFTS, FILES, FILINGS,
    FileRecord, newest,
};
use crate::terms::{AccountId, CaseNumber, FileId, Moment};

/// Cases on one page of the list.
pub const PAGE: usize = 20;
/// Enquiries from one address; a hall shares one.
const BY_SOURCE: Window = Window::new(30, 600);
/// Wrong phone tails for one case.
const BY_NUMBER: Window = Window::new(10, 24 * 3600);

/// What 个人中心 shows.
#[derive(Clone, Debug)]
pub struct Home {
    /// The newest verification.
    pub verification: Option<Case>,
    /// The newest collection.
    pub collection: Option<Case>,
    /// A collection is being filled in.
    pub has_draft: bool,
    /// When the dossier on record was approved or changed last.
    pub approved: Option<Moment>,
    /// The newest transfer.
    pub transfer: Option<Case>,
    /// The record has left this instance.
    pub moved: bool,
    /// Changes, corrections and transfers that were returned.
    pub returned: Vec<Case>,
    /// One page of cases, newest first.
    pub rows: Vec<QueueRow>,
    /// The last case of this page, when more follow.
    pub next: Option<CaseNumber>,
}

/// Why this room refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The corridor refuses.
    Corridor(casework::Refusal),
    /// Too many enquiries.
    TooOften,
}

impl From<casework::Refusal> for Refusal {
    fn from(refusal: casework::Refusal) -> Refusal {
        Refusal::Corridor(refusal)
    }
}

/// What 个人中心 shows; the list goes on behind the case `after`.
pub fn home(read: &impl Read, person: AccountId, after: Option<&CaseNumber>) -> Result<Home, Stop<Refusal>> {
    let mut span = Span::within(&person, PAGE + 1);
    if let Some(number) = after
        && let Some((id, case)) = case_of(read, person, number)?
    {
        span = span.after(&(person, newest(case.filed), id));
    }
    let mut rows: Vec<_> = read.list(&CASES_BY_PERSON, span)?.into_iter().map(|(_, row)| row).collect();
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let mut returned = Vec::new();
    for (_, case) in open_cases(read, person)? {
        let mended = !matches!(case.kind, CaseKind::Verification | CaseKind::Collection);
        if mended && !case.state.is_waiting() {
            returned.push(case);
        }
    }
    let latest = |kind| Ok::<_, Broken>(latest_case(read, person, kind)?.map(|(_, case)| case));
    Ok(Home {
        verification: latest(CaseKind::Verification)?,
        collection: latest(CaseKind::Collection)?,
        transfer: latest(CaseKind::Transfer)?,
        moved: moved_to(read, person)?.is_some(),
        has_draft: read.get(&DRAFTS, &person)?.is_some(),
        approved: read.get(&DOSSIERS, &person)?.map(|record| record.approved),
        returned,
        next: rows.last().filter(|_| more).map(|row| row.number),
        rows,
    })
}

/// One of the person's cases.
pub fn case(read: &impl Read, person: AccountId, number: &CaseNumber) -> Result<Option<Case>, Stop<Refusal>> {
    Ok(case_of(read, person, number)?.map(|(_, case)| case))
}

/// What the officer asks to be mended: the line's name, empty for the whole, and the reason.
pub fn reasons(
    read: &impl Read,
    case: &Case,
    reference: &Reference,
) -> Result<Vec<(String, String)>, Stop<Refusal>> {
    if case.remarks().is_empty() {
        return Ok(Vec::new());
    }
    let id = read.find(&CASES_BY_NUMBER, &case.number.to_string())?;
    let filing = id.map(|id| read.get(&FILINGS, &(id, case.round))).transpose()?.flatten();
    let named = |key: &str| match filing.as_ref().map(|filing| &filing.matter) {
        Some(Matter::Verify(_)) => Papers::label(key).map(str::to_string),
        Some(Matter::Collect(dossier)) => {
            let sections = lines(&dossier.as_ref().clone().reopened(), &dossier.identity, reference);
            sections.into_iter().find_map(|section| {
                let line = section.lines.into_iter().find(|line| line.key == key)?;
                Some(format!("{} · {}", section.title, line.label))
            })
        }
        Some(Matter::Change(amendment) | Matter::Title(amendment)) => {
            changed_label(amendment, key, reference)
        }
        Some(Matter::Correct(correction)) => Correction::label(key)
            .map(str::to_string)
            .or_else(|| changed_label(&correction.amendment, key, reference)),
        Some(Matter::Transfer(transfer)) => {
            let found = transfer_lines(transfer, reference).into_iter().find(|line| line.key == key);
            found.map(|line| line.label.to_string())
        }
        None => None,
    };
    let remarks = case.remarks().iter();
    Ok(remarks.map(|remark| (named(&remark.field).unwrap_or_default(), remark.text.clone())).collect())
}

fn changed_label(amendment: &Amendment, key: &str, reference: &Reference) -> Option<String> {
    let [before, after] = changed_lines(&amendment.change, &amendment.identity, reference);
    after.into_iter().chain(before).find(|line| line.key == key).map(|line| line.label.to_string())
}

/// Takes a case back; a collection becomes a draft again, so that nothing has to be typed twice.
pub fn withdraw(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    number: &CaseNumber,
    seen: u32,
) -> Result<(), Stop<Refusal>> {
    let (id, case) = case_of(&**ledger, person, number)?
        .ok_or(Stop::Refused(Refusal::Corridor(casework::Refusal::NotFound)))?;
    let matter = withdraw_case::<Refusal>(ledger, id, case, seen)?;
    if let Some(Matter::Collect(dossier)) = matter
        && ledger.get(&DRAFTS, &person)?.is_none()
    {
        ledger.put(&DRAFTS, &person, &dossier.reopened())?;
    }
    Ok(())
}

/// The person's own picture.
pub fn own_picture(
    read: &impl Read,
    person: AccountId,
    id: &FileId,
) -> Result<Option<FileRecord>, Stop<Refusal>> {
    Ok(read.get(&FILES, id)?.filter(|file| file.owner == person))
}

/// The case with this number if its person's phone ends so; counted by address and by case against guessing.
pub fn track(
    ledger: &mut Ledger<'_>,
    number: &CaseNumber,
    tail: &str,
    source: &str,
) -> Result<Option<Case>, Stop<Refusal>> {
    count(ledger, format!("track:source:{source}"), BY_SOURCE)?;
    let found = ledger.find(&CASES_BY_NUMBER, &number.to_string())?;
    let case = found.map(|id| ledger.get(&CASES, &id)).transpose()?.flatten();
    let Some(case) = case else {
        ledger.refuse("no such case");
        return Ok(None);
    };
    let wrong = format!("track:case:{number}");
    let before = ledger.get(&COUNTERS, &wrong)?.unwrap_or(Counter::new(ledger.now()));
    if before.wait(ledger.now(), BY_NUMBER).is_some() {
        return Err(Stop::Refused(Refusal::TooOften));
    }
    let account = ledger.get(&ACCOUNTS, &case.person)?;
    if account.is_some_and(|account| account.identity.phone.as_str().ends_with(tail)) {
        return Ok(Some(case));
    }
    count(ledger, wrong, BY_NUMBER)?;
    ledger.refuse("phone does not fit");
    Ok(None)
}

fn count(ledger: &mut Ledger<'_>, key: String, window: Window) -> Result<(), Stop<Refusal>> {
    let now = ledger.now();
    let counter = ledger.get(&COUNTERS, &key)?.unwrap_or(Counter::new(now));
    if counter.wait(now, window).is_some() {
        return Err(Stop::Refused(Refusal::TooOften));
    }
    Ok(ledger.put(&COUNTERS, &key, &counter.more(now, window))?)
}
