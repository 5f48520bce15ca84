//! Both sides decide: the way there, back and to the end, and what each side may read.
use super::kit::{DECIDE, PAGE, Pair, REASONS, SEND, file, filled, number_of};
use crate::cases::{case_of, files_of};
use crate::pages::assert_sound;
use crate::records::slot;
use crate::world::NEIGHBOUR;
use zhangfang::casework::State;

const AGAIN: &str = "转入户籍所在地或居住地";

#[test]
fn both_sides_agree_and_later_business_is_done_at_the_receiving_side() {
    let pair = Pair::new();
    let mut browser = pair.home();
    filled(&mut browser, REASONS[0]).press(SEND);
    let number = number_of(&browser);
    pair.agree(pair.officer, &number);
    assert_eq!(case_of(&pair.world, &number).state, State::Released);
    browser.visit(&format!("{PAGE}/{number}")).sees("调转中").sees("待调入地审核");
    browser
        .sees("调出地审核 审核通过 示例省云岭市青岚县 2026-11-23")
        .sees("调入地审核 审核中 示例省云岭市松溪县");
    browser.sees("正在由调入地示例省云岭市松溪县会计管理机构审核").misses("未确认");
    assert_sound(PAGE, &browser.page().source());
    assert_eq!(browser.page().source().matches("aria-current=\"step\"").count(), 1);
    pair.agree(pair.receiver, &number);
    assert_eq!(pair.record().authority.as_str(), NEIGHBOUR);
    browser.visit(&format!("{PAGE}/{number}")).sees("调转成功").sees("审核通过");
    browser.sees("您的会计管理机构现在是示例省云岭市松溪县").sees("以后的业务由调入地会计管理机构办理");
    browser.sees("调转成功 已完成 示例省云岭市松溪县").misses("撤回");
    assert_eq!(browser.page().source().matches("aria-current=\"step\"").count(), 0);
    assert_sound(PAGE, &browser.page().source());
    browser.click("办理工作经历变更");
    assert_eq!(browser.address(), "/me/change/work");
    browser.visit(PAGE).sees("当前会计管理机构 示例省云岭市松溪县").sees("调转成功 工作单位所在地变动");
    browser.click("调转申请").sees("调出会计管理机构 示例省云岭市松溪县");
}

#[test]
fn whoever_moved_house_is_not_sent_to_change_their_work() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let number = file(&mut browser);
    pair.agree(pair.officer, &number);
    pair.agree(pair.receiver, &number);
    browser
        .visit(&format!("{PAGE}/{number}"))
        .sees("调转成功，您的会计管理机构现在是")
        .misses("办理工作经历变更");
}

#[test]
fn a_transfer_returned_by_the_leaving_side_is_mended_and_sent_again() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let number = file(&mut browser);
    pair.return_it(pair.officer, &number, AGAIN, "请写到街道");
    browser.visit("/me").sees("属地调转需要补正").sees("调出地退回补正，请按原因修改后再次提交");
    browser.visit(&format!("{PAGE}/{number}")).sees("调转失败（退回）").sees("调出地退回补正");
    browser.sees("转入户籍所在地或居住地：请写到街道").sees("调出地审核 退回补正 示例省云岭市青岚县");
    browser.sees("调入地审核 尚未开始");
    assert!(browser.page().source().contains("class=\"stopped\" aria-current=\"step\""));
    assert_sound(PAGE, &browser.page().source());
    browser.click("去修改").sees("审核意见：请写到街道").sees("再次提交后从调出地开始审核");
    assert_eq!(browser.address(), format!("{PAGE}/{number}/mend"));
    assert_sound(PAGE, &browser.page().source());
    let form = browser.form(SEND);
    assert_eq!(form.holds(AGAIN), "示例省云岭市松溪县");
    assert_eq!(form.holds("调入会计管理机构/区县"), "松溪县");
    form.fill(AGAIN, "").check(super::kit::DECLARED).press(SEND);
    assert_eq!(browser.status(), 422);
    browser.form(SEND).fill(AGAIN, "示例省云岭市松溪县河东街").press(SEND);
    assert_eq!(number_of(&browser), number);
    let case = case_of(&pair.world, &number);
    assert_eq!((case.state, case.round), (State::Waiting, 2));
    browser.sees("第 1 次提交的内容").sees("示例省云岭市松溪县河东街").sees("待调出地审核");
    assert_sound(PAGE, &browser.page().source());
    assert_eq!(files_of(&pair.world, &number).len(), 1);
}

