//! The phone: what it learns when, and that it is the only one.
use super::kit::*;
use crate::browser::Browser;
use crate::pages::assert_sound;
use crate::papers::NUMBERS;
use crate::world::World;
use zhangfang::handoff::{Kind, State, Why};

const KIND: Kind = Kind::Identity;

#[test]
fn opening_the_code_changes_nothing_and_tells_nothing() {
    let world = World::new();
    let _screen = showing(&world, &world.client, person(&world), BY_PHOTOGRAPHS);
    let (address, kept) = (code(&world, KIND), world.kept());
    let mut preview = Browser::new(&world.client);
    preview.visit(&address).sees("在手机上继续办理");
    assert_sound("/v/<code>", &preview.page().source());
    names_nobody(&preview);
    assert_eq!(world.kept(), kept, "a preview of a link burns no code");
    matched(&world, &world.client, KIND).sees("王**");
}

#[test]
fn who_and_where_appear_only_after_the_digits_matched() {
    let world = World::new();
    let _screen = showing(&world, &world.client, person(&world), BY_PHOTOGRAPHS);
    let mut phone = Browser::new(&world.client);
    scan(&world, &mut phone, KIND);
    assert_sound("/v/<_>/match", &phone.page().source());
    names_nobody(&phone);
    let locator = living(&world, KIND).1.locator;
    for page in ["identity", "papers", "camera", "events"] {
        phone.visit(&format!("/v/{locator}/{page}"));
        names_nobody(&phone);
    }
    phone.visit(&format!("/v/{locator}/match"));
    type_digits(&mut phone, &wrong(&digits(&world, KIND)));
    assert_eq!(phone.status(), 422);
    phone.sees("还可以输入 2 次");
    names_nobody(&phone);
    type_digits(&mut phone, "12");
    assert_eq!(phone.status(), 422, "what are no digits is no entry");
    assert!(matches!(living(&world, KIND).1.state, State::Scanned { wrong: 1, .. }));
    type_digits(&mut phone, &digits(&world, KIND));
    assert_sound("/v/<_>/identity", &phone.page().source());
    for word in PERSONAL {
        phone.sees(word);
    }
    phone.misses(NAME).misses(NUMBERS[0]).misses(MOBILE);
}

#[test]
fn the_third_wrong_entry_ends_it() {
    let world = World::new();
    let person = person(&world);
    let mut screen = showing(&world, &world.client, person, BY_PHOTOGRAPHS);
    let mut phone = Browser::new(&world.client);
    scan(&world, &mut phone, KIND);
    let (id, right) = (living(&world, KIND).0, digits(&world, KIND));
    let locator = handoff(&world, id).locator;
    for status in [422, 422, 200] {
        type_digits(&mut phone, &wrong(&right));
        assert_eq!(phone.status(), status);
    }
    phone.sees("输错了三次");
    names_nobody(&phone);
    assert_eq!(handoff(&world, id).state, State::Failed(Why::Digits));
    assert!(told(&world.client, &screen, "/me/verify/phone/events").contains("输错了三次"));
    screen.visit("/me/verify/phone").sees("输错了三次");
    // The right digits come too late, from the same phone as well.
    phone.visit(&format!("/v/{locator}/match"));
    names_nobody(&phone);
    screen.press("重新开始");
    matched(&world, &world.client, KIND).sees("王**");
}

#[test]
fn a_code_that_was_replaced_is_told_from_one_that_never_was() {
    let world = World::new();
    let _screen = showing(&world, &world.client, person(&world), BY_PHOTOGRAPHS);
    let mut phone = Browser::new(&world.client);
    let old = code(&world, KIND);
    phone.visit(&old);
    world.wait(MINUTE);
    phone.press("继续");
    assert_eq!(phone.status(), 410);
    phone.sees("换新码了，请重新扫");
    assert_sound("a replaced code", &phone.page().source());
    phone.visit(&old).sees("换新码了，请重新扫");
    assert_eq!(phone.status(), 410);
    assert_eq!(living(&world, KIND).1.state, State::Created, "nobody has scanned");
    let guessed = format!("{}{}", &old[..old.len() - 10], "a2b3c4d5e6");
    for address in [guessed.as_str(), "/v/aaaaaaaaa2b3c4d5e6", "/v/short", "/v/%E7%A0%81"] {
        assert_eq!(phone.visit(address).status, 404, "{address}");
    }
    scan(&world, &mut phone, KIND);
}

