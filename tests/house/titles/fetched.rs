//! 【自动获取会计专业技术资格】: what the certificate library gives, and that nobody edits it.
use super::kit::{PAPER, SEND, TITLES, award, certify, mark, open, warrant};
use crate::browser::Browser;
use crate::cases::{case_of, file_transfer};
use crate::changes::kit::{County, NUMBER, number_of};
use crate::pages::assert_sound;
use crate::papers::photo;
use crate::records::slot;
use crate::world::{COUNTY, NEIGHBOUR};
use zhangfang::casework::{Channel, ReviewMode};
use zhangfang::dossier::Source;
use zhangfang::store::Read;
use zhangfang::tables::FILINGS;

const FETCH: &str = "自动获取会计专业技术资格";

fn fetch(browser: &mut Browser<'_>) {
    browser.visit(TITLES);
    browser.press(FETCH);
    assert_eq!(browser.status(), 200);
}

/// Asks for 会计师 with this number; returns the number of the case.
fn own(browser: &mut Browser<'_>, number: &str) -> String {
    open(browser, "中级");
    let form = award(browser.form(SEND), "会计师", "考试").choose("考试省份", "示例省");
    let form = mark(mark(form, "中级会计实务", "2014", "70"), "经济法", "2014", "61");
    warrant(form.check("财务管理免试"), number).attach(&slot(PAPER), &photo(67)).press(SEND);
    number_of(browser)
}

#[test]
fn what_the_library_holds_is_put_on_record_at_once_and_once() {
    let county = County::new();
    certify(&county.world, "张晓岚", "C1", "2014-10-26");
    certify(&county.world, "张晓岚", "C2", "2018-10-26");
    let mut browser = county.home();
    browser.visit(TITLES);
    let (one, other) = browser.form(FETCH).press_twice(FETCH);
    assert_eq!(one, other);
    browser
        .visit(&one)
        .sees("获取更新成功（2 项）")
        .sees("信息来源：系统记录")
        .sees("会计师")
        .misses("变更：会计师");
    assert_sound(TITLES, &browser.page().source());
    let titles = county.dossier().titles;
    assert_eq!(titles.iter().map(|one| one.source).collect::<Vec<_>>(), [Source::System; 2]);
    browser.visit(&format!("{TITLES}/records")).sees("系统自动审核").sees("系统同步").sees("审核通过");
    let record = county.record();
    let view = county.world.office.store().view().unwrap();
    let filing = view.get(&FILINGS, &(record.case, 1)).unwrap().unwrap();
    assert_eq!(filing.matter.amendment().unwrap().channel, Channel::System);
    fetch(&mut browser);
    browser.sees("已是最新，没有新的资格可以获取。");
    assert_eq!(county.dossier().titles, titles);
}

#[test]
fn a_certificate_of_another_name_is_not_taken() {
    let county = County::new();
    certify(&county.world, "张晓兰", "C1", "2014-10-26");
    let mut browser = county.home();
    fetch(&mut browser);
    browser.sees("未获取到数据，您可以通过新增会计专业技术资格录入");
    assert_eq!(county.dossier().titles, []);
    assert!(!browser.page().source().contains(NUMBER));
}

#[test]
fn an_own_record_becomes_that_of_the_library_and_an_open_one_is_left_alone() {
    let county = County::new();
    certify(&county.world, "张晓岚", "C1", "2013-10-26");
    let mut browser = county.home();
    let number = own(&mut browser, "C1");
    fetch(&mut browser);
    browser.sees("已是最新").sees("另有 1 项您正在办理申请");
    county.approve(&number);
    let before = county.dossier().titles[0].clone();
    assert_eq!(before.source, Source::Person);
    fetch(&mut browser);
    browser.sees("获取更新成功（1 项）");
    let after = county.dossier().titles[0].clone();
    assert_eq!((after.id, after.source, county.dossier().titles.len()), (before.id, Source::System, 1));
    assert_eq!(after.award.obtained.to_string(), "2013-10-26");
}

#[test]
fn nobody_edits_or_deletes_what_came_from_the_library() {
    let county = County::new();
    let mut browser = county.home();
    let number = own(&mut browser, "C1");
    county.approve(&number);
    browser.visit(TITLES);
    browser.click("变更：会计师");
    let mut deleting = county.home();
    deleting.visit(TITLES);
    deleting.click("变更删除：会计师");
    certify(&county.world, "张晓岚", "C1", "2014-10-26");
    fetch(&mut county.home());
    let before = county.dossier();
    browser.form(SEND).fill("资格证书编号", "C7").press(SEND);
    assert_eq!(browser.status(), 409);
    browser.sees("系统记录取自全国证书库，不能变更或删除");
    deleting.press("提交删除");
    assert_eq!(deleting.status(), 409);
    deleting.sees("系统记录取自全国证书库，不能变更或删除");
    assert_eq!(county.dossier(), before);
    let id = before.titles[0].id;
    browser.visit(&format!("{TITLES}/{id}"));
    assert_eq!(browser.address(), format!("{TITLES}/{id}/view"));
    browser.sees("系统记录").misses("变更删除");
    browser.visit(&format!("{TITLES}/{id}/delete"));
    assert_eq!(browser.address(), TITLES);
}

#[test]
fn nothing_is_fetched_while_a_transfer_is_open() {
    let county = County::new();
    certify(&county.world, "张晓岚", "C1", "2014-10-26");
    let mut browser = county.home();
    browser.visit(TITLES);
    file_transfer(&county.world, county.person, COUNTY, NEIGHBOUR);
    browser.press(FETCH);
    assert_eq!(browser.status(), 409);
    browser.sees("您有正在办理的属地调转");
    assert_eq!(county.dossier().titles, []);
}

#[test]
fn a_fetched_title_was_decided_by_the_system() {
    let county = County::new();
    certify(&county.world, "张晓岚", "C1", "2014-10-26");
    let mut browser = county.home();
    fetch(&mut browser);
    let view = county.world.office.store().view().unwrap();
    let case = view.get(&zhangfang::tables::CASES, &county.record().case).unwrap().unwrap();
    assert_eq!(case.review_mode(), ReviewMode::Rule);
    assert_eq!(case_of(&county.world, &case.number.to_string()).number, case.number);
}
