//! Changes as such: what they lead to, what they refuse, and which rules hold for them.

use super::tests::{TODAY, complete, day, file, identity, job, period, schooling};
use super::*;
use crate::terms::{ItemId, Phone, RegionCode};
use proptest::prelude::*;

fn on_record() -> Dossier {
    complete().complete(&identity(), day(TODAY)).unwrap()
}

fn school(number: u8, year: i32) -> Education {
    let [from, to] = [(year, "09-01"), (year + 1, "06-30")].map(|(year, rest)| format!("{year}-{rest}"));
    Education { id: ItemId::from_bytes([number; 16]), period: period(&from, Some(&to)), ..schooling() }
}

fn education(before: Option<&Education>, after: Option<&Education>) -> Change {
    Education::change(before.cloned(), after.cloned())
}

fn employment(before: Option<&Employment>, after: Option<&Employment>) -> Change {
    Employment::change(before.cloned(), after.cloned())
}

/// A list of schools with different names.
fn list() -> impl Strategy<Value = Vec<Education>> {
    prop::collection::btree_map(0u8..6, 0i32..3, 0..5)
        .prop_map(|all| all.into_iter().map(|(number, year)| school(number, 2000 + year)).collect())
}

proptest! {
    #[test]
    fn a_change_touches_the_record_it_is_about_and_no_other(all in list(), number in 0u8..6, year in 0i32..3, keep in any::<bool>()) {
        let dossier = Dossier { education: all.clone(), ..on_record() };
        let before = all.iter().find(|one| one.id == ItemId::from_bytes([number; 16]));
        let after = Some(school(number, 2000 + year)).filter(|_| keep || before.is_none());
        let change = education(before, after.as_ref());
        let changed = change.apply(&dossier).unwrap();
        let id = ItemId::from_bytes([number; 16]);
        prop_assert_eq!(changed.education.iter().find(|one| one.id == id), after.as_ref());
        let others = |list: &[Education]| list.iter().filter(|one| one.id != id).cloned().collect::<Vec<_>>();
        prop_assert_eq!(others(&changed.education), others(&all), "the others keep their places");
        prop_assert_eq!(Dossier { education: all, ..changed.clone() }, dossier, "nothing else is touched");
    }
}

#[test]
fn what_the_record_does_not_hold_is_never_changed() {
    let dossier = on_record();
    let other = Education { school: "别的大学".into(), ..schooling() };
    let unknown = school(9, 2001);
    for change in [
        education(Some(&other), Some(&schooling())),
        education(Some(&unknown), None),
        education(None, Some(&other)),
        education(None, None),
        education(Some(&schooling()), Some(&unknown)),
    ] {
        assert_eq!(change.apply(&dossier), Err(Mismatch), "{change:?}");
    }
    let phone = |number: &str| Phone::parse(number).unwrap();
    let stale = Change::Phone { before: phone("13900009999"), after: phone("13900008888") };
    assert_eq!(stale.apply(&dossier), Err(Mismatch));
    let basics = Basics { politics: "01".into(), ..dossier.basics.clone() };
    let stale = Change::Basics { before: Box::new(basics.clone()), after: Box::new(basics) };
    assert_eq!(stale.apply(&dossier), Err(Mismatch));
    let wrong = Particulars { birth: day("1950-01-01"), ..Particulars::of(&dossier) };
    let stale = Change::Particulars { before: Box::new(wrong.clone()), after: Box::new(wrong) };
    assert_eq!(stale.apply(&dossier), Err(Mismatch));
}

fn broken(change: &Change) -> Vec<String> {
    let settled = change.apply(&on_record()).unwrap();
    change_faults(change, &settled, day(TODAY)).into_iter().map(|fault| fault.field).collect()
}

