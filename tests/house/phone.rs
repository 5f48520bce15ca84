//! 更换手机号 (spec 2.4, security B1 31): by the person with password and two codes, by an officer with the papers.
mod desk;
pub mod kit;
mod record;

use crate::browser::Browser;
use crate::cases::entries;
use crate::entrance::{sign_in, try_in};
use crate::pages::assert_sound;
use crate::papers::{account, journal, logged_in};
use crate::world::{PASSWORD, World};
use kit::*;
use std::time::Duration;
use zhangfang::accounts::CodePurpose;
use zhangfang::casework::Outcome;
use zhangfang::letters::Letter;

#[test]
fn a_person_with_both_phones_changes_the_number_and_stays_while_others_leave() {
    let world = World::new();
    let person = person(&world);
    let (mut browser, mut other) = (logged_in(&world, person), logged_in(&world, person));
    browser.visit("/me/account").sees(&masked(OLD));
    browser.click("修改手机号码");
    assert_eq!(browser.address(), "/me/phone");
    browser.sees(&masked(OLD)).misses(OLD).sees("请本人带身份证件原件");
    assert_sound("/me/phone", &browser.page().source());
    ask(&mut browser, "+86 139 0000 2222");
    assert_eq!(browser.status(), 200);
    browser.sees("一个发到原手机");
    assert_sound("/me/phone", &browser.page().source());
    let (old, new) = codes(&world);
    assert_ne!(old, new);
    change(&mut browser, PASSWORD, &old, &new);
    assert_eq!((browser.status(), browser.address()), (200, "/me/phone/done"));
    browser.sees("手机号已更换").sees(&masked(NEW)).misses(NEW).sees("这台设备仍然登录着");
    assert_sound("/me/phone/done", &browser.page().source());
    assert_eq!(phone_of(&world, person), NEW);
    let told: Vec<(String, Letter)> = world.letters().into_iter().rev().take(2).collect();
    assert_eq!(told, [(NEW.into(), Letter::PhoneBound), (OLD.into(), Letter::PhoneReplaced)]);
    browser.visit("/me");
    assert_eq!(browser.address(), "/me", "this session stays");
    other.visit("/me");
    assert!(other.address().starts_with("/login"), "every other one ends");
    let mut fresh = Browser::new(&world.client);
    sign_in(&world, &mut fresh, NEW);
    let mut fresh = Browser::new(&world.client);
    fresh.visit("/login");
    try_in(&world, &mut fresh, OLD, PASSWORD);
    assert_eq!(fresh.status(), 422, "the old number lets nobody in");
    assert_eq!(cases(&world), 0, "without a record nothing is filed");
}

#[test]
fn what_was_typed_stays_but_never_a_password_or_a_code() {
    let world = World::new();
    let person = person(&world);
    let mut browser = logged_in(&world, person);
    browser.visit("/me/phone");
    browser.press(CHANGE);
    assert_eq!(browser.status(), 422);
    browser.sees("有 4 处需要修改");
    assert_sound("/me/phone", &browser.page().source());
    browser.form(SEND).fill("新手机号", "1390000").press(SEND);
    assert!(browser.form(SEND).said_about("新手机号").contains("请输入 11 位手机号码"));
    assert_eq!(browser.form(SEND).holds("新手机号"), "1390000");
    assert!(world.letters().is_empty());
    let form = browser.form(SEND).fill("新手机号", NEW).fill(CURRENT, PASSWORD).fill(OLD_CODE, "918273");
    form.press(SEND);
    change(&mut browser, "Falsch#2026", "918273", "192837");
    assert_eq!(browser.status(), 422);
    assert_eq!(browser.form(CHANGE).holds("新手机号"), NEW);
    let source = browser.page().source();
    for secret in [PASSWORD, "Falsch#2026", "918273", "192837"] {
        assert!(!source.contains(secret), "{secret} is drawn again");
    }
}

#[test]
fn a_wrong_password_changes_nothing_and_ten_an_hour_are_judged() {
    let world = World::new();
    let person = person(&world);
    let mut browser = logged_in(&world, person);
    let (old, new) = asked(&world, &mut browser);
    for _ in 0..10 {
        change(&mut browser, "Falsch#2026", &old, &new);
        assert_eq!(browser.status(), 422);
        assert!(browser.form(CHANGE).said_about(CURRENT).contains("现在的登录密码不正确"));
    }
    change(&mut browser, PASSWORD, &old, &new);
    assert!(browser.form(CHANGE).said_about(CURRENT).contains("次数较多"), "not even the right one");
    assert_eq!(phone_of(&world, person), OLD);
    let refused = entries(&world, "phone.change", Outcome::Refused);
    assert_eq!((refused.len(), refused[0].object.as_str()), (11, person.to_string().as_str()));
    world.wait(Duration::from_secs(3600));
    let mut browser = logged_in(&world, person);
    let (old, new) = asked(&world, &mut browser);
    change(&mut browser, PASSWORD, &old, &new);
    assert_eq!(browser.address(), "/me/phone/done", "an hour later there is room again");
}

