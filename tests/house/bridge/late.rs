//! Answers that come late, restarts, and a gateway that keeps everybody waiting (T54, T56).
use super::gateway::*;
use super::kit::*;
use crate::browser::Browser;
use crate::world::World;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use zhangfang::accounts::AccountState;
use zhangfang::handoff::{State, Why};
use zhangfang::office::Notice;
use zhangfang::store::Engine;
use zhangfang::terms::{HandoffId, Phone};

/// Far longer than a restart takes to look around, however slow the machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Lets something happen while the service is about to say that the person has passed.
fn answered_after(meanwhile: impl FnOnce(&World, &mut Attempt<'_>)) -> (State, Option<String>) {
    let gateway = Gateway::open();
    let world = gateway.county();
    let mut attempt = waiting(&gateway, &world);
    let held = Arc::new(Held::default());
    let (inquiries, id) = (held.inquiries(&world), attempt.id);
    let step = gateway.spawn(async move { inquiries.step(id, 0).await });
    gateway.run(held.asked());
    meanwhile(&world, &mut attempt);
    held.say_passed();
    gateway.run(step).expect("the step ends").expect("its outcome is written");
    (handoff(&world, id).state, way(&world, attempt.person))
}

/// T54: what happened meanwhile counts, and the late answer does not.
#[test]
fn a_late_answer_verifies_nobody() {
    let (state, way) = answered_after(|_, attempt| {
        attempt.screen.visit("/me/verify/phone");
        attempt.screen.press("换一个新码");
    });
    assert_eq!((state, way), (State::Superseded, None));

    let (state, way) = answered_after(|_, attempt| {
        attempt.screen.visit("/me/verify/name");
        attempt.screen.form("保存姓名").fill("真实姓名", "王晓梅").press("保存姓名");
    });
    assert_eq!((state, way), (State::Superseded, None));

    let (state, way) = answered_after(|_, attempt| {
        attempt.phone.visit("/v/back");
        let address = format!("/v/{}/identity", attempt.locator);
        attempt.phone.visit(&address);
        attempt.phone.press("不是我，立即取消");
    });
    assert_eq!((state, way), (State::Failed(Why::Declined), None));

    let (state, way) = answered_after(|world, _| world.wait(5 * MINUTE));
    assert!(matches!((&state, &way), (State::Lapsed(Some(_)), None)), "{state:?} {way:?}");

    let (state, way) = answered_after(|_, attempt| {
        attempt.screen.visit("/me");
        attempt.screen.press("退出");
    });
    assert_eq!((state, way), (State::Failed(Why::ScreenGone), None));

    let (state, way) = answered_after(|world, attempt| {
        world.change_account(attempt.person, |account| account.state = AccountState::Disabled);
    });
    assert_eq!((state, way), (State::Failed(Why::ScreenGone), None));

    let (state, way) = answered_after(|world, attempt| {
        let phone = Phone::parse("13900009999").expect("the phone is sound");
        world.change_account(attempt.person, move |account| account.identity.phone = phone.clone());
    });
    assert_eq!((state, way), (State::Failed(Why::Changed), None));

    let (state, way) = answered_after(|_, _| ());
    assert_eq!((state, way.as_deref()), (State::Passed, Some("快捷一键认证（支付宝）")), "the same in time");
}

/// connectors 1.9: half an hour from the moment of lapsing, from the screen that began it.
#[test]
fn a_lapsed_certificate_is_asked_about_once_more_for_half_an_hour() {
    for (late, counts) in [(30 * MINUTE - SECOND, true), (30 * MINUTE, false)] {
        let gateway = Gateway::open();
        let world = gateway.county();
        let mut attempt = waiting(&gateway, &world);
        gateway.passes(&address(&world, attempt.id));
        world.wait(5 * MINUTE);
        assert!(!gateway.step(&world, attempt.id), "its time is over before the question");
        assert!(gateway.questions().is_empty() && way(&world, attempt.person).is_none());
        attempt.screen.visit("/me/verify/phone").sees("等待认证结果的时间已过");
        world.wait(late / 2);
        attempt.screen.visit("/me/verify/phone");
        world.wait(late - late / 2);
        let mut other = screen(&world, &world.client, attempt.person);
        other.visit("/me/verify");
        let form = other.form("显示二维码").sent_to("/me/verify/phone/ask");
        form.press("显示二维码");
        assert_eq!(other.status(), 404, "another screen may not ask");
        attempt.screen.press("我已完成认证");
        assert_eq!(attempt.screen.status(), if counts { 200 } else { 409 });
        gateway.step(&world, attempt.id);
        assert_eq!(way(&world, attempt.person).is_some(), counts, "{late:?}");
    }
}

/// The same county, restarted while the service was to be asked; what stands on record afterwards.
fn restarted(gateway: &Gateway, begun: bool, passes: bool) -> (World, HandoffId, [String; 2]) {
    let engine: Arc<dyn Engine> = Arc::new(Lasting::default());
    let world = World::over(engine.clone()).set(|config| config.identity = gateway.route());
    let (id, cookies) = {
        let attempt = if begun { waiting(gateway, &world) } else { asked(&world) };
        if passes {
            gateway.passes(&address(&world, attempt.id));
        }
        let cookie = |browser: &Browser<'_>| browser.cookie("zf").expect("it is known").to_owned();
        (attempt.id, [cookie(&attempt.screen), cookie(&attempt.phone)])
    };
    let world = world.restarted(|| engine).set(|config| config.identity = gateway.route());
    let (close, closing) = watch::channel(false);
    let (inquiries, mut notices) = (gateway.inquiries(&world), world.office.notices());
    let running = gateway.spawn(inquiries.run(closing));
    gateway.run(async {
        let changed =
            async { while notices.recv().await.expect("the office is there") != Notice::Handoff(id) {} };
        tokio::time::timeout(PATIENCE, changed).await.expect("a restart finds what was left");
    });
    close.send(true).expect("somebody runs");
    gateway.run(running).expect("it ends when the house closes");
    (world, id, cookies)
}

#[test]
fn an_order_of_which_nobody_knows_whether_it_was_sent_is_set_back_by_a_restart() {
    let gateway = Gateway::open();
    let (world, id, cookies) = restarted(&gateway, false, false);
    assert_eq!(handoff(&world, id).state, State::Matched { setback: Some("restarted".into()), asked: 1 });
    assert_eq!(gateway.requests(), 0, "nothing is sent twice");
    let mut phone = Browser::new(&world.client).carrying("zf", &cookies[1]);
    phone.visit(&format!("/v/{}/identity", handoff(&world, id).locator)).sees("认证服务没有响应");
    phone.press(CONFIRM);
    assert!(gateway.step(&world, id), "the same phone goes on");
}

#[test]
fn an_attempt_under_way_is_asked_about_after_a_restart() {
    let gateway = Gateway::open();
    let (world, id, cookies) = restarted(&gateway, true, true);
    assert_eq!(handoff(&world, id).state, State::Passed);
    let mut screen = Browser::new(&world.client).carrying("zf", &cookies[0]);
    screen.visit("/me/verify/phone");
    assert_eq!(screen.address(), "/me/collect");
}

/// T56: nothing waits for a call under way but the call itself.
#[test]
fn a_call_under_way_holds_nobody_up() {
    let gateway = Gateway::open();
    let world = gateway.county();
    let mut attempt = asked(&world);
    let held = Arc::new(Held::default());
    let (inquiries, id) = (held.inquiries(&world), attempt.id);
    let step = gateway.spawn(async move { inquiries.step(id, 0).await });
    gateway.run(held.asked());
    world.change_account(attempt.person, |account| account.notice += 1);
    attempt.screen.visit("/me/verify/phone").sees("正在连接认证服务");
    let mut visitor = Browser::new(&world.client);
    assert_eq!(visitor.visit("/").status, 200);
    assert!(!step.is_finished());
    held.say_passed();
    assert_eq!(gateway.run(step).expect("the step ends"), Ok(None));
    assert!(matches!(handoff(&world, id).state, State::Matched { setback: Some(_), .. }));
}
