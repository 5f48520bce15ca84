//! Looks that count: unmasked data and pictures of papers, each with its own entry in the journal (T26, T44).

use super::{find, moving, present, rounds};
use crate::casework::Refusal;
use crate::office::{Ledger, Stop};
use crate::store::Read;
use crate::tables::{FILES, FileRecord};
use crate::terms::{CaseNumber, FileId, OfficerId};

/// Why an officer wants to see what is masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// To compare with the papers.
    Compare,
    /// To reach the person.
    Contact,
    /// A complaint or request is being handled.
    Complaint,
    /// Another duty.
    Duty,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Reason; 4] = [Reason::Compare, Reason::Contact, Reason::Complaint, Reason::Duty];

    /// For people.
    pub fn label(self) -> &'static str {
        match self {
            Reason::Compare => "对照证件和材料",
            Reason::Contact => "联系办理人",
            Reason::Complaint => "处理投诉、信访",
            Reason::Duty => "其他工作需要",
        }
    }

    /// For forms and the journal.
    pub fn word(self) -> &'static str {
        match self {
            Reason::Compare => "compare",
            Reason::Contact => "contact",
            Reason::Complaint => "complaint",
            Reason::Duty => "duty",
        }
    }

    /// The reason with this word.
    pub fn from_word(word: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// Notes that the officer is about to see a case unmasked.
pub fn reveal(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    number: &CaseNumber,
    reason: Reason,
) -> Result<(), Stop<Refusal>> {
    let grant = present(ledger, officer)?;
    let (id, _) = find(&**ledger, &grant, number)?;
    ledger.about(id);
    ledger.detail(reason.word());
    Ok(())
}

/// A picture that one of the case's rounds, or the record that it moves, refers to; noted in the journal.
pub fn picture(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    number: &CaseNumber,
    file: FileId,
) -> Result<FileRecord, Stop<Refusal>> {
    let grant = present(ledger, officer)?;
    let (id, case) = find(&**ledger, &grant, number)?;
    let filed = rounds(&**ledger, id)?.iter().any(|filing| filing.matter.files().contains(&file));
    let belongs =
        filed || moving(&**ledger, id, &case)?.is_some_and(|dossier| dossier.files().contains(&file));
    let record = ledger.get(&FILES, &file)?.filter(|_| belongs);
    let record = record.ok_or(Stop::Refused(Refusal::NotFound))?;
    ledger.about(id);
    ledger.about(file);
    Ok(record)
}
