//! 会计专业技术资格 by hand: each level to approval, what comes back, what is refused.
use super::kit::{PAPER, SEND, TITLES, award, first, mark, open, warrant};
use crate::browser::Browser;
use crate::cases::{case_of, file_transfer};
use crate::changes::kit::{County, number_of};
use crate::pages::assert_sound;
use crate::papers::{logged_in, photo};
use crate::records::slot;
use crate::world::{COUNTY, NEIGHBOUR};
use zhangfang::casework::{CaseKind, State};
use zhangfang::dossier::Source;

fn file_first(browser: &mut Browser<'_>, number: &str) -> String {
    open(browser, "初级");
    first(browser.form(SEND), number).press(SEND);
    number_of(browser)
}

#[test]
fn a_first_level_title_is_approved_and_stands_in_the_list() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit("/me").sees("会计人员职称管理");
    browser.visit(TITLES).sees("还没有登记会计专业技术资格").sees("其他专业技术人员职业资格");
    assert_sound(TITLES, &browser.page().source());
    browser.visit(&format!("{TITLES}/new")).sees("职称层级").misses("资格证书编号");
    open(&mut browser, "初级");
    assert_sound("new", &browser.page().source());
    browser.sees("成绩信息").sees("资格信息").sees("经济法基础的成绩").misses("财务管理");
    let number = file_first(&mut browser, "B1400001");
    browser.sees("人工审核").sees("助理会计师").sees("初级会计实务，2014 年，75 分").sees("个人录入");
    assert_eq!(case_of(&county.world, &number).kind, CaseKind::Title);
    browser.visit(TITLES).sees("助理会计师").sees("新增，待审核");
    county.bench(county.officer, &number).sees("职称登记").sees("证书库中没有这个编号的证书");
    county.approve(&number);
    let title = county.dossier().titles[0].clone();
    assert_eq!((title.source, title.award.name.as_str()), (Source::Person, "4"));
    browser.visit(TITLES).sees("助理会计师").sees("信息来源：个人录入").sees("审核通过");
    browser.click("查看详情：助理会计师").sees("B1400001").sees("2014-10-26");
    assert_sound("view", &browser.page().source());
    browser.visit(&format!("{TITLES}/records")).sees("助理会计师").sees("审核通过");
    browser.visit(&format!("/me/cases/{number}")).sees("已按审核通过的内容登记");
}

#[test]
fn a_middle_level_title_may_waive_one_subject() {
    let county = County::new();
    let mut browser = county.home();
    open(&mut browser, "中级");
    let form = award(browser.form(SEND), "会计师", "考试").choose("考试省份", "示例省");
    let form = mark(mark(form, "中级会计实务", "2012", "70"), "经济法", "2014", "61");
    warrant(form.check("财务管理免试"), "C1").attach(&slot(PAPER), &photo(62)).press(SEND);
    assert_eq!(browser.status(), 422);
    browser.sees("中级的各科目须在连续两个年度内通过");
    browser.form(SEND).fill("中级会计实务的考试年度", "2013").press(SEND);
    let number = number_of(&browser);
    county.approve(&number);
    let marks = county.dossier().titles[0].marks.clone().unwrap();
    let read: Vec<_> =
        marks.subjects.iter().map(|one| (one.subject.as_str(), one.year, one.points)).collect();
    assert_eq!(read, [("301", 2013, Some(70)), ("302", 2014, None), ("303", 2014, Some(61))]);
}

#[test]
fn a_high_title_has_one_subject_and_the_highest_needs_none() {
    let county = County::new();
    let mut browser = county.home();
    open(&mut browser, "副高级");
    let form = award(browser.form(SEND), "高级会计师", "考评结合").choose("考试省份", "示例省");
    let form = warrant(mark(form, "高级会计实务", "2014", "59"), "D1").attach(&slot(PAPER), &photo(63));
    form.press(SEND);
    assert_eq!(browser.status(), 422);
    browser.sees("成绩请填写 60 到 100 之间的整数");
    browser.form(SEND).fill("高级会计实务的成绩", "60").press(SEND);
    county.approve(&number_of(&browser));

    open(&mut browser, "正高级");
    browser.sees("成绩信息可以不填").misses("的成绩");
    let form = award(browser.form(SEND), "正高级会计师", "评审").attach(&slot(PAPER), &photo(64));
    form.press(SEND);
    let number = number_of(&browser);
    county
        .bench(county.officer, &number)
        .sees("没有填写资格证书编号，无法与证书库比对")
        .misses("证书库中没有");
    county.approve(&number);
    let top = county.dossier().titles[1].clone();
    assert_eq!((top.award.level.as_str(), top.marks, top.warrant), ("1", None, None));
}

