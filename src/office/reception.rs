//! Which authorities receive cases in this instance: those with a reviewing officer in office.

use crate::accounts::Right;
use crate::store::{Broken, Read, Span};
use crate::tables::{OFFICERS, OFFICERS_BY_AUTHORITY};
use crate::terms::{Day, OfficerId, RegionCode};

/// Whether somebody in office reviews for this authority on that day.
pub fn receives(read: &impl Read, authority: RegionCode, today: Day) -> Result<bool, Broken> {
    for ((_, officer), reviews) in read.list(&OFFICERS_BY_AUTHORITY, Span::within(&authority, usize::MAX))? {
        if reviews && in_office(read, officer, today)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Every authority that receives cases on that day, in the order of the codes.
pub fn receiving(read: &impl Read, today: Day) -> Result<Vec<RegionCode>, Broken> {
    let mut found: Vec<RegionCode> = Vec::new();
    for ((authority, officer), reviews) in read.list(&OFFICERS_BY_AUTHORITY, Span::all(usize::MAX))? {
        if reviews && found.last() != Some(&authority) && in_office(read, officer, today)? {
            found.push(authority);
        }
    }
    Ok(found)
}

fn in_office(read: &impl Read, id: OfficerId, today: Day) -> Result<bool, Broken> {
    let grant = read.get(&OFFICERS, &id)?.and_then(|officer| officer.grant(id, today));
    Ok(grant.is_some_and(|grant| grant.has(Right::Review)))
}
