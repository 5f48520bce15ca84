//! What keeps a transfer from being filed (guide 5.1), on the page and, where it came up meanwhile, in the act.
use super::kit::{NEW, PAGE, Pair, REASONS, SEND, THERE, all_of, file, filled, number_of, to};
use crate::browser::Browser;
use crate::cases::{at_desk, entries, file_collection};
use crate::changes::kit;
use crate::pages::assert_sound;
use crate::papers::{NUMBERS, logged_in, photo};
use crate::records::slot;
use crate::world::{COUNTY, NEIGHBOUR, World, site_of};
use zhangfang::accounts::{OfficerState, Subject};
use zhangfang::casework::{CaseKind, Outcome};

/// Asks for another 政治面貌; returns the number.
fn change(browser: &mut Browser<'_>) -> String {
    browser.visit("/me/change/basic");
    browser.form("提交变更").choose("政治面貌", "中共党员").press("提交变更");
    kit::number_of(browser)
}

/// Asks for another name; returns the number.
fn correct(browser: &mut Browser<'_>) -> String {
    browser.visit("/me/change/correction");
    let form = browser.form("提交更正").fill("姓名（选填）", "张晓䶮").fill("更正原因", "写错一个字");
    let form = form.attach(&slot("证件正面"), &photo(91)).attach(&slot("证件背面"), &photo(92));
    form.attach(&slot("更正依据"), &photo(93)).press("提交更正");
    kit::number_of(browser)
}

/// The page says what stands in the way and nothing can be begun.
#[track_caller]
fn blocked(browser: &mut Browser<'_>, sentence: &str) {
    browser.visit(NEW);
    assert_eq!(browser.address(), PAGE);
    assert_eq!(browser.status(), 200);
    browser.sees(sentence);
    assert!(!browser.page().source().contains(&format!("href=\"{NEW}\"")), "the button is there");
    assert_sound(PAGE, &browser.page().source());
}

/// Sends a form drawn before the obstacle came up: 409, the sentence, and everything kept.
#[track_caller]
fn refused(pair: &Pair, browser: &mut Browser<'_>, sentence: &str) {
    let before = all_of(&pair.world, pair.person).len();
    browser.press(SEND);
    assert_eq!(browser.status(), 409);
    browser.sees(sentence);
    assert_sound(NEW, &browser.page().source());
    let form = browser.form(SEND);
    assert_eq!(form.holds("转入户籍所在地或居住地"), "示例省云岭市松溪县");
    assert_eq!(form.holds("调入会计管理机构/区县"), "松溪县");
    let source = browser.page().source();
    assert!(source.contains("name=\"kept.proof\""), "the picture is kept");
    let declared = "id=\"declared\" type=\"checkbox\" name=\"declared\" value=\"true\" checked";
    assert!(source.contains(declared), "the tick is kept");
    assert_eq!(all_of(&pair.world, pair.person).len(), before);
}

/// A form that is filled in and waits, with a picture uploaded by a button of its own.
fn prepared(pair: &Pair) -> Browser<'_> {
    let mut browser = pair.home();
    filled(&mut browser, REASONS[2]).press("选择：调入会计管理机构，选好上一级后按这里");
    assert_eq!(browser.status(), 200);
    browser
}

#[test]
fn nothing_collected_or_not_approved_keeps_it_from_being_begun() {
    let world = World::new();
    world.officer("chen", "陈明远", COUNTY);
    let person = world.person("张晓岚", NUMBERS[0], "13412349197", true);
    let mut browser = logged_in(&world, person);
    blocked(&mut browser, "您的信息采集尚未完成!");
    browser.sees("未采集，若需要查看个人审核情况请移步 信息采集");
    browser.click("去办理信息采集");
    assert_eq!(browser.address(), "/me/collect");
    file_collection(&world, person, COUNTY);
    blocked(&mut browser, "您的信息采集尚未审核通过!");
    browser.sees("待审核，若需要");
    browser.click("查看信息采集");
    browser.visit("/me").misses("会计人员属地调转");
}

#[test]
fn a_collection_taken_back_is_unfinished_again() {
    let world = World::new();
    world.officer("chen", "陈明远", COUNTY);
    let person = world.person("张晓岚", NUMBERS[0], "13412349197", true);
    let number = file_collection(&world, person, COUNTY);
    let mut browser = logged_in(&world, person);
    browser.visit(&format!("/me/cases/{number}"));
    browser.press("撤回");
    blocked(&mut browser, "您的信息采集尚未完成!");
}

#[test]
fn an_act_without_a_record_is_refused_with_the_guides_words() {
    let pair = Pair::new();
    let mut tab = prepared(&pair);
    let person = pair.person;
    pair.world.work(move |ledger| Ok(ledger.remove(&zhangfang::tables::DOSSIERS, &person).map(drop)?));
    refused(&pair, &mut tab, "您的信息采集尚未审核通过!");
}

