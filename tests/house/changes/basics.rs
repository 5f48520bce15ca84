//! 基本信息变更 (guide 4.1).
use super::kit::{County, number_of};
use crate::cases::{case_of, entries, file_collection};
use crate::pages::assert_sound;
use crate::papers::{NUMBERS, logged_in, photo};
use crate::records::slot;
use crate::world::{COUNTY, World};
use zhangfang::casework::{Outcome, State};
use zhangfang::letters::Letter;
use zhangfang::terms::Email;

const FORM: &str = "/me/change/basic";

#[test]
fn without_an_approved_collection_the_page_says_what_to_do() {
    let world = World::new();
    world.officer("chen", "陈明远", COUNTY);
    let person = world.person("张晓岚", NUMBERS[0], "13412349197", true);
    let mut browser = logged_in(&world, person);
    for page in ["/me/change", FORM, "/me/change/education", "/me/change/work/new", "/me/change/correction"] {
        browser.visit(page).sees("您还没有办理信息采集").sees("去办理信息采集");
        assert_eq!(browser.status(), 200, "{page}");
        assert_sound(page, &browser.page().source());
    }
    file_collection(&world, person, COUNTY);
    browser.visit("/me/change").sees("您的信息采集正在审核");
    let stranger = world.person("李四", NUMBERS[1], "13412349198", false);
    logged_in(&world, stranger).visit("/me/change");
}

#[test]
fn what_is_on_record_is_shown_with_its_masks() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit("/me/change");
    assert_sound("/me/change", &browser.page().source());
    browser
        .sees("基本信息变更")
        .sees("110*******1233")
        .sees("张**")
        .sees("134****9197")
        .sees("a******@example.cn");
    browser.sees("示例省云岭市青岚县*****").sees("1990-03-07").sees("群众");
    browser.misses("张晓岚").misses("账房街").misses("a@example.cn");
}

#[test]
fn masks_that_come_back_are_no_change_and_are_never_stored() {
    let county = County::new();
    let before = county.dossier();
    let mut browser = county.home();
    browser.visit(FORM);
    assert_sound(FORM, &browser.page().source());
    assert_eq!(browser.form("提交变更").holds("邮箱"), "a******@example.cn");
    assert_eq!(browser.form("提交变更").holds("详细地址"), "*****");
    browser.press("提交变更");
    browser.sees("没有改动任何内容，不需要提交。");
    assert_eq!(browser.status(), 422);
    assert_eq!(county.dossier(), before);
    browser.form("提交变更").fill("邮箱", "a******@163.com").press("提交变更");
    browser.sees("请完整填写新的邮箱，不要保留星号");
    browser
        .form("提交变更")
        .choose("政治面貌", "中共党员")
        .fill("邮箱", "a******@example.cn")
        .press("提交变更");
    let number = number_of(&browser);
    county.approve(&number);
    let after = county.dossier();
    assert_eq!((after.basics.email, after.basics.address), (before.basics.email, before.basics.address));
    assert_eq!(after.basics.politics, "01");
}

#[test]
fn mail_and_address_are_approved_at_once_and_journalled_like_the_rest() {
    let county = County::new();
    county.world.wait(std::time::Duration::from_secs(3 * 24 * 3600));
    let mut browser = county.home();
    browser.visit(FORM).sees("只变更邮箱、通讯地址、邮编的，提交后立即生效");
    browser.form("提交变更").fill("邮箱", "li@example.com").fill("邮编", "250000").press("提交变更");
    let number = number_of(&browser);
    browser.sees("变更已生效").sees("系统自动审核").sees("本人申请");
    browser.visit("/me").sees("信息采集已在 2026-11-23 审核通过").sees("登记的信息最近在 2026-11-26 更新");
    assert_eq!(county.dossier().basics.email, Email::parse("li@example.com").ok());
    let case = case_of(&county.world, &number);
    assert_eq!((case.state, case.decided_by), (State::Approved, None));
    assert_eq!(entries(&county.world, "change.ask", Outcome::Done).len(), 1);
    let told: Vec<_> = county.world.letters().into_iter().map(|(_, letter)| letter).collect();
    assert!(matches!(told.last(), Some(Letter::Approved { number: told, .. }) if told.to_string() == number));
    let received = told.iter().filter(|one| matches!(one, Letter::Received { .. })).count();
    assert_eq!(received, 1, "only the collection was received by hand");
    browser.visit("/me/change/records").sees("系统自动审核").sees("审核通过").sees("变更").sees("本人申请");
    assert_sound("/me/change/records", &browser.page().source());
    county.bench(county.officer, &number).sees("该业务现在的状态是「审核通过」");
}

