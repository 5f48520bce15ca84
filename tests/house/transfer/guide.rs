//! 5.1 and 5.2 as the guide tells them: the header line, the reason first, the fields of each reason, the list.
use super::kit::{
    DECLARED, NEW, NEXT, PAGE, Pair, REASONS, SEND, THERE, begin, filled, number_of, place, to,
};
use crate::cases::case_of;
use crate::pages::assert_sound;
use crate::papers::photo;
use crate::records::{date, slot};
use zhangfang::casework::{Matter, Reason, State, Transfer};
use zhangfang::store::Read;
use zhangfang::tables::{CASES_BY_NUMBER, FILINGS};

/// Words that only one reason asks for.
const OWN: [&[&str]; 3] = [
    &[
        "拟调入单位名称",
        "拟调入单位统一社会信用代码",
        "拟调入单位经济类型",
        "拟调入单位所属行业",
        "拟调入单位地址",
        "拟调入单位电话（选填）",
        "拟调入单位工作开始时间",
    ],
    &["拟入学校名称", "所学专业（选填）", "培养方式（选填）", "入学时间"],
    &["转入户籍所在地或居住地"],
];

fn asked(pair: &Pair, number: &str) -> Transfer {
    let view = pair.world.office.store().view().expect("the store can be read");
    let id = view.find(&CASES_BY_NUMBER, &number.to_string()).expect("the index can be read");
    let id = id.expect("the case was filed");
    let round = case_of(&pair.world, number).round;
    let filing = view.get(&FILINGS, &(id, round)).expect("the filing can be read").expect("it was filed");
    let Matter::Transfer(transfer) = filing.matter else { panic!("the case is no transfer") };
    *transfer
}

#[test]
fn the_first_page_tells_the_state_of_the_collection_and_offers_the_application() {
    let pair = Pair::new();
    let mut browser = pair.home();
    browser.visit(PAGE);
    assert_eq!(browser.page().heading(), "会计人员信息调转");
    browser.sees("信息采集通过，若需要查看个人审核情况请移步 信息采集").sees("示例省云岭市青岚县");
    browser.sees("还没有提交过调转申请");
    assert_sound(PAGE, &browser.page().source());
    browser.click("信息采集");
    assert_eq!(browser.address(), "/me/collect");
    browser.visit(PAGE);
    browser.click("调转申请");
    assert_eq!(browser.address(), NEW);
}

#[test]
fn before_a_reason_is_chosen_only_the_reason_and_the_department_are_asked() {
    let pair = Pair::new();
    let mut browser = pair.home();
    browser.visit(NEW).sees("调转原因").sees("调入会计管理机构").misses("上传调转证明材料").misses(DECLARED);
    for words in OWN.concat() {
        browser.misses(words.trim_end_matches("（选填）"));
    }
    assert_sound(NEW, &browser.page().source());
    browser.press(NEXT);
    assert_eq!(browser.status(), 422);
    browser.sees("请选择调转原因").misses("请上传");
    assert_sound(NEW, &browser.page().source());
}

#[test]
fn each_reason_asks_for_its_own_fields_and_names_its_material() {
    let pair = Pair::new();
    let mut browser = pair.home();
    for (place, (reason, proof)) in REASONS.into_iter().enumerate() {
        browser.visit(&format!("{NEW}?reason={}", Reason::WORDS[place])).sees("上传调转证明材料");
        browser.sees(&format!("{reason}的，请上传{proof}")).sees("小于 200KB").sees("清晰扫描件");
        for (other, words) in OWN.into_iter().enumerate() {
            for words in words.iter() {
                match place == other {
                    true => browser.sees(words),
                    false => browser.misses(words.trim_end_matches("（选填）")),
                };
            }
        }
        assert_sound(NEW, &browser.page().source());
        begin(&mut browser, reason);
        browser.sees(OWN[place][0]);
        assert_eq!(browser.form(SEND).holds("调转原因"), reason);
    }
    browser.visit(&format!("{NEW}?reason=holiday")).misses("上传调转证明材料");
}