#[test]
fn a_transfer_returned_by_the_receiving_side_begins_at_the_leaving_side_anew() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let number = file(&mut browser);
    pair.agree(pair.officer, &number);
    pair.return_it(pair.receiver, &number, "身份证、户籍证明或居住证明", "看不清");
    browser.visit(&format!("{PAGE}/{number}")).sees("调入地退回补正").sees("调出地审核 审核通过");
    browser.sees("调入地审核 退回补正 示例省云岭市松溪县").sees("身份证、户籍证明或居住证明：看不清");
    browser.click("去修改").sees("审核意见：看不清");
    let form = browser.form(SEND).check(super::kit::DECLARED);
    form.attach(&slot(REASONS[2].1), &crate::papers::photo(73)).press(SEND);
    let case = case_of(&pair.world, &number);
    assert_eq!((case.state.clone(), case.authority.as_str()), (State::Waiting, "980121"));
    browser.sees("待调出地审核").sees("调出地审核 审核中");
    pair.agree(pair.officer, &number);
    pair.agree(pair.receiver, &number);
    assert_eq!(pair.record().authority.as_str(), NEIGHBOUR);
}

#[test]
fn another_reason_may_be_chosen_while_mending() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let number = file(&mut browser);
    pair.return_it(pair.officer, &number, "调转原因", "应为学籍变动");
    browser.visit(&format!("{PAGE}/{number}/mend"));
    browser.form(SEND).choose("调转原因", REASONS[1].0).press(SEND);
    assert_eq!((browser.status(), browser.address()), (200, format!("{PAGE}/{number}/mend").as_str()));
    super::kit::answer(browser.form(SEND), REASONS[1].0).check(super::kit::DECLARED).press(SEND);
    assert_eq!(number_of(&browser), number);
    browser.sees("学籍所在地变动").sees("松溪财经学院");
}

#[test]
fn a_rejected_transfer_changes_nothing_and_may_be_asked_again() {
    let pair = Pair::new();
    let mut browser = pair.home();
    for (officer, place) in [(pair.officer, "调出地"), (pair.receiver, "调入地")] {
        let number = file(&mut browser);
        if officer == pair.receiver {
            pair.agree(pair.officer, &number);
        }
        let mut desk = pair.bench(officer, &number);
        desk.form(DECIDE).choose("审核结论", "不予通过").fill("给办理人的说明", "不属于调转").press(DECIDE);
        browser
            .visit(&format!("{PAGE}/{number}"))
            .sees(&format!("{place}审核不通过"))
            .sees("原因：不属于调转");
        browser
            .sees(&format!("{place}审核 审核不通过"))
            .sees("调转失败（退回）")
            .misses("去修改")
            .misses("撤回");
        browser.visit(&format!("{PAGE}/{number}/mend"));
        assert_eq!(browser.address(), format!("{PAGE}/{number}"), "there is nothing to mend");
        assert_eq!(pair.record().authority.as_str(), "980121");
    }
}

#[test]
fn it_may_be_taken_back_before_and_after_the_leaving_side_agreed() {
    let pair = Pair::new();
    let mut browser = pair.home();
    for confirmed in [false, true] {
        let number = file(&mut browser);
        if confirmed {
            pair.agree(pair.officer, &number);
            browser.visit(&format!("{PAGE}/{number}"));
        }
        browser.press("撤回");
        assert_eq!(browser.address(), format!("{PAGE}/{number}"));
        assert_eq!(case_of(&pair.world, &number).state, State::Withdrawn);
        browser.sees("已撤回，您的登记没有变化").misses("去修改");
        let stopped = if confirmed { "调入地审核 已撤回" } else { "调出地审核 已撤回" };
        browser.sees(stopped);
        assert_sound(PAGE, &browser.page().source());
        assert!(!pair.finds(pair.receiver, &number), "who has withdrawn stays where they are");
    }
    assert_eq!(pair.record().authority.as_str(), "980121");
    pair.agree(pair.officer, &file(&mut browser));
}

#[test]
fn a_released_transfer_is_withdrawn_from_a_page_of_its_own_version_only() {
    let pair = Pair::new();
    let (mut browser, mut old) = (pair.home(), pair.home());
    let number = file(&mut browser);
    old.visit(&format!("{PAGE}/{number}"));
    pair.agree(pair.officer, &number);
    old.press("撤回");
    assert_eq!(old.status(), 409);
    assert_eq!(case_of(&pair.world, &number).state, State::Released);
}
