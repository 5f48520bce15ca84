//! What the end of a transfer changes: the record's authority, and who keeps everything about the person (spec 2.5, 7).
//!
//! What always holds: from the act that moves the record on, the former authority reads nothing of it any more, neither
//! the record nor any case the person ever had there (security B7).

use super::{Ledger, Stop, latest_case, peer_for, put_record, receives, speaks_for};
use crate::casework::{CaseKind, Refusal, State, Transfer};
use crate::dossier::Dossier;
use crate::store::{Broken, Read, Span};
use crate::tables::{CASES, CASES_BY_PERSON, DOSSIERS};
use crate::terms::{AccountId, CaseId, Day, RegionCode};

/// Moves the record to the receiving side and every closed case of the person with it.
///
/// Refuses with [`Refusal::Unfit`] when the record is no longer where the transfer begins.
pub fn settle_transfer(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    transfer: &Transfer,
    case: CaseId,
) -> Result<(), Stop<Refusal>> {
    let record = ledger.get(&DOSSIERS, &person)?.filter(|record| record.authority == transfer.from);
    let record = record.ok_or(Stop::Refused(Refusal::Unfit))?;
    let dossier = Dossier { authority: transfer.to, ..record.dossier };
    put_record(ledger, person, &dossier, case)?;
    hand_over(ledger, person, transfer.to, case)?;
    Ok(())
}

/// Whether a record can go from one department to another: that one does business here, or an instance that is known
/// here serves it and takes letters from the first.
pub fn reaches(read: &impl Read, from: RegionCode, to: RegionCode, today: Day) -> Result<bool, Broken> {
    Ok(receives(read, to, today)? || speaks_for(read, from)? && peer_for(read, to)?.is_some())
}

/// Where a person's record went who is on record here no more; none when it never left.
pub fn moved_to(read: &impl Read, person: AccountId) -> Result<Option<RegionCode>, Broken> {
    if read.get(&DOSSIERS, &person)?.is_some() {
        return Ok(None);
    }
    let latest = latest_case(read, person, CaseKind::Transfer)?.map(|(_, case)| case);
    let approved = latest.filter(|case| case.state == State::Approved);
    Ok(approved.and_then(|case| case.route).map(|route| route.to))
}

/// Gives the files of all closed cases but this one to another keeper.
pub(super) fn hand_over(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    keeper: RegionCode,
    but: CaseId,
) -> Result<(), Broken> {
    for ((.., id), _) in ledger.list(&CASES_BY_PERSON, Span::within(&person, usize::MAX))? {
        if let Some(mut case) = ledger.get(&CASES, &id)?
            && id != but
            && !case.state.is_open()
        {
            case.hand_over(keeper);
            ledger.put(&CASES, &id, &case)?;
        }
    }
    Ok(())
}
