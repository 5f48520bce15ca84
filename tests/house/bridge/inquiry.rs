//! Inquiries at the gateway: what its answers do to the hand-off, and what the person reads of them (T51, T53, T55).
use super::gateway::*;
use super::kit::*;
use crate::browser::Browser;
use crate::fakes::alipay::{Mode, Script, Spoilt};
use crate::fakes::http::IMPATIENT;
use crate::papers::NUMBERS;
use zhangfang::accounts::AccountState;
use zhangfang::connect::http::Limits;
use zhangfang::handoff::{Kind, State, Why};
use zhangfang::inquiry::Inquiries;
use zhangfang::office::Way;

/// T53.
#[test]
fn not_yet_so_often_and_then_passed_verifies_once() {
    let gateway = Gateway::open();
    let world = gateway.county();
    let mut attempt = waiting(&gateway, &world);
    let order = &gateway.orders()[0];
    assert_eq!((order.name.as_str(), order.number.as_str()), (NAME, NUMBERS[0]));
    assert_eq!(order.return_to, "http://localhost/v/back");
    let address = address(&world, attempt.id);
    attempt.phone.visit(&format!("/v/{}/identity", handoff(&world, attempt.id).locator));
    attempt.phone.sees("打开支付宝完成认证");
    assert!(attempt.phone.page().source().contains(&address.replace('&', "&amp;")), "the phone opens it");
    for count in 1..=4 {
        world.wait(5 * SECOND);
        assert!(gateway.step(&world, attempt.id), "it goes on asking");
        assert_eq!(noted(&world, "identity.find", "not yet"), count);
        assert_eq!(way(&world, attempt.person), None);
    }
    gateway.passes(&address);
    assert!(!gateway.step(&world, attempt.id), "nothing is left to ask");
    assert_eq!(way(&world, attempt.person).as_deref(), Some("快捷一键认证（支付宝）"));
    let (verified, questions) = (account(&world, attempt.person).verified, gateway.questions().len());
    world.wait(SECOND);
    assert!(!gateway.step(&world, attempt.id));
    assert_eq!((account(&world, attempt.person).verified, gateway.questions().len()), (verified, questions));
    assert_eq!(noted(&world, "identity.find", "passed"), 1);
    let told = told(&world.client, &attempt.screen, "/me/verify/phone/events");
    assert!(told.contains("data:/me/collect"), "{told}");
    attempt.screen.visit("/me/verify/phone");
    assert_eq!(attempt.screen.address(), "/me/collect");
}

/// T55: the page that Alipay leads back to concludes nothing, whoever opens it and whatever the address says.
#[test]
fn opening_the_way_back_does_nothing() {
    let gateway = Gateway::open();
    let world = gateway.county();
    let mut attempt = waiting(&gateway, &world);
    let (State::Waiting { certificate, .. }, kept) = (handoff(&world, attempt.id).state, world.kept()) else {
        panic!("it waits")
    };
    for address in ["/v/back", "/v/back?passed=T", &format!("/v/back?passed=T&certify_id={certificate}")] {
        for browser in [&mut attempt.phone, &mut attempt.screen, &mut Browser::new(&world.client)] {
            browser.visit(address).sees("请看屏幕");
        }
    }
    assert_eq!(world.kept(), kept);
    assert!(gateway.questions().is_empty() && way(&world, attempt.person).is_none());
}

/// T51 from end to end: an answer that cannot be trusted begins nothing, and the phone offers another try.
#[test]
fn every_spoilt_beginning_is_journalled_and_offers_another_try() {
    for how in Spoilt::ALL {
        let gateway = Gateway::with(Script::default().begin(Mode::Spoilt(how)));
        let world = gateway.county();
        let mut attempt = asked(&world);
        assert!(!gateway.step(&world, attempt.id), "{how:?}");
        assert_eq!(noted(&world, "identity.begin", "unknown"), 1, "{how:?}");
        attempt.phone.visit(&format!("/v/{}/identity", handoff(&world, attempt.id).locator));
        attempt.phone.sees("认证服务没有响应").sees("改为拍证件照片");
        assert_eq!(way(&world, attempt.person), None);
        attempt.phone.press(CONFIRM);
        assert!(gateway.step(&world, attempt.id), "{how:?}: the second try begins");
    }
}

/// T51: nobody has passed by an answer that cannot be trusted, and the question is asked again.
#[test]
fn every_spoilt_finding_is_journalled_and_verifies_nobody() {
    for how in Spoilt::ALL {
        let gateway = Gateway::with(Script::default().find(Mode::Spoilt(how)));
        let world = gateway.county();
        let attempt = waiting(&gateway, &world);
        assert!(gateway.step(&world, attempt.id), "{how:?}: it is asked again");
        assert_eq!(noted(&world, "identity.find", "unknown"), 1, "{how:?}");
        assert_eq!(way(&world, attempt.person), None, "{how:?}");
    }
}

