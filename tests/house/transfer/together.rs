//! Two tabs, a replay, and a letter on its way: nothing is filed twice and nothing is lost.
use super::kit::{DECLARED, PAGE, Pair, REASONS, SEND, all_of, file, filled};
use crate::cases::{case_of, entries};
use crate::pages::assert_sound;
use zhangfang::casework::{Outcome, State};
use zhangfang::store::Read;
use zhangfang::tables::{CASES, CASES_BY_NUMBER};

const HOME: &str = "转入户籍所在地或居住地";

#[test]
fn the_same_form_sent_twice_files_once_and_leads_to_the_same_place() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let before = all_of(&pair.world, pair.person).len();
    let (one, other) = filled(&mut browser, REASONS[2]).press_twice(SEND);
    assert!(one.starts_with("/me/transfer/") && one == other, "{one} {other}");
    assert_eq!(all_of(&pair.world, pair.person).len(), before + 1);
    let number = one.trim_start_matches("/me/transfer/").to_string();
    pair.return_it(pair.officer, &number, HOME, "请写到街道");
    browser.visit(&format!("{PAGE}/{number}/mend"));
    let (one, other) = browser.form(SEND).check(DECLARED).press_twice(SEND);
    assert_eq!((one.as_str(), other.as_str()), (format!("{PAGE}/{number}").as_str(), one.as_str()));
    assert_eq!(case_of(&pair.world, &number).round, 2);
    let (one, other) = browser.form("撤回").press_twice("撤回");
    assert_eq!(one, other);
    assert_eq!(case_of(&pair.world, &number).state, State::Withdrawn);
}

#[test]
fn a_record_that_moved_on_meanwhile_is_told_and_the_typing_is_kept() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let mut tab = pair.home();
    filled(&mut tab, REASONS[2]).press("选择：调入会计管理机构，选好上一级后按这里");
    browser.visit("/me/change/basic");
    browser.form("提交变更").fill("邮箱", "li@example.com").press("提交变更");
    browser.sees("变更已生效");
    tab.press(SEND);
    assert_eq!(tab.status(), 409);
    tab.sees("您打开本页之后，登记的内容或这次调转有了变化");
    assert_eq!(tab.form(SEND).holds(HOME), "示例省云岭市松溪县");
    assert_sound(PAGE, &tab.page().source());
    tab.press(SEND);
    super::kit::number_of(&tab);
}

#[test]
fn a_stale_second_tab_mends_nothing() {
    let pair = Pair::new();
    let (mut one, mut other) = (pair.home(), pair.home());
    let number = file(&mut one);
    pair.return_it(pair.officer, &number, HOME, "请写到街道");
    for tab in [&mut one, &mut other] {
        tab.visit(&format!("{PAGE}/{number}/mend"));
    }
    one.form(SEND).fill(HOME, "松溪县河东街").check(DECLARED).press(SEND);
    other.form(SEND).fill(HOME, "松溪县河西街").check(DECLARED).press(SEND);
    assert_eq!(other.status(), 409);
    other.sees("该业务已被处理，现在的状态是「待调出地审核」").misses("请按原因修改后再次提交");
    assert_eq!(other.form(SEND).holds(HOME), "松溪县河西街");
    assert_eq!(case_of(&pair.world, &number).round, 2);
    assert_sound(PAGE, &other.page().source());
    // Returned once more, the old page is of another round.
    pair.return_it(pair.officer, &number, HOME, "请写到门牌");
    other.press(SEND);
    assert_eq!(other.status(), 409);
    other.sees("这次调转有了变化").sees("请写到门牌");
    assert_eq!(other.form(SEND).holds(HOME), "松溪县河西街");
    other.press(SEND);
    assert_eq!(case_of(&pair.world, &number).round, 3);
    assert_eq!(entries(&pair.world, "transfer.mend", Outcome::Refused).len(), 2);
}

#[test]
fn while_the_letter_is_on_its_way_nothing_can_be_taken_back() {
    let pair = Pair::new();
    let (mut browser, mut old) = (pair.home(), pair.home());
    let number = file(&mut browser);
    pair.agree(pair.officer, &number);
    old.visit(&format!("{PAGE}/{number}")).sees("撤回");
    let asked = number.clone();
    pair.world.work(move |ledger| {
        let id = ledger.find(&CASES_BY_NUMBER, &asked)?.expect("the case was filed");
        let mut case = ledger.get(&CASES, &id)?.expect("the case was filed");
        case.send_off("L1", "陈**", ledger.now()).expect("the case is released");
        Ok(ledger.put(&CASES, &id, &case)?)
    });
    browser.visit(&format!("{PAGE}/{number}")).sees("电子调转函正在发往示例省云岭市松溪县所在的平台");
    browser.sees("收到调入地的回执之前不能撤回").sees("调入地审核 电子调转函已发出");
    assert!(!browser.page().source().contains("/withdraw"));
    assert_sound(PAGE, &browser.page().source());
    browser.visit(&format!("/me/cases/{number}")).sees("电子调转函正在发往调入地所在的平台");
    assert!(!browser.page().source().contains("/withdraw"));
    old.press("撤回");
    assert_eq!(old.status(), 409);
    assert_eq!(case_of(&pair.world, &number).state, State::Released);
}

#[test]
fn whose_record_has_left_the_instance_is_told_where_it_is() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let number = file(&mut browser);
    pair.agree(pair.officer, &number);
    let (asked, person) = (number.clone(), pair.person);
    pair.world.work(move |ledger| {
        let id = ledger.find(&CASES_BY_NUMBER, &asked)?.expect("the case was filed");
        let mut case = ledger.get(&CASES, &id)?.expect("the case was filed");
        let now = ledger.now();
        case.send_off("L1", "陈**", now).expect("the case is released");
        case.answered(zhangfang::casework::Decision::Approve, "调入地", now).expect("it is on its way");
        ledger.put(&CASES, &id, &case)?;
        ledger.remove(&zhangfang::tables::DOSSIERS, &person)?;
        Ok(ledger.remove(&zhangfang::tables::FILINGS, &(id, 1)).map(drop)?)
    });
    browser.visit(PAGE).sees("您的会计人员信息已调转到示例省云岭市松溪县").sees("已随档案转出");
    browser.misses("您的信息采集尚未");
    assert_sound(PAGE, &browser.page().source());
    assert!(!browser.page().source().contains("/me/transfer/new"));
    browser
        .visit(&format!("{PAGE}/{number}"))
        .sees("您的登记已转到调入地所在的平台")
        .misses("办理工作经历变更");
    assert_sound(PAGE, &browser.page().source());
    browser.visit("/me").sees("您的登记已随属地调转转到其他平台").misses("填写基本信息、教育经历和工作经历");
    browser.visit("/me/change").sees("您的登记已随属地调转转到其他平台，请在那里办理变更");
    browser.click("查看调转信息");
    assert_eq!(browser.address(), PAGE);
}
