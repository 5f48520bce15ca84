//! The rules of chapter 3 as a table: one complete draft, and what each single change to it breaks.

use super::*;
use crate::terms::*;

pub(super) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub(super) fn period(from: &str, to: Option<&str>) -> Period {
    Period::new(day(from), to.map(day)).unwrap()
}

pub(super) fn file(number: u8) -> Option<FileId> {
    Some(FileId::from_bytes([number; 16]))
}

pub(super) fn identity() -> Identity {
    Identity {
        document: Document::parse(DocumentKind::ResidentId, "11010519491231002X").unwrap(),
        name: PersonName::parse("王䶮瓘").unwrap(),
        phone: Phone::parse("13900001111").unwrap(),
    }
}

fn foreigner() -> Identity {
    Identity { document: Document::parse(DocumentKind::Passport, "E12345678").unwrap(), ..identity() }
}

pub(super) fn schooling() -> Education {
    Education {
        id: ItemId::from_bytes([1; 16]),
        mode: "1".into(),
        school: "青岚财经大学".into(),
        level: "21".into(),
        degree: "4".into(),
        major: "会计学".into(),
        period: period("2006-09-01", Some("2010-06-30")),
        diploma_number: Some("104241201005001873".into()),
        degree_number: Some("1042442010001873".into()),
        abroad: false,
        files: EducationFiles { diploma: file(1), degree: file(2), ..EducationFiles::default() },
        past: None,
    }
}

pub(super) fn job() -> Employment {
    Employment {
        id: ItemId::from_bytes([2; 16]),
        period: period("2010-07-01", None),
        employer: "青岚县第一中学".into(),
        credit_code: CreditCode::parse("91110000101623741K").unwrap(),
        code_confirmed: false,
        kind: "1".into(),
        industry: "P".into(),
        region: RegionCode::parse("980121").unwrap(),
        telephone: "0000-1234567".into(),
        experience: vec![Experience {
            rank: "3".into(),
            post: "02".into(),
            period: period("2010-08-01", None),
        }],
        position: Some(Position {
            position: "2".into(),
            appointed: day("2015-01-01"),
            qualified: day("2014-10-01"),
        }),
        files: EmploymentFiles { licence: file(3), proof: file(4), appointment: file(5) },
        accounting: true,
        past: None,
    }
}

pub(super) fn complete() -> Draft {
    Draft {
        scope: Some(Scope::Accountant),
        certificate: None,
        basics: BasicsDraft {
            portrait: file(6),
            politics: Some("13".into()),
            ethnicity: Some("01".into()),
            address: Some(Address {
                region: RegionCode::parse("980121").unwrap(),
                street: "账房街 1 号".into(),
            }),
            ..BasicsDraft::default()
        },
        education: vec![schooling()],
        employment: vec![job()],
        authority: Some(RegionCode::parse("980121").unwrap()),
        version: 1,
        no_employment: false,
        past_education: Vec::new(),
        past_employment: Vec::new(),
        history_taken: false,
        titles: Vec::new(),
        licences: Vec::new(),
    }
}

pub(super) const TODAY: &str = "2026-11-23";

fn broken(change: impl Fn(&mut Draft)) -> Vec<String> {
    let mut draft = complete();
    change(&mut draft);
    draft.faults(&identity(), day(TODAY)).into_iter().map(|fault| fault.field).collect()
}

fn school_key(field: &str) -> String {
    schooling().key(field)
}

fn job_key(field: &str) -> String {
    job().key(field)
}

#[test]
fn a_complete_draft_becomes_a_dossier_and_opens_again_unchanged() {
    let dossier = complete().complete(&identity(), day(TODAY)).unwrap();
    assert_eq!(dossier.basics.sex, Sex::Female);
    assert_eq!(dossier.basics.birth, day("1949-12-31"));
    let again = dossier.clone().reopened().complete(&identity(), day(TODAY)).unwrap();
    assert_eq!(again, dossier);
}

