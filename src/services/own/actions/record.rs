//! The whole record and what was ever decided about it.

use crate::casework::{Case, CaseKind, QueueRow};
use crate::office::{latest_case, moved_to};
use crate::store::{Broken, Read, Span};
use crate::tables::{CASES, CASES_BY_PERSON, DOSSIERS, DRAFTS, Record};
use crate::terms::{AccountId, RegionCode};

/// How many cases the page tells of, the newest ones.
pub const LOG: usize = 200;

/// Everything that 信息查询 shows.
#[derive(Clone, Debug)]
pub struct Whole {
    /// What is on record now.
    pub record: Record,
    /// The transfers among the cases, newest first.
    pub transfers: Vec<Case>,
    /// The cases, newest first.
    pub cases: Vec<QueueRow>,
}

/// Why nothing is on record here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Absent {
    /// Nothing was filled in yet.
    NotBegun,
    /// A collection is being filled in.
    Begun,
    /// A collection was filed and stands somewhere.
    Filed(Box<Case>),
    /// The record has gone to this department.
    Moved(RegionCode),
}

/// The person's record, or why there is none.
pub fn look(read: &impl Read, person: AccountId) -> Result<Result<Whole, Absent>, Broken> {
    let Some(record) = read.get(&DOSSIERS, &person)? else { return Ok(Err(absent(read, person)?)) };
    let (mut cases, mut transfers) = (Vec::new(), Vec::new());
    for ((.., id), row) in read.list(&CASES_BY_PERSON, Span::within(&person, LOG))? {
        if row.kind == CaseKind::Transfer {
            transfers.extend(read.get(&CASES, &id)?);
        }
        cases.push(row);
    }
    Ok(Ok(Whole { record, transfers, cases }))
}

fn absent(read: &impl Read, person: AccountId) -> Result<Absent, Broken> {
    if let Some(region) = moved_to(read, person)? {
        return Ok(Absent::Moved(region));
    }
    if let Some((_, case)) = latest_case(read, person, CaseKind::Collection)?
        && (case.state.is_open() || read.get(&DRAFTS, &person)?.is_none())
    {
        return Ok(Absent::Filed(Box::new(case)));
    }
    Ok(if read.get(&DRAFTS, &person)?.is_some() { Absent::Begun } else { Absent::NotBegun })
}