#[test]
fn a_refused_claim_is_told_apart_from_a_service_out_of_order() {
    let mismatch = Mode::Code("40004", "CERT_NO_MISMATCH");
    let script =
        Script::default().begin(mismatch.clone()).begin(Mode::Code("40002", "isv.invalid-signature"));
    let gateway = Gateway::with(script.find(mismatch));
    let world = gateway.county();
    let mut attempt = asked(&world);
    let page = format!("/v/{}/identity", handoff(&world, attempt.id).locator);
    gateway.step(&world, attempt.id);
    attempt.phone.visit(&page).sees("没有受理这份姓名和证件号码");
    attempt.phone.press(CONFIRM);
    gateway.step(&world, attempt.id);
    attempt.phone.visit(&page).sees("认证服务暂时不能使用").misses("isv.");
    attempt.phone.press(CONFIRM);
    assert!(gateway.step(&world, attempt.id));
    assert!(!gateway.step(&world, attempt.id));
    let refused = Why::Refused("CERT_NO_MISMATCH".into());
    assert_eq!(handoff(&world, attempt.id).state, State::Failed(refused));
    attempt.screen.visit("/me/verify/phone").sees("认证服务没有通过这次认证").misses("CERT_NO");
}

#[test]
fn one_attempt_begins_three_times_and_no_more() {
    let down = Mode::Status("500 Internal Server Error");
    let gateway = Gateway::with(Script::default().begin(down.clone()).begin(down.clone()).begin(down));
    let world = gateway.county();
    let mut attempt = asked(&world);
    let page = format!("/v/{}/identity", handoff(&world, attempt.id).locator);
    for count in 1..=3 {
        assert!(!gateway.step(&world, attempt.id));
        assert_eq!(gateway.orders().len(), count);
        attempt.phone.visit(&page);
        attempt.phone.press(CONFIRM);
    }
    assert_eq!(attempt.phone.status(), 429);
    attempt.phone.sees("已经请求了多次");
    assert!(!gateway.step(&world, attempt.id));
    let orders: std::collections::BTreeSet<_> = gateway.orders().into_iter().map(|one| one.order).collect();
    assert_eq!(orders.len(), 3, "no order's number is used twice");
    attempt.phone.visit(&page);
    attempt.phone.click("改为拍证件照片").sees("拍证件照片");
}

/// T56: silence ends in time and offers another try.
#[test]
fn a_silent_gateway_is_a_setback() {
    let gateway = Gateway::with(Script::default().begin(Mode::Stall));
    let world = gateway.county();
    let mut attempt = asked(&world);
    let limits = Limits { connect: IMPATIENT, total: IMPATIENT, ..Limits::default() };
    let service = std::sync::Arc::new(gateway.alipay(limits, "test_gateway_pub.pem"));
    let inquiries =
        Inquiries::new(world.office.clone(), service, Way::Alipay, "http://localhost/v/back".into());
    assert_eq!(gateway.run(inquiries.step(attempt.id, 0)), Ok(None));
    attempt.phone.visit(&format!("/v/{}/identity", handoff(&world, attempt.id).locator));
    attempt.phone.sees("认证服务没有响应");
}

/// T34 by Alipay.
#[test]
fn whoever_passes_takes_the_number_and_a_verified_rival_keeps_it() {
    let gateway = Gateway::open();
    let world = gateway.county();
    let squatter = world.person(NAME, NUMBERS[0], "13900002222", false);
    let attempt = waiting(&gateway, &world);
    gateway.passes(&address(&world, attempt.id));
    gateway.step(&world, attempt.id);
    assert!(way(&world, attempt.person).is_some());
    assert_eq!(account(&world, squatter).state, AccountState::Displaced);

    let third = world.person(NAME, NUMBERS[0], "13900003333", false);
    let mut screen = showing(&world, &world.client, third, BY_ALIPAY);
    let (id, _) = living(&world, Kind::Identity);
    matched(&world, &world.client, Kind::Identity).press(CONFIRM);
    gateway.step(&world, id);
    gateway.passes(&address(&world, id));
    gateway.step(&world, id);
    assert_eq!(handoff(&world, id).state, State::Failed(Why::NumberTaken));
    screen.visit("/me/verify/phone").sees("已由另一个账号通过实名认证").misses(MOBILE);
    assert_eq!(way(&world, third), None);
}
