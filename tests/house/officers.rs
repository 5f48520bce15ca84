//! Walks of officers: in, locked out, put out of office, made by an administrator, and the very first one.
use crate::browser::Browser;
use crate::entrance::{kept, sign_in, sign_in_officer, try_in_officer};
use crate::pages::assert_sound;
use crate::world::{COUNTY, NEIGHBOUR, PASSWORD, World};
use std::time::Duration;
use zhangfang::accounts::{OfficerState, Right};

const NEW: &str = "Shenhe!Qinglan-2026-long";

fn administered() -> World {
    let world = World::new();
    let id = world.officer("zhao", "赵主任", COUNTY);
    world.change_officer(id, |officer| officer.rights = vec![Right::Administer]);
    world
}

/// The one-time code on the page shown.
fn code_on(browser: &Browser<'_>) -> String {
    let text = browser.page().text();
    let word = |word: &&str| word.len() == 19 && word.matches('-').count() == 3;
    text.split_whitespace().find(word).expect("the page shows a code").to_owned()
}

fn activate(browser: &mut Browser<'_>, login: &str, code: &str) {
    browser.visit("/officer/activate");
    let form = browser.form("设置密码").fill("登录名", login).fill("一次性代码", code);
    form.fill("新密码", NEW).fill("确认新密码", NEW).press("设置密码");
}

#[test]
fn five_wrong_passwords_lock_an_officer_out_for_a_quarter_of_an_hour() {
    let world = World::new();
    world.officer("zhou", "周审核", COUNTY);
    let mut known = Browser::new(&world.client);
    sign_in_officer(&world, &mut known, "zhou", "/desk/account");
    known.press("退出");
    for login in ["zhou", "nobody"] {
        let mut stranger = Browser::new(&world.client);
        for turn in 1..=6 {
            stranger.visit("/login/officer");
            try_in_officer(&world, &mut stranger, login, "Falsch#2026");
            stranger.sees(if turn <= 5 { "登录名或密码不正确" } else { "15 分钟后再试" });
        }
        stranger.visit("/login/officer");
        try_in_officer(&world, &mut stranger, "ZHOU", PASSWORD);
        assert_eq!(stranger.status(), 429);
    }
    sign_in_officer(&world, &mut known, " ＺＨＯＵ ", "/desk/account");
    world.wait(Duration::from_secs(15 * 60));
    let mut stranger = Browser::new(&world.client);
    sign_in_officer(&world, &mut stranger, "zhou", "/desk/account");
}

#[test]
fn the_desk_leads_to_the_officers_only_for_an_administrator() {
    let world = administered();
    world.officer("zhou", "周审核", COUNTY);
    for (login, administers) in [("zhao", true), ("zhou", false)] {
        let mut browser = Browser::new(&world.client);
        sign_in_officer(&world, &mut browser, login, "/desk/account");
        let leads = browser.page().source().contains("href=\"/desk/administration\"");
        assert_eq!(leads, administers, "{login}");
        browser.click("待办");
        assert_eq!(browser.address(), "/desk");
        browser.click("账号与设备");
    }
}

#[test]
fn an_officer_out_of_office_is_out_at_the_next_request_and_stays_out() {
    let world = World::new();
    let id = world.officer("zhou", "周审核", COUNTY);
    let mut browser = Browser::new(&world.client);
    sign_in_officer(&world, &mut browser, "zhou", "/desk/account");
    world.change_officer(id, |officer| officer.state = OfficerState::Disabled);
    assert_eq!(browser.visit("/desk/account").address, "/login/officer?next=%2Fdesk%2Faccount");
    try_in_officer(&world, &mut browser, "zhou", PASSWORD);
    assert_eq!(browser.status(), 422);
    browser.sees("登录名或密码不正确");
}

