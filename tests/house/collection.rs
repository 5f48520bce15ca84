//! Chapter 3: a person files their record, step by step in any order.
use crate::browser::Browser;
use crate::filled::*;
use crate::pages::assert_sound;
use crate::papers::{NUMBERS, logged_in, photo, sent_back};
use crate::world::{COUNTY, NEIGHBOUR, World};
use zhangfang::casework::{Decision, State};
use zhangfang::dossier::Scope;
use zhangfang::terms::{AccountId, RegionCode};

pub const NOTICE: &str = "所有要求上传的附件均为原件照片";

pub fn world() -> (World, AccountId) {
    let world = World::new();
    world.officer("chen", "陈明", COUNTY);
    let person = world.person("王小梅", NUMBERS[0], "13900001111", true);
    (world, person)
}

pub fn submit<'b>(browser: &'b mut Browser<'_>) -> &'b str {
    browser.visit("/me/collect/check");
    browser.form("提交审核").check("承诺所提供信息真实有效").press("提交审核");
    browser.address().strip_prefix("/me/collect/done/").expect("the receipt is shown")
}

#[test]
fn a_collection_is_filled_in_checked_and_filed() {
    let (world, person) = world();
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect").sees("单位属地 → 学籍属地 → 户籍属地").sees(NOTICE);
    browser.sees("周某某").sees("李某某").sees("王某某").sees("未开始").sees("暂不能填");
    assert_sound("start", &browser.page().source());

    browser.click("采集范围");
    assert_sound("scope", &browser.page().source());
    browser.sees("稽核").sees("系统会与本平台的证书库（2001 年以来的证书）核对");
    browser.form("保存并继续").choose("采集范围", "（一）会计人员").press("保存并继续");
    assert_eq!(browser.address(), "/me/collect/basic");
    assert_sound("basic", &browser.page().source());
    browser
        .sees("110*******1233")
        .misses(NUMBERS[0])
        .sees("139****1111")
        .sees("1990-03-07")
        .sees("这里不能修改");
    for (list, words) in [("省", "示例省"), ("市", "云岭市"), ("区县", "青岚县")] {
        browser.form("保存并继续").choose(list, words).press("选择");
    }
    browser
        .form("保存并继续")
        .attach(PORTRAIT, &portrait(295, 413))
        .choose("政治面貌", "群众")
        .choose("民族", "汉族")
        .fill("邮箱", "mei@example.cn")
        .fill("详细地址", "松风路 1 号")
        .fill("邮编", "250000")
        .press("保存并继续");
    assert_eq!(browser.address(), "/me/collect/education");

    add_records(&world, person);
    browser.visit("/me/collect/department").sees("您现在的工作单位在示例省云岭市青岚县");
    assert_sound("department", &browser.page().source());
    browser.press("选择示例省云岭市青岚县");
    assert_eq!(browser.address(), "/me/collect/check");
    assert_sound("check", &browser.page().source());
    browser.sees("松风路 1 号").sees("mei@example.cn").sees("青岚农机有限公司").misses(NUMBERS[0]);
    assert!(browser.page().source().contains("<img src=\"/me/files/"), "the pictures are shown");
    browser.press("提交审核");
    assert_eq!(browser.status(), 422);
    browser.sees("请确认并勾选承诺所提供信息真实有效");

    let number = submit(&mut browser).to_string();
    assert_sound("done", &browser.page().source());
    browser
        .sees("信息采集已提交")
        .sees(&number)
        .sees("示例省云岭市青岚县")
        .sees("5 个工作日")
        .sees("2026-11-30");
    browser.visit("/me/collect").sees("待审核").sees("期间内容只能查看").sees("青岚农机有限公司");
    assert_sound("waiting", &browser.page().source());
    assert!(draft(&world, person).is_none(), "what was filed is no longer a draft");

    decide(&world, &number, Decision::Approve);
    browser.visit("/me/collect").sees("审核通过").sees("所属会计管理部门").misses("撤回");
    assert_sound("approved", &browser.page().source());
    browser.visit("/me/collect/basic");
    assert_eq!(browser.address(), "/me/collect", "nothing is changed after approval");
}

