//! 历史数据: what a former platform had approved is completed, deleted or left alone (guide 3.3(1), 3.4(1); T35).
pub mod kit;

use crate::browser::selector;
use crate::cases::at_desk;
use crate::changes::kit::number_of;
use crate::collection::submit;
use crate::filled::{draft, fill_in};
use crate::pages::assert_sound;
use crate::papers::{NUMBERS, logged_in, photo};
use crate::records::{date, slot};
use crate::world::{COUNTY, World};
use kit::*;
use zhangfang::accounts::Verified;
use zhangfang::dossier::PastEmployment;
use zhangfang::terms::Period;

const PAGES: [&str; 12] = [
    "/me",
    "/me/collect",
    "/me/collect/scope",
    "/me/collect/basic",
    EDUCATION,
    "/me/collect/education/new",
    WORK,
    "/me/collect/work/new",
    "/me/collect/department",
    CHECK,
    "/me/verify",
    "/me/files",
];

/// T35, and nobody with another name or another number either.
#[test]
fn nothing_of_a_history_is_shown_to_anybody_else() {
    let world = World::new();
    import(&world, NAME, NUMBERS[0], vec![school()], vec![job()]);
    let people = [
        world.person(NAME, NUMBERS[0], "13900001111", false),
        world.person("王小美", NUMBERS[0], "13900002222", true),
        world.person(NAME, NUMBERS[1], "13900003333", true),
    ];
    let rows = [at(EDUCATION, school().id), at(WORK, job().id)];
    for person in people {
        let mut browser = logged_in(&world, person);
        let rows = rows.iter().flat_map(|row| [row.clone(), format!("{row}/view"), format!("{row}/delete")]);
        for page in PAGES.iter().map(ToString::to_string).chain(rows) {
            browser.visit(&page);
            let source = browser.page().source();
            for secret in SECRETS.iter().chain(&["历史数据", "原平台"]) {
                assert!(!source.contains(secret), "{page} shows {secret}");
            }
        }
    }
    // The same person sees it as soon as who they are is proven.
    world.change_account(people[0], |account| {
        account.verified =
            Some(Verified { at: zhangfang::terms::Moment::from_millis(0), way: "test".into() });
    });
    logged_in(&world, people[0]).visit(EDUCATION).sees(SECRETS[0]).sees("历史数据");
}

#[test]
fn imported_rows_stand_on_the_lists_without_anything_being_written() {
    let (world, person, _) = world();
    let mut browser = logged_in(&world, person);
    let before = world.kept();
    browser.visit("/me/collect").sees("教育经历 1 条、工作经历 1 条已为您带入").sees("大约需要 15 分钟");
    assert_sound("/me/collect", &browser.page().source());
    browser.visit(EDUCATION).sees("望川财经学院").sees("历史数据").sees("待补充").sees("缺所学专业");
    browser.sees("缺学位证书编号").sees("缺证书照片").misses("缺学历证书编号").misses("还没有教育经历");
    assert_sound(EDUCATION, &browser.page().source());
    browser.click("查看：望川财经学院");
    browser.sees("历史数据（原平台已审核）").sees("大学本科").sees(DIPLOMA);
    browser.visit(WORK).sees("望川农机厂").sees("缺统一社会信用代码").sees("缺所属行业");
    assert_eq!(browser.page().html.select(&selector("form[action$='/none']")).count(), 0);
    assert_sound(WORK, &browser.page().source());
    for mode in ["base", "elder", "kiosk"] {
        browser.visit(&format!("/mode?m={mode}&next=%2Fme"));
        for page in [at(EDUCATION, school().id), at(WORK, job().id)] {
            browser.visit(&page).sees(FRAME);
            assert_sound(&page, &browser.page().source());
        }
    }
    assert!(world.kept() == before, "looking writes nothing");
    assert_eq!(draft(&world, person), None);
}

