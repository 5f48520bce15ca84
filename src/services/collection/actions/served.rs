//! Which finance departments do business here, and which one fits the person (属地原则, spec 1.6, 1.10).

use super::{Collecting, Refusal, load};
use crate::dossier::{Draft, Fault, Identity, Step};
use crate::office::Stop;
use crate::reference::Reference;
use crate::store::{Broken, Read, Span};
use crate::tables::OFFICERS_BY_AUTHORITY;
use crate::terms::{AccountId, Day, RegionCode};

/// So many officers are looked through; more than one instance ever has.
const MOST_OFFICERS: usize = 5_000;

/// A department that fits what the person has filled in, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The department.
    pub authority: RegionCode,
    /// From what it follows, as a whole sentence.
    pub reason: String,
}

/// Where the person stands, with everything that still keeps the draft from being filed.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Where the person stands.
    pub collecting: Collecting,
    /// What has to be mended, in the order of the steps; empty when nothing may be changed anyway.
    pub open: Vec<Fault>,
}

/// Looks the whole collection over on this day.
pub fn checked(read: &impl Read, person: AccountId, today: Day) -> Result<Checked, Stop<Refusal>> {
    let collecting = load(read, person)?;
    let open = if collecting.editable {
        open_faults(read, &collecting.draft, &collecting.identity, today)?
    } else {
        Vec::new()
    };
    Ok(Checked { collecting, open })
}

/// What the choice of a department is made from.
#[derive(Clone, Debug)]
pub struct Around {
    /// The departments that work here.
    pub served: Vec<RegionCode>,
    /// The one that fits the person.
    pub suggestion: Option<Suggestion>,
}

/// The departments that work here and the one that fits the draft.
pub fn around(read: &impl Read, draft: &Draft, reference: &Reference) -> Result<Around, Broken> {
    let served = served(read)?;
    let suggestion = suggestion(draft, &served, reference);
    Ok(Around { served, suggestion })
}

/// Every department with an active reviewer here, in the order of the codes.
fn served(read: &impl Read) -> Result<Vec<RegionCode>, Broken> {
    let rows = read.list(&OFFICERS_BY_AUTHORITY, Span::all(MOST_OFFICERS))?;
    let mut codes: Vec<_> =
        rows.into_iter().filter(|(_, active)| *active).map(|((code, _), _)| code).collect();
    codes.dedup();
    Ok(codes)
}

/// Whether a department has an active reviewer here.
pub fn is_served(read: &impl Read, authority: RegionCode) -> Result<bool, Broken> {
    let rows = read.list(&OFFICERS_BY_AUTHORITY, Span::within(&authority, MOST_OFFICERS))?;
    Ok(rows.into_iter().any(|(_, active)| active))
}

/// Everything that keeps the draft from being filed: its own faults, and a department that no longer works here.
pub(super) fn open_faults(
    read: &impl Read,
    draft: &Draft,
    identity: &Identity,
    today: Day,
) -> Result<Vec<Fault>, Broken> {
    let mut faults = draft.faults(identity, today);
    if let Some(authority) = draft.authority
        && !is_served(read, authority)?
    {
        let text = "所选会计管理部门目前没有在本平台办理业务，请重新选择会计管理部门。";
        faults.push(Fault::new(Step::Authority, "authority", text));
    }
    Ok(faults)
}

/// The department of the current job, or else of the address; none when neither is served here.
///
/// 学籍属地 has no place on record, so a student without a job is told the rule and not offered their address.
pub fn suggestion(draft: &Draft, served: &[RegionCode], reference: &Reference) -> Option<Suggestion> {
    let job = draft.employment.iter().find(|job| job.is_current()).map(|job| job.region);
    let studies = draft.education.iter().any(|one| one.is_current());
    let home = draft.basics.address.as_ref().map(|address| address.region).filter(|_| !studies);
    let (place, from) = match (job, home) {
        (Some(job), _) => (job, "您现在的工作单位在"),
        (None, Some(home)) => (home, "您的通讯地址在"),
        (None, None) => return None,
    };
    let authority = nearest(place, served)?;
    let name = reference.divisions().full_name(place)?;
    Some(Suggestion { authority, reason: format!("{from}{name}。") })
}

/// The place itself or the nearest one above it that is served.
fn nearest(place: RegionCode, served: &[RegionCode]) -> Option<RegionCode> {
    let mut here = Some(place);
    while let Some(code) = here {
        if served.contains(&code) {
            return Some(code);
        }
        here = code.parent();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Address;
    use crate::reference::Profile;

    fn code(digits: &str) -> RegionCode {
        RegionCode::parse(digits).unwrap()
    }

    #[test]
    fn the_nearest_department_that_is_served_is_suggested() {
        assert_eq!(nearest(code("980121"), &[code("980121")]), Some(code("980121")));
        assert_eq!(nearest(code("980121"), &[code("980100")]), Some(code("980100")));
        assert_eq!(nearest(code("980121"), &[code("980122")]), None);
    }

    #[test]
    fn somebody_without_work_is_offered_the_department_of_the_address() {
        let reference = Reference::load(Profile::Demo).unwrap();
        let mut draft = Draft::default();
        assert_eq!(suggestion(&draft, &[code("980121")], &reference), None);
        draft.basics.address = Some(Address { region: code("980121"), street: "松风路 1 号".into() });
        let found = suggestion(&draft, &[code("980121")], &reference).unwrap();
        assert_eq!(found.authority, code("980121"));
        assert!(found.reason.contains("青岚县"));
    }
}
