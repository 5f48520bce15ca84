//! 更正 of name, number, sex or birth: with papers, decided by two officers (spec 2.4).
use super::kit::{County, NUMBER, PHONE, number_of};
use crate::browser::Browser;
use crate::cases::{at_desk, case_of};
use crate::entrance::{sign_in, try_in};
use crate::pages::assert_sound;
use crate::papers::{NUMBERS, account, photo};
use crate::records::slot;
use crate::world::{COUNTY, NEIGHBOUR, PASSWORD};
use zhangfang::accounts::AccountState;
use zhangfang::casework::State;
use zhangfang::terms::Document;

const PAGE: &str = "/me/change/correction";
const SEND: &str = "提交更正";
const APPROVE: &str = "提交，看下一件";

/// Asks for another name with three papers.
fn ask(browser: &mut Browser<'_>, name: &str, number: &str) {
    browser.visit(PAGE);
    let form = browser.form(SEND).fill("姓名（选填）", name).fill("证件号码（选填）", number);
    form.fill("更正原因", "登记时写错一个字")
        .attach(&slot("证件正面"), &photo(91))
        .attach(&slot("证件背面"), &photo(92))
        .attach(&slot("更正依据"), &photo(93))
        .press(SEND);
}

fn agree(desk: &mut Browser<'_>) {
    desk.form(APPROVE).choose("审核结论", "通过 A").press(APPROVE);
}

#[test]
fn two_officers_decide_and_none_of_them_twice() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit(PAGE).sees("由两位审核人员先后核对证明材料");
    assert_sound(PAGE, &browser.page().source());
    ask(&mut browser, "张晓䶮", "");
    let number = number_of(&browser);
    browser.sees("更正材料").sees("登记时写错一个字").sees("遮盖部分有变化");
    let mut first = county.bench(county.officer, &number);
    first.sees("信息更正").sees("更正后的证件号码没有其他账号使用");
    first.sees("姓名和证件更正，共 1 项").sees("更正材料").sees("登记时写错一个字");
    assert_sound("/desk/cases", &first.page().source());
    agree(&mut first);
    first.sees("初审已通过，等待另一位审核人员复核");
    assert_eq!(case_of(&county.world, &number).state, State::Seconded(county.officer));
    assert_eq!(account(&county.world, county.person).identity.name.as_str(), "张晓岚");
    let mut queue = at_desk(&county.world, county.officer);
    queue.visit("/desk").sees("信息更正 待复核");
    county.bench(county.officer, &number).sees("您已经初审通过，这项业务需要另一位审核人员复核");
    browser.visit(&format!("/me/change/cases/{number}")).sees("初审已通过，等待另一位审核人员复核");
    let other = county.world.officer("qin", "秦方", COUNTY);
    let mut second = county.bench(other, &number);
    agree(&mut second);
    second.sees("已通过");
    assert_eq!(account(&county.world, county.person).identity.name.as_str(), "张晓䶮");
    assert_eq!(county.dossier().identity.name.as_str(), "张晓䶮");
    browser.visit("/me").sees("张**");
    browser.visit(&format!("/me/change/cases/{number}")).sees("陈**：初审通过").sees("秦**：复核通过");
}

#[test]
fn two_pages_of_one_officer_are_not_four_eyes() {
    let county = County::new();
    let mut browser = county.home();
    ask(&mut browser, "张晓䶮", "");
    let number = number_of(&browser);
    let (mut one, mut other) = (county.bench(county.officer, &number), county.bench(county.officer, &number));
    agree(&mut one);
    agree(&mut other);
    assert_ne!(other.status(), 200);
    assert_eq!(case_of(&county.world, &number).state, State::Seconded(county.officer));
}

#[test]
fn a_corrected_number_changes_sex_birth_and_the_login() {
    let county = County::new();
    let mut browser = county.home();
    ask(&mut browser, "", NUMBERS[1]);
    let number = number_of(&browser);
    browser.sees("1990-03-07").sees("1992-05-11").sees("已变更");
    agree(&mut county.bench(county.officer, &number));
    agree(&mut county.bench(county.world.officer("qin", "秦方", COUNTY), &number));
    let dossier = county.dossier();
    assert_eq!(dossier.identity.document.number(), NUMBERS[1]);
    assert_eq!(dossier.basics.birth.to_string(), "1992-05-11");
    assert_eq!(account(&county.world, county.person).identity.document.number(), NUMBERS[1]);
    for name in [NUMBERS[1], PHONE] {
        sign_in(&county.world, &mut Browser::new(&county.world.client), name);
    }
    let mut fresh = Browser::new(&county.world.client);
    fresh.visit("/login");
    try_in(&county.world, &mut fresh, NUMBER, PASSWORD);
    fresh.sees("账号或密码不正确");
}

