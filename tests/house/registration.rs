//! Chapter 1: registering, as a person without a script does it.
use crate::browser::{Browser, Form, selector};
use crate::pages::assert_sound;
use crate::world::World;
use rocket::http::ContentType;
use std::time::Duration;
use zhangfang::accounts::Account;
use zhangfang::letters::Letter;
use zhangfang::store::{Read, Span};
use zhangfang::tables::ACCOUNTS;

const NUMBER: &str = "11010519491231002X";
const OTHER_NUMBER: &str = "110101202311012176";
const PHONE: &str = "13900001111";
const OTHER_PHONE: &str = "13900002222";
const CHOSEN: &str = "Kj#2026-qing";

fn accounts(world: &World) -> Vec<Account> {
    let view = world.office.store().view().expect("the store can be read");
    view.scan(&ACCOUNTS, Span::all(100)).expect("accounts can be read").into_iter().map(|(_, a)| a).collect()
}

fn codes_to(world: &World, phone: &str) -> usize {
    world.letters().iter().filter(|(to, letter)| to == phone && matches!(letter, Letter::Code { .. })).count()
}

fn warnings_to(world: &World, phone: &str) -> usize {
    world.letters().iter().filter(|(to, letter)| to == phone && *letter == Letter::RegisteredAgain).count()
}

fn filled<'b, 's>(browser: &'b mut Browser<'s>, number: &str, name: &str, phone: &str) -> Form<'b, 's> {
    let form = browser.form("注册").choose("证件类型", "内地居民身份证").fill("证件号码", number);
    form.fill("真实姓名", name).fill("密码", CHOSEN).fill("确认密码", CHOSEN).fill("手机号", phone)
}

/// Opens the form and asks for a code; the digits that were sent.
pub fn code_for(world: &World, browser: &mut Browser, phone: &str) -> String {
    browser.visit("/register");
    browser.form("免费获取验证码").fill("手机号", phone).press("免费获取验证码");
    browser.sees("验证码已发送");
    world.last_code(phone).expect("a code was sent")
}

pub fn register(browser: &mut Browser, number: &str, name: &str, phone: &str, code: &str) {
    filled(browser, number, name, phone)
        .fill("手机验证码", code)
        .check("我已阅读并同意隐私说明")
        .press("注册");
}

#[test]
fn the_guides_way_makes_an_account_that_is_not_logged_in() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    browser.visit("/register");
    assert_sound("/register", &browser.page().source());
    for note in ["注意事项", "携号转网", "3 分钟内有效", "帮助中心", "使用已有账户登录", "隐私说明"]
    {
        browser.sees(note);
    }
    filled(&mut browser, NUMBER, "王䶮瓘", PHONE).press("免费获取验证码");
    assert_eq!(browser.status(), 200);
    let kept = browser.form("注册");
    assert_eq!(kept.holds("证件类型"), "内地居民身份证");
    assert_eq!((kept.holds("证件号码"), kept.holds("真实姓名")), (NUMBER.to_string(), "王䶮瓘".to_string()));
    assert_eq!((kept.holds("手机号"), kept.holds("密码")), (PHONE.to_string(), String::new()));
    let code = world.last_code(PHONE).expect("a code was sent");
    register(&mut browser, NUMBER, "王䶮瓘", PHONE, &code);
    assert_eq!((browser.status(), browser.address()), (200, "/register/done"));
    browser.sees("注册完成").sees("去登录").misses("您好");
    assert_sound("/register/done", &browser.page().source());
    let made = accounts(&world);
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].identity.name.as_str(), "王䶮瓘");
    assert!(made[0].credential.matches(CHOSEN) && made[0].verified.is_none() && made[0].notice == 1);
}