#[test]
fn the_rules_of_a_record_hold_for_a_change_of_it() {
    let added = school(9, 2000);
    assert_eq!(broken(&education(None, Some(&added))), Vec::<String>::new());
    let crossing = school(9, 2008);
    assert_eq!(broken(&education(None, Some(&crossing))), [crossing.key("period")]);
    let bare = Education { files: EducationFiles::default(), ..schooling() };
    assert_eq!(broken(&education(Some(&schooling()), Some(&bare))).len(), 2);
    assert_eq!(broken(&education(Some(&schooling()), None)), ["education"]);
    let beside = Employment {
        id: ItemId::from_bytes([9; 16]),
        period: period("2012-01-01", Some("2013-01-01")),
        experience: Vec::new(),
        accounting: false,
        position: None,
        ..job()
    };
    assert_eq!(broken(&employment(None, Some(&beside))), [beside.key("period")]);
    let unproven = Employment { files: EmploymentFiles { proof: None, ..job().files }, ..job() };
    assert_eq!(broken(&employment(Some(&job()), Some(&unproven))), [job().key("proof")]);
}

#[test]
fn rules_about_the_scope_do_not_bind_a_change() {
    // The scope of an accountant asks for a job in accounting; who has left it is still on record.
    assert_eq!(broken(&employment(Some(&job()), None)), Vec::<String>::new());
    let left = Employment {
        period: period("2010-07-01", Some("2020-06-30")),
        experience: Vec::new(),
        accounting: false,
        ..job()
    };
    assert_eq!(broken(&employment(Some(&job()), Some(&left))), Vec::<String>::new());
}

#[test]
fn basics_without_work_or_study_need_the_pictures_of_the_document() {
    let dossier = Dossier { employment: Vec::new(), ..on_record() };
    let after = Basics { politics: "01".into(), ..dossier.basics.clone() };
    let change =
        |after: Basics| Change::Basics { before: Box::new(dossier.basics.clone()), after: Box::new(after) };
    let faults = |change: &Change| change_faults(change, &change.apply(&dossier).unwrap(), day(TODAY)).len();
    assert_eq!(faults(&change(after.clone())), 2);
    assert_eq!(faults(&change(Basics { identity_front: file(8), identity_back: file(9), ..after })), 0);
}

#[test]
fn a_residents_sex_and_birth_are_those_of_the_number() {
    let own = Particulars::of(&on_record());
    let wrong = Particulars { birth: day("1950-01-01"), sex: crate::terms::Sex::Male, ..own.clone() };
    let change = Change::Particulars { before: Box::new(own), after: Box::new(wrong) };
    assert_eq!(broken(&change), ["correction.sex", "correction.birth"]);
}

#[test]
fn only_a_new_place_of_a_present_job_moves_somebody_outside() {
    let there = |code: &str, job: Employment| Employment { region: RegionCode::parse(code).unwrap(), ..job };
    let (home, away) = (on_record(), Dossier { employment: vec![there("980122", job())], ..on_record() });
    let past = Employment { period: period("2001-01-01", Some("2002-01-01")), ..job() };
    let outside = |change: Change, dossier: &Dossier| moves_outside(&change, dossier);
    assert!(outside(employment(None, Some(&there("980122", job()))), &home));
    assert!(outside(employment(Some(&job()), Some(&there("980122", job()))), &home));
    assert!(outside(employment(Some(&there("980122", past.clone())), Some(&there("980122", job()))), &home));
    assert!(!outside(employment(None, Some(&there("980122", past))), &home));
    assert!(!outside(employment(None, Some(&job())), &home));
    let telephone = Employment { telephone: "0000-7654321".into(), ..away.employment[0].clone() };
    assert!(!outside(employment(Some(&away.employment[0]), Some(&telephone)), &away));
    assert!(!outside(employment(Some(&job()), None), &home));
}

#[test]
fn what_is_about_the_person_keeps_each_other_out_and_records_only_themselves() {
    let [one, other] = [1, 2].map(|number| ItemId::from_bytes([number; 16]));
    assert!(Target::Basics.excludes(Target::Particulars) && Target::Particulars.excludes(Target::Basics));
    assert!(Target::Education(one).excludes(Target::Education(one)));
    assert!(!Target::Education(one).excludes(Target::Education(other)));
    assert!(!Target::Education(one).excludes(Target::Employment(one)));
    assert!(!Target::Basics.excludes(Target::Education(one)) && !Target::Phone.excludes(Target::Basics));
}
