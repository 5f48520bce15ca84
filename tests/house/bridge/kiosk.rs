//! A kiosk: whoever holds the phone keeps the screen, and nobody brings back a screen that is gone (security B8).
use super::gateway::Gateway;
use super::kit::*;
use crate::browser::Browser;
use crate::papers::{CONSENT, FRONT, photo};
use crate::world::World;
use zhangfang::handoff::{Kind, State};
use zhangfang::terms::AccountId;

const KIND: Kind = Kind::Identity;
const EVENTS: &str = "/me/verify/phone/events";

fn at_kiosk<'s>(world: &'s World, person: AccountId, consent: &str) -> Browser<'s> {
    let mut kiosk = screen(world, &world.client, person).carrying("mode", "kiosk");
    show_code(&mut kiosk, consent);
    assert_eq!(living(world, KIND).1.screen.idle_seconds, 120);
    kiosk
}

#[test]
fn acts_on_the_phone_keep_the_screen_alive() {
    let world = demonstration();
    let person = person(&world);
    let kiosk = at_kiosk(&world, person, BY_PRESS);
    let mut phone = Browser::new(&world.client);
    // Each act comes when the screen has almost been given up.
    let almost = 119 * SECOND;
    world.wait(almost);
    scan(&world, &mut phone, KIND);
    world.wait(almost);
    type_digits(&mut phone, &digits(&world, KIND));
    world.wait(almost);
    phone.press("确认，是本人办理");
    assert!(way(&world, person).is_some());
    world.wait(almost);
    assert!(told(&world.client, &kiosk, EVENTS).contains("data:/me/collect"), "the screen still lives");
}

#[test]
fn photographs_on_the_phone_keep_it_alive_and_tell_it_to_stay() {
    let world = World::new();
    world.officer("chen", "陈明", crate::world::COUNTY);
    let kiosk = at_kiosk(&world, person(&world), BY_PHOTOGRAPHS);
    assert!(!told(&world.client, &kiosk, EVENTS).contains("event:stay"), "nobody has scanned");
    let mut phone = matched(&world, &world.client, KIND);
    phone.click("确认，去拍证件照片");
    for seed in 1..4 {
        world.wait(119 * SECOND);
        phone.form("提交审核").check(CONSENT);
        let label =
            if seed == 1 { FRONT.to_string() } else { FRONT.replace("选择照片或拍照", "重传") };
        phone.form("提交审核").check(CONSENT).attach(&label, &photo(seed)).press("提交审核");
        assert_eq!(phone.status(), 422, "the others are missing");
    }
    world.wait(119 * SECOND);
    assert!(told(&world.client, &kiosk, EVENTS).contains("event:stay"));
}

#[test]
fn no_act_on_the_phone_revives_a_dead_screen() {
    let world = demonstration();
    let person = person(&world);
    for step in 0..3 {
        let mut kiosk = at_kiosk(&world, person, BY_PRESS);
        let (id, _) = living(&world, KIND);
        let mut phone = Browser::new(&world.client);
        phone.visit(&code(&world, KIND));
        if step > 0 {
            phone.press("继续");
        }
        if step > 1 {
            type_digits(&mut phone, &digits(&world, KIND));
        }
        world.wait(120 * SECOND);
        match step {
            // The code has been replaced by now; the one that stands there would be as dead.
            0 => drop(phone.visit(&code(&world, KIND))),
            1 => type_digits(&mut phone, &digits(&world, KIND)),
            _ => drop(phone.press("确认，是本人办理")),
        }
        if step == 0 {
            phone.press("继续");
        }
        phone.sees("屏幕上的登录已经退出");
        assert!(handoff(&world, id).state != State::Passed && way(&world, person).is_none());
        kiosk.visit("/me");
        assert!(kiosk.address().starts_with("/login"), "step {step}: {}", kiosk.address());
    }
}

#[test]
fn asking_alipay_keeps_a_living_screen_and_revives_no_dead_one() {
    for (idle, lives) in [(119, true), (120, false)] {
        let gateway = Gateway::open();
        let world = gateway.county();
        let person = person(&world);
        let mut kiosk = at_kiosk(&world, person, BY_ALIPAY);
        let (id, _) = living(&world, KIND);
        matched(&world, &world.client, KIND).press("确认，是本人办理");
        assert!(gateway.step(&world, id));
        world.wait(idle * SECOND);
        assert!(gateway.step(&world, id), "not yet");
        world.wait(100 * SECOND);
        kiosk.visit("/me");
        assert_eq!(kiosk.address() == "/me", lives, "{idle} s: {}", kiosk.address());
    }
}

#[test]
fn a_session_that_is_too_old_in_any_case_is_not_stretched_by_the_phone() {
    let world = demonstration();
    let person = person(&world);
    let mut screen = screen(&world, &world.client, person);
    // Eight hours, with a touch every twenty minutes.
    for _ in 0..23 {
        world.wait(20 * MINUTE);
        screen.visit("/me");
    }
    world.wait(16 * MINUTE);
    show_code(&mut screen, BY_PRESS);
    let mut phone = matched(&world, &world.client, KIND);
    world.wait(4 * MINUTE);
    phone.press("确认，是本人办理");
    phone.sees("屏幕上的登录已经退出");
    assert_eq!(way(&world, person), None);
}