#[test]
fn a_change_under_review_or_returned_stands_in_the_way() {
    let pair = Pair::new();
    let (mut browser, mut tab) = (pair.home(), prepared(&pair));
    let number = change(&mut browser);
    blocked(&mut browser, "您有审核中的信息变更申请!");
    refused(&pair, &mut tab, "您有审核中的信息变更申请!");
    browser.click(&format!("查看信息变更（受理编号 {number}）"));
    assert_eq!(browser.address(), format!("/me/change/cases/{number}"));
    pair.send_back(&number, "政治面貌", "请上传证明");
    blocked(&mut browser, "您有退回补正的信息变更申请，请先修改后重新提交并办结，或者撤回。");
    refused(&pair, &mut tab, "您有退回补正的信息变更申请");
    browser.click(&format!("去修改或撤回信息变更（受理编号 {number}）"));
    browser.press("撤回");
    tab.press(SEND);
    number_of(&tab);
}

#[test]
fn a_correction_under_review_or_returned_stands_in_the_way() {
    let pair = Pair::new();
    let (mut browser, mut tab) = (pair.home(), prepared(&pair));
    let number = correct(&mut browser);
    blocked(&mut browser, "您有审核中的信息更正申请!");
    refused(&pair, &mut tab, "您有审核中的信息更正申请!");
    pair.send_back(&number, "更正依据", "看不清");
    blocked(&mut browser, "您有退回补正的信息更正申请");
    refused(&pair, &mut tab, "您有退回补正的信息更正申请");
}

#[test]
fn an_open_transfer_stands_in_the_way_of_another_one() {
    let pair = Pair::new();
    let (mut browser, mut tab) = (pair.home(), prepared(&pair));
    let number = file(&mut browser);
    blocked(&mut browser, "存在未完结的调转申请!");
    refused(&pair, &mut tab, "存在未完结的调转申请!");
    pair.return_it(pair.officer, &number, "转入户籍所在地或居住地", "请写到街道");
    blocked(&mut browser, "存在未完结的调转申请!");
    refused(&pair, &mut tab, "存在未完结的调转申请!");
    browser.click(&format!("查看调转（受理编号 {number}）"));
    assert_eq!(browser.address(), format!("{PAGE}/{number}"));
    assert_eq!(entries(&pair.world, "transfer.ask", Outcome::Refused).len(), 2);
}

#[test]
fn the_present_department_and_one_out_of_reach_are_told_beside_the_department() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let told = [
        ("青岚县", "您选择的调入地管理机构与您当前所属管理机构相同!"),
        ("白鹭县", "没有在本平台办理业务，也没有与本平台互通"),
    ];
    filled(&mut browser, REASONS[2]).press("选择：调入会计管理机构，选好上一级后按这里");
    for (county, sentence) in told {
        to(&mut browser, ["示例省", "云岭市", county]);
        browser.form(SEND).press(SEND);
        assert_eq!(browser.status(), 422, "{county}");
        browser.sees(sentence);
        assert!(browser.page().source().contains("id=\"to-fault\""), "the sentence stands at the department");
        assert_eq!(browser.form(SEND).holds("调入会计管理机构/区县"), county);
        assert_eq!(browser.form(SEND).holds("转入户籍所在地或居住地"), "示例省云岭市松溪县");
        assert_sound(NEW, &browser.page().source());
    }
    to(&mut browser, THERE);
    browser.press(SEND);
    number_of(&browser);
}

#[test]
fn a_department_whose_officer_left_meanwhile_is_out_of_reach() {
    let pair = Pair::new();
    let mut tab = prepared(&pair);
    pair.world.change_officer(pair.receiver, |officer| officer.state = OfficerState::Disabled);
    tab.press(SEND);
    assert_eq!(tab.status(), 422);
    tab.sees("没有在本平台办理业务");
    assert!(tab.page().source().contains("name=\"kept.proof\""));
}

#[test]
fn while_a_transfer_is_open_no_page_of_changes_offers_a_change() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let number = file(&mut browser);
    let sentence = format!("您有正在办理的属地调转（受理编号 {number}）");
    let pages = [
        "/me/change",
        "/me/change/records",
        "/me/change/education",
        "/me/change/education/records",
        "/me/change/work",
        "/me/change/correction",
        "/me/change/history",
    ];
    for page in pages {
        browser.visit(page).sees(&sentence).misses("进行变更").misses("变更删除").misses("新增教育经历");
        browser.misses("新增工作经历").misses("提交更正");
        assert_eq!(browser.address(), page);
        assert_sound(page, &browser.page().source());
    }
    for (page, leads) in [
        ("/me/change/basic", "/me/change"),
        ("/me/change/education/new", "/me/change/education"),
        ("/me/change/work/new", "/me/change/work"),
    ] {
        browser.visit(page).sees(&sentence);
        assert_eq!(browser.address(), leads);
    }
    browser.visit("/me/change/education");
    browser.click("查看详情：青岚财经大学").sees(&sentence).misses("变更删除");
    let one = browser.address().trim_end_matches("/view").to_string();
    for page in [one.clone(), format!("{one}/delete")] {
        browser.visit(&page).sees(&sentence).misses("提交");
    }
    browser.click("查看调转详情");
    browser.press("撤回");
    browser.visit("/me/change").misses(&sentence).sees("进行变更");
}

