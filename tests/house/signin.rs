//! Walks through chapter 2.1: in and out, and what strangers cannot do.
use crate::browser::Browser;
use crate::entrance::{kept, picture_on, sign_in, try_in};
use crate::pages::assert_sound;
use crate::world::{PASSWORD, World};
use rocket::http::{Header, Status};
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;
use zhangfang::accounts::AccountState;
use zhangfang::letters::Letter;
use zhangfang::store::{Read, Span};
use zhangfang::tables::{ACCOUNTS, JOURNAL};

const NUMBER: &str = "11010519491231002X";
const PHONE: &str = "13412349197";
const WRONG: &str = "账号或密码不正确";
const NEW: &str = "Songxi#2027x";

fn county() -> World {
    let world = World::new();
    world.person("张晓岚", NUMBER, PHONE, true);
    world
}

fn from(last: u8) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(192, 0, 2, last))
}

#[test]
fn phone_and_number_both_let_in_and_the_name_is_masked() {
    let world = county();
    for account in [PHONE, "+86 134-1234-9197", NUMBER, " １１０１０５１９４９１２３１００２ｘ "]
    {
        let mut browser = Browser::new(&world.client);
        sign_in(&world, &mut browser, account);
        browser.sees("张**").sees("退出").misses("张晓岚");
    }
}

#[test]
fn every_page_of_signing_in_is_sound() {
    let world = county();
    let mut browser = Browser::new(&world.client);
    for path in ["/login", "/login/org", "/login/officer", "/officer/activate", "/login?done=reset"] {
        let source = browser.visit(path).source();
        assert_eq!(browser.status(), 200, "{path}");
        assert_sound(path, &source);
    }
    browser.sees("密码已重置");
    browser.visit("/login").sees("特别提示").sees("非IE内核").sees("新用户注册");
    browser.press("登录");
    assert_eq!(browser.status(), 422);
    assert_sound("/login", &browser.page().source());
    browser.sees("有 3 处需要修改");
    sign_in(&world, &mut browser, PHONE);
    browser.visit("/me/account").sees("这是第一次登录");
    assert_sound("/me/account", &browser.page().source());
}

#[test]
fn a_failed_login_never_says_why() {
    let world = county();
    let id = world.person("李明", "110105194912310038", "13800138001", true);
    world.change_account(id, |account| account.state = AccountState::Disabled);
    let id = world.person("王芳", "110105194912310046", "13800138002", false);
    world.change_account(id, |account| account.state = AccountState::Displaced);
    let mut answers = Vec::new();
    for account in [PHONE, "13800138009", "13800138001", "13800138002"] {
        for turn in 1..=5u8 {
            let mut browser = Browser::new(&world.client).calling_from(from(turn));
            browser.visit("/login");
            try_in(&world, &mut browser, account, "Falsch#2026");
            let status = browser.status();
            assert_eq!(status, if turn <= 3 { 422 } else { 429 }, "{account} {turn}");
            browser.misses("晓").misses("停用");
            answers.push((turn, status, browser.page().bytes.len(), browser.page().text()));
        }
    }
    for answer in &answers {
        let same = answers.iter().find(|other| other.0 == answer.0).expect("there is itself");
        assert_eq!(answer, same);
    }
    assert!(answers[0].3.contains(WRONG));
}

#[test]
fn guessing_from_many_addresses_is_slowed_and_the_owner_still_comes_in() {
    let world = county();
    let mut own = Browser::new(&world.client);
    sign_in(&world, &mut own, PHONE);
    own.press("退出");
    for turn in 1..=6 {
        let mut stranger = Browser::new(&world.client).calling_from(from(turn));
        stranger.visit("/login");
        // Both names of the account are counted as one.
        try_in(&world, &mut stranger, if turn % 2 == 0 { PHONE } else { NUMBER }, "Falsch#2026");
        let expected = if turn <= 3 { WRONG } else { "秒后再试" };
        stranger.sees(expected);
    }
    let mut stranger = Browser::new(&world.client).calling_from(from(7));
    stranger.visit("/login");
    try_in(&world, &mut stranger, PHONE, PASSWORD);
    assert_eq!(stranger.status(), 429, "even the right password has to wait");
    sign_in(&world, &mut own, PHONE);
    world.wait(Duration::from_secs(2));
    stranger.visit("/login");
    try_in(&world, &mut stranger, PHONE, PASSWORD);
    assert_eq!(stranger.status(), 200);
}

