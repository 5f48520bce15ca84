//! Chapter 2.2: a forgotten password; strangers learn nothing from it.
use crate::browser::{Browser, Form};
use crate::pages::assert_sound;
use crate::world::{PASSWORD, World};
use std::time::Duration;
use zhangfang::accounts::{Account, Session, Subject};
use zhangfang::letters::Letter;
use zhangfang::office::{Act, Actor, Stop};
use zhangfang::store::{Read, Span};
use zhangfang::tables::{ACCOUNTS, SESSIONS};
use zhangfang::terms::AccountId;

const NUMBER: &str = "11010519491231002X";
const PHONE: &str = "13900001111";
const NAME: &str = "王䶮瓘";
const CHOSEN: &str = "Kj#2026-qing";

fn account(world: &World, id: AccountId) -> Account {
    let view = world.office.store().view().expect("the store can be read");
    view.get(&ACCOUNTS, &id).expect("accounts can be read").expect("the account was made")
}

fn filled<'b, 's>(browser: &'b mut Browser<'s>, number: &str, name: &str, phone: &str) -> Form<'b, 's> {
    browser.form("确认重置密码").fill("证件号码", number).fill("真实姓名", name).fill("手机号", phone)
}

fn ask(browser: &mut Browser, number: &str, name: &str, phone: &str) {
    browser.visit("/password/reset");
    filled(browser, number, name, phone).press("免费获取验证码");
}

fn reset(browser: &mut Browser, name: &str, code: &str) {
    let form = filled(browser, NUMBER, name, PHONE).fill("新密码", CHOSEN).fill("确认新密码", CHOSEN);
    form.fill("验证码", code).press("确认重置密码");
}

/// What of a page does not depend on chance: its text without tokens.
fn shown(browser: &Browser) -> (u16, String, usize) {
    (browser.status(), browser.page().text(), browser.page().source().len())
}

/// A session of this account in some other browser.
fn open_elsewhere(world: &World, id: AccountId) {
    let now = world.office.now();
    let session = Session {
        subject: Subject::Person(id),
        opened: now,
        seen: now,
        generation: 0,
        epoch: 1,
        source: "test".into(),
        previous: None,
    };
    let act = Act::new(Actor::Console, "test.arrange", "test");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    let done =
        world.office.act(act, move |ledger| Ok::<_, Stop<()>>(ledger.put(&SESSIONS, &[9; 32], &session)?));
    runtime.block_on(done).expect("the session is kept");
}

fn sessions(world: &World) -> usize {
    let view = world.office.store().view().expect("the store can be read");
    view.scan(&SESSIONS, Span::all(100)).expect("sessions can be read").len()
}

#[test]
fn whoever_knows_all_and_holds_the_phone_sets_a_new_password_and_is_not_logged_in() {
    let world = World::new();
    let id = world.person(NAME, NUMBER, PHONE, true);
    open_elsewhere(&world, id);
    let mut browser = Browser::new(&world.client);
    ask(&mut browser, "11010519491231002x", NAME, "+86 139 0000 1111");
    assert_sound("/password/reset", &browser.page().source());
    browser.sees("若信息一致，验证码已发送");
    let code = world.last_code(PHONE).expect("a code was sent");
    reset(&mut browser, NAME, &code);
    assert_eq!((browser.status(), browser.address()), (200, "/password/reset/done"));
    browser.sees("密码已重置").sees("去登录").misses("您好");
    assert_sound("/password/reset/done", &browser.page().source());
    let changed = account(&world, id);
    assert!(changed.credential.matches(CHOSEN) && !changed.credential.matches(PASSWORD));
    assert_eq!((changed.generation, sessions(&world)), (1, 0));
    assert_eq!(world.letters().last(), Some(&(PHONE.to_string(), Letter::PasswordChanged)));
    browser.visit("/password/reset");
    reset(&mut browser, NAME, &code);
    assert_eq!(browser.status(), 422);
    assert_eq!(account(&world, id).generation, 1);
}

