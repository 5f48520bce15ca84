//! Chapter 4: the ways between the pages of 信息变更, and what its first form shows.
use super::{leads, links, misses_nothing, shows};
use crate::browser::selector;
use crate::cases::at_desk;
use crate::changes::kit::{County, NUMBER, number_of};

const FORM: &str = "/me/change/basic";
const SEND: &str = "提交变更";

#[test]
fn the_menu_and_the_tabs_lead_through_the_chapter() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit("/me/change");
    let menu = [("教育经历变更", "/me/change/education"), ("工作经历变更", "/me/change/work")];
    for (words, to) in menu {
        leads(&browser, "nav.menu a", words, to);
    }
    for (words, to) in [("基本信息变更", "/me/change")].into_iter().chain(menu) {
        browser.visit(to);
        assert_eq!((browser.status(), browser.page().heading().as_str()), (200, words));
        let here = links(&browser, "nav.menu a[aria-current=page]");
        assert_eq!(here, [(words.to_owned(), to.to_owned())], "{to}");
        let records = format!("{to}/records");
        let tabs = [("当前信息", to), ("变更记录", &records)].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(links(&browser, "nav.tabs a"), tabs);
        browser.click("变更记录");
        assert_eq!((browser.status(), browser.address()), (200, records.as_str()));
        browser.click("当前信息");
        assert_eq!(browser.address(), to);
    }
}

#[test]
fn the_form_shows_what_it_does_not_change_and_says_who_uploads_a_document() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit(FORM);
    let fixed = [
        "证件类型 内地居民身份证",
        "证件号码 110*******1233",
        "姓名 张**",
        "手机号码 134****9197",
        "性别 男",
        "出生年月 1990-03-07",
    ];
    shows(&browser, &fixed);
    shows(&browser, &["暂未工作且不属于在校学生的人员，须上传身份证或居住证。"]);
    browser.misses("张晓岚").misses(NUMBER);
}

#[test]
fn leaving_the_form_changes_nothing_and_another_ethnicity_is_decided() {
    let county = County::new();
    let before = county.dossier();
    let mut browser = county.home();
    browser.visit(FORM);
    leads(&browser, "main form a", "取消", "/me/change");
    browser.click("取消").sees("进行变更");
    assert_eq!(county.dossier(), before);
    browser.visit(FORM);
    browser.form(SEND).choose("民族", "回族").press(SEND);
    let number = number_of(&browser);
    shows(&browser, &["民族", "汉族", "回族"]);
    county.approve(&number);
    assert_eq!(county.dossier().basics.ethnicity.as_deref(), Some("03"));
}

#[test]
fn what_an_officer_changed_at_the_desk_says_so_among_the_changes() {
    let county = County::new();
    let phone = "13900002222";
    let mut desk = at_desk(&county.world, county.officer);
    desk.visit("/desk/phone");
    desk.form("查找").fill("证件号码", NUMBER).fill("新手机号", phone).press("查找");
    desk.press("发送验证码到新手机号");
    let code = county.world.last_code(phone).expect("a code was sent");
    let papers = [
        "证件原件已查验，真实有效，姓名和号码与上面一致。",
        "证件照片与本人一致。",
        "新手机号由本人当场提供，手机在本人手中。",
    ];
    let form = papers.into_iter().fold(desk.form("确认更换"), |form, label| form.check(label));
    form.fill("新手机验证码", &code).press("确认更换");
    let mut browser = county.home();
    browser.visit("/me/change/records");
    shows(&browser, &["人工审核", "财政部门更正"]);
    browser.misses("本人申请");
}

#[test]
fn what_changed_is_red_and_so_is_the_frame_of_a_picture() {
    let county = County::new();
    let mut browser = county.home();
    let sheets: Vec<String> = {
        let page = browser.visit("/me/change");
        let linked = selector("link[rel=stylesheet]");
        page.html.select(&linked).filter_map(|link| link.value().attr("href")).map(str::to_owned).collect()
    };
    let rules: String = sheets.iter().map(|sheet| browser.visit(sheet).source()).collect();
    let rules: String = rules.split_whitespace().collect();
    let red =
        [".compare.changedstrong{color:var(--seal)", ".compare.changed.thumb{border:3pxsolidvar(--seal)"];
    misses_nothing("the stylesheet", &rules, &red);
    let seal = rules.split("--seal:#").nth(1).and_then(|rest| u32::from_str_radix(rest.get(..6)?, 16).ok());
    let [_, red, green, blue] = seal.expect("the colour is told").to_be_bytes();
    assert!(red > 2 * green && red > 2 * blue, "{red} {green} {blue} is no red");
}
