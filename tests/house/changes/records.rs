//! 教育经历变更 and 工作经历变更 (guide 4.2, 4.3): 新增, 变更 and 变更删除, each to approval and to return.
use super::kit::{County, number_of};
use crate::browser::{Browser, Form, selector, words_of};
use crate::cases::case_of;
use crate::pages::assert_sound;
use crate::papers::photo;
use crate::records::{date, slot};
use zhangfang::casework::State;

const EDUCATION: &str = "/me/change/education";
const WORK: &str = "/me/change/work";
const SEND: &str = "提交变更";
const DIPLOMA: &str = "学历证";
const PROOF: &str = "劳动合同、工作证明或社会保险缴纳证明";

fn school<'b, 's>(form: Form<'b, 's>, name: &str, from: [&str; 3], to: [&str; 3]) -> Form<'b, 's> {
    let form = form
        .choose("培养方式", "全日制")
        .fill("学校名称", name)
        .choose("学历", "硕士研究生")
        .choose("学位", "硕士")
        .fill("所学专业", "会计学")
        .fill("学历证书编号", "104241201305001873")
        .fill("学位证书编号", "1042442013001873")
        .choose("留学经历", "否");
    date(date(form, "入学时间", from), "毕业时间", to)
}

/// Asks for a master's degree after the bachelor's that is on record.
fn add_school(browser: &mut Browser<'_>, from: [&str; 3]) {
    browser.visit(&format!("{EDUCATION}/new"));
    let form = school(browser.form(SEND), "云岭大学", from, ["2013", "6", "30"]);
    form.attach(&slot(DIPLOMA), &photo(71)).attach(&slot("学位证"), &photo(72)).press(SEND);
}

fn job<'b, 's>(form: Form<'b, 's>, employer: &str) -> Form<'b, 's> {
    form.fill("单位名称", employer)
        .fill("统一社会信用代码", "91110000101623741K")
        .choose("单位类型", "民营非上市企业")
        .choose("所属行业", "制造业")
        .fill("工作单位电话", "0531-12345678")
        .choose("是否有会计工作经历", "否")
}

/// Opens the form of a new job and chooses its place as somebody without the script does.
fn open_job(browser: &mut Browser<'_>, county: &str) {
    browser.visit(&format!("{WORK}/new"));
    for (list, words) in [("省", "示例省"), ("市", "云岭市"), ("区县", county)] {
        browser.form(SEND).choose(list, words).press("选择：工作单位地址，选好上一级后按这里");
    }
}

#[test]
fn a_new_education_is_approved_and_stands_in_the_list() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit(EDUCATION).sees("青岚财经大学").sees("已登记").sees("新增教育经历");
    assert_sound(EDUCATION, &browser.page().source());
    add_school(&mut browser, ["2010", "9", "1"]);
    let number = number_of(&browser);
    browser.sees("人工审核").sees("新增").sees("云岭大学").sees("2010-09-01");
    browser.visit(EDUCATION).sees("云岭大学").sees("新增，还没有登记");
    county.approve(&number);
    assert_eq!(county.dossier().education.len(), 2);
    assert_eq!(county.dossier().education[1].school, "云岭大学");
    browser.visit(EDUCATION).sees("云岭大学").misses("新增，还没有登记");
    browser
        .visit(&format!("{EDUCATION}/records"))
        .sees("云岭大学")
        .sees("新增")
        .sees("人工审核")
        .sees("审核通过");
    assert_sound("records", &browser.page().source());
}

#[test]
fn the_list_of_changes_has_the_columns_of_the_guide() {
    let county = County::new();
    let mut browser = county.home();
    add_school(&mut browser, ["2010", "9", "1"]);
    number_of(&browser);
    let page = browser.visit(&format!("{EDUCATION}/records"));
    let columns: Vec<String> = page.html.select(&selector("th[scope=col]")).map(words_of).collect();
    let guide = ["变更内容", "审核方式", "审核状态", "变更类型", "变更方式", "提交时间", "操作"];
    assert_eq!(columns, guide);
}