#[test]
fn every_required_part_is_missed_at_its_own_field() {
    type Change = fn(&mut Draft);
    let cases: [(Change, &str); 7] = [
        (|draft| draft.scope = None, "scope"),
        (|draft| draft.basics.portrait = None, "basics.portrait"),
        (|draft| draft.basics.politics = None, "basics.politics"),
        (|draft| draft.basics.ethnicity = None, "basics.ethnicity"),
        (|draft| draft.basics.address = None, "basics.address"),
        (|draft| draft.education.clear(), "education"),
        (|draft| draft.authority = None, "authority"),
    ];
    for (change, field) in cases {
        assert_eq!(broken(change), [field]);
    }
}

#[test]
fn identity_pictures_are_due_without_current_job_or_study() {
    let leave = |draft: &mut Draft| {
        draft.employment[0].period = period("2010-07-01", Some("2020-01-01"));
        draft.employment[0].experience[0].period = period("2010-08-01", Some("2020-01-01"));
    };
    assert_eq!(broken(leave), ["basics.identity_front", "basics.identity_back"]);
    let study = broken(|draft| {
        leave(draft);
        let mut current = schooling();
        current.id = ItemId::from_bytes([9; 16]);
        current.period = period("2024-09-01", None);
        current.files.enrolment = file(9);
        draft.education.push(current);
    });
    assert_eq!(study, Vec::<String>::new());
}

#[test]
fn sex_and_birth_are_asked_where_the_document_does_not_tell() {
    let mut draft = complete();
    draft.basics.ethnicity = None;
    let fields: Vec<_> =
        draft.faults(&foreigner(), day(TODAY)).into_iter().map(|fault| fault.field).collect();
    assert_eq!(fields, ["basics.sex", "basics.birth"]);
    draft.basics.sex = Some(Sex::Male);
    draft.basics.birth = Some(day("1990-01-02"));
    assert!(draft.complete(&foreigner(), day(TODAY)).is_ok());
}

#[test]
fn each_scope_demands_what_the_guide_says() {
    let no_accounting = broken(|draft| {
        draft.employment[0].accounting = false;
        draft.employment[0].experience.clear();
    });
    assert_eq!(no_accounting, ["employment"]);
    assert_eq!(broken(|draft| draft.scope = Some(Scope::Qualified)), ["certificate"]);
    assert_eq!(broken(|draft| draft.scope = Some(Scope::OtherQualified)), ["certificate"]);
    let beginner = |draft: &mut Draft| {
        draft.scope = Some(Scope::Beginner);
        draft.employment.clear();
        draft.no_employment = true;
        draft.basics.identity_front = file(7);
        draft.basics.identity_back = file(8);
    };
    assert_eq!(broken(beginner), ["education"]);
    let shown = broken(|draft| {
        beginner(draft);
        draft.education[0].files.high_school = file(9);
    });
    assert_eq!(shown, Vec::<String>::new());
    let doctor = |draft: &mut Draft| {
        beginner(draft);
        draft.scope = Some(Scope::Doctor);
    };
    assert_eq!(broken(doctor), ["education"]);
    let held = broken(|draft| {
        doctor(draft);
        draft.education[0].degree = "2".into();
    });
    assert_eq!(held, Vec::<String>::new());
    let studying = broken(|draft| {
        doctor(draft);
        let one = &mut draft.education[0];
        (one.degree, one.period, one.files.enrolment) = ("2".into(), period("2024-09-01", None), file(9));
    });
    assert_eq!(studying, ["education"], "a degree that is still studied for counts for nothing");
    assert_eq!(broken(|draft| draft.scope = Some(Scope::Doctor)), ["education", "employment"]);
}

