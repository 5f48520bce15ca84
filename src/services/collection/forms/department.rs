//! 会计管理部门 (spec 1.10).

use crate::dossier::{Draft, Identity, Step};
use crate::services::collection::actions::Answers;
use crate::terms::RegionCode;
use crate::ui::Faults;
use crate::web::places::{self, Kind};
use crate::web::{Meaning, Means, Typed};

/// The department chosen from the lists or taken from the suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Department(pub RegionCode);

impl Department {
    /// The form as the draft fills it.
    pub fn typed(draft: &Draft) -> Typed {
        let mut typed = Typed::empty();
        if let Some(code) = draft.authority {
            Department::choose(&mut typed, code);
        }
        typed
    }

    /// Chooses a department in the three lists; 省本级 and 市直属 stand in the last list that offers them.
    pub fn choose(typed: &mut Typed, code: RegionCode) {
        typed.set("authority.province", code.province().to_string());
        typed.set("authority.city", code.prefecture().unwrap_or(code).to_string());
        if code.prefecture().is_some() {
            typed.set("authority.county", code.to_string());
        }
    }
}

impl Answers for Department {
    const STEP: Step = Step::Authority;

    fn write(&self, draft: &mut Draft, _: &Identity) {
        draft.authority = Some(self.0);
    }
}

impl Meaning for Department {
    fn read(typed: &Typed, means: &Means<'_>) -> Result<Self, Faults> {
        places::chosen(Kind::Authority, "authority", typed, means.reference).map(Department).map_err(|text| {
            let mut faults = Faults::new();
            faults.push("authority", text);
            faults
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{Profile, Reference};
    use crate::terms::Day;

    #[test]
    fn every_level_of_department_is_read_back_as_it_was_written() {
        let reference = Reference::load(Profile::Demo).unwrap();
        let means = Means { reference: &reference, today: Day::new(2026, 11, 23).unwrap() };
        for digits in ["980000", "980100", "980121"] {
            let code = RegionCode::parse(digits).unwrap();
            let mut typed = Typed::empty();
            Department::choose(&mut typed, code);
            assert_eq!(Department::read(&typed, &means), Ok(Department(code)), "{digits}");
        }
    }
}