#[test]
fn each_code_is_needed_and_a_slip_in_one_leaves_the_other_alone() {
    let world = World::new();
    let person = person(&world);
    let mut browser = logged_in(&world, person);
    let (old, new) = asked(&world, &mut browser);
    change(&mut browser, PASSWORD, &wrong(&old), &new);
    assert_eq!(browser.status(), 422);
    assert!(browser.form(CHANGE).said_about(OLD_CODE).contains("验证码不正确"));
    assert!(!browser.form(CHANGE).said_about(NEW_CODE).contains("不正确"));
    change(&mut browser, PASSWORD, &old, &wrong(&new));
    assert!(browser.form(CHANGE).said_about(NEW_CODE).contains("验证码不正确"));
    assert!(!browser.form(CHANGE).said_about(OLD_CODE).contains("不正确"));
    change(&mut browser, PASSWORD, &new, &old);
    assert_eq!(browser.status(), 422, "the codes are not exchangeable");
    assert_eq!(phone_of(&world, person), OLD);
    change(&mut browser, PASSWORD, &old, &new);
    assert_eq!((browser.address(), phone_of(&world, person).as_str()), ("/me/phone/done", NEW));
}

#[test]
fn five_wrong_entries_void_either_code() {
    for old_is_wrong in [true, false] {
        let world = World::new();
        let person = person(&world);
        let mut browser = logged_in(&world, person);
        let (old, new) = asked(&world, &mut browser);
        for _ in 0..5 {
            let typed = if old_is_wrong { (wrong(&old), new.clone()) } else { (old.clone(), wrong(&new)) };
            change(&mut browser, PASSWORD, &typed.0, &typed.1);
        }
        change(&mut browser, PASSWORD, &old, &new);
        assert_eq!((browser.status(), phone_of(&world, person).as_str()), (422, OLD));
        let field = if old_is_wrong { OLD_CODE } else { NEW_CODE };
        assert!(browser.form(CHANGE).said_about(field).contains("次数过多"));
    }
}

#[test]
fn codes_lapse_after_three_minutes() {
    let world = World::new();
    let person = person(&world);
    let mut browser = logged_in(&world, person);
    let (old, new) = asked(&world, &mut browser);
    world.wait(Duration::from_secs(180));
    change(&mut browser, PASSWORD, &old, &new);
    assert_eq!(browser.status(), 422);
    browser.sees("验证码已失效");
    assert_eq!(phone_of(&world, person), OLD);
}

#[test]
fn a_code_for_something_else_or_from_another_browser_does_not_count() {
    let world = World::new();
    let person = person(&world);
    let mut stranger = Browser::new(&world.client);
    stranger.visit("/register");
    stranger.form("免费获取验证码").fill("手机号", NEW).press("免费获取验证码");
    let registering = world.last_code(NEW).expect("a code was sent");
    world.wait(Duration::from_secs(180));
    let mut browser = logged_in(&world, person);
    let (old, new) = asked(&world, &mut browser);
    change(&mut browser, PASSWORD, &old, &registering);
    assert_eq!(browser.status(), 422);
    let mut second = logged_in(&world, person);
    second.visit("/me/phone");
    change(&mut second, PASSWORD, &old, &new);
    assert_eq!((second.status(), phone_of(&world, person).as_str()), (422, OLD));
    let purposes = world.letters().into_iter().filter_map(|(to, letter)| match letter {
        Letter::Code { purpose, .. } => Some((to, purpose)),
        _ => None,
    });
    let expected = [(NEW, CodePurpose::Register), (OLD, CodePurpose::PhoneOld), (NEW, CodePurpose::PhoneNew)];
    assert_eq!(purposes.collect::<Vec<_>>(), expected.map(|(to, purpose)| (to.to_string(), purpose)));
}

#[test]
fn a_code_to_another_number_than_the_one_typed_at_last_does_not_count() {
    let world = World::new();
    let person = person(&world);
    let mut browser = logged_in(&world, person);
    let (old, new) = asked(&world, &mut browser);
    let form = browser.form(CHANGE).fill("新手机号", "13900007777").fill(CURRENT, PASSWORD);
    form.fill(OLD_CODE, &old).fill(NEW_CODE, &new).press(CHANGE);
    assert_eq!((browser.status(), phone_of(&world, person).as_str()), (422, OLD));
}

