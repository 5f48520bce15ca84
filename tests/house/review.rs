//! Walks of the officers' desk: the queue, the workbench, decisions and what they lead to (T31–T33).
use crate::browser::Browser;
use crate::cases::{at_desk, case_of, entries, file_collection, file_verification, files_of, send_again};
use crate::pages::assert_sound;
use crate::papers::{NUMBERS, account};
use crate::world::{COUNTY, World};
use std::time::Duration;
use zhangfang::casework::{Outcome, State};
use zhangfang::letters::Letter;
use zhangfang::store::Read;
use zhangfang::tables::DOSSIERS;
use zhangfang::terms::AccountId;

const DAY: Duration = Duration::from_secs(24 * 3600);
const PHONE: &str = "13412349197";

fn county() -> (World, AccountId) {
    let world = World::new();
    let person = world.person("张晓岚", NUMBERS[0], PHONE, true);
    (world, person)
}

fn open<'w>(world: &'w World, login: &str, number: &str) -> Browser<'w> {
    let officer = world.officer(login, "李玉成", COUNTY);
    let mut desk = at_desk(world, officer);
    desk.visit(&format!("/desk/cases/{number}"));
    assert_eq!(desk.status(), 200);
    desk
}

fn letters(world: &World) -> Vec<Letter> {
    let mut letters = world.letters();
    letters.retain(|(to, letter)| to == PHONE && !matches!(letter, Letter::Received { .. }));
    letters.into_iter().map(|(_, letter)| letter).collect()
}

#[test]
fn the_queue_shows_the_longest_waiting_first_and_turns_by_key() {
    let (world, person) = county();
    let officer = world.officer("li", "李玉成", COUNTY);
    let numbers: Vec<String> = (0..23)
        .map(|_| {
            world.wait(Duration::from_secs(60));
            file_collection(&world, person, COUNTY)
        })
        .collect();
    let mut desk = at_desk(&world, officer);
    desk.visit("/desk").sees("共 23 件待审核").sees(&numbers[0]).sees(&numbers[19]).misses(&numbers[20]);
    desk.sees("张**").misses("张晓岚").sees("还剩 5 个工作日");
    assert_sound("/desk", &desk.page().source());
    desk.click("下一页").sees(&numbers[20]).sees(&numbers[22]).misses(&numbers[19]);
    desk.click("上一页").sees(&numbers[0]).sees(&numbers[19]).misses(&numbers[20]);
}

#[test]
fn filters_stand_in_the_address_and_narrow_the_queue() {
    let (world, person) = county();
    let officer = world.officer("li", "李玉成", COUNTY);
    let late = file_collection(&world, person, COUNTY);
    world.wait(DAY * 4);
    let soon = file_verification(&world, person);
    world.wait(DAY * 5);
    let fresh = file_collection(&world, person, COUNTY);
    let mut desk = at_desk(&world, officer);
    desk.visit("/desk");
    desk.click("已超期").sees(&late).misses(&soon).misses(&fresh);
    assert_eq!(desk.address(), "/desk?due=overdue");
    desk.sees("已超期 2 个工作日");
    desk.click("即将到期").sees(&soon).misses(&late).misses(&fresh);
    desk.click("全部时限");
    desk.click("线上实名认证").sees(&soon).misses(&late).misses(&fresh);
    assert_eq!(desk.address(), "/desk?kind=verification");
    desk.click("即将到期").sees("共 1 件待审核");
    assert_eq!(desk.address(), "/desk?kind=verification&due=soon");
}

