//! Chapter 3 with several windows, several browsers and other people's hands in it.
use crate::collection::{submit, world};
use crate::filled::*;
use crate::papers::{NUMBERS, journal, logged_in};
use crate::world::NEIGHBOUR;
use zhangfang::casework::{Decision, Outcome, State};

#[test]
fn a_stale_window_is_told_and_keeps_what_was_typed() {
    let (world, person) = world();
    fill_in(&world, person, |_| ());
    let mut first = logged_in(&world, person);
    let mut second = logged_in(&world, person);
    first.visit("/me/collect/basic");
    second.visit("/me/collect/basic");
    second.form("保存并继续").fill("邮箱", "second@example.cn").press("保存并继续");
    first.form("保存并继续").fill("邮箱", "first@example.cn").press("保存并继续");
    assert_eq!(first.status(), 409);
    first.sees("您在其他窗口或设备上保存过新的内容");
    assert_eq!(first.form("保存并继续").holds("邮箱"), "first@example.cn");
    first.press("保存并继续");
    assert_eq!(first.address(), "/me/collect/education", "the next save knows what it replaces");

    second.visit("/me/collect/check");
    first.visit("/me/collect/basic");
    first.form("保存并继续").fill("邮箱", "third@example.cn").press("暂存");
    second.form("提交审核").check("承诺所提供信息真实有效").press("提交审核");
    assert_eq!(second.status(), 409, "nobody files what they have not seen");
    second.sees("third@example.cn");
}

#[test]
fn a_draft_is_resumed_in_another_browser() {
    let (world, person) = world();
    let mut hall = logged_in(&world, person);
    hall.visit("/me/collect/scope");
    hall.form("保存并继续").choose("采集范围", "（四）拟报名中级考试的博士").press("暂存");
    let mut phone = logged_in(&world, person);
    phone.visit("/me/collect/scope");
    assert_eq!(phone.form("保存并继续").holds("采集范围"), "（四）拟报名中级考试的博士");
}

#[test]
fn a_form_sent_twice_files_one_case() {
    let (world, person) = world();
    fill_in(&world, person, |_| ());
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect/check");
    let twice = browser.form("提交审核").check("承诺所提供信息真实有效").press_twice("提交审核");
    assert_eq!(twice.0, twice.1, "the same receipt");
    assert_eq!(cases(&world), 1);
}

#[test]
fn a_case_under_review_cannot_be_changed_by_a_forgotten_window() {
    let (world, person) = world();
    fill_in(&world, person, |_| ());
    let mut forgotten = logged_in(&world, person);
    forgotten.visit("/me/collect/basic");
    let mut browser = logged_in(&world, person);
    submit(&mut browser);
    forgotten.form("保存并继续").fill("邮箱", "late@example.cn").press("保存并继续").sees("正在审核");
    assert_eq!(forgotten.status(), 409);
    assert!(draft(&world, person).is_none());
}

#[test]
fn a_window_from_before_the_filing_does_not_overwrite_the_next_round() {
    let (world, person) = world();
    fill_in(&world, person, |_| ());
    let mut forgotten = logged_in(&world, person);
    forgotten.visit("/me/collect/basic");
    let mut browser = logged_in(&world, person);
    submit(&mut browser);
    browser.visit("/me/collect");
    browser.press("撤回");
    forgotten.form("保存并继续").fill("邮箱", "late@example.cn").press("保存并继续");
    assert_eq!(forgotten.status(), 409);
    assert!(draft(&world, person).is_some_and(|draft| draft.basics.email.is_none()));
}

#[test]
fn a_decision_is_not_overtaken_by_an_old_withdrawal() {
    let (world, person) = world();
    fill_in(&world, person, |_| ());
    let mut browser = logged_in(&world, person);
    let number = submit(&mut browser).to_string();
    browser.visit("/me/collect");
    decide(&world, &number, Decision::Approve);
    browser.press("撤回");
    assert_eq!(browser.status(), 409);
    assert_eq!(case(&world, &number).state, State::Approved);
}

#[test]
fn nobody_collects_before_their_identity_is_proven() {
    let (world, _) = world();
    let person = world.person("李未", NUMBERS[1], "13900002222", false);
    let mut browser = logged_in(&world, person);
    for path in ["/me/collect", "/me/collect/scope", "/me/collect/basic", "/me/collect/check"] {
        browser.visit(path);
        assert_eq!(browser.address(), "/me/verify", "{path}");
    }
}

#[test]
fn somebody_elses_receipt_does_not_exist() {
    let (world, person) = world();
    fill_in(&world, person, |_| ());
    let number = submit(&mut logged_in(&world, person)).to_string();
    let stranger = world.person("李四", NUMBERS[1], "13900002222", true);
    let mut browser = logged_in(&world, stranger);
    browser.visit(&format!("/me/collect/done/{number}"));
    assert_eq!(browser.status(), 404);
    let refused = |entry: &zhangfang::casework::Entry| {
        entry.verb == "collection.look"
            && entry.outcome == Outcome::Refused
            && entry.actor == stranger.to_string()
    };
    assert!(journal(&world).iter().any(refused), "the attempt is journalled");
}

#[test]
fn a_picture_counts_only_for_its_owner_and_its_place() {
    let (world, person) = world();
    let stranger = world.person("李四", NUMBERS[1], "13900002222", true);
    let foreign = keep(&world, stranger, "basics.portrait", 1);
    let elsewhere = keep(&world, person, "basics.identity_back", 2);
    let mut browser = logged_in(&world, person);
    for id in [foreign, elsewhere] {
        browser.visit("/me/collect/basic");
        let form = browser.form("保存并继续").with("kept.portrait", &id.to_string());
        form.press("暂存");
        let basics = draft(&world, person).map(|draft| draft.basics).unwrap_or_default();
        assert_eq!(basics.portrait, None);
    }
}

#[test]
fn fields_that_were_not_asked_have_no_effect() {
    let (world, person) = world();
    fill_in(&world, person, |_| ());
    let before = draft(&world, person).expect("the draft was put");
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect/basic");
    let form =
        browser.form("保存并继续").with("status", "approved").with("authority", NEIGHBOUR).with("sex", "2");
    form.with("verified", "1").with("version", "9").with("name", "别人").press("保存并继续");
    let after = draft(&world, person).expect("the draft was saved");
    assert_eq!((after.authority, after.basics.sex), (before.authority, before.basics.sex));
    assert_eq!(after.version, before.version + 1);
    assert_eq!(cases(&world), 0);
}