/// The county imports while somebody is at their form.
#[test]
fn what_is_imported_after_the_first_save_stands_beside_what_was_typed() {
    let world = World::new();
    let person = world.person(NAME, NUMBERS[0], "13900001111", true);
    fill_in(&world, person, |_| {});
    let typed = draft(&world, person).unwrap();
    let mut browser = logged_in(&world, person);
    browser.visit(EDUCATION).misses("历史数据");
    import(&world, NAME, NUMBERS[0], vec![school()], vec![job()]);
    browser.visit(EDUCATION).sees(SECRETS[0]).sees("历史数据");
    assert_eq!(draft(&world, person).unwrap(), typed, "looking writes nothing");
    browser.click("删除：望川财经学院");
    browser.press("确认删除");
    let kept = draft(&world, person).unwrap();
    assert_eq!((&kept.education, &kept.basics), (&typed.education, &typed.basics), "what was typed stays");
    assert!(kept.past_education.is_empty() && kept.past_employment.len() == 1);
    browser.visit(EDUCATION).misses(SECRETS[0]);
}

#[test]
fn a_row_that_waits_keeps_the_collection_from_being_filed() {
    let (world, person, _) = world();
    let mut browser = logged_in(&world, person);
    complete_job(&mut browser);
    finish(&world, person);
    browser.visit(CHECK).sees("历史数据的教育经历「望川财经学院」还没有补充完整").misses("提交审核");
    assert_sound(CHECK, &browser.page().source());
    let seen = draft(&world, person).unwrap().version.to_string();
    browser.visit("/me/collect/scope");
    let form = browser.form("暂存").with("declared", "true").with("seen", &seen).sent_to(CHECK);
    form.press("暂存");
    assert_eq!((browser.status(), crate::filled::cases(&world)), (422, 0));
    browser.sees("还没有补充完整");
}

#[test]
fn what_was_approved_elsewhere_cannot_be_changed_by_what_is_posted() {
    let (world, person, _) = world();
    let mut browser = logged_in(&world, person);
    browser.visit(&at(EDUCATION, school().id)).sees(FRAME).sees("2008-09-01").sees("大学本科");
    let asked = ["mode", "school", "level", "degree", "from.year", "to.year", "diploma_number"];
    for name in asked {
        let found = browser.page().html.select(&selector(&format!("[name='{name}']"))).count();
        assert_eq!(found, 0, "{name} is not asked");
    }
    let forged = [
        ("school", "假大学"),
        ("level", "11"),
        ("degree", "2"),
        ("mode", "2"),
        ("from.year", "1999"),
        ("to.open", "true"),
        ("to.year", "2020"),
        ("diploma_number", "1"),
    ];
    let form = browser.form("保存").fill("所学专业", "会计学").fill("学位证书编号", "1234542012001234");
    let form = form.attach(&slot("学历证"), &photo(31)).attach(&slot("学位证"), &photo(32));
    forged.iter().fold(form, |form, (name, text)| form.with(name, text)).press("保存");
    assert_eq!(browser.address(), EDUCATION, "{}", browser.page().text());
    let kept = draft(&world, person).unwrap();
    let one = &kept.education[0];
    assert_eq!(
        (one.school.as_str(), one.level.as_str(), one.degree.as_str(), one.mode.as_str()),
        ("望川财经学院", "21", "4", "1")
    );
    assert_eq!(one.period, Period::new(day("2008-09-01"), Some(day("2012-06-30"))).unwrap());
    assert_eq!((one.diploma_number.as_deref(), one.major.as_str()), (Some(DIPLOMA), "会计学"));
    assert_eq!((one.id, one.past.as_deref()), (school().id, Some(&school())));
    assert!(kept.past_education.is_empty() && kept.past_employment.len() == 1 && kept.history_taken);
    browser.sees("历史数据").sees("已填好").misses("待补充");

    complete_job(&mut browser);
    browser.visit(&at(WORK, job().id)).sees(FRAME);
    let forged = [
        ("employer", "假单位"),
        ("kind", "101"),
        ("from.year", "1999"),
        ("accounting", "no"),
        ("rows", "1"),
        ("row.0.post", "01"),
        ("row.0.from.year", "2025"),
        ("region.county", "980122"),
    ];
    forged.iter().fold(browser.form("保存"), |form, (name, text)| form.with(name, text)).press("保存");
    let kept = draft(&world, person).unwrap();
    let one = &kept.employment[0];
    assert_eq!(
        (one.employer.as_str(), one.kind.as_str(), one.region.to_string()),
        ("望川农机厂", "104", COUNTY.to_string())
    );
    assert_eq!((one.period, one.accounting), (Period::new(day("2019-03-01"), None).unwrap(), true));
    assert_eq!(
        (&one.experience, one.past.as_deref()),
        (&job().experience, Some(&job())),
        "on the completed one too"
    );
}

