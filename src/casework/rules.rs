//! 审核方式: which changes the system approves at once and which an officer decides (spec 1.13, 7).
//!
//! A request that touches several things is approved at once only if every one of them is; one of them by hand makes the
//! whole request by hand, since a request has one answer.

use crate::dossier::{Basics, Change, ChangeType, Step};
use minicbor::{Decode, Encode};

/// One kind of thing that a change may touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Aspect {
    /// 政治面貌.
    #[n(0)]
    Politics,
    /// 民族.
    #[n(1)]
    Ethnicity,
    /// 邮箱.
    #[n(2)]
    Email,
    /// 通讯地址.
    #[n(3)]
    Address,
    /// 邮编.
    #[n(4)]
    Postcode,
    /// 身份证明图片.
    #[n(5)]
    IdentityPictures,
    /// 新增教育经历.
    #[n(6)]
    EducationAdded,
    /// 变更教育经历.
    #[n(7)]
    EducationAltered,
    /// 删除教育经历.
    #[n(8)]
    EducationRemoved,
    /// 新增工作经历.
    #[n(9)]
    EmploymentAdded,
    /// 变更工作经历.
    #[n(10)]
    EmploymentAltered,
    /// 删除工作经历.
    #[n(11)]
    EmploymentRemoved,
}

impl Aspect {
    /// All aspects in the order of the pages.
    pub const ALL: [Aspect; 12] = [
        Aspect::Politics,
        Aspect::Ethnicity,
        Aspect::Email,
        Aspect::Address,
        Aspect::Postcode,
        Aspect::IdentityPictures,
        Aspect::EducationAdded,
        Aspect::EducationAltered,
        Aspect::EducationRemoved,
        Aspect::EmploymentAdded,
        Aspect::EmploymentAltered,
        Aspect::EmploymentRemoved,
    ];

    /// What is done to one record of a list; none for what is no list.
    pub fn of_record(step: Step, what: ChangeType) -> Option<Aspect> {
        Some(match (step, what) {
            (Step::Education, ChangeType::Add) => Aspect::EducationAdded,
            (Step::Education, ChangeType::Alter) => Aspect::EducationAltered,
            (Step::Education, ChangeType::Remove) => Aspect::EducationRemoved,
            (Step::Employment, ChangeType::Add) => Aspect::EmploymentAdded,
            (Step::Employment, ChangeType::Alter) => Aspect::EmploymentAltered,
            (Step::Employment, ChangeType::Remove) => Aspect::EmploymentRemoved,
            (Step::Scope | Step::Basics | Step::Authority | Step::Titles | Step::Licences, _) => return None,
        })
    }

    /// For people.
    pub fn label(self) -> &'static str {
        match self {
            Aspect::Politics => "政治面貌",
            Aspect::Ethnicity => "民族",
            Aspect::Email => "邮箱",
            Aspect::Address => "通讯地址",
            Aspect::Postcode => "邮编",
            Aspect::IdentityPictures => "身份证明图片",
            Aspect::EducationAdded => "新增教育经历",
            Aspect::EducationAltered => "变更教育经历",
            Aspect::EducationRemoved => "删除教育经历",
            Aspect::EmploymentAdded => "新增工作经历",
            Aspect::EmploymentAltered => "变更工作经历",
            Aspect::EmploymentRemoved => "删除工作经历",
        }
    }

    /// For forms and the journal.
    pub fn word(self) -> &'static str {
        match self {
            Aspect::Politics => "politics",
            Aspect::Ethnicity => "ethnicity",
            Aspect::Email => "email",
            Aspect::Address => "address",
            Aspect::Postcode => "postcode",
            Aspect::IdentityPictures => "identity_pictures",
            Aspect::EducationAdded => "education_added",
            Aspect::EducationAltered => "education_altered",
            Aspect::EducationRemoved => "education_removed",
            Aspect::EmploymentAdded => "employment_added",
            Aspect::EmploymentAltered => "employment_altered",
            Aspect::EmploymentRemoved => "employment_removed",
        }
    }

    /// The part of the record it belongs to.
    pub fn step(self) -> Step {
        match self {
            Aspect::Politics
            | Aspect::Ethnicity
            | Aspect::Email
            | Aspect::Address
            | Aspect::Postcode
            | Aspect::IdentityPictures => Step::Basics,
            Aspect::EducationAdded | Aspect::EducationAltered | Aspect::EducationRemoved => Step::Education,
            Aspect::EmploymentAdded | Aspect::EmploymentAltered | Aspect::EmploymentRemoved => {
                Step::Employment
            }
        }
    }

    /// Whether an officer compares it with papers; how to reach somebody needs no proof.
    pub fn wants_proof(self) -> bool {
        !matches!(self, Aspect::Email | Aspect::Address | Aspect::Postcode)
    }
}