#[test]
fn a_change_that_was_being_typed_is_kept_and_not_filed() {
    let pair = Pair::new();
    let (mut browser, mut basics, mut school, mut name) =
        (pair.home(), pair.home(), pair.home(), pair.home());
    basics.visit("/me/change/basic");
    school.visit("/me/change/education");
    school.click("变更：青岚财经大学");
    name.visit("/me/change/correction");
    file(&mut browser);
    basics.form("提交变更").choose("政治面貌", "中共党员").press("提交变更");
    school.form("提交变更").fill("所学专业", "财务管理").press("提交变更");
    let form = name.form("提交更正").fill("姓名（选填）", "张晓䶮").fill("更正原因", "写错一个字");
    let form = form.attach(&slot("证件正面"), &photo(91)).attach(&slot("证件背面"), &photo(92));
    form.attach(&slot("更正依据"), &photo(93)).press("提交更正");
    for tab in [&basics, &school, &name] {
        assert_eq!(tab.status(), 409);
        tab.sees("您有正在办理的属地调转");
    }
    assert_eq!(basics.form("提交变更").holds("政治面貌"), "中共党员(含中共预备党员)");
    assert_eq!(school.form("提交变更").holds("所学专业"), "财务管理");
    assert_eq!(name.form("提交更正").holds("姓名（选填）"), "张晓䶮");
    assert_eq!(pair.open().len(), 1);
}

/// A transfer and a change in the same moment: one of them is filed, and the other is told.
#[test]
fn of_a_transfer_and_a_change_in_the_same_moment_one_is_filed() {
    for turn in 0..4 {
        let pair = Pair::new();
        let mut browser = prepared(&pair);
        // A channel, so that a failure on either side ends the other's waiting.
        let (ready, both) = std::sync::mpsc::channel();
        let (office, cookie) = (pair.world.office.clone(), pair.world.session(Subject::Person(pair.person)));
        let (changed, moved) = std::thread::scope(|scope| {
            let hand = scope.spawn(move || {
                let site = site_of(&office);
                let mut other = Browser::new(&site).carrying("zf", &cookie);
                other.visit("/me/change/basic");
                let form = other.form("提交变更").choose("政治面貌", "中共党员");
                ready.send(()).expect("somebody waits");
                form.press("提交变更").status
            });
            both.recv().expect("the other tab is ready");
            let moved = browser.press(SEND).status;
            (hand.join().expect("nobody fails"), moved)
        });
        let open = pair.open();
        assert_eq!(open.len(), 1, "turn {turn}");
        let expected = if open[0].kind == CaseKind::Transfer { (409, 200) } else { (200, 409) };
        assert_eq!((changed, moved), expected, "turn {turn}");
    }
}

#[test]
fn what_belongs_to_somebody_else_is_not_there() {
    let pair = Pair::new();
    let number = file(&mut pair.home());
    let stranger = pair.world.person("李四", NUMBERS[1], "13412349198", true);
    let mut other = logged_in(&pair.world, stranger);
    let wrong = format!("{}9", number.trim_end_matches(|one: char| one.is_ascii_digit()));
    for place in [number.as_str(), wrong.as_str(), "abc"] {
        for page in [format!("{PAGE}/{place}"), format!("{PAGE}/{place}/mend")] {
            other.visit(&page);
            assert_eq!(other.status(), 404, "{page}");
        }
    }
    assert!(entries(&pair.world, "transfer.look", Outcome::Refused).len() >= 6);
    let mut browser = pair.home();
    browser.visit(&format!("{PAGE}/{number}"));
    let seen =
        browser.page().source().split("name=\"seen\" value=\"").nth(1).map(|rest| rest[..1].to_string());
    other.visit("/me");
    let form = other.form("退出").with("seen", &seen.unwrap_or_default());
    form.sent_to(&format!("{PAGE}/{number}/withdraw")).press("退出");
    assert_eq!(other.status(), 404);
    assert_eq!(pair.open().len(), 1);
    // An officer of neither side finds nothing.
    let mut desk = at_desk(&pair.world, pair.world.officer("li", "李安", "980221"));
    desk.visit(&format!("/desk/cases/{number}"));
    assert_eq!(desk.status(), 404);
    assert!(!pair.finds(pair.receiver, &number), "{NEIGHBOUR} sees nothing before the leaving side let go");
}