#[test]
fn names_of_every_kind_are_kept_exactly_and_composed() {
    let names = [
        ("王䶮瓘", "王䶮瓘"),
        ("𠮷野", "𠮷野"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("Zoe\u{308} Weiss", "Zoë Weiss"),
    ];
    for (typed, kept) in names {
        let world = World::new();
        let mut browser = Browser::new(&world.client);
        let code = code_for(&world, &mut browser, PHONE);
        register(&mut browser, NUMBER, typed, PHONE, &code);
        assert_eq!(browser.address(), "/register/done", "{typed}");
        assert_eq!(accounts(&world)[0].identity.name.as_str(), kept);
    }
}

#[test]
fn a_rare_character_is_found_and_picked_without_losing_what_was_typed() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    browser.visit("/register");
    filled(&mut browser, NUMBER, "王", PHONE).press("生僻字");
    browser.sees("生僻字录入").sees("U+4DAE");
    assert_sound("/register with the picker", &browser.page().source());
    browser.form("查找").fill("查找生僻字", "yǎn").press("查找");
    browser.press("䶮");
    let form = browser.form("注册");
    assert_eq!((form.holds("真实姓名"), form.holds("证件号码")), ("王䶮".into(), NUMBER.into()));
    assert_eq!(form.holds("查找生僻字"), "yǎn");
    browser.form("查找").fill("查找生僻字", "u+20bb7").press("查找");
    browser.press("𠮷");
    browser.form("查找").fill("查找生僻字", "xyz").press("查找");
    browser.sees("没有找到这个字");
    browser.press("收起");
    browser.misses("生僻字录入");
    assert_eq!(browser.form("注册").holds("真实姓名"), "王䶮𠮷");
    browser.form("生僻字").press("生僻字");
    browser.form("查找").fill("查找生僻字", "yi").press("查找");
    browser.press("下一页");
    browser.sees("第 2 页");
}

#[test]
fn faulty_fields_are_named_and_nothing_but_passwords_is_forgotten() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    browser.visit("/register");
    browser.press("注册");
    assert_eq!(browser.status(), 422);
    browser.sees("有 7 处需要修改");
    let wrong = ["110105194912310021", "110105491231002", "110105194902300028"];
    for number in wrong {
        filled(&mut browser, number, "王䶮瓘", PHONE).press("注册");
        assert_eq!(browser.status(), 422);
        let form = browser.form("注册");
        assert_eq!(form.holds("证件号码"), number);
        assert!(browser.page().html.select(&selector("#number-fault")).next().is_some(), "{number}");
    }
    for password in [
        "Ab1#xyz",
        "Ab1#5678901234567",
        "ab1#56789",
        "AB1#56789",
        "Abc#defgh",
        "Abc1defgh",
        "Aa123456!",
        "Xy#1111zz",
    ] {
        filled(&mut browser, NUMBER, "王䶮瓘", PHONE)
            .fill("密码", password)
            .fill("确认密码", password)
            .press("注册");
        assert_eq!(browser.status(), 422);
        let form = browser.form("注册");
        assert_eq!((form.holds("密码"), form.holds("手机号")), (String::new(), PHONE.to_string()));
        assert!(browser.page().html.select(&selector("#password-fault")).next().is_some(), "{password}");
        assert!(!browser.page().source().contains(password), "{password}");
    }
    assert!(accounts(&world).is_empty());
}

#[test]
fn a_good_code_survives_a_fault_elsewhere() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    let code = code_for(&world, &mut browser, PHONE);
    register(&mut browser, "110105194912310021", "王䶮瓘", PHONE, &code);
    assert_eq!(browser.status(), 422);
    assert_eq!(browser.form("注册").holds("手机验证码"), code);
    register(&mut browser, NUMBER, "王䶮瓘", PHONE, &code);
    assert_eq!(browser.address(), "/register/done");
}

#[test]
fn a_number_of_a_verified_person_is_answered_neutrally_and_its_owner_is_told_once_a_day() {
    let world = World::new();
    world.person("王䶮瓘", NUMBER, OTHER_PHONE, true);
    let before = accounts(&world);
    for _ in 0..2 {
        let mut browser = Browser::new(&world.client);
        let code = code_for(&world, &mut browser, PHONE);
        register(&mut browser, NUMBER, "赵四", PHONE, &code);
        assert_eq!(browser.status(), 409);
        browser.sees("无法注册：证件或手机号已被使用，请找回密码或联系会计管理部门").misses("王");
        world.wait(Duration::from_secs(181));
    }
    assert_eq!(accounts(&world), before);
    assert_eq!(warnings_to(&world, OTHER_PHONE), 1);
    world.wait(Duration::from_secs(24 * 3600));
    let mut browser = Browser::new(&world.client);
    let code = code_for(&world, &mut browser, PHONE);
    register(&mut browser, NUMBER, "赵四", PHONE, &code);
    assert_eq!(warnings_to(&world, OTHER_PHONE), 2);
}