/// What a change touches; empty for what these rules do not decide.
pub fn aspects(change: &Change) -> Vec<Aspect> {
    match change {
        Change::Basics { before, after } => of_basics(before, after),
        Change::Education { .. } | Change::Employment { .. } => {
            Aspect::of_record(change.step(), change.change_type()).into_iter().collect()
        }
        Change::Phone { .. } | Change::Particulars { .. } | Change::Title { .. } | Change::Licence { .. } => {
            Vec::new()
        }
    }
}

fn of_basics(before: &Basics, after: &Basics) -> Vec<Aspect> {
    let pictures = |one: &Basics| (one.identity_front, one.identity_back);
    let touched = [
        (Aspect::Politics, before.politics != after.politics),
        (Aspect::Ethnicity, before.ethnicity != after.ethnicity),
        (Aspect::Email, before.email != after.email),
        (Aspect::Address, before.address != after.address),
        (Aspect::Postcode, before.postcode != after.postcode),
        (Aspect::IdentityPictures, pictures(before) != pictures(after)),
    ];
    touched.into_iter().filter(|(_, touched)| *touched).map(|(aspect, _)| aspect).collect()
}

/// The rule list of an instance.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct ReviewRules {
    /// What is approved at once.
    #[n(0)]
    pub automatic: Vec<Aspect>,
    /// Counts changes of the list.
    #[n(1)]
    pub version: u32,
}

impl Default for ReviewRules {
    fn default() -> Self {
        ReviewRules { automatic: vec![Aspect::Email, Aspect::Address, Aspect::Postcode], version: 0 }
    }
}

impl ReviewRules {
    /// Whether this is approved at once.
    pub fn approves(&self, aspect: Aspect) -> bool {
        self.automatic.contains(&aspect)
    }

    /// Whether the whole change is approved at once.
    pub fn approve(&self, change: &Change) -> bool {
        let touched = aspects(change);
        !touched.is_empty() && touched.into_iter().all(|aspect| self.approves(aspect))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Address;
    use crate::terms::{Day, Email, FileId, Phone, RegionCode, Sex};

    fn basics() -> Basics {
        Basics {
            portrait: FileId::from_bytes([1; 16]),
            sex: Sex::Female,
            birth: Day::new(1990, 1, 1).unwrap(),
            politics: "13".into(),
            ethnicity: Some("01".into()),
            email: None,
            address: Address {
                region: RegionCode::parse("980121").unwrap(), street: "账房街 1 号".into()
            },
            postcode: None,
            identity_front: None,
            identity_back: None,
        }
    }

    fn changed(change: impl Fn(&mut Basics)) -> Change {
        let mut after = basics();
        change(&mut after);
        Change::Basics { before: Box::new(basics()), after: Box::new(after) }
    }

    #[test]
    fn one_thing_by_hand_makes_the_whole_request_by_hand() {
        let rules = ReviewRules::default();
        let mail = |one: &mut Basics| one.email = Email::parse("a@example.cn").ok();
        assert!(rules.approve(&changed(mail)));
        let both = changed(|one| {
            mail(one);
            one.politics = "01".into();
        });
        assert_eq!(aspects(&both), [Aspect::Politics, Aspect::Email]);
        assert!(!rules.approve(&both));
    }

    #[test]
    fn nothing_and_what_has_rules_of_its_own_is_never_approved_by_these() {
        let rules = ReviewRules { automatic: Aspect::ALL.to_vec(), version: 0 };
        assert!(!rules.approve(&changed(|_| ())));
        let phone = |number: &str| Phone::parse(number).unwrap();
        let change = Change::Phone { before: phone("13900001111"), after: phone("13900002222") };
        assert!(!rules.approve(&change));
    }

    #[test]
    fn the_defaults_approve_nothing_that_wants_proof() {
        let rules = ReviewRules::default();
        assert!(Aspect::ALL.into_iter().all(|aspect| rules.approves(aspect) != aspect.wants_proof()));
    }

    #[test]
    fn every_aspect_of_the_basics_is_noticed_by_itself() {
        let picture = Some(FileId::from_bytes([2; 16]));
        let each = [
            (Aspect::Politics, changed(|one| one.politics = "01".into())),
            (Aspect::Ethnicity, changed(|one| one.ethnicity = None)),
            (Aspect::Email, changed(|one| one.email = Email::parse("b@example.cn").ok())),
            (Aspect::Address, changed(|one| one.address.street = "松风路 2 号".into())),
            (Aspect::Postcode, changed(|one| one.postcode = crate::terms::Postcode::parse("100000").ok())),
            (Aspect::IdentityPictures, changed(|one| one.identity_back = picture)),
        ];
        for (aspect, change) in each {
            assert_eq!(aspects(&change), [aspect]);
        }
    }
}
