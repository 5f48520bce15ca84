//! The officer's way: papers in hand, the code read out.
use super::kit::*;
use crate::browser::Browser;
use crate::cases::{at_desk, entries};
use crate::entrance::try_in;
use crate::pages::assert_sound;
use crate::papers::{journal, logged_in};
use crate::world::{COUNTY, NEIGHBOUR, PASSWORD, World};
use std::time::Duration;
use zhangfang::accounts::Right;
use zhangfang::casework::{CaseKind, Channel, Matter, Outcome, ReviewMode, State};
use zhangfang::letters::Letter;
use zhangfang::store::Read;
use zhangfang::tables::FILINGS;
use zhangfang::terms::{Document, DocumentKind};

const FIND: &str = "查找";
const SEND_NEW: &str = "发送验证码到新手机号";
const BOXES: [&str; 3] = [
    "证件原件已查验，真实有效，姓名和号码与上面一致。",
    "证件照片与本人一致。",
    "新手机号由本人当场提供，手机在本人手中。",
];
const NOBODY: &str = "没有找到您可以办理的账号";

#[track_caller]
fn find(desk: &mut Browser<'_>, number: &str, phone: &str) {
    desk.visit("/desk/phone");
    desk.form(FIND).fill("证件号码", number).fill("新手机号", phone).press(FIND);
}

/// Has the code sent and reads it on the new phone.
#[track_caller]
fn code_at(world: &World, desk: &mut Browser<'_>) -> String {
    desk.press(SEND_NEW);
    assert_eq!(desk.status(), 200);
    world.last_code(NEW).expect("a code was sent")
}

#[track_caller]
fn confirm(desk: &mut Browser<'_>, code: &str) {
    let form = BOXES.into_iter().fold(desk.form(CHANGE), |form, label| form.check(label));
    form.fill(NEW_CODE, code).press(CHANGE);
}