#[test]
fn the_same_number_is_a_fault_before_and_after() {
    let world = World::new();
    let person = person(&world);
    let mut browser = logged_in(&world, person);
    ask(&mut browser, "139-0000-1111");
    assert!(browser.form(SEND).said_about("新手机号").contains("不用更换"));
    assert!(world.letters().is_empty());
    change(&mut browser, PASSWORD, "123456", "123456");
    assert!(browser.form(CHANGE).said_about("新手机号").contains("不用更换"));
}

#[test]
fn whose_phone_a_number_is_learns_only_who_holds_it() {
    let seen: Vec<_> = [false, true]
        .into_iter()
        .map(|taken| {
            let world = World::new();
            let person = person(&world);
            if taken {
                world.person("赵四", OTHER_NUMBER, NEW, true);
            }
            let mut browser = logged_in(&world, person);
            let (old, new) = asked(&world, &mut browser);
            let sent = shown(&browser);
            change(&mut browser, PASSWORD, &old, &wrong(&new));
            let missed = shown(&browser);
            change(&mut browser, PASSWORD, &old, &new);
            if taken {
                assert_eq!((browser.status(), phone_of(&world, person).as_str()), (422, OLD));
                assert!(browser.form(CHANGE).said_about("新手机号").contains("已被其他账号使用"));
                change(&mut browser, PASSWORD, &old, &new);
                browser.sees("验证码已失效").misses("已被其他账号使用");
            }
            (sent, missed, world.letters().len().min(2))
        })
        .collect();
    assert_eq!(seen[0], seen[1]);
}

#[test]
fn one_press_sends_both_codes_and_the_next_waits_three_minutes() {
    let world = World::new();
    let person = person(&world);
    let mut browser = logged_in(&world, person);
    ask(&mut browser, NEW);
    assert_eq!(world.letters().len(), 2);
    world.wait(Duration::from_secs(179));
    ask(&mut browser, "13900003333");
    browser.sees("请 1 秒后再试");
    assert_eq!(world.letters().len(), 2);
    for turn in 1..=5 {
        world.wait(Duration::from_secs(180));
        ask(&mut browser, &format!("1390000{turn}333"));
    }
    browser.sees("获取验证码的次数较多");
    assert_eq!(world.letters().len(), 10, "five pressings in an hour");
}

#[test]
fn each_message_counts_for_the_address() {
    let world = World::new().set(|config| config.sms_budgets.address_hour = 3);
    let mut browser = logged_in(&world, person(&world));
    ask(&mut browser, NEW);
    assert_eq!(world.letters().len(), 2);
    world.wait(Duration::from_secs(180));
    ask(&mut browser, "13900003333");
    browser.sees("获取验证码的次数较多");
    assert_eq!(world.letters().len(), 2, "there is no room for two, so none leaves");
}

#[test]
fn the_form_sent_twice_changes_once() {
    let world = World::new();
    let person = person(&world);
    let mut browser = logged_in(&world, person);
    let (old, new) = asked(&world, &mut browser);
    let form = browser.form(CHANGE).fill("新手机号", NEW).fill(CURRENT, PASSWORD);
    let led = form.fill(OLD_CODE, &old).fill(NEW_CODE, &new).press_twice(CHANGE);
    assert_eq!(led, ("/me/phone/done".to_string(), "/me/phone/done".to_string()));
    assert_eq!(world.letters().len(), 4, "two codes, two notices");
    assert_eq!(entries(&world, "phone.change", Outcome::Done).len(), 2);
}

#[test]
fn a_session_from_before_another_password_changes_nothing() {
    let world = World::new();
    let person = person(&world);
    let mut browser = logged_in(&world, person);
    asked(&world, &mut browser);
    world.change_account(person, |account| account.generation += 1);
    change(&mut browser, PASSWORD, "123456", "123456");
    assert!(browser.address().starts_with("/login"));
    assert_eq!(account(&world, person).identity.phone.to_string(), OLD);
}

#[test]
fn the_journal_holds_no_number() {
    let world = World::new();
    let person = person(&world);
    let mut browser = logged_in(&world, person);
    let (old, new) = asked(&world, &mut browser);
    change(&mut browser, "Falsch#2026", &old, &new);
    change(&mut browser, PASSWORD, &wrong(&old), &new);
    change(&mut browser, PASSWORD, &old, &new);
    for entry in journal(&world) {
        let text = format!("{} {} {} {}", entry.object, entry.detail, entry.verb, entry.actor);
        for secret in [OLD, NEW, NUMBER, NAME, PASSWORD, &old, &new] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

#[test]
fn without_a_gateway_nobody_waits_for_a_code() {
    let world = World::new().set(|config| config.sms = zhangfang::config::SmsRoute::None);
    let mut browser = logged_in(&world, person(&world));
    ask(&mut browser, NEW);
    browser.sees("短信服务还没有开通");
    assert!(world.letters().is_empty());
}