#[test]
fn a_legacy_code_stays_readable_and_a_valid_one_is_filled_in() {
    let (world, person, _) = world();
    let mut browser = logged_in(&world, person);
    browser.visit(&at(WORK, job().id)).sees(&format!("原平台登记为 {OLD_CODE}"));
    let form = browser.form("保存").choose("所属行业", "制造业").fill("工作单位电话", "0531-12345678");
    form.fill("统一社会信用代码", OLD_CODE).press("保存");
    assert_eq!((browser.status(), draft(&world, person)), (422, None));
    browser.sees("请输入 18 位统一社会信用代码").sees(FRAME);
    assert_eq!(browser.form("保存").holds("工作单位电话"), "0531-12345678", "what was typed is kept");
    assert_sound("a job at 422", &browser.page().source());
    complete_job(&mut browser);
    assert_eq!(draft(&world, person).unwrap().employment[0].credit_code.to_string(), CODE);
    // One that is a code by its form is locked, even with a check character that does not fit.
    let other = world.person("李强", NUMBERS[1], "13900002222", true);
    let doubted = PastEmployment { credit_code: Some("91350100M000100Y44".into()), ..job() };
    import(&world, "李强", NUMBERS[1], Vec::new(), vec![doubted]);
    let mut browser = logged_in(&world, other);
    browser.visit(&at(WORK, job().id)).sees("91350100M000100Y44").misses("请重新填写");
    let form = browser.form("保存").choose("所属行业", "制造业").fill("工作单位电话", "0531-12345678");
    form.with("credit_code", CODE).press("暂存，以后补齐");
    let kept = draft(&world, other).unwrap().employment[0].clone();
    assert_eq!((kept.credit_code.to_string().as_str(), kept.code_confirmed), ("91350100M000100Y44", true));
}

#[test]
fn a_completed_history_is_filed_decided_mended_and_changed() {
    let (world, person, officer) = world();
    let mut browser = logged_in(&world, person);
    complete_school(&mut browser);
    complete_job(&mut browser);
    finish(&world, person);
    browser.visit(CHECK).sees("历史数据（原平台已审核）");
    let number = submit(&mut browser).to_string();
    let mut desk = at_desk(&world, officer);
    desk.visit(&format!("/desk/cases/{number}")).sees("信息来源").sees("历史数据（原平台已审核）");
    desk.sees("培养方式、学校名称、学历、学位、入学时间、毕业时间、学历证书编号");
    desk.sees("工作开始时间、工作结束时间、单位名称、单位类型、工作单位地址、会计工作经历");
    desk.sees("原平台登记的统一社会信用代码").sees(OLD_CODE);
    decide(&world, officer, &number, "退回补正 R", "请重拍学历证");

    browser.visit(&at(EDUCATION, school().id)).sees(FRAME);
    browser.form("保存").with("school", "假大学").fill("所学专业", "会计学（函授）").press("保存");
    let kept = draft(&world, person).unwrap();
    assert_eq!(
        (kept.education[0].school.as_str(), kept.education[0].major.as_str()),
        ("望川财经学院", "会计学（函授）")
    );
    submit(&mut browser);
    decide(&world, officer, &number, "通过 A", "");
    let dossier = on_record(&world, person);
    assert_eq!(dossier.education[0].past.as_deref(), Some(&school()));
    assert_eq!(dossier.employment[0].past.as_deref(), Some(&job()));

    // Chapter 4 changes what it likes; where it came from stays.
    browser.visit(&format!("/me/change/education/{}", school().id)).misses("红框");
    browser.form("提交变更").fill("学校名称", "望川财经大学").press("提交变更");
    let change = number_of(&browser);
    decide(&world, officer, &change, "通过 A", "");
    let after = on_record(&world, person).education[0].clone();
    assert_eq!((after.school.as_str(), after.past.as_deref()), ("望川财经大学", Some(&school())));
    browser.visit(&format!("/me/change/education/{}/view", school().id)).sees("历史数据（原平台已审核）");
    browser.sees("培养方式、学历、学位、入学时间");
}