#[test]
fn another_reason_keeps_everything_that_was_typed_for_the_first_one() {
    let pair = Pair::new();
    let mut browser = pair.home();
    begin(&mut browser, REASONS[0].0);
    to(&mut browser, THERE);
    place(&mut browser, SEND, "拟调入单位地址", THERE);
    let form = super::kit::job(browser.form(SEND)).attach(&slot(REASONS[0].1), &photo(71)).check(DECLARED);
    form.choose("调转原因", REASONS[1].0).press("选择：调转原因，选好后按这里");
    assert_eq!(browser.status(), 200);
    browser.sees("拟入学校名称").misses("拟调入单位名称").misses("需要修改");
    assert_sound(NEW, &browser.page().source());
    let form = browser.form(SEND);
    assert_eq!(form.holds("调入会计管理机构/区县"), "松溪县");
    // Pressing the other button with another reason only shows what that asks for.
    form.fill("拟入学校名称", "松溪财经学院").choose("调转原因", REASONS[0].0).press(SEND);
    assert_eq!(browser.status(), 200);
    browser.misses("需要修改");
    let form = browser.form(SEND);
    assert_eq!(form.holds("拟调入单位名称"), "松溪县茶业有限公司");
    assert_eq!(form.holds("拟调入单位地址/区县"), "松溪县");
    assert_eq!(form.holds("拟调入单位工作开始时间/年"), "2027");
    form.press(SEND);
    let transfer = asked(&pair, &number_of(&browser));
    assert!(matches!(transfer.reason, Reason::Work(_)), "what was typed for the study is not sent");
}

#[test]
fn a_new_job_is_filed_with_all_its_fields() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let form = filled(&mut browser, REASONS[0]).fill("拟调入单位电话（选填）", "(0531) 12345678 转 801");
    form.press(SEND);
    let number = number_of(&browser);
    let transfer = asked(&pair, &number);
    let Reason::Work(job) = transfer.reason else { panic!("{transfer:?}") };
    assert_eq!(
        (job.employer.as_str(), job.credit_code.as_str()),
        ("松溪县茶业有限公司", "91350100M000100Y43")
    );
    assert_eq!((job.kind.as_str(), job.industry.as_str()), ("104", "C"));
    assert_eq!((job.region.as_str(), job.telephone.as_deref()), ("980122", Some("0531-12345678-801")));
    assert_eq!((job.from.to_string().as_str(), job.code_confirmed), ("2027-01-04", false));
    assert_eq!((transfer.from.as_str(), transfer.to.as_str()), ("980121", "980122"));
    let words = ["松溪县茶业有限公司", "91350100M000100Y43", "县级行政单位", "制造业", "2027-01-04", "张**"];
    for words in words {
        browser.sees(words);
    }
    browser.misses("张晓岚").sees("110*******1233");
    assert_sound(PAGE, &browser.page().source());
}

#[test]
fn a_new_school_and_a_new_home_are_filed_with_their_fields() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let form = filled(&mut browser, REASONS[1]).fill("所学专业（选填）", "会计学");
    form.choose("培养方式（选填）", "全日制").press(SEND);
    let number = number_of(&browser);
    let Reason::Study(school) = asked(&pair, &number).reason else { panic!("no school was asked") };
    assert_eq!((school.school.as_str(), school.major.as_deref()), ("松溪财经学院", Some("会计学")));
    assert_eq!((school.mode.as_deref(), school.from.to_string().as_str()), (Some("1"), "2026-09-01"));
    browser.sees("松溪财经学院").sees("会计学").sees("全日制").sees("2026-09-01");
    browser.press("撤回");
    filled(&mut browser, REASONS[2]).press(SEND);
    let transfer = asked(&pair, &number_of(&browser));
    assert_eq!(transfer.reason, Reason::Residence("示例省云岭市松溪县".into()));
    browser.visit(PAGE).sees("学籍所在地变动").sees("户籍所在地或居住地变动");
}

