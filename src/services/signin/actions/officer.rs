//! An officer comes in, and chooses a password with a one-time code.

use super::{Attempt, Meter, Refusal};
use crate::accounts::{Credential, Officer, Subject};
use crate::office::{Ledger, Stop, close_sessions, code_counts};
use crate::store::{Broken, Read};
use crate::tables::{OFFICERS, OFFICERS_BY_LOGIN};
use crate::terms::OfficerId;

/// The officer with this login name, in office or not.
pub fn officer_by_login(read: &impl Read, login: &str) -> Result<Option<(OfficerId, Officer)>, Broken> {
    let Some(id) = read.find(&OFFICERS_BY_LOGIN, &login.to_string())? else { return Ok(None) };
    Ok(read.get(&OFFICERS, &id)?.map(|officer| (id, officer)))
}

/// Lets an officer in, or notes why not; says which.
pub fn enter_officer(
    ledger: &mut Ledger<'_>,
    attempt: &Attempt<(OfficerId, Officer)>,
) -> Result<bool, Stop<Refusal>> {
    let Some((id, judged)) = &attempt.candidate else {
        ledger.refuse("unknown");
        return Ok(false);
    };
    ledger.about(id);
    let today = ledger.today();
    let officer = ledger.get(&OFFICERS, id)?;
    // The password was judged before this act began: it must still be the officer's.
    let officer = officer.filter(|now| now.credential.is_some() && now.credential == judged.credential);
    let officer = officer.filter(|now| attempt.proven && now.grant(*id, today).is_some());
    let Some(officer) = officer else {
        ledger.refuse("wrong password or out of office");
        return Ok(false);
    };
    attempt.open(ledger, Subject::Officer(*id), officer.generation)?;
    let last_login = Some(ledger.now());
    ledger.put(&OFFICERS, id, &Officer { last_login, ..officer })?;
    Ok(true)
}

/// Sets the first password with the one-time code, which is used up; says whether the code counted.
pub fn activate(
    ledger: &mut Ledger<'_>,
    login: &str,
    code: &str,
    credential: &Credential,
    meters: &[Meter],
) -> Result<bool, Stop<Refusal>> {
    let (now, today) = (ledger.now(), ledger.today());
    let found = officer_by_login(&**ledger, login)?;
    let found = found.filter(|(_, officer)| {
        officer.in_office(today) && code_counts(officer.invitation.as_ref(), code, now)
    });
    let Some((id, officer)) = found else {
        ledger.refuse("unknown or wrong code");
        return Ok(false);
    };
    ledger.about(id);
    let generation = officer.generation.wrapping_add(1);
    let credential = Some(credential.clone());
    ledger.put(&OFFICERS, &id, &Officer { credential, generation, invitation: None, ..officer })?;
    close_sessions(ledger, Subject::Officer(id))?;
    meters.iter().try_for_each(|meter| meter.succeeded(ledger))?;
    Ok(true)
}