#[test]
fn an_officer_changes_it_for_who_shows_their_papers() {
    let world = World::new();
    let officer = world.officer("chen", "陈明远", COUNTY);
    let person = recorded(&world);
    let (mut own, mut desk) = (logged_in(&world, person), at_desk(&world, officer));
    desk.visit("/desk/counter");
    desk.click("本人要更换手机号，原手机号收不到验证码");
    assert_eq!(desk.address(), "/desk/phone");
    assert_sound("/desk/phone", &desk.page().source());
    desk.press(FIND);
    assert_eq!(desk.status(), 422);
    desk.sees("有 2 处需要修改");
    find(&mut desk, " １１０１０１19900307 1233", NEW);
    assert_eq!((desk.status(), desk.address()), (200, "/desk/phone"));
    assert_sound("/desk/phone", &desk.page().source());
    desk.sees(NAME).sees("内地居民身份证").sees(NUMBER).sees(&masked(OLD)).sees(NEW).misses(OLD);
    let looks = entries(&world, "phone.look", Outcome::Done);
    assert_eq!((looks.len(), looks[0].object.as_str()), (1, person.to_string().as_str()));

    desk.form(SEND_NEW).check(BOXES[0]).press(SEND_NEW);
    let code = world.last_code(NEW).expect("a code was sent");
    assert_sound("/desk/phone/change", &desk.page().source());
    desk.form(CHANGE).fill(NEW_CODE, &code).press(CHANGE);
    assert_eq!(desk.status(), 422);
    assert!(desk.form(CHANGE).said_about(BOXES[0]).is_empty(), "a tick stays");
    assert!(desk.form(CHANGE).said_about(BOXES[1]).contains("核对一致后请勾选"));
    assert!(desk.form(CHANGE).holds(NEW_CODE).is_empty(), "a code does not");
    confirm(&mut desk, &wrong(&code));
    assert_eq!(desk.status(), 422);
    assert!(desk.form(CHANGE).said_about(NEW_CODE).contains("验证码不正确"));
    assert_eq!(phone_of(&world, person), OLD);

    confirm(&mut desk, &code);
    assert_eq!((desk.status(), desk.address()), (200, "/desk/phone?done=changed"));
    desk.sees("手机号已更换").misses(NEW);
    assert_eq!(phone_of(&world, person), NEW);
    own.visit("/me");
    assert!(own.address().starts_with("/login"), "every session of the person ends");
    let told: Vec<(String, Letter)> = world.letters().into_iter().rev().take(2).collect();
    assert_eq!(told, [(NEW.into(), Letter::PhoneBound), (OLD.into(), Letter::PhoneReplaced)]);

    let record = record(&world, person);
    assert_eq!((record.number(), record.dossier.identity.phone.as_str()), (2, NEW));
    let all = all_cases(&world).into_iter().find(|(_, case)| case.kind == CaseKind::Change);
    let (id, case) = all.expect("it was filed");
    assert_eq!((case.state.clone(), case.review_mode()), (State::Approved, ReviewMode::Officer));
    assert_eq!(case.decided_by, Some(officer));
    assert!(case.history.iter().any(|line| line.who == "陈**"), "{:?}", case.history);
    let view = world.office.store().view().expect("the store can be read");
    let filing = view.get(&FILINGS, &(id, 1)).expect("it can be read").expect("it was filed");
    let Matter::Change(amendment) = filing.matter else { panic!("it is a change") };
    assert_eq!(amendment.channel, Channel::Bureau);
    let changed = &entries(&world, "phone.change_at_desk", Outcome::Done)[0];
    assert!(changed.object.contains(&person.to_string()) && changed.actor == officer.to_string());
    for entry in journal(&world) {
        let text = format!("{} {}", entry.object, entry.detail);
        for secret in [OLD, NEW, NUMBER, NAME, &code] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

#[test]
fn a_record_of_another_authority_does_not_exist_here() {
    let world = World::new();
    recorded(&world);
    for (login, authority) in [("zhao", NEIGHBOUR), ("sun", "980100")] {
        let officer = world.officer(login, "赵松溪", authority);
        let mut desk = at_desk(&world, officer);
        find(&mut desk, "110101198812013055", NEW);
        let unknown = desk.page().text().replace("110101198812013055", "");
        desk.sees(NOBODY);
        find(&mut desk, NUMBER, NEW);
        assert_eq!((desk.status(), desk.page().text().replace(NUMBER, "")), (422, unknown), "{authority}");
        desk.misses(NAME);
    }
    let refused = entries(&world, "phone.look", Outcome::Refused);
    assert_eq!(refused.len(), 4);
    assert!(refused.iter().all(|entry| entry.detail == "Unfound(NotFound)"));
}

#[test]
fn without_a_record_any_reviewing_officer_may() {
    let world = World::new();
    let officer = world.officer("zhao", "赵松溪", NEIGHBOUR);
    let person = world.person(NAME, NUMBER, OLD, false);
    let mut desk = at_desk(&world, officer);
    find(&mut desk, NUMBER, NEW);
    desk.sees("没有通过");
    let code = code_at(&world, &mut desk);
    confirm(&mut desk, &code);
    assert_eq!((phone_of(&world, person).as_str(), cases(&world)), (NEW, 0));
}

#[test]
fn who_does_not_review_finds_no_such_page() {
    let world = World::new();
    recorded(&world);
    let clerk = world.officer("qian", "钱明", COUNTY);
    let (mut desk, mut beside) = (at_desk(&world, clerk), at_desk(&world, clerk));
    find(&mut desk, NUMBER, NEW);
    beside.visit("/desk/phone");
    world.change_officer(clerk, |clerk| clerk.rights = vec![Right::Administer, Right::Audit]);
    desk.press(SEND_NEW);
    assert_eq!(desk.status(), 404, "rights may be lost meanwhile");
    desk.misses(NAME);
    beside.press(FIND);
    assert_eq!(beside.status(), 404, "whatever is wrong with the form");
    for path in ["/desk/phone", "/desk/phone/change"] {
        desk.visit(path);
        assert_eq!(desk.status(), 404);
    }
    assert_eq!(entries(&world, "phone.look", Outcome::Refused).len(), 3);
    assert!(world.letters().iter().all(|(_, letter)| !matches!(letter, Letter::Code { .. })));
    let mut person = logged_in(&world, zhangfang::terms::AccountId::from_bytes([1; 16]));
    person.visit("/desk/phone");
    assert_eq!(person.status(), 404, "accountants have no desk");
}

#[test]
fn an_officer_does_not_change_the_own_phone_here() {
    let world = World::new();
    let person = recorded(&world);
    let officer = world.officer("wang", NAME, COUNTY);
    let mut desk = at_desk(&world, officer);
    find(&mut desk, NUMBER, NEW);
    let code = code_at(&world, &mut desk);
    let own = Document::parse(DocumentKind::ResidentId, NUMBER).expect("the number is sound");
    world.change_officer(officer, move |officer| officer.document = Some(own.clone()));
    confirm(&mut desk, &code);
    desk.sees("不能办理自己的账号");
    assert_eq!((desk.status(), phone_of(&world, person).as_str()), (422, OLD));
    find(&mut desk, NUMBER, NEW);
    desk.sees("不能办理自己的账号").misses(NAME);
}

#[test]
fn several_who_claim_a_number_have_to_prove_it_first() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", COUNTY);
    world.person(NAME, NUMBER, OLD, false);
    let second = world.person("赵四", NUMBER, "13900003333", false);
    let mut desk = at_desk(&world, officer);
    find(&mut desk, NUMBER, NEW);
    assert_eq!(desk.status(), 422);
    desk.sees("请先核实").misses(NAME).misses("赵四");
    let now = world.office.now();
    world.change_account(second, move |account| {
        account.verified = Some(zhangfang::accounts::Verified { at: now, way: "窗口核验".into() });
    });
    find(&mut desk, NUMBER, NEW);
    desk.sees("赵四").misses(NAME);
}

#[test]
fn the_account_is_the_one_that_the_page_showed() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", COUNTY);
    let first = world.person(NAME, NUMBER, OLD, false);
    let mut desk = at_desk(&world, officer);
    find(&mut desk, NUMBER, NEW);
    let code = code_at(&world, &mut desk);
    let second = world.person("赵四", NUMBER, "13900003333", true);
    confirm(&mut desk, &code);
    assert_eq!(desk.status(), 422);
    desk.sees("请重新查找").misses("赵四");
    assert_eq!((phone_of(&world, first).as_str(), phone_of(&world, second).as_str()), (OLD, "13900003333"));
}