#[test]
fn a_new_education_is_returned_mended_and_approved() {
    let county = County::new();
    let mut browser = county.home();
    add_school(&mut browser, ["2010", "9", "1"]);
    let number = number_of(&browser);
    county.send_back(&number, "学校名称", "与证书不一致");
    browser.visit(&format!("/me/change/cases/{number}")).sees("学校名称：与证书不一致");
    browser.click("去修改").sees("审核意见：与证书不一致");
    assert_eq!(browser.form(SEND).holds("学校名称"), "云岭大学");
    let (one, other) = browser.form(SEND).fill("学校名称", "云岭科技大学").press_twice(SEND);
    assert_eq!((one.as_str(), one.as_str()), (other.as_str(), format!("/me/change/cases/{number}").as_str()));
    county.approve(&number);
    assert_eq!(county.dossier().education[1].school, "云岭科技大学");
}

#[test]
fn an_education_is_altered_and_the_officer_sees_what_changed() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit(EDUCATION);
    browser.click("查看详情：青岚财经大学").sees("会计学");
    browser.click("变更");
    let form = date(browser.form(SEND), "毕业时间", ["2010", "7", "1"]).fill("所学专业", "财务管理");
    form.attach(&slot(DIPLOMA), &photo(73)).press(SEND);
    let number = number_of(&browser);
    browser.sees("2010-06-30").sees("2010-07-01").sees("共 3 项");
    let mut bench = county.bench(county.officer, &number);
    bench
        .sees("毕业时间")
        .sees("2010-07-01 标记：毕业时间 已变更")
        .sees("会计学")
        .sees("财务管理")
        .sees("本次新增");
    bench.click("对比变更前").sees("变更前").sees("变更后");
    assert_eq!(bench.page().source().matches("<figure>").count(), 2, "two pictures stand side by side");
    assert_sound("/desk/cases", &bench.page().source());
    county.approve(&number);
    assert_eq!(county.dossier().education[0].major, "财务管理");
}

#[test]
fn an_altered_education_is_returned_and_may_be_taken_back_then() {
    let county = County::new();
    let before = county.dossier();
    let mut browser = county.home();
    browser.visit(EDUCATION);
    browser.click("变更：青岚财经大学");
    browser.form(SEND).fill("所学专业", "财务管理").press(SEND);
    let number = number_of(&browser);
    county.send_back(&number, "", "请补充说明");
    browser.visit(&format!("/me/change/cases/{number}")).sees("请补充说明");
    browser.press("撤回");
    browser.sees("已撤回");
    assert_eq!(county.dossier(), before);
    browser.visit(EDUCATION).sees("已登记").misses("变更办理中");
}

#[test]
fn the_only_education_is_not_deleted_and_one_of_two_is() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit(EDUCATION);
    browser.click("变更删除：青岚财经大学");
    assert_sound("delete", &browser.page().source());
    browser.press("提交删除");
    assert_eq!(browser.status(), 422);
    browser.sees("至少要保留一条教育经历");
    add_school(&mut browser, ["2010", "9", "1"]);
    county.approve(&number_of(&browser));
    browser.visit(EDUCATION);
    browser.click("变更删除：青岚财经大学");
    browser.press("提交删除");
    let number = number_of(&browser);
    browser.sees("删除").sees("已删除").sees("青岚财经大学");
    county.send_back(&number, "", "请说明为什么删除");
    browser.visit(&format!("/me/change/cases/{number}/mend")).sees("请说明为什么删除");
    browser.press("提交删除");
    assert_eq!(number_of(&browser), number);
    county.bench(county.officer, &number).sees("已删除");
    county.approve(&number);
    assert_eq!(county.dossier().education.len(), 1);
    assert_eq!(county.dossier().education[0].school, "云岭大学");
}

#[test]
fn of_two_deletions_that_together_leave_nothing_the_second_is_not_approved() {
    let county = County::new();
    let mut browser = county.home();
    add_school(&mut browser, ["2010", "9", "1"]);
    county.approve(&number_of(&browser));
    let numbers = ["青岚财经大学", "云岭大学"].map(|name| {
        browser.visit(EDUCATION);
        browser.click(&format!("变更删除：{name}"));
        browser.press("提交删除");
        number_of(&browser)
    });
    county.approve(&numbers[0]);
    let mut bench = county.bench(county.officer, &numbers[1]);
    bench.sees("变更后与登记的其他内容矛盾");
    bench.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    assert_eq!(bench.status(), 409);
    bench.sees("照此变更会与登记的其他内容矛盾，不能通过");
    assert_eq!(
        (county.dossier().education.len(), case_of(&county.world, &numbers[1]).state),
        (1, State::Waiting)
    );
}