#[test]
fn a_stranger_cannot_tell_whether_anybody_matched() {
    let world = World::new();
    let id = world.person(NAME, NUMBER, PHONE, true);
    let wrong =
        [(NUMBER, "王䶮三", PHONE), (NUMBER, NAME, "13900002222"), ("110101202311012176", NAME, PHONE)];
    let mut right = Browser::new(&world.client);
    ask(&mut right, NUMBER, NAME, PHONE);
    let seen = shown(&right);
    reset(&mut right, NAME, "000000");
    let failed = shown(&right);
    let sent = world.letters().len();
    assert_eq!(sent, 1);
    for (number, name, phone) in wrong {
        let mut browser = Browser::new(&world.client);
        ask(&mut browser, number, name, phone);
        assert_eq!(shown(&browser), seen, "{name} {number} {phone}");
        assert_eq!(world.letters().len(), sent);
        reset(&mut browser, "王䶮三", "000000");
        assert_eq!(shown(&browser), failed, "{name} {number} {phone}");
    }
    let mut never_asked = Browser::new(&world.client);
    never_asked.visit("/password/reset");
    reset(&mut never_asked, NAME, "000000");
    assert_eq!(never_asked.status(), 422);
    never_asked.sees("填写的信息或验证码不正确");
    assert!(account(&world, id).credential.matches(PASSWORD));
}

#[test]
fn a_stranger_who_asks_does_not_use_up_the_owners_codes() {
    let world = World::new();
    world.person(NAME, NUMBER, PHONE, true);
    for _ in 0..6 {
        ask(&mut Browser::new(&world.client), NUMBER, "赵四", PHONE);
    }
    let mut browser = Browser::new(&world.client);
    ask(&mut browser, NUMBER, NAME, PHONE);
    assert!(world.last_code(PHONE).is_some());
}

#[test]
fn a_code_for_registering_does_not_reset_a_password() {
    let world = World::new();
    let id = world.person(NAME, NUMBER, PHONE, true);
    let mut browser = Browser::new(&world.client);
    browser.visit("/register");
    browser.form("免费获取验证码").fill("手机号", PHONE).press("免费获取验证码");
    let code = world.last_code(PHONE).expect("a code was sent");
    browser.visit("/password/reset");
    reset(&mut browser, NAME, &code);
    assert_eq!(browser.status(), 422);
    assert_eq!(account(&world, id).generation, 0);
}

#[test]
fn five_wrong_codes_void_the_right_one_here_too() {
    let world = World::new();
    let id = world.person(NAME, NUMBER, PHONE, true);
    let mut browser = Browser::new(&world.client);
    ask(&mut browser, NUMBER, NAME, PHONE);
    let code = world.last_code(PHONE).expect("a code was sent");
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        reset(&mut browser, NAME, wrong);
    }
    reset(&mut browser, NAME, &code);
    assert_eq!((browser.status(), account(&world, id).generation), (422, 0));
}

#[test]
fn one_browser_asks_once_in_three_minutes() {
    let world = World::new();
    world.person(NAME, NUMBER, PHONE, true);
    let mut browser = Browser::new(&world.client);
    ask(&mut browser, NUMBER, NAME, PHONE);
    world.wait(Duration::from_secs(179));
    ask(&mut browser, NUMBER, NAME, PHONE);
    browser.sees("请 1 秒后再试");
    assert_eq!(world.letters().len(), 1);
}

#[test]
fn passwords_and_personal_data_stay_out_of_titles_and_addresses() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    ask(&mut browser, NUMBER, NAME, PHONE);
    reset(&mut browser, NAME, "123456");
    assert!(!browser.page().source().contains(CHOSEN));
    assert_eq!(browser.address(), "/password/reset");
    let title = browser.page().source();
    let title = title.split("</title>").next().unwrap_or_default();
    assert!(!title.contains(NAME) && !title.contains(PHONE) && !title.contains(NUMBER));
}