#[test]
fn an_approval_settles_the_record_tells_the_person_and_leads_on() {
    let (world, person) = county();
    let first = file_collection(&world, person, COUNTY);
    world.wait(Duration::from_secs(60));
    let second = file_collection(&world, person, COUNTY);
    let mut desk = open(&world, "li", &first);
    assert_sound("/desk/cases", &desk.page().source());
    desk.sees("第 1 件，共 2 件").sees("系统核对").sees("姓名和证件号码与实名认证一致");
    desk.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    assert!(desk.address().starts_with(&format!("/desk/cases/{second}?done=approved")), "{}", desk.address());
    desk.sees(&format!("已通过：{first}")).sees("第 1 件，共 1 件");
    assert_eq!(case_of(&world, &first).state, State::Approved);
    assert!(matches!(letters(&world).as_slice(), [Letter::Approved { .. }]));
    let view = world.office.store().view().expect("the store can be read");
    assert!(view.get(&DOSSIERS, &person).expect("the record can be read").is_some());
    desk.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    desk.sees("待办业务都办完了");
    assert!(desk.address().starts_with("/desk?done=approved"), "{}", desk.address());
    desk.visit("/desk/decided").sees(&first).sees(&second).sees("审核通过");
    assert_sound("/desk/decided", &desk.page().source());
    assert_eq!(entries(&world, "case.decide", Outcome::Done).len(), 2);
}

#[test]
fn a_verification_that_is_approved_makes_the_person_verified() {
    let world = World::new();
    let person = world.person("张晓岚", NUMBERS[0], PHONE, false);
    world.person("王芳", NUMBERS[0], "13800138002", false);
    let number = file_verification(&world, person);
    let mut desk = open(&world, "li", &number);
    assert_sound("/desk/cases", &desk.page().source());
    desk.sees("另有 1 个未认证账号使用同一证件号码");
    desk.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    assert!(account(&world, person).is_verified());
}

#[test]
fn a_return_carries_its_remarks_to_the_marked_lines() {
    let (world, person) = county();
    let number = file_collection(&world, person, COUNTY);
    let mut desk = open(&world, "li", &number);
    desk.form("提交，看下一件")
        .choose("审核结论", "退回补正 R")
        .check("标记：教育经历 1：学位证")
        .check("图片不清晰")
        .fill("给办理人的说明", "请重新拍照")
        .fill("第 1 项", "工作经历 1：单位名称")
        .fill("第 1 项要改的地方", "请与公章一致")
        .press("提交，看下一件");
    desk.sees("已退回补正").sees("待办业务都办完了");
    let case = case_of(&world, &number);
    let remarks: Vec<(&str, &str)> =
        case.remarks().iter().map(|remark| (remark.field.as_str(), remark.text.as_str())).collect();
    assert_eq!(remarks.len(), 2, "{remarks:?}");
    assert!(remarks[0].0.ends_with(".degree_file") && remarks[0].1 == "图片不清晰；请重新拍照");
    assert!(remarks[1].0.ends_with(".employer") && remarks[1].1 == "请与公章一致");
    assert!(matches!(letters(&world).as_slice(), [Letter::Returned { .. }]));
}

#[test]
fn a_second_round_shows_what_changed_first_and_keeps_the_old_pictures() {
    let (world, person) = county();
    let number = file_collection(&world, person, COUNTY);
    let old = files_of(&world, &number);
    let mut desk = open(&world, "li", &number);
    let form = desk.form("提交，看下一件").choose("审核结论", "退回补正 R");
    form.check("标记：工作经历 1：劳动合同、工作证明或社会保险缴纳证明")
        .check("图片不清晰")
        .press("提交，看下一件");
    send_again(&world, &number);
    desk.visit(&format!("/desk/cases/{number}"));
    assert_sound("/desk/cases", &desk.page().source());
    desk.sees("第 2 次提交")
        .sees("上次退回时要求修改")
        .sees("与上次提交相比的改动，共 2 项")
        .sees("（新）")
        .sees("（原）");
    let gone = old.iter().find(|file| !files_of(&world, &number).contains(file)).expect("one was replaced");
    desk.visit(&format!("/desk/cases/{number}/files/{gone}"));
    assert_eq!(desk.status(), 200);
    assert_eq!(entries(&world, "picture.look", Outcome::Done).len(), 1);
    desk.visit(&format!("/desk/cases/{number}?picture={gone}")).sees("以前提交");
}

