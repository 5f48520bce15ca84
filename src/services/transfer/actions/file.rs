//! Filing, mending and taking back: every guard is checked again in the act that files (guide 5.1).

use super::{Guard, Refusal, destination_guard, guarded, load, open_guard};
use crate::casework::{self, Case, CaseKind, Matter, Reason, State, Transfer};
use crate::office::{Ledger, Promise, Stop, case_of, file_case, refile_case, withdraw_case};
use crate::terms::{AccountId, CaseId, CaseNumber, FileId, RegionCode};

/// What the form asks for, from which state of the record.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Who asks.
    pub person: AccountId,
    /// The version of the record that the page showed.
    pub seen: u32,
    /// 调入会计管理机构.
    pub to: RegionCode,
    /// 调转原因 with its fields.
    pub reason: Reason,
    /// 调转证明材料.
    pub proof: FileId,
    /// What the office promises.
    pub promise: Promise,
}

/// Files a new transfer.
pub fn file(ledger: &mut Ledger<'_>, asked: &Asked) -> Result<CaseNumber, Stop<Refusal>> {
    let transfer = checked(ledger, asked, None)?;
    let matter = Matter::Transfer(Box::new(transfer));
    let (_, case) = file_case::<Refusal>(ledger, asked.person, matter, asked.promise)?;
    Ok(case.number)
}

/// Sends a returned transfer again; it begins at the leaving side anew.
pub fn mend(
    ledger: &mut Ledger<'_>,
    asked: &Asked,
    number: &CaseNumber,
    version: u32,
) -> Result<CaseNumber, Stop<Refusal>> {
    let (id, case) = own(ledger, asked.person, number)?;
    if !matches!(case.state, State::Returned(_)) {
        let refusal = casework::Refusal::AlreadyDecided(case.state_label());
        return Err(Stop::Refused(Refusal::Corridor(refusal)));
    }
    if case.version != version {
        return Err(Stop::Refused(Refusal::Stale));
    }
    let transfer = checked(ledger, asked, Some(*number))?;
    let matter = Matter::Transfer(Box::new(transfer));
    let case = refile_case::<Refusal>(ledger, id, case, matter, asked.promise)?;
    Ok(case.number)
}

/// Takes a transfer back, until the receiving side has decided (spec 2.5).
pub fn withdraw(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    number: &CaseNumber,
    seen: u32,
) -> Result<(), Stop<Refusal>> {
    let (id, case) = own(ledger, person, number)?;
    withdraw_case::<Refusal>(ledger, id, case, seen)?;
    Ok(())
}

fn own(ledger: &Ledger<'_>, person: AccountId, number: &CaseNumber) -> Result<(CaseId, Case), Stop<Refusal>> {
    let found = case_of(&**ledger, person, number)?.filter(|(_, case)| case.kind == CaseKind::Transfer);
    found.ok_or(Stop::Refused(Refusal::Corridor(casework::Refusal::NotFound)))
}

/// The transfer, if nothing stands in its way.
fn checked(
    ledger: &Ledger<'_>,
    asked: &Asked,
    mended: Option<CaseNumber>,
) -> Result<Transfer, Stop<Refusal>> {
    let standing = load(&**ledger, asked.person)?;
    let Some(record) = standing.record else {
        return guarded(standing.guard.unwrap_or(Guard::Unfinished));
    };
    if let Some(guard) = open_guard(&**ledger, asked.person, mended)? {
        return guarded(guard);
    }
    if record.number() != asked.seen {
        return Err(Stop::Refused(Refusal::Stale));
    }
    if let Some(guard) = destination_guard(&**ledger, record.authority, asked.to, ledger.today())? {
        return guarded(guard);
    }
    Ok(Transfer {
        identity: record.dossier.identity,
        from: record.authority,
        to: asked.to,
        reason: asked.reason.clone(),
        proof: asked.proof,
    })
}
