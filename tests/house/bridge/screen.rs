//! The screen: consent, the code, and how it moves on without anybody touching it.
use super::kit::*;
use crate::browser::Browser;
use crate::pages::assert_sound;
use crate::papers::journal;
use crate::world::World;
use zhangfang::handoff::{Kind, State};

const KIND: Kind = Kind::Identity;
const EVENTS: &str = "/me/verify/phone/events";

#[test]
fn without_consent_nothing_begins_and_the_box_says_so() {
    let world = World::new();
    let mut browser = screen(&world, &world.client, person(&world));
    for (button, consent) in [("显示二维码", BY_PHOTOGRAPHS), ("领取核验号", AT_COUNTER)] {
        browser.visit("/me/verify");
        browser.press(button);
        assert_eq!(browser.status(), 422, "{button}");
        assert_sound("/me/verify", &browser.page().source());
        assert!(browser.form(button).said_about(consent).contains("请先阅读并勾选同意"), "{button}");
        assert!(handoffs(&world).is_empty(), "{button}");
    }
    // Each way has its own consent: the box of another one does not count.
    browser.form("显示二维码").with("counter_consent", "true").press("显示二维码");
    assert_eq!(browser.status(), 422);
    assert!(handoffs(&world).is_empty());
}

#[test]
fn nothing_is_ticked_before_the_person_ticks_it() {
    let world = World::new();
    let mut browser = screen(&world, &world.client, person(&world));
    browser.visit("/me/verify");
    assert!(!browser.page().source().contains(" checked"));
}

#[test]
fn the_screen_shows_a_code_then_digits_then_that_the_phone_is_at_work() {
    let world = World::new();
    let mut browser = showing(&world, &world.client, person(&world), BY_PHOTOGRAPHS);
    let shown = browser.page().source();
    assert_sound("/me/verify/phone", &shown);
    assert!(shown.contains("class=\"qr\"") && !shown.contains("class=\"pair\""), "a code and no digits");
    assert!(shown.contains("http-equiv=\"refresh\""), "without the script the page looks again by itself");
    assert!(told(&world.client, &browser, EVENTS).contains("class=\"qr\""));

    let mut phone = Browser::new(&world.client);
    scan(&world, &mut phone, KIND);
    let spaced = digits(&world, KIND).chars().map(String::from).collect::<Vec<_>>().join(" ");
    browser.visit("/me/verify/phone");
    assert_sound("/me/verify/phone with digits", &browser.page().source());
    for shown in [browser.page().source(), told(&world.client, &browser, EVENTS)] {
        assert!(shown.contains(&format!("核对码 {spaced}")), "the digits stand there");
        assert!(!shown.contains("class=\"qr\""), "the code does not");
    }

    type_digits(&mut phone, &digits(&world, KIND));
    for shown in [browser.visit("/me/verify/phone").source(), told(&world.client, &browser, EVENTS)] {
        assert!(shown.contains("手机已连接") && !shown.contains("class=\"qr\""));
        assert!(!shown.contains(&format!("核对码 {spaced}")));
    }
}

#[test]
fn the_code_is_another_one_after_a_minute_without_anything_being_written() {
    let world = World::new();
    let browser = showing(&world, &world.client, person(&world), BY_PHOTOGRAPHS);
    let (before, kept) = (told(&world.client, &browser, EVENTS), world.kept());
    world.wait(59 * SECOND);
    assert_eq!(qr(&told(&world.client, &browser, EVENTS)), qr(&before));
    world.wait(SECOND);
    assert_ne!(qr(&told(&world.client, &browser, EVENTS)), qr(&before));
    assert_eq!(world.kept(), kept, "a code that is replaced is not on record");
}

/// The drawing of the code.
fn qr(shown: &str) -> &str {
    let drawing = shown.split("class=\"qr\"").nth(1).and_then(|rest| rest.split("</svg>").next());
    drawing.expect("a code is shown")
}

#[test]
fn a_new_code_on_the_screen_ends_the_one_before() {
    let world = World::new();
    let mut browser = showing(&world, &world.client, person(&world), BY_PHOTOGRAPHS);
    let mut phone = Browser::new(&world.client);
    scan(&world, &mut phone, KIND);
    let (old, _) = living(&world, KIND);
    browser.visit("/me/verify/phone");
    browser.press("换一个新码");
    assert!(browser.page().source().contains("class=\"qr\""), "the screen shows the new one");
    assert_eq!(handoff(&world, old).state, State::Superseded);
    type_digits(&mut phone, "1234");
    phone.sees("已经结束");
    assert_eq!(phone.status(), 410);
    let address = format!("/v/{}/match", handoff(&world, old).locator);
    phone.visit(&address).sees("屏幕上已经重新开始");
    names_nobody(&phone);
    matched(&world, &world.client, KIND).sees("王**");
}

#[test]
fn a_second_screen_takes_over_and_the_first_is_told() {
    let world = World::new();
    let person = person(&world);
    let first = showing(&world, &world.client, person, BY_PHOTOGRAPHS);
    let mut second = showing(&world, &world.client, person, BY_PHOTOGRAPHS);
    assert_eq!(handoffs(&world).iter().filter(|(_, one)| one.state.is_live()).count(), 1);
    let mut stranger = screen(&world, &world.client, person);
    stranger.visit("/me/verify/phone");
    assert_eq!(stranger.address(), "/me/verify", "a screen that began nothing has nothing to show");
    let mut first = first;
    first.visit("/me/verify/phone").misses("秒后");
    second.visit("/me/verify/phone").sees("秒后");
}

#[test]
fn a_code_nobody_scans_lapses_after_five_minutes_and_is_begun_anew_by_a_press() {
    let world = World::new();
    let mut browser = showing(&world, &world.client, person(&world), BY_PHOTOGRAPHS);
    world.wait(5 * MINUTE);
    assert!(told(&world.client, &browser, EVENTS).contains("等待时间已过"));
    browser.visit("/me/verify/phone").sees("等待时间已过");
    assert!(!browser.page().source().contains("http-equiv=\"refresh\""), "nothing is waited for");
    browser.press("重新开始");
    assert_eq!(browser.address(), "/me/verify/phone");
    browser.sees("秒后");
    assert!(journal(&world).iter().all(|entry| !entry.detail.contains(NAME)));
}

#[test]
fn collecting_before_the_proof_leads_to_the_three_ways() {
    let world = World::new();
    let mut browser = screen(&world, &world.client, person(&world));
    browser.visit("/me/collect");
    assert_eq!(browser.address(), "/me/verify");
    browser.sees("手机扫码").sees("本机上传（线上实名认证）").sees("到窗口核验");
}