#[test]
fn schooling_needs_its_proofs() {
    let faults = |change: fn(&mut Education)| broken(move |draft| change(&mut draft.education[0]));
    assert_eq!(faults(|one| one.files.diploma = None), [school_key("diploma")]);
    assert_eq!(faults(|one| one.diploma_number = None), [school_key("diploma_number")]);
    assert_eq!(faults(|one| one.files.degree = None), [school_key("degree_file")]);
    assert_eq!(faults(|one| one.degree_number = None), [school_key("degree_number")]);
    assert_eq!(faults(|one| one.abroad = true), [school_key("recognition")]);
    let alone = faults(|one| {
        one.level = "14".into();
        one.degree = "3".into();
        one.diploma_number = None;
        one.files.diploma = None;
    });
    assert_eq!(alone, Vec::<String>::new(), "a 单证硕士 shows the degree alone");
    let college = faults(|one| {
        one.level = "31".into();
        one.degree = "0".into();
        one.degree_number = None;
        one.files.degree = None;
    });
    assert_eq!(college, Vec::<String>::new(), "大专 shows the diploma alone");
    let college_abroad = faults(|one| {
        one.level = "31".into();
        one.degree = "0".into();
        one.abroad = true;
    });
    assert_eq!(college_abroad, Vec::<String>::new(), "recognition is for 本科 and above");
}

#[test]
fn a_current_student_shows_a_student_card_and_nothing_else() {
    let current = |draft: &mut Draft| {
        draft.education[0].period = period("2024-09-01", None);
        draft.education[0].files = EducationFiles::default();
        draft.education[0].diploma_number = None;
        draft.education[0].degree_number = None;
    };
    assert_eq!(broken(current), [school_key("enrolment")]);
}

#[test]
fn periods_of_one_kind_do_not_cross() {
    let crossed = broken(|draft| {
        let mut second = schooling();
        second.id = ItemId::from_bytes([8; 16]);
        second.period = period("2009-01-01", Some("2012-01-01"));
        draft.education.push(second);
    });
    assert_eq!(crossed, [Education { id: ItemId::from_bytes([8; 16]), ..schooling() }.key("period")]);
}

#[test]
fn a_job_needs_its_proofs_and_its_order_of_dates() {
    let faults = |change: fn(&mut Employment)| broken(move |draft| change(&mut draft.employment[0]));
    assert_eq!(faults(|job| job.files.licence = None), [job_key("licence")]);
    assert_eq!(faults(|job| job.files.proof = None), [job_key("proof")]);
    assert_eq!(faults(|job| job.files.appointment = None), [job_key("appointment")]);
    let early = faults(|job| job.position.as_mut().unwrap().appointed = day("2010-06-30"));
    assert_eq!(
        early,
        [job_key("appointed"), job_key("appointed")],
        "before the job and before the qualification"
    );
    assert_eq!(
        faults(|job| job.position.as_mut().unwrap().qualified = day("2016-01-01")),
        [job_key("appointed")]
    );
    assert_eq!(faults(|job| job.experience[0].period = period("2010-06-01", None)), [job_key("experience")]);
}

#[test]
fn a_credit_code_with_a_wrong_check_character_has_to_be_confirmed() {
    let doubtful = |draft: &mut Draft| {
        draft.employment[0].credit_code = CreditCode::parse("91350211M0000XUF46").unwrap()
    };
    assert_eq!(broken(doubtful), [job_key("credit_code")]);
    let confirmed = broken(|draft| {
        doubtful(draft);
        draft.employment[0].code_confirmed = true;
    });
    assert_eq!(confirmed, Vec::<String>::new());
}

#[test]
fn every_line_has_a_key_of_its_own_but_rows_of_accounting_work() {
    let reference = crate::reference::Reference::load(crate::reference::Profile::Demo).unwrap();
    let sections = lines(&complete(), &identity(), &reference);
    let mut keys: Vec<_> =
        sections.iter().flat_map(|section| section.lines.iter().map(|line| line.key.clone())).collect();
    let count = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), count);
    let shown: String =
        sections.iter().flat_map(|section| &section.lines).map(|line| line.value.public()).collect();
    assert!(
        !shown.contains("11010519491231002X") && !shown.contains("13900001111") && !shown.contains("账房街")
    );
}