#[test]
fn a_returned_collection_shows_its_remarks_and_keeps_its_number() {
    let (world, person) = world();
    fill_in(&world, person, |_| ());
    let mut browser = logged_in(&world, person);
    let number = submit(&mut browser).to_string();
    let remarks = [("basics.portrait", "照片不清楚，请换一张。"), ("authority", "请核对单位所在地。")];
    decide(&world, &number, sent_back(&remarks));

    browser.visit("/me/collect").sees("已退回补正").sees("需要修改").sees("照片不清楚");
    assert_sound("returned", &browser.page().source());
    browser.click("基本信息").sees("审核意见：照片不清楚，请换一张。").misses("请核对单位所在地");
    assert_sound("returned basic", &browser.page().source());
    assert!(
        browser.form("保存并继续").said_about("重传：证件照").contains("照片不清楚"),
        "said at the field"
    );
    browser.form("保存并继续").attach("重传：证件照", &portrait(300, 420)).press("保存并继续");
    browser.visit("/me/collect/department").sees("审核意见：请核对单位所在地。");
    assert_eq!(submit(&mut browser), number);
    let case = case(&world, &number);
    assert_eq!((case.round, &case.state), (2, &State::Waiting));
}

#[test]
fn a_waiting_collection_is_taken_back_with_everything_in_it() {
    let (world, person) = world();
    fill_in(&world, person, |_| ());
    let mut browser = logged_in(&world, person);
    let number = submit(&mut browser).to_string();
    browser.visit("/me/collect").sees("撤回");
    browser.press("撤回").sees("您已撤回上次提交的信息采集").sees("已完成");
    assert_eq!(case(&world, &number).state, State::Withdrawn);
    let again = submit(&mut browser).to_string();
    assert_ne!(again, number, "what was withdrawn is filed as a new case");
}

#[test]
fn a_rejected_collection_may_be_filed_anew() {
    let (world, person) = world();
    fill_in(&world, person, |_| ());
    let mut browser = logged_in(&world, person);
    let number = submit(&mut browser).to_string();
    decide(&world, &number, Decision::Reject("材料不属实。".into()));
    browser.visit("/me/collect").sees("没有通过审核").sees("材料不属实。");
    assert_ne!(submit(&mut browser), number);
}

#[test]
fn every_gap_in_the_scope_is_named_at_its_field() {
    let (world, person) = world();
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect/scope");
    browser.press("保存并继续").sees("请在五项中选择一项采集范围。");
    assert_eq!(browser.status(), 422);
    let form = browser.form("保存并继续").choose("采集范围", "（二）具有会计专业技术资格的人员");
    form.fill("证书编号", "ZJ-2020-1").press("保存并继续");
    assert_eq!(browser.status(), 422);
    assert_sound("scope with faults", &browser.page().source());
    browser.sees("请填写资格证书名称。").sees("请填写取得时间").sees("请上传资格证书原件照片。");
    assert_eq!(browser.form("保存并继续").holds("证书编号"), "ZJ-2020-1");
    let form = browser.form("保存并继续").fill("资格证书名称", "中级会计师");
    let form = form.fill("取得时间/年", "2030").fill("取得时间/月", "1").fill("取得时间/日", "1");
    form.attach("选择照片或拍照：资格证书照片", &photo(7)).press("保存并继续");
    browser.sees("取得时间不能晚于今天");
    browser.form("保存并继续").fill("取得时间/年", "2020").press("保存并继续");
    assert_eq!(browser.address(), "/me/collect/basic");
    let draft = draft(&world, person).expect("the scope was saved");
    assert_eq!(draft.scope, Some(Scope::Qualified));
    assert!(draft.certificate.is_some_and(|one| one.picture.is_some() && one.name == "中级会计师"));
}

#[test]
fn a_scope_without_a_certificate_keeps_none() {
    let (world, person) = world();
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect/scope");
    let form = browser.form("保存并继续").choose("采集范围", "（一）会计人员");
    form.fill("资格证书名称", "中级会计师").press("保存并继续");
    assert_eq!(draft(&world, person).and_then(|draft| draft.certificate), None);
}

#[test]
fn every_gap_in_the_basics_is_named_and_what_is_typed_stays() {
    let (world, person) = world();
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect/basic");
    browser.press("保存并继续");
    assert_eq!(browser.status(), 422);
    assert_sound("basic with faults", &browser.page().source());
    for words in [
        "请上传近期标准证件照。",
        "请从列表中选择政治面貌。",
        "请从列表中选择民族。",
        "请依次选择省、市和区县。",
        "请填写详细地址。",
    ] {
        browser.sees(words);
    }
    let form = browser.form("保存并继续").fill("邮箱", "mei@").fill("邮编", "25").choose("政治面貌", "群众");
    form.attach(PORTRAIT, &portrait(294, 413)).press("暂存");
    assert_eq!(browser.status(), 422, "暂存 still asks for well-formed answers");
    browser.misses("请从列表中选择民族。").misses("请填写详细地址。").sees("6 位数字").sees("295");
    let form = browser.form("保存并继续");
    assert_eq!((form.holds("邮箱"), form.holds("政治面貌")), ("mei@".into(), "群众".into()));
    form.fill("邮箱", "").fill("邮编", "").attach(PORTRAIT, &portrait(295, 413)).press("暂存");
    assert_eq!(browser.address(), "/me/collect");
    browser.sees("填写中");
    let basics = draft(&world, person).expect("what is there was saved").basics;
    assert!(basics.portrait.is_some() && basics.politics.is_some() && basics.address.is_none());
}

