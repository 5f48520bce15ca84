//! What is written into letters is what `data/transfer-letter.cddl` says, and stays so.
use super::kit::{Side, Two};
use cddl_cat::validate_cbor_bytes;
use zhangfang::accounts::Verified;
use zhangfang::casework::{
    Amendment, Carriage, Case, CaseKind, Channel, Correction, Filing, HistoryLine, Matter, NewJob, NewSchool,
    Papers, Reason, Remark, Route, State, Transfer,
};
use zhangfang::dossier::{
    Address, Award, Basics, Certificate, Change, Dossier, Education, EducationFiles, Employment,
    EmploymentFiles, Experience, Identity, Licence, Mark, Marks, Particulars, Position, Scope, Source, Title,
    Warrant,
};
use zhangfang::envelope::open;
use zhangfang::office::{Packed, PackedFile, Parcel, own};
use zhangfang::tables::Record;
use zhangfang::terms::{
    AccountId, CaseId, CaseNumber, CreditCode, Day, Document, DocumentKind, Email, FileId, ItemId, Moment,
    OfficerId, Period, PersonName, Phone, Postcode, RegionCode, Sex,
};

const SCHEMA: &str = include_str!("../../../data/transfer-letter.cddl");
const GOLDEN: &[u8] = include_bytes!("../../vectors/transfer/parcel.cbor");

fn fits(rule: &str, body: &[u8]) -> Result<(), String> {
    validate_cbor_bytes(rule, SCHEMA, body).map_err(|cause| cause.to_string())
}

fn body(file: &[u8], of: &Side, from: &Side) -> Vec<u8> {
    let keys = own(&of.world.office.store().view().unwrap(), "x").unwrap().unwrap().keys;
    open(file, &keys, &of.card().fingerprint(), &from.card()).unwrap().1
}

#[test]
fn letters_and_answers_are_as_their_description_says() {
    for (verdict, reason) in [("通过 A", ""), ("退回补正 R", "材料不清"), ("不予通过", "不在本县")]
    {
        let two = Two::new();
        let (moving, letter, file) = two.on_the_way();
        let inside = body(&file, &two.far, &two.near);
        assert_eq!(fits("letter-body", &inside), Ok(()));
        assert!(fits("letter-body", &inside[..inside.len() - 1]).is_err());
        two.far.takes_in(file).unwrap();
        two.far.decide(&moving, verdict, reason);
        let answer = two.far.answers(&two.near, &letter);
        assert_eq!(fits("answer-body", &body(&answer, &two.near, &two.far)), Ok(()), "{verdict}");
    }
}

#[test]
fn a_letter_with_everything_in_it_is_written_as_it_always_was() {
    let written = minicbor::to_vec(everything()).unwrap();
    assert_eq!(fits("letter-body", &written), Ok(()));
    assert!(written == GOLDEN, "the bytes of released letters may not change");
    assert_eq!(minicbor::decode::<Parcel>(GOLDEN).unwrap(), everything());
}

#[test]
fn the_description_knows_what_is_wrong() {
    let spoilt = |change: fn(&mut Parcel)| {
        let mut parcel = everything();
        change(&mut parcel);
        fits("letter-body", &minicbor::to_vec(&parcel).unwrap())
    };
    assert!(spoilt(|parcel| parcel.versions.clear()).is_err());
    assert!(spoilt(|parcel| parcel.cases[0].filings.clear()).is_err());
    assert_eq!(spoilt(|parcel| parcel.files.clear()), Ok(()));
    assert!(fits("answer-body", GOLDEN).is_err() && fits("letter-body", b"\x80").is_err());
}