#[test]
fn a_time_that_overlaps_what_is_on_record_is_named() {
    let county = County::new();
    let mut browser = county.home();
    add_school(&mut browser, ["2010", "6", "1"]);
    assert_eq!(browser.status(), 422);
    browser.sees("与「青岚财经大学」（2006-09-01 至 2010-06-30）的时间交叉");
    assert_eq!(browser.form(SEND).holds("学校名称"), "云岭大学");
    let form = date(browser.form(SEND), "入学时间", ["2010", "7", "1"]);
    form.press(SEND);
    number_of(&browser);
    browser.visit(&format!("{EDUCATION}/new"));
    let form = school(browser.form(SEND), "松溪大学", ["2012", "9", "1"], ["2014", "6", "30"]);
    form.attach(&slot(DIPLOMA), &photo(74)).attach(&slot("学位证"), &photo(75)).press(SEND);
    browser.sees("您有正在办理的变更，与「云岭大学」");
}

#[test]
fn a_job_ends_and_another_begins() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit(WORK).sees("青岚县第一中学").sees("温馨提示");
    assert_sound(WORK, &browser.page().source());
    browser.click("变更：青岚县第一中学");
    let form = date(browser.form(SEND).uncheck("工作结束时间/至今"), "工作结束时间", ["2026", "10", "31"]);
    let form = date(
        form.uncheck("会计工作结束时间（第 1 行）/至今"),
        "会计工作结束时间（第 1 行）",
        ["2026", "10", "31"],
    );
    form.press(SEND);
    county.approve(&number_of(&browser));
    open_job(&mut browser, "青岚县");
    let form = date(job(browser.form(SEND), "青岚茶业有限公司"), "工作开始时间", ["2026", "11", "1"]);
    let form = form.check("工作结束时间/至今").attach(&slot("统一社会信用代码证"), &photo(81));
    form.attach(&slot(PROOF), &photo(82)).press(SEND);
    let number = number_of(&browser);
    county.send_back(&number, "单位名称", "与公章不一致");
    browser.visit(&format!("/me/change/cases/{number}/mend")).sees("审核意见：与公章不一致");
    browser.form(SEND).fill("单位名称", "青岚茶业股份有限公司").press(SEND);
    county.approve(&number);
    let jobs = county.dossier().employment;
    assert_eq!(jobs[1].employer, "青岚茶业股份有限公司");
    assert!(!jobs[0].is_current() && jobs[1].is_current());
    browser.visit(WORK);
    browser.click("变更删除：青岚县第一中学");
    browser.press("提交删除");
    county.approve(&number_of(&browser));
    assert_eq!(county.dossier().employment.len(), 1);
}

#[test]
fn a_present_job_elsewhere_is_refused_with_the_guides_words() {
    let county = County::new();
    let mut browser = county.home();
    open_job(&mut browser, "松溪县");
    let form = date(job(browser.form(SEND), "松溪商贸有限公司"), "工作开始时间", ["2026", "11", "1"]);
    let form = form.check("工作结束时间/至今").attach(&slot("统一社会信用代码证"), &photo(81));
    form.attach(&slot(PROOF), &photo(82)).press(SEND);
    assert_eq!(browser.status(), 422);
    browser.sees("需先进行属地调转后，在接收地进行信息变更").sees("去办理属地调转");
    assert_sound("outside", &browser.page().source());
    assert_eq!(browser.form(SEND).holds("单位名称"), "松溪商贸有限公司");
    assert_eq!(county.dossier().employment.len(), 1);
}

#[test]
fn a_former_job_elsewhere_moves_nobody() {
    let county = County::new();
    let mut browser = county.home();
    open_job(&mut browser, "松溪县");
    let form = date(job(browser.form(SEND), "松溪商贸有限公司"), "工作开始时间", ["2005", "7", "1"]);
    let form = date(form, "工作结束时间", ["2006", "6", "30"]);
    form.attach(&slot(PROOF), &photo(82)).press(SEND);
    county.approve(&number_of(&browser));
    assert_eq!(county.dossier().employment.len(), 2);
}