#[test]
fn a_returned_title_is_mended_and_another_taken_back() {
    let county = County::new();
    let mut browser = county.home();
    let number = file_first(&mut browser, "B1");
    county.send_back(&number, "资格证书编号", "与证书不一致");
    browser.visit("/me").sees("职称登记需要补正");
    browser.click("去修改职称登记").sees("审核意见：与证书不一致");
    assert_eq!(browser.form(SEND).holds("初级会计实务的成绩"), "75");
    let (one, other) = browser.form(SEND).fill("资格证书编号", "B2").press_twice(SEND);
    assert_eq!((&one, one.as_str()), (&other, format!("/me/change/cases/{number}").as_str()));
    county.approve(&number);
    let before = county.dossier();
    assert_eq!(before.titles[0].warrant.as_ref().unwrap().number, "B2");

    browser.visit(TITLES);
    browser.click("变更：助理会计师");
    browser.form(SEND).fill("资格证书编号", "B3").press(SEND);
    let number = number_of(&browser);
    browser.press("撤回");
    browser.sees("已撤回");
    assert_eq!((county.dossier(), case_of(&county.world, &number).state), (before, State::Withdrawn));
}

#[test]
fn a_title_is_deleted_once_an_officer_agrees() {
    let county = County::new();
    let mut browser = county.home();
    county.approve(&file_first(&mut browser, "B1"));
    browser.visit(TITLES);
    browser.click("变更删除：助理会计师").sees("2014-10-26 取得");
    browser.press("提交删除");
    county.approve(&number_of(&browser));
    assert_eq!(county.dossier().titles, []);
}

#[test]
fn the_same_title_is_not_asked_for_twice() {
    let county = County::new();
    let mut browser = county.home();
    let number = file_first(&mut browser, "B1");
    open(&mut browser, "初级");
    first(browser.form(SEND), "B1").press(SEND);
    assert_eq!(browser.status(), 422);
    browser.sees("您有正在办理的申请：已经登记了相同证书编号");
    county.approve(&number);
    open(&mut browser, "初级");
    first(browser.form(SEND), "B9").press(SEND);
    assert_eq!(browser.status(), 422);
    browser.sees("同一职称只登记一次");
}

#[test]
fn another_level_asks_for_its_own_fields_and_a_forged_one_is_refused() {
    let county = County::new();
    let mut browser = county.home();
    open(&mut browser, "初级");
    // The fields of the first level with another level: the form comes back with the fields of that one.
    first(browser.form(SEND), "B1").choose("职称层级", "副高级").press(SEND);
    assert_eq!(browser.status(), 200);
    browser.sees("高级会计实务的成绩").misses("经济法基础");
    assert_eq!(browser.form(SEND).holds("资格证书编号"), "B1");
    open(&mut browser, "初级");
    first(browser.form(SEND), "B1").with("level", "9").press(SEND);
    assert_eq!(browser.status(), 422);
    browser.sees("请选择职称层级");
    open(&mut browser, "初级");
    first(browser.form(SEND), "B1").with("name", "3").press(SEND);
    assert_eq!(browser.status(), 422);
    browser.sees("职称名称与所选职称层级不符");
}

#[test]
fn an_open_title_and_a_transfer_exclude_each_other() {
    let county = County::new();
    let mut browser = county.home();
    let number = file_first(&mut browser, "B1");
    browser.visit("/me/transfer").sees("您有审核中的职称登记申请!");
    county.approve(&number);
    file_transfer(&county.world, county.person, COUNTY, NEIGHBOUR);
    browser.visit(TITLES).sees("您有正在办理的属地调转").misses("新增会计专业技术资格");
    browser.visit(&format!("{TITLES}/new"));
    assert_eq!(browser.address(), TITLES);
}

#[test]
fn who_is_not_on_record_is_told_what_to_do_first() {
    let county = County::new();
    let other = county.world.person("李建国", "110105198506143527", "13900002222", true);
    let mut browser = logged_in(&county.world, other);
    for page in [TITLES, "/me/titles/new", "/me/titles/licences", "/me/titles/records"] {
        browser.visit(page).sees("会计人员职称管理").sees("信息采集审核通过后才能登记职称");
        assert_sound(page, &browser.page().source());
    }
}