#[test]
fn a_row_that_was_deleted_does_not_come_back() {
    let (world, person, _) = world();
    let mut browser = logged_in(&world, person);
    browser.visit(EDUCATION);
    browser.click("删除：望川财经学院");
    browser.sees("教育经历「望川财经学院」（历史数据）");
    assert_sound("delete", &browser.page().source());
    browser.press("确认删除");
    assert_eq!(browser.address(), EDUCATION);
    browser.sees("还没有教育经历").misses("望川财经学院");
    assert_eq!(browser.visit(&at(EDUCATION, school().id)).status, 404);
    let kept = draft(&world, person).unwrap();
    assert!(kept.past_education.is_empty() && kept.past_employment == [job()] && kept.history_taken);

    browser.visit(&format!("{EDUCATION}/new")).misses("红框");
    let form = browser.form("保存").choose("培养方式", "全日制").fill("学校名称", "云岭大学");
    let form = form.choose("学历", "大学本科").choose("学位", "学士").fill("所学专业", "会计学");
    let form = date(date(form, "入学时间", ["2008", "9", "1"]), "毕业时间", ["2012", "6", "30"]);
    let form = form.fill("学历证书编号", "1").fill("学位证书编号", "2");
    form.attach(&slot("学历证"), &photo(31)).attach(&slot("学位证"), &photo(32)).press("保存");
    browser.sees("云岭大学").misses("历史数据");
    complete_job(&mut browser);
    finish(&world, person);
    submit(&mut browser);
    browser.visit("/me/collect");
    browser.press("撤回");
    import(&world, NAME, NUMBERS[0], vec![school()], vec![job()]);
    browser.visit(EDUCATION).misses("望川财经学院");
    assert_eq!(draft(&world, person).map_or(0, |draft| draft.past_education.len()), 0);
}

#[test]
fn a_row_that_overlaps_another_is_told_so() {
    let (world, person, _) = world();
    let mut browser = logged_in(&world, person);
    browser.visit(&format!("{EDUCATION}/new"));
    let form = browser.form("保存").choose("培养方式", "全日制").fill("学校名称", "云岭大学");
    let form = form.choose("学历", "大学本科").choose("学位", "学士").fill("所学专业", "会计学");
    let form = date(date(form, "入学时间", ["2011", "9", "1"]), "毕业时间", ["2013", "6", "30"]);
    form.press("暂存，以后补齐");
    assert_eq!(draft(&world, person).unwrap().past_education.len(), 1, "saving takes the history over");
    browser.visit(&at(EDUCATION, school().id));
    browser.form("保存").fill("所学专业", "会计学").press("暂存，以后补齐");
    assert_eq!(browser.status(), 422);
    browser.sees("与「云岭大学」").sees("时间交叉");
    assert_sound("an overlap at 422", &browser.page().source());
}