#[test]
fn a_phone_has_one_account_and_the_answer_is_the_same() {
    let world = World::new();
    world.person("王䶮瓘", NUMBER, PHONE, false);
    let mut browser = Browser::new(&world.client);
    let code = code_for(&world, &mut browser, PHONE);
    register(&mut browser, OTHER_NUMBER, "赵四", PHONE, &code);
    assert_eq!(browser.status(), 409);
    browser.sees("无法注册：证件或手机号已被使用");
    assert_eq!((accounts(&world).len(), warnings_to(&world, PHONE)), (1, 1));
}

#[test]
fn nothing_is_said_about_a_number_before_the_code_is_right() {
    let world = World::new();
    world.person("王䶮瓘", NUMBER, OTHER_PHONE, true);
    let mut browser = Browser::new(&world.client);
    let code = code_for(&world, &mut browser, PHONE);
    register(&mut browser, NUMBER, "赵四", PHONE, wrong(&code));
    assert_eq!(browser.status(), 422);
    browser.sees("验证码不正确").misses("已被使用");
    assert_eq!(warnings_to(&world, OTHER_PHONE), 0);
}

#[test]
fn only_five_answers_a_day_say_that_something_is_taken() {
    let world = World::new();
    world.person("王䶮瓘", NUMBER, OTHER_PHONE, true);
    for attempt in 0..6 {
        let mut browser = Browser::new(&world.client);
        let code = code_for(&world, &mut browser, PHONE);
        register(&mut browser, NUMBER, "赵四", PHONE, &code);
        assert_eq!(browser.status(), if attempt < 5 { 409 } else { 429 });
        world.wait(Duration::from_secs(1000));
    }
}

#[test]
fn three_unverified_accounts_may_claim_one_number_and_a_fourth_may_not() {
    let world = World::new();
    for (attempt, phone) in
        ["13900000001", "13900000002", "13900000003", "13900000004"].into_iter().enumerate()
    {
        let mut browser = Browser::new(&world.client);
        let code = code_for(&world, &mut browser, phone);
        register(&mut browser, NUMBER, "王䶮瓘", phone, &code);
        assert_eq!(browser.status(), if attempt < 3 { 200 } else { 409 }, "{phone}");
    }
    assert_eq!(accounts(&world).len(), 3);
}

/// Six digits that are not these.
fn wrong(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

#[test]
fn five_wrong_codes_void_the_right_one() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    let code = code_for(&world, &mut browser, PHONE);
    for _ in 0..5 {
        register(&mut browser, NUMBER, "王䶮瓘", PHONE, wrong(&code));
        assert_eq!(browser.status(), 422);
    }
    register(&mut browser, NUMBER, "王䶮瓘", PHONE, &code);
    assert_eq!(browser.status(), 422);
    browser.sees("请重新获取短信验证码");
    world.wait(Duration::from_secs(181));
    let code = code_for(&world, &mut browser, PHONE);
    register(&mut browser, NUMBER, "王䶮瓘", PHONE, &code);
    assert_eq!(browser.address(), "/register/done");
}

#[test]
fn ten_wrong_codes_in_a_day_are_enough_whichever_the_code() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    for _ in 0..2 {
        let code = code_for(&world, &mut browser, PHONE);
        for _ in 0..5 {
            register(&mut browser, NUMBER, "王䶮瓘", PHONE, wrong(&code));
        }
        world.wait(Duration::from_secs(181));
    }
    let code = code_for(&world, &mut browser, PHONE);
    register(&mut browser, NUMBER, "王䶮瓘", PHONE, &code);
    assert_eq!(browser.status(), 422);
    browser.sees("请明天再试");
    assert!(accounts(&world).is_empty());
}

#[test]
fn a_code_counts_at_179_seconds_and_not_at_181() {
    for (seconds, status) in [(179, 200), (181, 422)] {
        let world = World::new();
        let mut browser = Browser::new(&world.client);
        let code = code_for(&world, &mut browser, PHONE);
        world.wait(Duration::from_secs(seconds));
        register(&mut browser, NUMBER, "王䶮瓘", PHONE, &code);
        assert_eq!(browser.status(), status, "{seconds}");
    }
}