#[test]
fn titles_and_licences_are_described_too() {
    let mut parcel = everything();
    let title = Title {
        id: ItemId::from_bytes([3; 16]),
        award: Award {
            level: "3".into(),
            name: "3".into(),
            way: "1".into(),
            obtained: day(),
            body: Some("省财政厅".into()),
        },
        marks: Some(Marks {
            province: region("980000"),
            subjects: vec![
                Mark { subject: "301".into(), year: 2024, points: Some(70) },
                Mark { subject: "302".into(), year: 2024, points: None },
            ],
        }),
        warrant: Some(Warrant {
            number: "C1".into(),
            register_number: None,
            issued: day(),
            issuer: "省财政厅".into(),
        }),
        picture: None,
        source: Source::System,
    };
    let licence = Licence {
        id: ItemId::from_bytes([4; 16]),
        kind: "4".into(),
        level: None,
        number: "Z1".into(),
        obtained: day(),
        issuer: "注册会计师协会".into(),
        picture: Some(file(9)),
    };
    let changes = [
        Change::Title { before: None, after: Some(Box::new(title.clone())) },
        Change::Licence { before: Some(Box::new(licence.clone())), after: None },
    ];
    for (packed, change) in parcel.cases.iter_mut().zip(changes) {
        let channel = Channel::System;
        let amendment = Amendment { change, identity: identity(), authority: region("980121"), channel };
        packed.case.kind = CaseKind::Title;
        packed.filings[0].matter = amendment.into_matter();
    }
    parcel.versions[0].dossier.titles = vec![title];
    parcel.versions[0].dossier.licences = vec![licence];
    let written = minicbor::to_vec(&parcel).unwrap();
    assert_eq!(fits("letter-body", &written), Ok(()));
    assert_eq!(minicbor::decode::<Parcel>(&written).unwrap(), parcel);
}

fn day() -> Day {
    Day::new(2024, 9, 2).unwrap()
}

fn period() -> Period {
    Period::new(Day::new(2010, 2, 11).unwrap(), None).unwrap()
}

fn region(code: &str) -> RegionCode {
    RegionCode::parse(code).unwrap()
}

fn file(seed: u8) -> FileId {
    FileId::from_bytes([seed; 16])
}

fn identity() -> Identity {
    Identity {
        document: Document::parse(DocumentKind::ResidentId, "110101199003071233").unwrap(),
        name: PersonName::parse("张晓岚").unwrap(),
        phone: Phone::parse("13412349197").unwrap(),
    }
}

fn basics() -> Basics {
    Basics {
        portrait: file(1),
        sex: Sex::Male,
        birth: Day::new(1990, 3, 7).unwrap(),
        politics: "13".into(),
        ethnicity: Some("01".into()),
        email: Email::parse("a@example.cn").ok(),
        address: Address { region: region("980121"), street: "账房街 1 号".into() },
        postcode: Postcode::parse("100000").ok(),
        identity_front: Some(file(2)),
        identity_back: Some(file(3)),
    }
}

fn education() -> Education {
    Education {
        id: ItemId::from_bytes([4; 16]),
        mode: "1".into(),
        school: "青岚财经大学".into(),
        level: "11".into(),
        degree: "3".into(),
        major: "会计学".into(),
        period: period(),
        diploma_number: Some("104242201005001873".into()),
        degree_number: None,
        abroad: false,
        files: EducationFiles { diploma: Some(file(4)), degree: Some(file(5)), ..EducationFiles::default() },
        past: None,
    }
}

fn employment() -> Employment {
    Employment {
        id: ItemId::from_bytes([5; 16]),
        period: Period::new(Day::new(2010, 7, 1).unwrap(), Some(day())).unwrap(),
        employer: "青岚县第一中学".into(),
        credit_code: CreditCode::parse("91110000101623741K").unwrap(),
        code_confirmed: true,
        kind: "1".into(),
        industry: "P".into(),
        region: region("980121"),
        telephone: "0000-1234567".into(),
        experience: vec![Experience { rank: "1".into(), post: "02".into(), period: period() }],
        position: Some(Position { position: "3".into(), appointed: day(), qualified: day() }),
        files: EmploymentFiles { licence: Some(file(6)), proof: Some(file(7)), appointment: Some(file(8)) },
        accounting: true,
        past: None,
    }
}

fn dossier() -> Dossier {
    let certificate =
        Certificate { name: "初级".into(), number: "1".into(), obtained: day(), picture: Some(file(9)) };
    Dossier {
        identity: identity(),
        scope: Scope::Accountant,
        certificate: Some(certificate),
        basics: basics(),
        education: vec![education()],
        employment: vec![employment()],
        authority: region("980121"),
        titles: Vec::new(),
        licences: Vec::new(),
    }
}

