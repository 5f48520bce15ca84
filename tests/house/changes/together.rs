//! Two tabs, two devices, and decisions while something is being typed: nothing is overwritten and nothing is lost.
use super::kit::{County, number_of};
use crate::browser::Browser;
use crate::cases::{case_of, entries};
use crate::papers::{NUMBERS, logged_in, photo};
use crate::records::slot;
use crate::world::site_of;
use zhangfang::accounts::Subject;
use zhangfang::casework::{Outcome, State};
use zhangfang::terms::Email;

const SEND: &str = "提交变更";
const FORM: &str = "/me/change/basic";

#[test]
fn of_two_tabs_the_second_is_told_and_keeps_what_was_typed() {
    let county = County::new();
    let (mut one, mut other) = (county.home(), county.home());
    one.visit(FORM);
    other.visit(FORM);
    one.form(SEND).choose("政治面貌", "中共党员").press(SEND);
    let number = number_of(&one);
    other.form(SEND).choose("政治面貌", "共青团员").fill("邮编", "250000").press(SEND);
    assert_eq!(other.status(), 409);
    other.sees("您已在其他窗口或设备提交了这一项的变更").sees(&number);
    assert_eq!(other.form(SEND).holds("政治面貌"), "共青团员");
    assert_eq!(other.form(SEND).holds("邮编"), "250000");
    other.press(SEND);
    assert_eq!(other.status(), 409, "pressing again does not get past it");
}

#[test]
fn a_change_approved_while_another_is_typed_is_told_and_the_typing_is_kept() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit("/me/change/education");
    browser.click("变更：青岚财经大学");
    browser.form(SEND).fill("所学专业", "财务管理").press(SEND);
    let number = number_of(&browser);
    browser.visit(FORM);
    county.approve(&number);
    browser
        .form(SEND)
        .choose("政治面貌", "中共党员")
        .attach(&slot("身份证明正面（身份证或居住证）"), &photo(61))
        .press(SEND);
    assert_eq!(browser.status(), 409);
    browser.sees("登记的内容有了变化：教育经历（变更） 已于");
    let form = browser.form(SEND);
    assert_eq!(form.holds("政治面貌"), "中共党员(含中共预备党员)");
    form.press(SEND);
    county.approve(&number_of(&browser));
    let dossier = county.dossier();
    assert_eq!((dossier.basics.politics.as_str(), dossier.education[0].major.as_str()), ("01", "财务管理"));
    assert!(dossier.basics.identity_front.is_some(), "the picture uploaded with the stale form is kept too");
}

#[test]
fn a_mask_from_before_is_brought_up_to_what_stands_now_and_takes_nothing_back() {
    let county = County::new();
    let (mut one, mut other) = (county.home(), county.home());
    other.visit(FORM);
    one.visit(FORM);
    one.form(SEND).fill("邮箱", "li@example.com").press(SEND);
    number_of(&one);
    other.form(SEND).choose("政治面貌", "中共党员").press(SEND);
    assert_eq!(other.status(), 409);
    other.sees("登记的内容有了变化：基本信息（变更） 已于");
    let form = other.form(SEND);
    assert_eq!(form.holds("邮箱"), "l******@example.com");
    assert_eq!(form.holds("政治面貌"), "中共党员(含中共预备党员)");
    form.press(SEND);
    county.approve(&number_of(&other));
    let basics = county.dossier().basics;
    assert_eq!((basics.politics.as_str(), basics.email), ("01", Email::parse("li@example.com").ok()));
}

#[test]
fn sending_an_overtaken_record_once_more_takes_nothing_back() {
    let county = County::new();
    let (mut one, mut other) = (county.home(), county.home());
    for browser in [&mut one, &mut other] {
        browser.visit("/me/change/education");
        browser.click("变更：青岚财经大学");
    }
    one.form(SEND).fill("所学专业", "财务管理").press(SEND);
    county.approve(&number_of(&one));
    other.form(SEND).fill("学校名称", "青岚财经学院").press(SEND);
    assert_eq!(other.status(), 409);
    let form = other.form(SEND);
    assert_eq!((form.holds("学校名称"), form.holds("所学专业")), ("青岚财经学院".into(), "财务管理".into()));
    form.press(SEND);
    county.approve(&number_of(&other));
    let school = county.dossier().education.remove(0);
    assert_eq!((school.school.as_str(), school.major.as_str()), ("青岚财经学院", "财务管理"));
}