#[test]
fn what_may_be_left_empty_is_left_empty() {
    let pair = Pair::new();
    let mut browser = pair.home();
    filled(&mut browser, REASONS[1]).press(SEND);
    let Reason::Study(school) = asked(&pair, &number_of(&browser)).reason else {
        panic!("no school was asked")
    };
    assert_eq!((school.major, school.mode), (None, None));
    browser.press("撤回");
    filled(&mut browser, REASONS[0]).press(SEND);
    let Reason::Work(job) = asked(&pair, &number_of(&browser)).reason else { panic!("no job was asked") };
    assert_eq!(job.telephone, None);
}

#[test]
fn the_list_and_the_details_show_both_states_both_sides_and_the_way() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let number = super::kit::file(&mut browser);
    assert_eq!(browser.page().heading(), "调转详情");
    browser.sees("调转中").sees("待调出地审核").sees("正在由调出地示例省云岭市青岚县会计管理机构审核");
    browser.sees("提交申请 已完成 本人").sees("调出地审核 审核中 示例省云岭市青岚县");
    browser.sees("调入地审核 尚未开始 示例省云岭市松溪县").sees("调转成功 尚未完成");
    browser.visit(PAGE).misses("还没有提交过");
    for column in
        ["调转状态", "调转类型", "调出时间", "调出省/市/县", "调入省/市/县", "审核状态", "证明材料预览"]
    {
        browser.sees(column);
    }
    browser.sees("户籍所在地或居住地变动 未确认 示例省云岭市青岚县 示例省云岭市松溪县 待调出地审核");
    let picture = asked(&pair, &number).proof;
    assert!(browser.page().source().contains(&format!("href=\"/me/files/{picture}\"")));
    assert_sound(PAGE, &browser.page().source());
    browser.click(&format!("详情：{number}"));
    browser.click("查看回执").sees(&number);
    browser.visit(&format!("/me/cases/{number}"));
    browser.click("查看调转详情").sees("调转详情");
    browser.visit("/me").sees("会计人员属地调转").sees("待调出地审核，预计在");
    browser.click("会计人员属地调转");
    assert_eq!(browser.address(), format!("{PAGE}/{number}"));
    assert_eq!(case_of(&pair.world, &number).state, State::Waiting);
}

#[test]
fn the_hall_and_the_persons_page_lead_to_the_chapter() {
    let pair = Pair::new();
    let mut browser = pair.home();
    browser.visit("/");
    browser.click("会计人员属地关系调转");
    assert_eq!(browser.address(), PAGE);
    browser.visit("/me");
    browser.click("会计人员属地调转");
    assert_eq!(browser.address(), PAGE);
    browser.click("属地调转帮助").sees("调入地在另一个平台，怎样办理？").sees("要上传什么证明材料？");
    assert_sound("/help/transfer", &browser.page().source());
}

#[test]
fn a_code_that_does_not_fit_is_confirmed_for_this_very_code() {
    let pair = Pair::new();
    let mut browser = pair.home();
    filled(&mut browser, REASONS[0]).fill("拟调入单位统一社会信用代码", "91350100M000100Y44").press(SEND);
    assert_eq!(browser.status(), 422);
    browser.sees("校验位不符").sees("这个代码的最后一位与国家标准的校验规则不符");
    let form = browser.form(SEND).check("我已核对，确认无误");
    form.fill("拟调入单位统一社会信用代码", "91350100M000100Y45").press(SEND);
    assert_eq!(browser.status(), 422, "another code is another question");
    browser.form(SEND).check("我已核对，确认无误").press(SEND);
    let Reason::Work(job) = asked(&pair, &number_of(&browser)).reason else { panic!("no job was asked") };
    assert_eq!((job.credit_code.as_str(), job.code_confirmed), ("91350100M000100Y45", true));
}

#[test]
fn whoever_begins_in_a_year_may_file_and_a_day_later_may_not() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let form = filled(&mut browser, REASONS[1]);
    date(form, "入学时间", ["2027", "11", "24"]).press(SEND);
    assert_eq!(browser.status(), 422);
    browser.sees("入学时间不能晚于一年以后");
    date(browser.form(SEND), "入学时间", ["2027", "11", "23"]).press(SEND);
    number_of(&browser);
}
