//! What the house checks of a filing before an officer looks: the facts that the checks of the corridor compare.

use crate::casework::{
    Check, Filing, Finding, Matter, check_change, check_correction, check_dossier, check_papers,
    check_qualified, check_register, check_title, check_transfer,
};
use crate::dossier::{Award, Change, Employment, Identity};
use crate::office::{certificates_of, moves_in, seen_elsewhere};
use crate::store::{Broken, Read, Span};
use crate::tables::{ACCOUNTS, ACCOUNTS_BY_DOCUMENT, DOSSIERS, EMPLOYERS};
use crate::terms::{AccountId, CaseId, Day};

/// How many accounts of one document number are looked at.
const RIVALS: usize = 20;

/// What the house checks of a filing by itself.
pub(super) fn checks(
    read: &impl Read,
    id: CaseId,
    person: AccountId,
    filing: &Filing,
    today: Day,
) -> Result<Vec<Check>, Broken> {
    let seen = seen_elsewhere(read, person, &filing.matter.files())?;
    match &filing.matter {
        Matter::Verify(papers) => {
            let (taken, rivals) = rivals(read, person, &papers.identity)?;
            let mut checks = check_papers(papers, rivals, seen);
            if taken {
                let text = "该证件号码已有其他账号通过实名认证，请先核实两个账号的材料".into();
                checks.push(Check { finding: Finding::Look, text, field: String::new() });
            }
            Ok(checks)
        }
        Matter::Collect(dossier) => {
            let account = read.get(&ACCOUNTS, &person)?.filter(|account| account.is_verified());
            let verified = account.is_some_and(|account| {
                let (own, filed) = (&account.identity, &dossier.identity);
                own.name == filed.name && own.document == filed.document
            });
            let mut checks = check_dossier(dossier, verified, seen, today);
            let held: Vec<Award> =
                certificates_of(read, &dossier.identity)?.into_iter().map(|row| row.award).collect();
            checks.extend(check_qualified(dossier, &held));
            checks.extend(registered(read, &dossier.employment)?);
            Ok(checks)
        }
        Matter::Change(amendment) | Matter::Title(amendment) => {
            let record = read.get(&DOSSIERS, &person)?;
            let mut checks =
                check_change(amendment, record.as_ref().map(|record| &record.dossier), seen, today);
            if let Change::Title { after: Some(title), .. } = &amendment.change {
                let number = title.warrant.as_ref().map(|warrant| &warrant.number);
                let held = certificates_of(read, &amendment.identity)?.into_iter();
                let held = held.filter(|row| Some(&row.warrant.number) == number).map(|row| row.award).next();
                checks.push(check_title(title, held.as_ref()));
            }
            if let Change::Employment { after: Some(job), .. } = &amendment.change {
                checks.extend(registered(read, std::slice::from_ref(job))?);
            }
            Ok(checks)
        }
        Matter::Correct(correction) => {
            let amendment = &correction.amendment;
            let record = read.get(&DOSSIERS, &person)?;
            let mut checks =
                check_change(amendment, record.as_ref().map(|record| &record.dossier), seen, today);
            if let Change::Particulars { after, .. } = &amendment.change {
                let identity = Identity { document: after.document.clone(), ..amendment.identity.clone() };
                let (taken, others) = rivals(read, person, &identity)?;
                checks.push(check_correction(&after.document, taken, others));
            }
            Ok(checks)
        }
        Matter::Transfer(transfer) => {
            let authority = match moves_in(read, id)? {
                Some(dossier) => Some(dossier.authority),
                None => read.get(&DOSSIERS, &person)?.map(|record| record.authority),
            };
            Ok(check_transfer(transfer, authority, seen))
        }
    }
}

/// What the register of employers says about these jobs; nothing while no register was imported.
fn registered(read: &impl Read, jobs: &[Employment]) -> Result<Vec<Check>, Broken> {
    if read.scan(&EMPLOYERS, Span::all(1))?.is_empty() {
        return Ok(Vec::new());
    }
    let checks = jobs.iter().map(|job| {
        let employer = read.get(&EMPLOYERS, &job.credit_code.to_string())?;
        Ok(check_register(job, employer.as_ref().map(|employer| employer.name.as_str())))
    });
    checks.collect()
}

/// Whether somebody else is verified for this number, and how many others registered it unverified.
fn rivals(read: &impl Read, person: AccountId, identity: &Identity) -> Result<(bool, usize), Broken> {
    let key = identity.document.identity_key();
    let mut others = read.list(&ACCOUNTS_BY_DOCUMENT, Span::within(&key, RIVALS))?;
    others.retain(|((_, id), _)| *id != person);
    let taken = others.iter().any(|(_, verified)| *verified);
    Ok((taken, others.iter().filter(|(_, verified)| !verified).count()))
}
