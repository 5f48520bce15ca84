//! Chapter 1.2: the help centre, its search, and the two notices.
use crate::browser::{Browser, selector};
use crate::pages::assert_sound;
use crate::world::World;

#[test]
fn a_question_is_found_by_searching_from_the_hall() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    browser.visit("/");
    browser.form("搜索").fill("搜索服务", "验证码收不到").press("搜索");
    assert_eq!(browser.page().heading(), "帮助中心");
    assert_eq!(browser.page().html.select(&crate::browser::selector("title")).count(), 1);
    browser.sees("相关问题");
    browser.click("一直收不到验证码怎么办？");
    assert_eq!(browser.address(), "/help/registration");
    browser.sees("同一号码每小时、每天能收到的条数有限");
    assert_sound("/help/registration", &browser.page().source());
}

#[test]
fn a_search_names_the_service_to_start() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    let page = browser.visit("/help?q=%E9%87%87%E9%9B%86");
    let links = page.html.select(&crate::browser::selector("main a[href='/me/collect']")).count();
    assert_eq!(links, 1, "采集 should lead to the collection");
    browser.sees("会计人员信息采集");
    browser.form("搜索").fill("搜索帮助", "属地调转").press("搜索");
    browser.sees("会计人员属地关系调转").sees("什么情况需要办理属地调转？");
    assert_eq!(browser.form("搜索").holds("搜索帮助"), "属地调转");
}

#[test]
fn a_search_that_finds_nothing_says_what_to_do_next() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    browser.visit("/help?q=zzzz%3Cb%3E").sees("没有找到相关的内容");
    browser.click("查看全部主题");
    assert_eq!(browser.address(), "/help");
    browser.sees("注册账号").sees("操作指南").misses("没有找到");
    assert_sound("/help", &browser.page().source());
}

#[test]
fn the_notices_have_addresses_of_their_own_and_an_unknown_topic_is_not_found() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    browser.visit("/help");
    browser.click("隐私说明").sees("哪些是敏感个人信息");
    assert_eq!(browser.address(), "/privacy");
    browser.visit("/accessibility").sees("按照什么标准建设");
    assert_eq!(browser.visit("/help/..%2f..%2fetc").status, 404);
    assert_eq!(browser.visit("/help/nothing").status, 404);
}

#[test]
fn a_job_outside_the_county_is_explained_at_an_address_that_stays() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    let page = browser.visit("/help/changes");
    assert_sound("/help/changes", &page.source());
    let heading = page.html.select(&crate::browser::selector("#transfer")).next();
    let words = heading.map(|heading| heading.text().collect::<String>());
    assert_eq!(words.as_deref(), Some("新单位不在原来的县（市、区），怎么办？"));
    browser.visit("/help");
    browser.form("搜索").fill("搜索帮助", "外地").press("搜索");
    let found = crate::browser::selector("a[href='/help/changes#transfer']");
    assert_eq!(browser.page().html.select(&found).count(), 1);
}

/// The first word of everything on the page that fits this rule.
fn named(browser: &Browser<'_>, css: &str) -> Vec<String> {
    let first = |words: String| words.split_whitespace().next().unwrap_or_default().to_owned();
    browser.page().html.select(&selector(css)).map(|one| first(one.text().collect())).collect()
}

#[test]
fn the_hall_offers_every_service_of_the_guide() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    browser.visit("/").sees("会计人员登录").sees("单位/法人用户登录").sees("财政用户登录");
    assert_eq!(named(&browser, "ul.big-tiles b"), ["信息采集", "信息变更", "信息查询", "属地关系调转"]);
    let entries = [
        "会计人员信息采集",
        "会计人员属地关系调转",
        "会计专业技术资格考试",
        "会计职称管理",
        "会计人员继续教育管理",
        "会计人员奖惩记录",
        "高端会计人才培养项目",
        "会计准则制度学习",
        "单位会计人员信息管理",
        "单位会计人员继续教育管理",
        "单位会计准则制度反馈意见",
    ];
    let offered = named(&browser, "ul.small-tiles li");
    assert_eq!(offered.iter().take(11).map(String::as_str).collect::<Vec<_>>(), entries);
}

#[test]
fn registering_offers_the_four_documents_of_the_guide() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    browser.visit("/register");
    let offered = [
        "请选择证件类型",
        "内地居民身份证",
        "港澳居民来往内地通行证",
        "台湾居民来往大陆通行证",
        "护照(外国)",
    ];
    assert_eq!(named(&browser, "select#kind option"), offered);
}

#[test]
fn registering_says_beforehand_what_is_asked_of_everybody() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    browser.visit("/register");
    let rules = ["8", "有大写字母", "有小写字母", "有数字", "有特殊符号，如"];
    assert_eq!(named(&browser, "#password-rules li"), rules);
    assert_eq!(named(&browser, "ol.notes li").len(), 6);
    browser.sees("请填写您正在使用的手机号").sees("请如实填写注册信息").sees("不要告诉他人");
}

#[test]
fn the_login_page_leads_to_every_way_of_the_guide() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    for (words, address) in [
        ("新用户注册", "/register"),
        ("忘记密码", "/password/reset"),
        ("操作说明", "/help/signin"),
        ("咨询答疑（帮助中心）", "/help"),
        ("单位登录", "/login/org"),
    ] {
        browser.visit("/login");
        browser.click(words);
        assert_eq!((browser.status(), browser.address()), (200, address), "{words}");
    }
}