/// Every kind of matter, of change, of reason and of state.
fn matters() -> Vec<(Matter, State)> {
    let amendment = |change| Amendment {
        change,
        identity: identity(),
        authority: region("980121"),
        channel: Channel::Person,
    };
    let particulars = || {
        let identity = identity();
        let (document, name) = (identity.document, identity.name);
        Box::new(Particulars { document, name, sex: Sex::Female, birth: day() })
    };
    let change = |change| Matter::Change(Box::new(amendment(change)));
    let reasons = [
        Reason::Work(NewJob {
            employer: "临河县第二中学".into(),
            credit_code: CreditCode::parse("91110000101623741K").unwrap(),
            code_confirmed: false,
            kind: "1".into(),
            industry: "P".into(),
            region: region("980221"),
            telephone: None,
            from: day(),
        }),
        Reason::Study(NewSchool {
            school: "望川大学".into(),
            major: None,
            mode: Some("1".into()),
            from: day(),
        }),
        Reason::Residence("临河县".into()),
    ];
    let transfer = |reason| {
        Matter::Transfer(Box::new(Transfer {
            identity: identity(),
            from: region("980121"),
            to: region("980221"),
            reason,
            proof: file(10),
        }))
    };
    let remark = Remark { field: "transfer.proof".into(), text: "看不清".into() };
    let papers = Papers {
        identity: identity(),
        front: file(11),
        back: file(12),
        in_hand: file(13),
        region: region("980121"),
    };
    let phone = |number| Phone::parse(number).unwrap();
    let correction = Correction {
        amendment: amendment(Change::Particulars { before: particulars(), after: particulars() }),
        reason: "写错".into(),
        front: file(14),
        back: None,
        proof: file(15),
    };
    let [work, study, residence] = reasons;
    let basic = Change::Basics { before: Box::new(basics()), after: Box::new(basics()) };
    let learnt = Change::Education { before: None, after: Some(Box::new(education())) };
    let worked = Change::Employment { before: Some(Box::new(employment())), after: None };
    let moved = Change::Phone { before: phone("13412349197"), after: phone("13412349198") };
    vec![
        (Matter::Verify(papers), State::Approved),
        (Matter::Collect(Box::new(dossier())), State::Approved),
        (change(basic), State::Rejected("不符".into())),
        (change(learnt), State::Withdrawn),
        (change(worked), State::Waiting),
        (change(moved), State::Approved),
        (Matter::Correct(Box::new(correction)), State::Seconded(OfficerId::from_bytes([9; 16]))),
        (transfer(work), State::Returned(vec![remark])),
        (transfer(study), State::Withdrawn),
        (transfer(residence), State::Released),
    ]
}

/// A letter in which every choice of the format occurs; no sender would write it.
fn everything() -> Parcel {
    let now = Moment::from_millis(1_795_395_600_000);
    let pack = |(serial, (matter, state)): (u32, (Matter, State))| {
        let number = CaseNumber::new(region("980121"), 2026, serial);
        let mut case = Case::file(number, AccountId::from_bytes([1; 16]), &matter, now, day());
        case.state = state;
        case.decided = Some(now).filter(|_| serial.is_multiple_of(2));
        case.decided_by = Some(OfficerId::from_bytes([9; 16])).filter(|_| serial.is_multiple_of(3));
        case.history.push(HistoryLine { at: now, who: "沈**".into(), what: "审核通过".into() });
        let route =
            |route: Route| Route { left: Some(now), letter: Some(Carriage::Out("1-1".into())), ..route };
        case.route = case.route.map(route);
        case.keeper = Some(region("980122")).filter(|_| serial.is_multiple_of(4));
        let answers = vec![Remark { field: String::new(), text: "补正".into() }];
        let id = CaseId::from_bytes([u8::try_from(serial).unwrap(); 16]);
        Packed { id, case, filings: vec![Filing { matter, at: now, answers }] }
    };
    let record = |version: Option<u32>| Record {
        dossier: dossier(),
        authority: region("980121"),
        approved: now,
        case: CaseId::from_bytes([2; 16]),
        version,
    };
    Parcel {
        number: "980121-2026-000010-1-1".into(),
        demonstration: false,
        case: CaseId::from_bytes([10; 16]),
        verified: Verified { at: now, way: "线上实名认证".into() },
        versions: vec![record(None), record(Some(2))],
        cases: (1..).zip(matters()).map(pack).collect(),
        files: vec![PackedFile {
            id: file(1),
            slot: "basics.portrait".into(),
            width: 295,
            height: 413,
            at: now,
            case: None,
            bytes: vec![0xff, 0xd8, 0xff, 0xd9],
        }],
    }
}