#[test]
fn a_second_phone_is_told_and_the_first_goes_on() {
    let world = World::new();
    let _screen = showing(&world, &world.client, person(&world), BY_PHOTOGRAPHS);
    let (mut first, mut second) = (Browser::new(&world.client), Browser::new(&world.client));
    let address = code(&world, KIND);
    second.visit(&address);
    scan(&world, &mut first, KIND);
    second.press("继续");
    assert_eq!(second.status(), 409);
    second.sees("已被另一部手机打开");
    assert_sound("a second phone", &second.page().source());
    second.visit(&address).sees("已被另一部手机打开");
    let locator = living(&world, KIND).1.locator;
    for page in ["match", "identity", "events", "papers", "camera"] {
        assert_eq!(second.visit(&format!("/v/{locator}/{page}")).status, 404, "{page}");
    }
    first.visit(&address);
    assert!(first.address().ends_with("/match"), "the same phone goes on: {}", first.address());
    world.wait(2 * MINUTE);
    first.visit(&address);
    assert!(first.address().ends_with("/match"), "with an old code as well: {}", first.address());
    type_digits(&mut first, &digits(&world, KIND));
    first.sees("王**");
    first.visit(&address);
    assert!(first.address().ends_with("/identity"), "{}", first.address());
}

#[test]
fn whoever_did_not_mean_it_cancels_before_or_after_the_digits() {
    let world = World::new();
    let person = person(&world);
    for early in [true, false] {
        let screen = showing(&world, &world.client, person, BY_PHOTOGRAPHS);
        let mut phone = Browser::new(&world.client);
        scan(&world, &mut phone, KIND);
        let (id, _) = living(&world, KIND);
        if !early {
            type_digits(&mut phone, &digits(&world, KIND));
        }
        phone.press("不是我，立即取消");
        phone.sees("已取消，没有任何信息被提交");
        assert_sound("cancelled", &phone.page().source());
        names_nobody(&phone);
        assert_eq!(handoff(&world, id).state, State::Failed(Why::Declined));
        assert!(told(&world.client, &screen, "/me/verify/phone/events").contains("不是我"));
    }
}

#[test]
fn a_screen_that_has_logged_out_is_no_screen_any_more() {
    let world = World::new();
    let person = person(&world);
    let mut screen = showing(&world, &world.client, person, BY_PHOTOGRAPHS);
    let mut phone = Browser::new(&world.client);
    let address = code(&world, KIND);
    screen.press("退出");
    phone.visit(&address);
    phone.press("继续");
    assert_eq!(phone.status(), 410);
    phone.sees("屏幕上的登录已经退出");

    // Between the scan and the digits, and between the digits and the act.
    let mut screen = showing(&world, &world.client, person, BY_PHOTOGRAPHS);
    scan(&world, &mut phone, KIND);
    let right = digits(&world, KIND);
    screen.press("退出");
    type_digits(&mut phone, &right);
    assert_eq!(phone.status(), 410);
    phone.sees("屏幕上的登录已经退出");
    names_nobody(&phone);
}

#[test]
fn an_event_stream_ends_when_its_viewer_may_no_longer_look() {
    let world = World::new();
    let screen = showing(&world, &world.client, person(&world), BY_PHOTOGRAPHS);
    end_session(&world, &screen);
    let mut ears = Browser::new(&world.client).carrying("zf", screen.cookie("zf").expect("it is known"));
    ears.visit("/me/verify/phone/events");
    assert!(ears.address().starts_with("/login"), "{}", ears.address());
}
