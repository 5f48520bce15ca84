//! What the journal knows afterwards: whoever failed, was refused or looked behind a mask (T44).
use crate::browser::Browser;
use crate::cases::{at_desk, entries, file_collection, files_of};
use crate::entrance::{try_in, try_in_officer};
use crate::papers::NUMBERS;
use crate::world::{COUNTY, NEIGHBOUR, World};
use zhangfang::casework::Outcome;
use zhangfang::store::Read;
use zhangfang::tables::CASES_BY_NUMBER;

const PHONE: &str = "13412349197";

#[test]
fn a_failed_login_stands_in_the_journal_with_whom_it_was_aimed_at() {
    let world = World::new();
    let person = world.person("张晓岚", NUMBERS[0], PHONE, true);
    let officer = world.officer("zhou", "周审核", COUNTY);
    let mut browser = Browser::new(&world.client);
    for account in [PHONE, "13800138009"] {
        browser.visit("/login");
        try_in(&world, &mut browser, account, "Falsch#2026");
    }
    browser.visit("/login/officer");
    try_in_officer(&world, &mut browser, "zhou", "Falsch#2026");
    let noted = entries(&world, "signin.login", Outcome::Refused);
    assert_eq!(
        noted.iter().map(|entry| entry.object.as_str()).collect::<Vec<_>>(),
        [&*person.to_string(), ""]
    );
    assert!(noted.iter().all(|entry| entry.actor == "visitor" && entry.source == "127.0.0.1"), "{noted:?}");
    let noted = entries(&world, "signin.officer", Outcome::Refused);
    assert_eq!(noted.iter().map(|entry| entry.object.clone()).collect::<Vec<_>>(), [officer.to_string()]);
}

#[test]
fn a_denied_look_and_every_look_behind_the_mask_stand_in_the_journal() {
    let world = World::new();
    let person = world.person("张晓岚", NUMBERS[0], PHONE, true);
    let number = file_collection(&world, person, COUNTY);
    let view = world.office.store().view().expect("the store can be read");
    let case = view.find(&CASES_BY_NUMBER, &number).expect("read").expect("filed").to_string();
    let (own, foreign) = (world.officer("li", "李玉成", COUNTY), world.officer("sun", "孙邻居", NEIGHBOUR));
    let file = files_of(&world, &number)[0];

    at_desk(&world, foreign).visit(&format!("/desk/cases/{number}"));
    let denied = entries(&world, "case.look", Outcome::Refused);
    assert_eq!(denied.len(), 1);
    assert_eq!((denied[0].actor.clone(), denied[0].source.as_str()), (foreign.to_string(), "127.0.0.1"));

    let mut desk = at_desk(&world, own);
    desk.visit(&format!("/desk/cases/{number}/files/{file}"));
    for reason in ["对照证件和材料", "联系办理人"] {
        desk.visit(&format!("/desk/cases/{number}")).misses(NUMBERS[0]);
        desk.form("查看完整信息").choose("查看完整信息的理由", reason).press("查看完整信息");
        desk.sees(NUMBERS[0]);
    }
    let looks = entries(&world, "case.reveal", Outcome::Done);
    assert_eq!(looks.iter().map(|entry| entry.detail.as_str()).collect::<Vec<_>>(), ["compare", "contact"]);
    assert!(looks.iter().all(|entry| entry.actor == own.to_string() && entry.object == case), "{looks:?}");
    let pictures = entries(&world, "picture.look", Outcome::Done);
    assert_eq!(pictures.len(), 1);
    assert_eq!(pictures[0].object, format!("{case} {file}"));
}