#[test]
fn the_new_number_is_neither_the_present_one_nor_somebody_elses() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", COUNTY);
    let person = recorded(&world);
    let mut desk = at_desk(&world, officer);
    find(&mut desk, NUMBER, OLD);
    assert_eq!(desk.status(), 422);
    assert!(desk.form(FIND).said_about("新手机号").contains("不用更换"));
    world.person("赵四", OTHER_NUMBER, NEW, true);
    find(&mut desk, NUMBER, NEW);
    desk.misses("已被其他账号使用");
    let code = code_at(&world, &mut desk);
    desk.misses("已被其他账号使用");
    confirm(&mut desk, &code);
    assert_eq!((desk.status(), phone_of(&world, person).as_str()), (422, OLD));
    assert!(desk.form(CHANGE).said_about(NEW_CODE).contains("已被其他账号使用"));
    confirm(&mut desk, &code);
    desk.sees("验证码已失效");
}

#[test]
fn the_code_goes_by_the_officers_browser_and_the_form_counts_once() {
    let world = World::new();
    let (chen, li) = (world.officer("chen", "陈明", COUNTY), world.officer("li", "李玉", COUNTY));
    let person = recorded(&world);
    let (mut desk, mut beside) = (at_desk(&world, chen), at_desk(&world, li));
    find(&mut desk, NUMBER, NEW);
    let code = code_at(&world, &mut desk);
    find(&mut beside, NUMBER, NEW);
    confirm(&mut beside, &code);
    assert_eq!((beside.status(), phone_of(&world, person).as_str()), (422, OLD));
    let form = BOXES.into_iter().fold(desk.form(CHANGE), |form, label| form.check(label));
    let led = form.fill(NEW_CODE, &code).press_twice(CHANGE);
    assert_eq!(led, ("/desk/phone?done=changed".into(), "/desk/phone?done=changed".into()));
    let changes = all_cases(&world).into_iter().filter(|(_, case)| case.kind == CaseKind::Change);
    assert_eq!(changes.count(), 1);
}

#[test]
fn the_next_in_the_queue_is_not_told_about_the_code_of_the_one_before() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", COUNTY);
    recorded(&world);
    world.person("赵四", OTHER_NUMBER, "13900003333", true);
    let mut desk = at_desk(&world, officer);
    find(&mut desk, NUMBER, NEW);
    code_at(&world, &mut desk);
    desk.sees("验证码已发送，请本人留意");
    find(&mut desk, OTHER_NUMBER, "13900004444");
    desk.sees("刚刚给另一个号码发送过验证码").misses("验证码已发送，请本人留意");
    desk.press(SEND_NEW);
    desk.sees("秒后再试");
    world.wait(Duration::from_secs(180));
    desk.press(SEND_NEW);
    desk.sees("验证码已发送，请本人留意");
}

#[test]
fn numbers_stay_out_of_titles_and_addresses_and_the_old_number_lets_nobody_in() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", COUNTY);
    recorded(&world);
    let mut desk = at_desk(&world, officer);
    find(&mut desk, NUMBER, NEW);
    let code = code_at(&world, &mut desk);
    assert_eq!(desk.address(), "/desk/phone/change");
    let source = desk.page().source();
    let title = source.split("</title>").next().unwrap_or_default();
    assert!(!title.contains(NUMBER) && !title.contains(NEW) && !title.contains(NAME));
    desk.visit("/desk/phone/change");
    assert_eq!(desk.address(), "/desk/phone", "whoever comes by the address begins anew");
    find(&mut desk, NUMBER, NEW);
    confirm(&mut desk, &code);
    let mut fresh = Browser::new(&world.client);
    fresh.visit("/login");
    try_in(&world, &mut fresh, OLD, PASSWORD);
    assert_eq!(fresh.status(), 422);
    try_in(&world, &mut fresh, NEW, PASSWORD);
    assert_eq!(fresh.address(), "/");
}