#[test]
fn a_picture_counts_once_for_its_browser_and_three_minutes() {
    let world = county();
    let mut browser = Browser::new(&world.client);
    let refused = |browser: &Browser<'_>| {
        assert_eq!(browser.status(), 422);
        browser.sees("图片验证码不正确或已失效").misses(WRONG);
    };
    browser.visit("/login");
    let used = kept(&browser, "captcha.id");
    let answer = picture_on(&world, &browser);
    try_in(&world, &mut browser, PHONE, "Falsch#2026");
    browser.sees(WRONG);
    let replay = |browser: &Browser<'_>, id: &str, answer: &str| {
        let token = kept(browser, "token");
        let request = world
            .client
            .post("/login")
            .header(Header::new("Host", "localhost"))
            .header(rocket::http::ContentType::Form)
            .cookie(("zf", browser.cookie("zf").unwrap().to_owned()));
        let body = format!(
            "token={token}&account={PHONE}&password={}&captcha.id={id}&captcha={answer}",
            PASSWORD.replace('#', "%23")
        );
        request.body(body).dispatch().status()
    };
    assert_eq!(replay(&browser, &used, &answer), Status::UnprocessableEntity, "used with a wrong password");

    browser.visit("/login");
    let wrong_first = picture_on(&world, &browser);
    let id = kept(&browser, "captcha.id");
    assert_eq!(replay(&browser, &id, "zzzz"), Status::UnprocessableEntity);
    assert_eq!(replay(&browser, &id, &wrong_first), Status::UnprocessableEntity, "used with a wrong answer");

    let mut other = Browser::new(&world.client);
    other.visit("/login");
    let foreign = picture_on(&world, &other);
    let foreign_id = kept(&other, "captcha.id");
    assert_eq!(replay(&browser, &foreign_id, &foreign), Status::UnprocessableEntity, "of another browser");

    browser.visit("/login");
    let (id, answer) = (kept(&browser, "captcha.id"), picture_on(&world, &browser));
    assert_eq!(replay(&browser, &id, &answer), Status::SeeOther, "the same request with a good picture");
    assert_eq!(replay(&browser, &id, &answer), Status::UnprocessableEntity, "used rightly");

    browser.visit("/login");
    browser.form("登录").fill("证件号码或手机号", PHONE).fill("密码", PASSWORD).press("登录");
    browser.sees("请输入图片中的 4 个字符");
    browser.visit("/login");
    world.wait(Duration::from_secs(180));
    try_in(&world, &mut browser, PHONE, PASSWORD);
    refused(&browser);
    world.wait(Duration::from_secs(179));
    try_in(&world, &mut browser, PHONE, PASSWORD);
    assert_eq!(browser.address(), "/");
}

#[test]
fn the_picture_is_drawn_for_its_browser_without_any_change() {
    let world = county();
    let mut browser = Browser::new(&world.client);
    browser.visit("/login");
    let picture = crate::browser::selector("img[src^='/captcha/']");
    let address =
        browser.page().html.select(&picture).next().unwrap().value().attr("src").unwrap().to_owned();
    let page = browser.visit(&address);
    assert!(page.bytes.starts_with(b"\x89PNG") && page.header("Cache-Control") == Some("no-store"));
    let journal = world.office.store().view().unwrap().scan(&JOURNAL, Span::all(100)).unwrap();
    assert!(journal.iter().all(|(_, entry)| entry.verb == "test.arrange"));
    world.wait(Duration::from_secs(181));
    assert_eq!(browser.visit(&address).status, 404);
    assert_eq!(browser.visit("/captcha/made-up.png").status, 404);
    browser.visit("/login");
    browser.form("登录").fill("证件号码或手机号", PHONE).press("换一张");
    assert_eq!(browser.status(), 200);
    assert_eq!(browser.form("登录").holds("证件号码或手机号"), PHONE);
}