#[test]
fn a_decision_without_verdict_or_reason_keeps_what_was_typed() {
    let (world, person) = county();
    let number = file_collection(&world, person, COUNTY);
    let mut desk = open(&world, "li", &number);
    desk.form("提交，看下一件").check("标记：邮箱").press("提交，看下一件");
    assert_eq!(desk.status(), 422);
    desk.sees("请先选择审核结论");
    assert_sound("/desk/cases", &desk.page().source());
    desk.form("提交，看下一件").choose("审核结论", "退回补正 R").press("提交，看下一件");
    assert_eq!(desk.status(), 422);
    desk.sees("请勾选或写明原因");
    desk.form("提交，看下一件").choose("审核结论", "不予通过").press("提交，看下一件");
    desk.sees("请写明不予通过的原因");
    desk.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    desk.sees("确认通过，请先清空标记和原因");
    assert!(case_of(&world, &number).state.is_waiting());
    desk.form("提交，看下一件")
        .uncheck("标记：邮箱")
        .choose("审核结论", "不予通过")
        .fill("给办理人的说明", "不属于采集范围")
        .press("提交，看下一件");
    assert_eq!(case_of(&world, &number).state, State::Rejected("不属于采集范围".into()));
    assert!(matches!(letters(&world).as_slice(), [Letter::Rejected { .. }]));
}

#[test]
fn of_two_officers_one_wins_and_the_other_learns_what_happened() {
    let (world, person) = county();
    let number = file_collection(&world, person, COUNTY);
    let mut one = open(&world, "li", &number);
    let mut other = open(&world, "chen", &number);
    one.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    let form = other.form("提交，看下一件").choose("审核结论", "退回补正 R");
    form.fill("给办理人的说明", "学历证看不清").press("提交，看下一件");
    assert_eq!(other.status(), 409);
    other.sees("您的决定没有生效").sees("审核通过").sees("李**").sees("2026-11-23").sees("学历证看不清");
    assert_sound("/desk/cases", &other.page().source());
    other.click("查看该业务").sees("不需要审核");
    assert_eq!(entries(&world, "case.decide", Outcome::Done).len(), 1);
    assert_eq!(entries(&world, "case.decide", Outcome::Refused).len(), 1);
    assert_eq!(letters(&world).len(), 1);
}

#[test]
fn the_same_form_sent_twice_decides_once_and_leads_to_the_same_page() {
    let (world, person) = county();
    let number = file_collection(&world, person, COUNTY);
    let officer = world.officer("li", "李玉成", COUNTY);
    let mut desk = at_desk(&world, officer);
    desk.visit(&format!("/desk/cases/{number}"));
    let form = desk.form("提交，看下一件").choose("审核结论", "通过 A");
    let first = form.press_twice("提交，看下一件");
    assert_eq!(first.0, first.1);
    assert_eq!(letters(&world).len(), 1);
    assert_eq!(case_of(&world, &number).history.len(), 2);
}

#[test]
fn unmasked_data_are_shown_for_a_reason_and_journalled() {
    let (world, person) = county();
    let number = file_collection(&world, person, COUNTY);
    let mut desk = open(&world, "li", &number);
    desk.misses(NUMBERS[0]).misses("张晓岚").misses(PHONE);
    desk.press("查看完整信息");
    assert_eq!(desk.status(), 422);
    desk.sees("请选择查看完整信息的理由").misses(NUMBERS[0]);
    assert!(entries(&world, "case.reveal", Outcome::Done).is_empty());
    let form = desk.form("查看完整信息").choose("查看完整信息的理由", "对照证件和材料");
    form.fill("给办理人的说明", "写到一半").press("查看完整信息");
    assert_eq!(desk.status(), 200);
    desk.sees(NUMBERS[0]).sees("张晓岚").sees(PHONE);
    assert_eq!(desk.form("提交，看下一件").holds("给办理人的说明"), "写到一半");
    let noted = entries(&world, "case.reveal", Outcome::Done);
    assert_eq!(noted.len(), 1);
    assert!(noted[0].detail == "compare" && noted[0].actor.starts_with('G'), "{noted:?}");
}