#[test]
fn every_rule_of_the_collection_holds_for_a_change() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit(EDUCATION);
    browser.click("变更：青岚财经大学");
    browser.form(SEND).fill("学历证书编号", "").fill("学校名称", "").press(SEND);
    assert_eq!(browser.status(), 422);
    browser.sees("请填写学校名称");
    browser.form(SEND).fill("学校名称", "青岚财经大学").press(SEND);
    browser.sees("请填写学历证书编号，它印在证书上。");
}

#[test]
fn a_rejected_change_leaves_everything_and_may_be_asked_again() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit(EDUCATION);
    browser.click("变更：青岚财经大学");
    browser.form(SEND).fill("所学专业", "财务管理").press(SEND);
    let number = number_of(&browser);
    let mut desk = county.bench(county.officer, &number);
    let form =
        desk.form("提交，看下一件").choose("审核结论", "不予通过").fill("给办理人的说明", "与证书不符");
    form.press("提交，看下一件");
    assert_eq!(case_of(&county.world, &number).state, State::Rejected("与证书不符".into()));
    assert_eq!(county.dossier().education[0].major, "会计学");
    browser.visit(&format!("/me/change/cases/{number}")).sees("没有通过").sees("与证书不符");
    browser.visit(EDUCATION).sees("已登记");
}

#[test]
fn the_history_shows_every_state_the_record_ever_had() {
    let county = County::new();
    let mut browser = county.home();
    add_school(&mut browser, ["2010", "9", "1"]);
    let number = number_of(&browser);
    county.approve(&number);
    browser.visit("/me/change/basic");
    browser.form(SEND).fill("邮箱", "li@example.com").press(SEND);
    browser.visit("/me/change/history");
    assert_sound("history", &browser.page().source());
    browser
        .sees("共有 3 个版本")
        .sees("教育经历（新增）")
        .sees("基本信息（变更）")
        .sees("信息采集")
        .sees(&number);
    browser.click("查看第 1 版").sees("青岚财经大学").misses("云岭大学").sees("a******@example.cn");
    browser.visit("/me/change/history/2").sees("云岭大学").sees("a******@example.cn");
    browser.visit("/me/change/history/3").sees("云岭大学").sees("l******@example.com");
    let bench = county.bench(county.officer, &number);
    bench.sees("登记的历次变化（3 版）").sees("第 3 版 基本信息（变更）").sees("第 2 版 教育经历（新增）");
    bench.sees("第 1 版 信息采集");
    assert_sound("/desk/cases", &bench.page().source());
    assert_sound("version", &browser.page().source());
}

#[test]
fn what_the_list_of_rules_names_is_approved_at_once_and_said_so_before() {
    use zhangfang::casework::{Aspect, ReviewRules};
    use zhangfang::tables::{Only, REVIEW_RULES};
    let county = County::new();
    let rules = ReviewRules { automatic: vec![Aspect::EducationAdded, Aspect::EducationRemoved], version: 1 };
    county.world.work(move |ledger| {
        use zhangfang::store::Read;
        assert!(ledger.get(&REVIEW_RULES, &Only)?.is_none(), "the defaults hold");
        Ok(ledger.put(&REVIEW_RULES, &Only, &rules)?)
    });
    let mut browser = county.home();
    browser.visit(&format!("{EDUCATION}/new")).sees("这类变更由系统自动审核，提交后立即生效");
    add_school(&mut browser, ["2010", "9", "1"]);
    browser.sees("变更已生效").sees("系统自动审核");
    assert_eq!(county.dossier().education.len(), 2);
    browser.visit(EDUCATION);
    browser.click("变更：青岚财经大学").sees("提交后由会计管理部门审核");
    browser.form(SEND).fill("所学专业", "财务管理").press(SEND);
    browser.sees("人工审核").sees("正在审核");
    browser.visit(EDUCATION);
    browser.click("变更删除：云岭大学").sees("提交后立即生效");
    let (one, other) = browser.form("提交删除").press_twice("提交删除");
    assert_eq!(one, other, "a second press leads where the first led, although the record is gone");
    browser.visit(&one).sees("变更已生效");
    assert_eq!(county.dossier().education.len(), 1);
}
