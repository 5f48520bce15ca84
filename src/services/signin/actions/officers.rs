//! Administrators make officers and put them out of office, within their own area only (security B7).

use super::Refusal;
use crate::accounts::{Grant, Officer, Right};
use crate::office::{Ledger, NewOfficer, OfficerRefusal, Stop, add_officer, disable_officer, invite_officer};
use crate::store::{Broken, Read, Span};
use crate::tables::OFFICERS;
use crate::terms::{Moment, OfficerId, RegionCode};

/// A bureau has dozens of officers; a list never grows beyond this.
const MOST: usize = 2000;

/// One line of the list.
#[derive(Clone, Debug)]
pub struct OfficerRow {
    /// Which.
    pub id: OfficerId,
    /// Login name.
    pub login: String,
    /// Name in full, since colleagues know each other.
    pub name: String,
    /// 会计管理部门.
    pub authority: RegionCode,
    /// Rights.
    pub rights: Vec<Right>,
    /// Whether in office today.
    pub active: bool,
    /// Whether a password has been chosen.
    pub has_password: bool,
    /// Last login.
    pub last_login: Option<Moment>,
}

/// The officers of the grant's area by login name.
pub fn officers_within(read: &impl Read, grant: &Grant, now: Moment) -> Result<Vec<OfficerRow>, Broken> {
    let all = read.scan(&OFFICERS, Span::all(MOST))?;
    let own = all.into_iter().filter(|(_, officer)| grant.authority.contains(&officer.authority));
    let mut rows: Vec<OfficerRow> = own.map(|(id, officer)| row(id, officer, now)).collect();
    rows.sort_by(|one, other| one.login.cmp(&other.login));
    Ok(rows)
}

fn row(id: OfficerId, officer: Officer, now: Moment) -> OfficerRow {
    let active = officer.in_office(now.day());
    OfficerRow {
        id,
        login: officer.login,
        name: officer.name.to_string(),
        authority: officer.authority,
        rights: officer.rights,
        active,
        has_password: officer.credential.is_some(),
        last_login: officer.last_login,
    }
}

/// Makes an officer; returns the one-time code.
pub fn add(ledger: &mut Ledger<'_>, grant: &Grant, new: NewOfficer) -> Result<String, Stop<Refusal>> {
    if !(grant.has(Right::Administer) && grant.authority.contains(&new.authority)) {
        return Err(Stop::Refused(Refusal::NotFound));
    }
    add_officer(ledger, new).map(|(_, code)| code).map_err(ours)
}

/// Puts an officer out of office.
pub fn disable(ledger: &mut Ledger<'_>, grant: &Grant, id: OfficerId) -> Result<(), Stop<Refusal>> {
    own(&**ledger, grant, id)?;
    disable_officer(ledger, id).map_err(ours)
}

/// Takes an officer's password away; returns the one-time code for a new one and the login name it is for.
pub fn invite(
    ledger: &mut Ledger<'_>,
    grant: &Grant,
    id: OfficerId,
) -> Result<(String, String), Stop<Refusal>> {
    let login = own(&**ledger, grant, id)?.login;
    invite_officer(ledger, id).map(|code| (code, login)).map_err(ours)
}

/// An officer of the grant's area who is not the administrator.
fn own(read: &impl Read, grant: &Grant, id: OfficerId) -> Result<Officer, Stop<Refusal>> {
    let found = read.get(&OFFICERS, &id)?.filter(|officer| grant.authority.contains(&officer.authority));
    let officer = found.filter(|_| grant.has(Right::Administer));
    let officer = officer.ok_or(Stop::Refused(Refusal::NotFound))?;
    if id == grant.officer { Err(Stop::Refused(Refusal::Oneself)) } else { Ok(officer) }
}

fn ours(stop: Stop<OfficerRefusal>) -> Stop<Refusal> {
    match stop {
        Stop::Refused(refusal) => Stop::Refused(refusal.into()),
        Stop::Failed(broken) => Stop::Failed(broken),
    }
}
