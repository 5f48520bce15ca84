//! Records of chapter 3 under forged fields, second windows and officers' remarks.
use crate::browser::Browser;
use crate::pages::assert_sound;
use crate::records::*;
use crate::world::World;
use zhangfang::casework::{Decision, Matter, Refusal, Remark};
use zhangfang::dossier::{Address, Basics, Dossier, Scope};
use zhangfang::office::{Promise, file_case};
use zhangfang::store::Read;
use zhangfang::tables::{ACCOUNTS, CASES, DRAFTS};
use zhangfang::terms::{AccountId, Day, OfficerId, RegionCode, Sex};

/// A school without a degree, as a form would post it.
const FORGED: [(&str, &str); 14] = [
    ("version", "0"),
    ("mode", "1"),
    ("school", "x"),
    ("level", "31"),
    ("degree", "0"),
    ("major", "x"),
    ("from.year", "2000"),
    ("from.month", "1"),
    ("from.day", "1"),
    ("to.year", "2001"),
    ("to.month", "1"),
    ("to.day", "1"),
    ("abroad", "no"),
    ("diploma_number", "1"),
];

#[test]
fn a_picture_of_somebody_else_or_for_something_else_counts_for_nothing() {
    let world = World::new();
    let (person, mut owner) = somebody(&world, 0);
    graduate(&mut owner, "清河大学");
    let kept = draft(&world, person).education[0].files.clone();
    let diploma = kept.diploma.map(|id| id.to_string()).unwrap_or_default();
    let degree = kept.degree.map(|id| id.to_string()).unwrap_or_default();
    let (other, mut stranger) = somebody(&world, 1);
    stranger.visit(NEW);
    let stolen = [FORGED.as_slice(), &[("kept.diploma", &diploma)]].concat();
    assert_eq!(forge(&world, &stranger, NEW, &stolen), 422);
    assert!(draft(&world, other).education.is_empty());
    owner.visit(NEW);
    let version = draft(&world, person).version.to_string();
    let mut own = FORGED;
    own[0].1 = &version;
    let misused = [own.as_slice(), &[("kept.diploma", &degree)]].concat();
    assert_eq!(forge(&world, &owner, NEW, &misused), 422);
    let used = [own.as_slice(), &[("kept.diploma", &diploma), ("status", "approved")]].concat();
    assert_eq!(forge(&world, &owner, NEW, &used), 303);
    assert_eq!(draft(&world, person).education.len(), 2);
}

#[test]
fn the_same_form_sent_twice_keeps_one_record() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    browser.visit(NEW);
    let fields = [FORGED.as_slice(), &[("later", "true")]].concat();
    assert_eq!(forge(&world, &browser, NEW, &fields), 303);
    assert_eq!(forge(&world, &browser, NEW, &fields), 303);
    assert_eq!(draft(&world, person).education.len(), 1);
}

#[test]
fn a_second_window_is_told_and_loses_nothing() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    browser.visit(NEW);
    let fields = [FORGED.as_slice(), &[("later", "true")]].concat();
    assert_eq!(forge(&world, &browser, NEW, &fields), 303);
    school(browser.form("保存"), "清河大学", ENTERED, Some(LEFT)).press("暂存，以后补齐");
    assert_eq!(browser.status(), 409);
    browser.sees("您在其他窗口或设备上保存过新的内容");
    assert_eq!(browser.form("保存").holds("学校名称"), "清河大学");
    browser.press("暂存，以后补齐");
    assert_eq!(browser.address(), LIST);
    assert_eq!(draft(&world, person).education.len(), 2);
}

#[test]
fn a_picture_can_be_turned_and_taken_away() {
    let world = World::new();
    let (_, mut browser) = somebody(&world, 0);
    browser.visit(NEW);
    browser.form("保存").fill("学校名称", "清河大学").attach(&slot("学历证"), &photo()).press("保存");
    let id = |browser: &Browser<'_>| {
        let source = browser.page().source();
        source.split("name=\"kept.diploma\" value=\"").nth(1).map(|rest| rest[..27].to_string())
    };
    let first = id(&browser);
    browser.press("旋转学历证");
    assert_eq!(browser.status(), 200);
    assert!(first.is_some() && id(&browser).is_some() && first != id(&browser));
    browser.press("删除学历证");
    assert_eq!((browser.status(), id(&browser)), (200, None));
    assert_eq!(browser.form("保存").holds("学校名称"), "清河大学");
}

/// Files the person's records as they are and lets the officer send them back with one remark.
pub fn returned(world: &World, person: AccountId, officer: OfficerId, key: &str, text: &str) {
    let draft = draft(world, person);
    let remark = Remark { field: key.into(), text: text.into() };
    world.work(move |ledger| {
        let identity = ledger.get(&ACCOUNTS, &person)?.expect("the account was made").identity;
        let county = RegionCode::parse(crate::world::COUNTY).expect("the code is sound");
        let school = draft.education.first().and_then(|one| one.files.diploma);
        let portrait = school.or(draft.employment.first().and_then(|job| job.files.proof));
        let basics = Basics {
            portrait: portrait.expect("a picture was uploaded"),
            sex: Sex::Male,
            birth: Day::parse("1990-03-07").expect("the day is real"),
            politics: "13".into(),
            ethnicity: Some("01".into()),
            email: None,
            address: Address { region: county, street: "松风路 1 号".into() },
            postcode: None,
            identity_front: None,
            identity_back: None,
        };
        let dossier = Dossier {
            identity,
            scope: Scope::Accountant,
            certificate: None,
            basics,
            education: draft.education.clone(),
            employment: draft.employment.clone(),
            authority: county,
            titles: Vec::new(),
            licences: Vec::new(),
        };
        let filed = file_case::<Refusal>(ledger, person, Matter::Collect(Box::new(dossier)), Promise(15));
        let (id, mut case) = filed.map_err(|stop| panic!("{stop:?}")).unwrap_or_else(|()| unreachable!());
        let decision = Decision::Return(vec![remark.clone()]);
        let now = ledger.now();
        case.decide(case.version, decision, officer, "林*", now).expect("the case waits");
        ledger.put(&CASES, &id, &case)?;
        Ok(ledger.remove(&DRAFTS, &person)?)
    });
}

#[test]
fn what_the_officer_asks_to_mend_stands_at_its_field() {
    let world = World::new();
    let officer = world.officer("lin", "林青", crate::world::COUNTY);
    let (person, mut browser) = somebody(&world, 0);
    graduate(&mut browser, "清河大学");
    let key = draft(&world, person).education[0].key("diploma");
    returned(&world, person, officer, &key, "照片反光，看不清编号");
    browser.visit(LIST);
    browser.sees("需要修改").sees("审核意见：照片反光，看不清编号");
    browser.click("编辑：清河大学");
    assert_sound("edit", &browser.page().source());
    let said = browser.form("保存").said_about(&slot("学历证"));
    assert!(said.contains("审核意见：照片反光，看不清编号"), "{said}");
}