#[test]
fn a_code_counts_for_its_phone_and_its_browser_only() {
    let world = World::new();
    let (mut first, mut second) = (Browser::new(&world.client), Browser::new(&world.client));
    let code = code_for(&world, &mut first, PHONE);
    let other = code_for(&world, &mut second, OTHER_PHONE);
    register(&mut second, NUMBER, "王䶮瓘", PHONE, &code);
    assert_eq!(second.status(), 422);
    if other != code {
        register(&mut first, NUMBER, "王䶮瓘", OTHER_PHONE, &code);
        assert_eq!(first.status(), 422);
    }
    assert!(accounts(&world).is_empty());
}

#[test]
fn the_same_code_sent_twice_at_once_makes_one_account() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    let code = code_for(&world, &mut browser, PHONE);
    register(&mut browser, NUMBER, "王䶮瓘", PHONE, &code);
    browser.visit("/register");
    register(&mut browser, NUMBER, "王䶮瓘", PHONE, &code);
    assert_eq!(browser.status(), 422);
    assert_eq!(accounts(&world).len(), 1);
}

#[test]
fn a_second_code_must_wait_three_minutes_however_the_number_is_written() {
    let world = World::new();
    code_for(&world, &mut Browser::new(&world.client), PHONE);
    world.wait(Duration::from_secs(179));
    for spelling in [PHONE, "+86 139 0000 1111", "139-0000-1111", "１３９００００１１１１"] {
        let mut browser = Browser::new(&world.client);
        browser.visit("/register");
        browser.form("免费获取验证码").fill("手机号", spelling).press("免费获取验证码");
        browser.sees("请 1 秒后再试");
    }
    assert_eq!(codes_to(&world, PHONE), 1);
    world.wait(Duration::from_secs(1));
    code_for(&world, &mut Browser::new(&world.client), PHONE);
    assert_eq!(codes_to(&world, PHONE), 2);
}

#[test]
fn a_number_has_five_codes_an_hour_and_ten_a_day() {
    let world = World::new();
    for round in 0..60 {
        let mut browser = Browser::new(&world.client);
        browser.visit("/register");
        browser.form("免费获取验证码").fill("手机号", PHONE).press("免费获取验证码");
        world.wait(Duration::from_secs(240));
        if round == 14 {
            assert_eq!(codes_to(&world, PHONE), 5);
        }
    }
    assert_eq!(codes_to(&world, PHONE), 10);
}

#[test]
fn one_browser_cannot_send_codes_to_many_numbers() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    code_for(&world, &mut browser, PHONE);
    browser.visit("/register");
    browser.sees("180 秒后可以重新获取");
    browser.form("免费获取验证码").fill("手机号", OTHER_PHONE).press("免费获取验证码");
    browser.sees("秒后再试");
    assert_eq!(codes_to(&world, OTHER_PHONE), 0);
}

#[test]
fn made_up_fields_have_no_effect() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    let code = code_for(&world, &mut browser, PHONE);
    let hidden = |name: &str| {
        let input = selector(&format!("input[name={name}]"));
        let found = browser.page().html.select(&input).next().expect("the form carries it");
        found.value().attr("value").unwrap_or_default().to_owned()
    };
    let (token, once) = (hidden("token"), hidden("once"));
    let wanted = "kind=1&number=11010519491231002X&name=%E7%8E%8B%E4%BA%94&password=Kj%232026-qing";
    let rest = "confirm=Kj%232026-qing&phone=13900001111&agree=true";
    let extra = "status=approved&state=2&verified=1&role=admin&authority=980121&generation=9&id=0&notice=7";
    let body = format!("token={token}&once={once}&{wanted}&{rest}&code={code}&{extra}");
    let host = rocket::http::Header::new("Host", "localhost");
    let cookie = ("zf", browser.cookie("zf").expect("the browser has its cookie").to_owned());
    let posted = world
        .client
        .post("/register")
        .header(ContentType::Form)
        .header(host)
        .cookie(cookie)
        .body(body)
        .dispatch();
    assert_eq!(posted.status().code, 303);
    let made = &accounts(&world)[0];
    assert!(made.verified.is_none() && made.is_open());
    assert_eq!((made.generation, made.notice), (0, 1));
}
