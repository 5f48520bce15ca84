//! 调转信息: every transfer the person ever asked for.

use crate::casework::{Case, CaseKind, Filing};
use crate::office::case_of;
use crate::store::{Broken, Read, Span};
use crate::tables::{CASES, CASES_BY_PERSON, FILINGS};
use crate::terms::{AccountId, CaseId, CaseNumber};

/// One transfer with every round of it; no rounds are left of one that took the record to another instance.
#[derive(Clone, Debug)]
pub struct Row {
    /// The case.
    pub case: Case,
    /// What was asked, oldest first.
    pub rounds: Vec<Filing>,
}

/// The person's transfers, newest first.
pub fn rows(read: &impl Read, person: AccountId) -> Result<Vec<Row>, Broken> {
    let mut found = Vec::new();
    for ((.., id), row) in read.list(&CASES_BY_PERSON, Span::within(&person, usize::MAX))? {
        if row.kind == CaseKind::Transfer
            && let Some(case) = read.get(&CASES, &id)?
        {
            found.push(with_rounds(read, id, case)?);
        }
    }
    Ok(found)
}

/// One of them.
pub fn case(read: &impl Read, person: AccountId, number: &CaseNumber) -> Result<Option<Row>, Broken> {
    let found = case_of(read, person, number)?.filter(|(_, case)| case.kind == CaseKind::Transfer);
    found.map(|(id, case)| with_rounds(read, id, case)).transpose()
}

fn with_rounds(read: &impl Read, id: CaseId, case: Case) -> Result<Row, Broken> {
    let rounds = read.scan(&FILINGS, Span::within(&id, usize::MAX))?;
    Ok(Row { case, rounds: rounds.into_iter().map(|(_, filing)| filing).collect() })
}
