//! Who may see and decide what: territorial competence (security B7).

use super::case::Case;
use super::state::{Refusal, State};
use crate::accounts::{Grant, Right};
use crate::dossier::Identity;
use crate::terms::RegionCode;

/// Whether the grant reaches a record of this authority: its own or one below it.
pub fn may_read(grant: &Grant, authority: &RegionCode) -> bool {
    grant.authority.contains(authority)
}

/// Whether the grant reaches a case: the authority that keeps it, or for a while both sides of a transfer.
pub fn may_read_case(grant: &Grant, case: &Case) -> bool {
    case.keepers().iter().any(|keeper| may_read(grant, keeper))
}

/// Whether the officer may decide the case about this person; outside the subtree it does not even
/// exist; who has agreed once leaves it to another officer.
pub fn may_decide(grant: &Grant, case: &Case, about: &Identity) -> Result<(), Refusal> {
    if !may_read_case(grant, case) {
        return Err(Refusal::NotFound);
    }
    if grant.authority != case.authority || !grant.has(Right::Review) {
        return Err(Refusal::ReadOnly);
    }
    let own = grant
        .document
        .as_ref()
        .is_some_and(|document| document.identity_key() == about.document.identity_key());
    match case.state {
        _ if own => Err(Refusal::OwnCase),
        State::Seconded(first) if first == grant.officer => Err(Refusal::SameOfficer),
        _ => Ok(()),
    }
}