#[test]
fn a_picture_is_turned_and_taken_away_without_saving() {
    let (world, person) = world();
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect/basic");
    browser
        .form("保存并继续")
        .attach("选择照片或拍照：身份证明正面（身份证或居住证）", &photo(3))
        .press("暂存");
    browser.visit("/me/collect/basic");
    browser.form("保存并继续").fill("邮箱", "mei@example.cn").press("旋转身份证明正面（身份证或居住证）");
    assert_eq!((browser.status(), browser.address()), (200, "/me/collect/basic"));
    assert_eq!(browser.form("保存并继续").holds("邮箱"), "mei@example.cn");
    browser.press("删除身份证明正面（身份证或居住证）");
    browser.form("保存并继续").attach("选择照片或拍照：身份证明正面（身份证或居住证）", &photo(4));
    assert!(
        draft(&world, person).is_some_and(|draft| draft.basics.identity_front.is_some()),
        "not saved yet"
    );
}

#[test]
fn a_passport_holder_is_asked_for_sex_and_birth_once() {
    let (world, _) = world();
    let person = world.person("陈安娜", NUMBERS[1], "13900002222", true);
    give_passport(&world, person);
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect/basic").misses("民族");
    browser.press("保存并继续").sees("请选择性别").sees("请填写出生年月日");
    let form = browser.form("保存并继续").choose("性别", "女").fill("出生日期/年", "2027");
    form.fill("出生日期/月", "1").fill("出生日期/日", "2").press("暂存").sees("出生日期应早于今天");
    browser.form("保存并继续").fill("出生日期/年", "1991").press("暂存");
    browser.visit("/me/collect/basic").sees("1991-01-02").misses("出生日期");
    assert_sound("passport", &browser.page().source());
}

#[test]
fn only_a_department_that_works_here_is_taken() {
    let (world, person) = world();
    fill_in(&world, person, |draft| draft.authority = None);
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect/department");
    browser.press("保存并继续").sees("请依次选择省、市和区县。");
    for (list, words) in [("省", "示例省"), ("市", "云岭市"), ("区县", "松溪县")] {
        browser.form("保存并继续").choose(list, words).press("选择");
    }
    browser.press("保存并继续").sees("目前没有在本平台办理业务").sees("可以选择：示例省云岭市青岚县。");
    assert_eq!(browser.status(), 422);
    browser.form("保存并继续").choose("区县", "青岚县").press("保存并继续");
    assert_eq!(draft(&world, person).and_then(|draft| draft.authority), RegionCode::parse(COUNTY).ok());
}

#[test]
fn nothing_is_filed_while_anything_is_missing() {
    let (world, person) = world();
    fill_in(&world, person, |draft| {
        draft.basics.politics = None;
        draft.authority = RegionCode::parse(NEIGHBOUR).ok();
        draft.employment[0].files.proof = None;
    });
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect").sees("填写中").sees("还有 3 处需要补充");
    browser
        .visit("/me/collect/check")
        .sees("请选择政治面貌。")
        .sees("目前没有在本平台办理业务")
        .misses("提交审核");
    assert_sound("check with faults", &browser.page().source());
    browser.sees("请上传劳动合同");
    browser.click("请选择政治面貌。");
    browser.form("保存并继续").choose("政治面貌", "群众").press("保存并继续");
    assert_eq!(browser.address(), "/me/collect/check", "the way leads back");
}

#[test]
fn a_correction_from_the_check_page_leads_back_there() {
    let (world, person) = world();
    fill_in(&world, person, |_| ());
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect/check");
    browser.click("修改邮箱");
    browser.form("保存并继续").fill("邮箱", "new@example.cn").press("保存并继续");
    assert_eq!(browser.address(), "/me/collect/check");
    browser.sees("new@example.cn");
}
