//! Nobody begins without end, and nobody lets the bureau pay for questions without end.
use super::gateway::{CONFIRM, Gateway};
use super::kit::*;
use crate::browser::Browser;
use crate::papers::NUMBERS;
use std::time::Duration;
use zhangfang::handoff::{Kind, State};

const KIND: Kind = Kind::Identity;
const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);
const BEGUN_TOO_OFTEN: &str = "重新开始的次数太多";
const ASKED_TOO_OFTEN: &str = "认证服务已经请求了多次";

#[test]
fn an_account_begins_sixty_times_an_hour_whatever_it_begins_on() {
    let world = demonstration();
    let person = person(&world);
    let mut screens = [screen(&world, &world.client, person), screen(&world, &world.client, person)];
    for turn in 0..60 {
        show_code(&mut screens[turn % 2], BY_PRESS);
    }
    let newest = living(&world, KIND).0;
    for screen in &mut screens {
        screen.visit("/me/verify");
        screen.form("显示二维码").check(BY_PRESS).press("显示二维码");
        assert_eq!(screen.status(), 429);
        screen.sees(BEGUN_TOO_OFTEN);
    }
    assert_eq!(living(&world, KIND).0, newest, "the code that was shown last still stands");

    let other = world.person("李四", NUMBERS[1], "13900002222", false);
    let _other = showing(&world, &world.client, other, BY_PRESS);

    world.wait(HOUR);
    let _again = showing(&world, &world.client, person, BY_PRESS);
}

#[test]
fn the_service_is_asked_twenty_times_a_day_for_one_account() {
    let gateway = Gateway::open();
    let world = gateway.county();
    let person = person(&world);
    let mut browser = screen(&world, &world.client, person);
    for _ in 0..20 {
        show_code(&mut browser, BY_ALIPAY);
        matched(&world, &world.client, KIND).press(CONFIRM).sees("正在连接认证服务");
    }
    show_code(&mut browser, BY_ALIPAY);
    let mut phone = matched(&world, &world.client, KIND);
    phone.press(CONFIRM);
    assert_eq!(phone.status(), 429);
    phone.sees(ASKED_TOO_OFTEN);
    let (id, refused) = living(&world, KIND);
    assert!(matches!(refused.state, State::Matched { .. }), "nothing is asked: {:?}", refused.state);
    gateway.step(&world, id);
    assert_eq!(gateway.requests(), 0, "the service hears nothing");

    world.wait(DAY);
    let _screen = showing(&world, &world.client, person, BY_ALIPAY);
    let mut phone = Browser::new(&world.client);
    cross(&world, &mut phone, KIND);
    phone.press(CONFIRM).sees("正在连接认证服务");
}