#[test]
fn the_cookie_changes_at_login_and_a_planted_one_is_never_adopted() {
    let world = county();
    let mut browser = Browser::new(&world.client);
    browser.visit("/login");
    let before = browser.cookie("zf").unwrap().to_owned();
    try_in(&world, &mut browser, PHONE, PASSWORD);
    let within = browser.cookie("zf").unwrap().to_owned();
    assert_ne!(before, within);
    browser.press("退出");
    let after = browser.cookie("zf").unwrap().to_owned();
    assert!(after != within && after != before);
    for stale in [before, within] {
        let request = world.client.get("/me/account").header(Header::new("Host", "localhost"));
        let response = request.cookie(("zf", stale)).dispatch();
        assert_eq!(response.status(), Status::SeeOther);
        assert!(response.headers().get_one("Location").unwrap().starts_with("/login"));
    }
}

#[test]
fn after_logout_the_way_back_shows_the_login_page() {
    let world = county();
    let mut browser = Browser::new(&world.client);
    sign_in(&world, &mut browser, PHONE);
    let page = browser.visit("/me/account");
    assert_eq!(page.header("Cache-Control"), Some("no-store"));
    browser.press("退出");
    assert_eq!(browser.address(), "/");
    browser.misses("张**");
    browser.visit("/me/account").sees("会计人员登录");
    assert_eq!(browser.address(), "/login?next=%2Fme%2Faccount");
    assert_eq!(browser.page().header("Cache-Control"), Some("no-store"));
}

#[test]
fn a_session_ends_when_idle_and_when_old_and_the_way_back_is_kept() {
    let world = county();
    let mut browser = Browser::new(&world.client);
    sign_in(&world, &mut browser, PHONE);
    world.wait(Duration::from_secs(30 * 60));
    browser.visit("/me/account").sees("会计人员登录");
    try_in(&world, &mut browser, PHONE, PASSWORD);
    assert_eq!(browser.address(), "/me/account");
    for _ in 0..23 {
        world.wait(Duration::from_secs(20 * 60));
        assert_eq!(browser.visit("/me/account").address, "/me/account");
    }
    world.wait(Duration::from_secs(20 * 60));
    browser.visit("/me/account").sees("会计人员登录");
}

#[test]
fn the_way_on_never_leads_to_another_house() {
    let world = county();
    for next in ["//evil", "https://evil", "/\\evil", "%2f%2fevil", "%252f%252fevil", "/%2fevil"] {
        let mut browser = Browser::new(&world.client);
        browser.visit(&format!("/login?next={next}"));
        try_in(&world, &mut browser, PHONE, PASSWORD);
        assert_eq!(browser.address(), "/", "{next}");
    }
}