#[test]
fn a_number_of_somebody_verified_is_not_given_and_others_lose_theirs() {
    let county = County::new();
    let squatter = county.world.person("李四", NUMBERS[1], "13412349198", false);
    let mut browser = county.home();
    ask(&mut browser, "", NUMBERS[1]);
    let number = number_of(&browser);
    county.bench(county.officer, &number).sees("另有 1 个未认证账号使用更正后的证件号码");
    agree(&mut county.bench(county.officer, &number));
    let owner = county.world.person("王五", NUMBERS[1], "13412349199", true);
    let other = county.world.officer("qin", "秦方", COUNTY);
    let mut second = county.bench(other, &number);
    agree(&mut second);
    assert_eq!(second.status(), 409);
    second.sees("已有其他账号通过实名认证");
    assert_eq!(account(&county.world, county.person).identity.document.number(), NUMBER);
    county.world.change_account(owner, |account| account.state = AccountState::Disabled);
    agree(&mut county.bench(other, &number));
    assert_eq!(account(&county.world, county.person).identity.document.number(), NUMBERS[1]);
    assert_eq!(account(&county.world, squatter).state, AccountState::Displaced);
}

#[test]
fn a_returned_correction_is_mended_where_it_was_asked() {
    let county = County::new();
    let mut browser = county.home();
    ask(&mut browser, "张晓䶮", "");
    let number = number_of(&browser);
    agree(&mut county.bench(county.officer, &number));
    let other = county.world.officer("qin", "秦方", COUNTY);
    let mut second = county.bench(other, &number);
    let form = second.form(APPROVE).choose("审核结论", "退回补正 R").fill("给办理人的说明", "看不清");
    form.check("标记：更正依据").press(APPROVE);
    browser.visit(&format!("/me/change/cases/{number}")).sees("更正依据：看不清");
    browser.click("去修改").sees("审核意见：看不清");
    assert_eq!(browser.form(SEND).holds("姓名（选填）"), "张晓䶮");
    browser.form(SEND).attach(&slot("更正依据"), &photo(94)).press(SEND);
    assert_eq!(number_of(&browser), number);
    assert_eq!(case_of(&county.world, &number).state, State::Waiting, "both officers look again");
    agree(&mut county.bench(other, &number));
    agree(&mut county.bench(county.officer, &number));
    assert_eq!(county.dossier().identity.name.as_str(), "张晓䶮");
}

#[test]
fn what_is_missing_or_the_same_is_told_and_nothing_typed_is_lost() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit(PAGE);
    browser.form(SEND).fill("姓名（选填）", "张晓岚").fill("更正原因", "写错了").press(SEND);
    assert_eq!(browser.status(), 422);
    browser
        .sees("现在填写的与登记的相同")
        .sees("请上传更正后的身份证件正面照片")
        .sees("请上传能证明更正内容的材料照片");
    browser.form(SEND).fill("证件号码（选填）", "110101199003071234").press(SEND);
    assert_eq!(browser.status(), 422);
    assert_eq!(browser.form(SEND).holds("更正原因"), "写错了");
    assert_sound(PAGE, &browser.page().source());
}

#[test]
fn a_correction_and_a_change_of_the_basics_keep_each_other_out() {
    let county = County::new();
    let mut browser = county.home();
    ask(&mut browser, "张晓䶮", "");
    number_of(&browser);
    browser.visit("/me/change").sees("正在审核").misses("进行变更");
    browser.visit(PAGE).sees("正在审核").misses(SEND);
    browser.visit("/me/change/education").sees("变更删除");
    browser.click("变更：青岚财经大学");
    browser.form("提交变更").fill("所学专业", "财务管理").press("提交变更");
    number_of(&browser);
}

#[test]
fn whoever_has_another_document_corrects_sex_and_birth_themselves() {
    let county = County::new();
    let document = Document::parse(zhangfang::terms::DocumentKind::Passport, "E12345678").expect("sound");
    let person = county.person;
    county.world.work(move |ledger| {
        use zhangfang::store::Read;
        use zhangfang::tables::{ACCOUNTS, DOSSIERS};
        let mut account = ledger.get(&ACCOUNTS, &person)?.expect("the account was made");
        account.identity.document = document.clone();
        ledger.put(&ACCOUNTS, &person, &account)?;
        let mut record = ledger.get(&DOSSIERS, &person)?.expect("something is on record");
        record.dossier.identity.document = document.clone();
        record.dossier.basics.ethnicity = None;
        Ok(ledger.put(&DOSSIERS, &person, &record)?)
    });
    let mut browser = county.home();
    browser.visit(PAGE);
    let form = browser.form(SEND).choose("性别（选填）", "男").fill("更正原因", "登记错误");
    let form = crate::records::date(form, "出生日期（选填）", ["1991", "2", "3"]);
    form.attach(&slot("证件正面"), &photo(91)).attach(&slot("更正依据"), &photo(93)).press(SEND);
    let number = number_of(&browser);
    agree(&mut county.bench(county.officer, &number));
    agree(&mut county.bench(county.world.officer("qin", "秦方", COUNTY), &number));
    assert_eq!(county.dossier().basics.birth.to_string(), "1991-02-03");
}

#[test]
fn another_countys_officer_finds_no_correction() {
    let county = County::new();
    let mut browser = county.home();
    ask(&mut browser, "张晓䶮", "");
    let number = number_of(&browser);
    let mut stranger = at_desk(&county.world, county.world.officer("han", "韩方", NEIGHBOUR));
    stranger.visit(&format!("/desk/cases/{number}"));
    assert_eq!(stranger.status(), 404);
}