#[test]
fn a_record_deleted_meanwhile_is_not_altered() {
    let county = County::new();
    let (mut one, mut other) = (county.home(), county.home());
    other.visit("/me/change/work");
    other.click("变更：青岚县第一中学");
    one.visit("/me/change/work");
    one.click("变更删除：青岚县第一中学");
    one.press("提交删除");
    county.approve(&number_of(&one));
    other.form(SEND).fill("单位名称", "青岚县第二中学").press(SEND);
    assert_eq!(other.status(), 404);
    assert!(county.dossier().employment.is_empty());
}

#[test]
fn a_mended_form_from_before_a_withdrawal_is_refused() {
    let county = County::new();
    let (mut one, mut other) = (county.home(), county.home());
    one.visit(FORM);
    one.form(SEND).choose("政治面貌", "中共党员").press(SEND);
    let number = number_of(&one);
    county.send_back(&number, "政治面貌", "与证明不一致");
    other.visit(FORM);
    one.visit(&format!("/me/change/cases/{number}"));
    one.press("撤回");
    other.form(SEND).choose("政治面貌", "共青团员").press(SEND);
    assert_eq!(other.status(), 409);
    assert_eq!(case_of(&county.world, &number).state, State::Withdrawn);
    other.press(SEND);
    assert_ne!(number_of(&other), number, "what was typed becomes a request of its own");
}

#[test]
fn the_same_form_sent_twice_files_once() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit(FORM);
    let (one, other) = browser.form(SEND).choose("政治面貌", "中共党员").press_twice(SEND);
    assert_eq!(one, other);
    assert_eq!(
        entries(&county.world, "change.ask", Outcome::Done).len(),
        2,
        "the replay is journalled as one"
    );
    browser.visit("/me/change/records");
    assert_eq!(
        browser.page().source().matches("正在审核").count() + browser.page().text().matches("待审核").count(),
        1
    );
}

/// A withdrawal and an approval in the same moment: one of them counts, and the record says which.
#[test]
fn taking_back_and_approving_in_the_same_moment() {
    for turn in 0..6 {
        let county = County::new();
        let mut browser = county.home();
        browser.visit(FORM);
        browser.form(SEND).choose("政治面貌", "中共党员").press(SEND);
        let number = number_of(&browser);
        // A channel, so that a failure on either side ends the other's waiting.
        let (ready, both) = std::sync::mpsc::channel();
        let office = county.world.office.clone();
        let cookie = county.world.session(Subject::Officer(county.officer));
        let case = &number;
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let site = site_of(&office);
                let mut desk = Browser::new(&site).carrying("zf", &cookie);
                desk.visit(&format!("/desk/cases/{case}"));
                let form = desk.form("提交，看下一件").choose("审核结论", "通过 A");
                ready.send(()).expect("somebody waits");
                form.press("提交，看下一件");
            });
            both.recv().expect("the officer is ready");
            browser.press("撤回");
        });
        let state = case_of(&county.world, &number).state;
        let politics = county.dossier().basics.politics;
        match state {
            State::Approved => assert_eq!(politics, "01", "turn {turn}"),
            State::Withdrawn => assert_eq!(politics, "13", "turn {turn}"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn somebody_elses_requests_and_records_are_not_there() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit("/me/change/education");
    browser.click("变更：青岚财经大学");
    let own = browser.address().to_string();
    browser.form(SEND).fill("所学专业", "财务管理").press(SEND);
    let number = number_of(&browser);
    browser.visit(&own);
    assert_eq!(browser.address(), format!("{own}/view"), "while it waits there is nothing to fill in");
    let stranger = county.world.person("李四", NUMBERS[1], "13412349198", true);
    let filed = crate::cases::file_collection(&county.world, stranger, crate::world::COUNTY);
    county.approve(&filed);
    let mut other = logged_in(&county.world, stranger);
    for page in [
        format!("/me/change/cases/{number}"),
        format!("/me/change/cases/{number}/mend"),
        "/me/change/history/9".into(),
    ] {
        other.visit(&page);
        assert_eq!(other.status(), 404, "{page}");
    }
    // Both collections name their records alike, so the address leads each to their own.
    other.visit(&own);
    assert_eq!(other.form(SEND).holds("所学专业"), "会计学");
    assert!(!entries(&county.world, "change.look", Outcome::Refused).is_empty());
}