#[test]
fn an_administrator_makes_an_officer_who_chooses_the_password_alone() {
    let world = administered();
    let mut admin = Browser::new(&world.client);
    sign_in_officer(&world, &mut admin, "zhao", "/desk/officers");
    assert_sound("/desk/officers", &admin.page().source());
    admin.press("新增");
    assert_eq!(admin.status(), 422);
    assert_sound("/desk/officers", &admin.page().source());
    let county = choose_county(&mut admin, COUNTY);
    let form = admin.form("新增").fill("登录名", "Chen.Hui").fill("姓名", "陈慧").check("审核员");
    form.choose("区县", &county).press("新增");
    let code = code_on(&admin);
    assert_sound("/desk/officers", &admin.page().source());

    let mut officer = Browser::new(&world.client);
    activate(&mut officer, "chen.hui", "AAAA-AAAA-AAAA-AAAA");
    officer.sees("登录名或一次性代码不正确");
    activate(&mut officer, "chen.hui", &code.to_lowercase());
    assert_eq!(officer.address(), "/login/officer?done=activated");
    let mut again = Browser::new(&world.client);
    activate(&mut again, "chen.hui", &code);
    again.sees("登录名或一次性代码不正确");
    officer.visit("/login/officer?next=/desk/account");
    try_in_officer(&world, &mut officer, "chen.hui", NEW);
    officer.sees("陈**");
    assert_eq!(officer.visit("/desk/officers").status, 404, "an officer who does not administer");

    admin.visit("/desk/officers").sees("chen.hui").sees("在用");
    admin.press("停用：chen.hui");
    admin.sees("已停用");
    assert_eq!(officer.visit("/desk/account").address, "/login/officer?next=%2Fdesk%2Faccount");
    admin.press("重新启用：chen.hui");
    let renewed = code_on(&admin);
    world.wait(Duration::from_secs(24 * 3600));
    activate(&mut officer, "chen.hui", &renewed);
    officer.sees("登录名或一次性代码不正确");
}

/// Chooses 省, 市 and 区县 list by list, as a browser without scripts does; the last list is left to the caller's form.
fn choose_county(browser: &mut Browser<'_>, county: &str) -> String {
    let reference = zhangfang::reference::Reference::load(zhangfang::reference::Profile::Demo).unwrap();
    let code = zhangfang::terms::RegionCode::parse(county).unwrap();
    let name = |code| reference.divisions().name(code).unwrap().to_owned();
    browser.form("选择").choose("省", &name(code.province())).press("选择");
    browser.form("选择").choose("市", &name(code.prefecture().unwrap())).press("选择");
    name(code)
}

#[test]
fn nobody_reaches_beyond_the_own_area() {
    let world = administered();
    let foreign = world.officer("sun", "孙邻居", NEIGHBOUR);
    let mut admin = Browser::new(&world.client);
    sign_in_officer(&world, &mut admin, "zhao", "/desk/officers");
    admin.misses("sun");
    assert_sound("/desk/officers", &admin.page().source());
    let token = kept(&admin, "token");
    for deed in ["disable", "invite"] {
        let request = world
            .client
            .post(format!("/desk/officers/{foreign}/{deed}"))
            .header(rocket::http::Header::new("Host", "localhost"))
            .header(rocket::http::ContentType::Form)
            .cookie(("zf", admin.cookie("zf").unwrap().to_owned()));
        assert_eq!(request.body(format!("token={token}")).dispatch().status().code, 404, "{deed}");
    }
    let mut neighbour = Browser::new(&world.client);
    sign_in_officer(&world, &mut neighbour, "sun", "/desk/account");
    let mut person = Browser::new(&world.client);
    world.person("张晓岚", "11010519491231002X", "13412349197", true);
    sign_in(&world, &mut person, "13412349197");
    assert_eq!(person.visit("/desk/officers").status, 404);
    assert_eq!(person.visit("/desk/account").status, 404);
}

#[test]
fn an_administrator_cannot_make_officers_elsewhere_or_take_a_login_name_twice() {
    let world = administered();
    let mut admin = Browser::new(&world.client);
    sign_in_officer(&world, &mut admin, "zhao", "/desk/officers");
    let county = choose_county(&mut admin, NEIGHBOUR);
    let form = admin.form("新增").fill("登录名", "chen").fill("姓名", "陈慧").check("管理员");
    form.choose("区县", &county).press("新增");
    admin.sees("只能新增本部门或下级部门的工作人员");
    let county = choose_county(&mut admin, COUNTY);
    admin.form("新增").fill("登录名", "ZHAO").choose("区县", &county).press("新增");
    admin.sees("这个登录名已经有人使用");
}

#[test]
fn an_officer_may_choose_a_long_password() {
    let world = World::new();
    world.officer("zhou", "周审核", COUNTY);
    let mut browser = Browser::new(&world.client);
    sign_in_officer(&world, &mut browser, "zhou", "/desk/account");
    assert_sound("/desk/account", &browser.page().source());
    let form = browser.form("修改密码").fill("现在的密码", PASSWORD);
    form.fill("新密码", NEW).fill("确认新密码", NEW).press("修改密码");
    assert_eq!(browser.address(), "/login/officer?done=password");
    try_in_officer(&world, &mut browser, "zhou", PASSWORD);
    browser.sees("登录名或密码不正确");
    assert!(world.letters().is_empty());
}
