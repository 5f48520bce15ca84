//! An instance without an identity service: the phone takes the photographs and an officer compares them.
use super::kit::*;
use crate::browser::Browser;
use crate::filled::{cases, give_passport};
use crate::pages::assert_sound;
use crate::papers::{BACK, CITY, CONSENT, COUNTY as COUNTIES, FRONT, IN_HAND, PROVINCE, decide, photo};
use crate::world::{COUNTY, World};
use zhangfang::casework::Decision;
use zhangfang::handoff::{Kind, State};
use zhangfang::store::{Read, Span};
use zhangfang::tables::FILES;

const KIND: Kind = Kind::Identity;

fn county() -> World {
    let world = World::new();
    world.officer("chen", "陈明", COUNTY);
    world
}

/// Chooses 青岚县 on the phone and leaves the form there.
fn choose(phone: &mut Browser<'_>) {
    phone.click("确认，去拍证件照片");
    for (list, words) in [(PROVINCE, "示例省"), (CITY, "云岭市"), (COUNTIES, "青岚县")] {
        phone.form("提交审核").choose(list, words).press("选择");
    }
}

fn submit(phone: &mut Browser<'_>) {
    let form = phone.form("提交审核").check(CONSENT).attach(FRONT, &photo(1)).attach(BACK, &photo(2));
    form.attach(IN_HAND, &photo(3)).press("提交审核");
}

#[test]
fn photographs_taken_on_the_phone_are_filed_and_the_screen_shows_the_receipt() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", COUNTY);
    let person = person(&world);
    let mut screen = showing(&world, &world.client, person, BY_PHOTOGRAPHS);
    let (id, _) = living(&world, KIND);
    let mut phone = matched(&world, &world.client, KIND);
    choose(&mut phone);
    assert_sound("/v/<_>/papers", &phone.page().source());
    phone.misses("用手机拍");
    phone.press("提交审核");
    assert_eq!(phone.status(), 422);
    phone.sees("请先阅读照片的使用说明并勾选同意").sees("请上传证件人像面的照片");
    submit(&mut phone);
    phone.sees("证件照片已提交");
    assert_sound("submitted", &phone.page().source());
    let State::Submitted(number) = handoff(&world, id).state else { panic!("it was submitted") };
    phone.sees(&number.to_string());
    let told = told(&world.client, &screen, "/me/verify/phone/events");
    assert!(told.contains("event:go") && told.contains(&format!("data:/me/verify/done/{number}")), "{told}");
    screen.visit("/me/verify/phone").sees("实名认证已提交").sees(&number.to_string());
    assert_eq!(screen.address(), format!("/me/verify/done/{number}"));
    assert_eq!(way(&world, person), None, "an officer still has to compare them");
    decide(&world, officer, &number.to_string(), Decision::Approve);
    assert_eq!(way(&world, person).as_deref(), Some("线上实名认证"));
    screen.visit("/me/verify/phone");
    assert_eq!(screen.address(), "/me/collect");
}

#[test]
fn nothing_is_kept_for_a_screen_that_has_logged_out() {
    let world = county();
    let mut screen = showing(&world, &world.client, person(&world), BY_PHOTOGRAPHS);
    let mut phone = matched(&world, &world.client, KIND);
    choose(&mut phone);
    screen.press("退出");
    submit(&mut phone);
    assert_eq!(phone.status(), 409);
    phone.sees("屏幕上的登录已经退出");
    assert_eq!(cases(&world), 0);
    let view = world.office.store().view().expect("the store can be read");
    assert!(view.scan(&FILES, Span::all(10)).expect("the pictures can be read").is_empty());
}

#[test]
fn every_photograph_buys_the_next_one_its_time() {
    let world = county();
    let _screen = showing(&world, &world.client, person(&world), BY_PHOTOGRAPHS);
    let mut phone = matched(&world, &world.client, KIND);
    choose(&mut phone);
    for (label, seed) in [(FRONT, 1), (BACK, 2), (IN_HAND, 3)] {
        world.wait(14 * MINUTE);
        phone.form("提交审核").check(CONSENT).attach(label, &photo(seed)).press("提交审核");
    }
    phone.sees("证件照片已提交");
    assert_eq!(cases(&world), 1);
}

#[test]
fn a_quarter_of_an_hour_without_an_act_is_too_long() {
    let world = county();
    let _screen = showing(&world, &world.client, person(&world), BY_PHOTOGRAPHS);
    let mut phone = matched(&world, &world.client, KIND);
    choose(&mut phone);
    world.wait(15 * MINUTE);
    submit(&mut phone);
    phone.sees("等待时间已过");
    names_nobody(&phone);
    assert_eq!(cases(&world), 0);
}

#[test]
fn a_passport_is_photographed_where_others_are_proven_by_alipay() {
    let fake = super::gateway::Gateway::open();
    let world = World::new().set(|config| config.identity = fake.route());
    let holder = person(&world);
    give_passport(&world, holder);
    let _screen = showing(&world, &world.client, holder, BY_PHOTOGRAPHS);
    matched(&world, &world.client, KIND).sees("确认，去拍证件照片").misses("确认，是本人办理");
    assert_eq!(fake.requests(), 0);
}
