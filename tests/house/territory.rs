//! Who sees and decides what: every way into a case that is not the officer's (security B7; T24–T29).
use crate::cases::{at_desk, case_of, entries, file_collection, files_of};
use crate::papers::{NUMBERS, logged_in};
use crate::world::{COUNTY, NEIGHBOUR, World};
use zhangfang::accounts::{OfficerState, Right};
use zhangfang::casework::Outcome;
use zhangfang::terms::{AccountId, Document, DocumentKind, RegionCode};

const CITY: &str = "980100";

fn county() -> (World, AccountId, String) {
    let world = World::new();
    let person = world.person("张晓岚", NUMBERS[0], "13412349197", true);
    let number = file_collection(&world, person, COUNTY);
    (world, person, number)
}

#[test]
fn a_neighbour_finds_nothing_and_the_attempt_is_journalled() {
    let (world, _, number) = county();
    let file = files_of(&world, &number)[0];
    let officer = world.officer("chen", "陈松溪", NEIGHBOUR);
    let mut desk = at_desk(&world, officer);
    desk.visit("/desk").misses(&number).sees("待办业务都办完了");
    desk.visit("/desk?scope=below").misses(&number);
    desk.visit(&format!("/desk/cases/{number}"));
    assert_eq!(desk.status(), 404);
    let foreign = desk.page().text();
    desk.visit("/desk/cases/980121-2026-000999-0");
    assert_eq!((desk.status(), desk.page().text()), (404, foreign));
    desk.visit(&format!("/desk/cases/{number}/files/{file}"));
    assert_eq!(desk.status(), 404);
    assert_eq!(entries(&world, "case.look", Outcome::Refused).len(), 2);
    assert_eq!(entries(&world, "picture.look", Outcome::Refused).len(), 1);
}

#[test]
fn a_parent_reads_what_lies_below_and_decides_nothing() {
    let (world, _, number) = county();
    let officer = world.officer("zhao", "赵云岭", CITY);
    let mut desk = at_desk(&world, officer);
    desk.visit("/desk").misses(&number);
    desk.click("本级及下级（查看）").sees(&number).sees("青岚县");
    desk.visit(&format!("/desk/cases/{number}?scope=below"));
    assert_eq!(desk.status(), 200);
    desk.sees("只有所属会计管理部门的审核人员才能办理").misses("提交，看下一件").misses("标记");
    desk.sees("第 1 件，共 1 件");
    crate::pages::assert_sound("/desk/cases", &desk.page().source());
    let form = desk.form("查看完整信息").choose("查看完整信息的理由", "联系办理人");
    form.press("查看完整信息").sees("张晓岚");
}

#[test]
fn an_officer_who_is_disabled_or_moved_meanwhile_decides_nothing() {
    let (world, _, number) = county();
    let officer = world.officer("li", "李玉成", COUNTY);
    let mut desk = at_desk(&world, officer);
    desk.visit(&format!("/desk/cases/{number}"));
    world.change_officer(officer, |officer| {
        officer.authority = RegionCode::parse(NEIGHBOUR).expect("the code is sound");
    });
    desk.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    assert_eq!(desk.status(), 404);
    world.change_officer(officer, |officer| officer.state = OfficerState::Disabled);
    desk.visit("/desk");
    assert!(desk.address().starts_with("/login/officer"), "{}", desk.address());
    assert!(case_of(&world, &number).state.is_waiting());
    assert_eq!(entries(&world, "case.decide", Outcome::Refused).len(), 1);
}

#[test]
fn an_officer_without_the_right_to_review_only_reads() {
    let (world, _, number) = county();
    let officer = world.officer("sun", "孙明", COUNTY);
    world.change_officer(officer, |officer| officer.rights = vec![Right::Audit]);
    let mut desk = at_desk(&world, officer);
    desk.visit(&format!("/desk/cases/{number}")).misses("提交，看下一件").sees("才能办理");
}

#[test]
fn nobody_decides_about_themselves() {
    let (world, _, number) = county();
    let officer = world.officer("zhang", "张晓岚", COUNTY);
    let mut desk = at_desk(&world, officer);
    desk.visit(&format!("/desk/cases/{number}"));
    world.change_officer(officer, |officer| {
        officer.document = Document::parse(DocumentKind::ResidentId, NUMBERS[0]).ok();
    });
    desk.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    assert_eq!(desk.status(), 403);
    desk.sees("这是您本人的业务");
    desk.visit(&format!("/desk/cases/{number}")).misses("提交，看下一件").sees("这是您本人的业务");
    assert!(case_of(&world, &number).state.is_waiting());
}

#[test]
fn a_picture_is_shown_only_in_the_case_it_was_filed_with() {
    let (world, _, number) = county();
    let other = world.person("王芳", NUMBERS[1], "13800138002", true);
    let foreign = file_collection(&world, other, COUNTY);
    let officer = world.officer("li", "李玉成", COUNTY);
    let mut desk = at_desk(&world, officer);
    let file = files_of(&world, &foreign)[0];
    desk.visit(&format!("/desk/cases/{foreign}/files/{file}"));
    assert_eq!((desk.status(), desk.page().header("Content-Type")), (200, Some("image/jpeg")));
    for path in [format!("{number}/files/{file}"), format!("{number}/files/x"), format!("x/files/{file}")] {
        desk.visit(&format!("/desk/cases/{path}"));
        assert_eq!(desk.status(), 404, "{path}");
    }
    assert_eq!(entries(&world, "picture.look", Outcome::Refused).len(), 3);
    assert_eq!(entries(&world, "picture.look", Outcome::Done).len(), 1);
}

#[test]
fn accountants_and_strangers_have_no_desk() {
    let (world, person, number) = county();
    let mut own = logged_in(&world, person);
    for path in
        ["/desk", "/desk/decided"].map(String::from).into_iter().chain([format!("/desk/cases/{number}")])
    {
        own.visit(&path);
        assert_eq!(own.status(), 404, "{path}");
        let mut stranger = crate::browser::Browser::new(&world.client);
        stranger.visit(&path);
        assert!(stranger.address().starts_with("/login/officer"), "{path}");
    }
}