#[test]
fn one_thing_by_hand_makes_all_of_it_wait_for_an_officer() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit(FORM);
    let form = browser.form("提交变更").choose("政治面貌", "中共党员").fill("邮箱", "li@example.com");
    form.attach(&slot("身份证明正面（身份证或居住证）"), &photo(61)).press("提交变更");
    let number = number_of(&browser);
    browser.sees("正在审核").sees("人工审核").sees("变更前").sees("变更后").sees("群众").sees("中共党员");
    assert_sound("/me/change/cases", &browser.page().source());
    assert_eq!(browser.page().source().matches("class=\"said\"").count(), 3);
    assert_eq!(county.dossier().basics.politics, "13", "nothing is changed before it is approved");
    browser.visit("/me/change").sees("正在审核").misses("进行变更");
    browser.visit(FORM);
    assert_eq!(browser.address(), "/me/change", "one request at a time");
    let bench = county.bench(county.officer, &number);
    bench.sees("基本信息（变更），共 3 项").sees("变更前的内容与现在登记的内容一致").sees("本次新增");
    assert_sound("/desk/cases", &bench.page().source());
    county.approve(&number);
    let basics = county.dossier().basics;
    assert_eq!((basics.politics.as_str(), basics.identity_front.is_some()), ("01", true));
    browser.visit(&format!("/me/change/cases/{number}")).sees("变更已生效").sees("陈**：审核通过");
}

#[test]
fn numbers_of_the_person_lose_their_tails_in_a_comparison() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit(FORM);
    browser.form("提交变更").choose("政治面貌", "中共党员").press("提交变更");
    number_of(&browser);
    browser.sees("有效身份证件号码").sees("110*******").misses("110*******1233");
    browser.sees("手机号码").sees("134****").misses("134****9197");
}

#[test]
fn a_returned_change_is_mended_at_its_field_and_keeps_both_versions() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit(FORM);
    let form = browser.form("提交变更").choose("政治面貌", "中共党员");
    form.attach(&slot("身份证明正面（身份证或居住证）"), &photo(61)).press("提交变更");
    let number = number_of(&browser);
    county.send_back(&number, "身份证明正面（身份证或居住证）", "照片看不清");
    browser.visit("/me").sees("信息变更需要补正");
    browser.click("去修改信息变更");
    assert_eq!(browser.address(), FORM);
    browser.sees("审核意见：照片看不清").sees(&number).misses("提交后立即生效");
    assert_sound(FORM, &browser.page().source());
    assert_eq!(browser.form("提交变更").holds("政治面貌"), "中共党员(含中共预备党员)");
    browser.form("提交变更").attach(&slot("身份证明正面（身份证或居住证）"), &photo(62)).press("提交变更");
    assert_eq!(number_of(&browser), number);
    browser.sees("第 1 次提交的内容");
    county.approve(&number);
    let kept = crate::cases::files_of(&county.world, &number);
    assert_eq!(county.dossier().basics.identity_front, kept.into_iter().last());
    browser.visit(&format!("/me/change/cases/{number}"));
    let source = browser.page().source();
    let addresses: Vec<&str> =
        source.split("href=\"").filter(|part| part.starts_with("/me/files/")).collect();
    for address in addresses {
        let address = address.split('"').next().expect("the attribute ends");
        browser.visit(address);
        assert_eq!(browser.status(), 200, "every version keeps its pictures");
    }
}

#[test]
fn a_waiting_change_is_taken_back_and_may_be_asked_again() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit(FORM);
    browser.form("提交变更").choose("政治面貌", "中共党员").press("提交变更");
    let number = number_of(&browser);
    browser.press("撤回");
    assert_eq!(number_of(&browser), number);
    browser.sees("已撤回，登记的信息没有变化");
    assert_eq!(county.dossier().basics.politics, "13");
    browser.visit(FORM);
    browser.form("提交变更").choose("政治面貌", "中共党员").press("提交变更");
    assert_ne!(number_of(&browser), number);
}

#[test]
fn another_place_asks_for_its_street_and_keeps_what_was_typed() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit(FORM);
    browser.form("提交变更").choose("区县", "松溪县").fill("邮编", "12").press("提交变更");
    assert_eq!(browser.status(), 422);
    browser.sees("更换了省、市、区县，请重新填写详细地址。");
    assert_eq!(browser.form("提交变更").holds("邮编"), "12");
    assert_eq!(browser.form("提交变更").holds("区县"), "松溪县");
}