#[test]
fn only_forms_of_our_own_pages_are_taken() {
    let world = county();
    let mut browser = Browser::new(&world.client);
    sign_in(&world, &mut browser, PHONE);
    let token = kept(&browser, "token");
    let post = |path: &str, token: &str, header: Option<(&'static str, &'static str)>| {
        let mut request = world.client.post(path.to_owned()).header(Header::new("Host", "localhost"));
        request = request.header(rocket::http::ContentType::Form);
        request = request.cookie(("zf", browser.cookie("zf").unwrap().to_owned()));
        if let Some((name, value)) = header {
            request.add_header(Header::new(name, value));
        }
        request.body(format!("token={token}")).dispatch().status()
    };
    for path in [
        "/login",
        "/login/officer",
        "/officer/activate",
        "/setup",
        "/logout",
        "/me/account",
        "/me/account/others",
    ] {
        assert_eq!(post(path, "", None), Status::Forbidden, "{path}");
        for header in
            [("Origin", "null"), ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site")]
        {
            assert_eq!(post(path, &token, Some(header)), Status::Forbidden, "{path} {header:?}");
        }
    }
    for path in ["/logout", "/me/account/others", "/desk/officers/x/disable", "/desk/officers/x/invite"] {
        assert_eq!(browser.visit(path).status, 404, "{path}");
    }
    assert_eq!(browser.visit("/me/account").status, 200, "still logged in");
}

#[test]
fn a_changed_password_ends_every_session_and_the_owner_is_told() {
    let world = county();
    let (mut desk, mut phone) = (Browser::new(&world.client), Browser::new(&world.client));
    sign_in(&world, &mut desk, PHONE);
    world.wait(Duration::from_secs(60));
    sign_in(&world, &mut phone, NUMBER);
    phone.visit("/me/account").sees("2026-11-23 09:00").sees("其他设备");
    let change = |browser: &mut Browser<'_>, current: &str, new: &str, repeat: &str| {
        browser.visit("/me/account");
        let form = browser.form("修改密码").fill("现在的密码", current);
        form.fill("新密码", new).fill("确认新密码", repeat).press("修改密码");
    };
    change(&mut phone, PASSWORD, "kurz", "anders");
    phone.sees("现在有 4 个").sees("不一致");
    change(&mut phone, PASSWORD, "Songxi#9197", "Songxi#9197");
    phone.sees("末四位");
    change(&mut phone, "Falsch#2026", NEW, NEW);
    phone.sees("现在的密码不正确");
    assert!(world.letters().is_empty());
    change(&mut phone, PASSWORD, NEW, NEW);
    assert_eq!(phone.address(), "/login?done=password");
    phone.sees("密码已修改");
    assert_eq!(world.letters(), [(PHONE.to_owned(), Letter::PasswordChanged)]);
    desk.visit("/me/account").sees("会计人员登录");
    try_in(&world, &mut desk, PHONE, PASSWORD);
    desk.sees(WRONG);
    try_in(&world, &mut phone, PHONE, NEW);
    assert_eq!(phone.address(), "/");
}

#[test]
fn other_devices_can_be_logged_out() {
    let world = county();
    let (mut desk, mut phone) = (Browser::new(&world.client), Browser::new(&world.client));
    sign_in(&world, &mut desk, PHONE);
    sign_in(&world, &mut phone, PHONE);
    phone.visit("/me/account");
    phone.press("退出其他设备");
    phone.sees("本机").misses("其他设备");
    assert_eq!(desk.visit("/me/account").address, "/login?next=%2Fme%2Faccount");
}

#[test]
fn the_journal_knows_every_login_and_no_number() {
    let world = county();
    let mut browser = Browser::new(&world.client);
    browser.visit("/login");
    try_in(&world, &mut browser, PHONE, "Falsch#2026");
    sign_in(&world, &mut browser, PHONE);
    let view = world.office.store().view().unwrap();
    let entries: Vec<_> = view.scan(&JOURNAL, Span::all(100)).unwrap();
    let logins: Vec<_> = entries.iter().filter(|(_, entry)| entry.verb == "signin.login").collect();
    assert_eq!(logins.len(), 2);
    let written = format!("{entries:?}");
    assert!(!written.contains(PHONE) && !written.contains("110105") && !written.contains("Falsch"));
    let counters = view.scan(&zhangfang::tables::COUNTERS, Span::all(100)).unwrap();
    assert!(!counters.iter().any(|(key, _)| key.contains(PHONE) || key.contains("127.0.0.1")));
    assert!(
        view.scan(&ACCOUNTS, Span::all(9)).unwrap().iter().all(|(_, account)| account.last_login.is_some())
    );
}

#[test]
fn of_two_claims_to_one_number_the_verified_one_comes_in() {
    let world = county();
    world.person("冒名者", NUMBER, "13800138003", false);
    let mut browser = Browser::new(&world.client);
    sign_in(&world, &mut browser, NUMBER);
    browser.sees("张**");
    let mut other = Browser::new(&world.client);
    sign_in(&world, &mut other, "13800138003");
    other.sees("冒**");
}
