//! A demonstration: the press on the phone is the proof, and the screen moves on by itself.
use super::kit::*;
use crate::cases::file_verification;
use crate::pages::assert_sound;
use crate::papers::{NUMBERS, decide, journal};
use crate::world::{COUNTY, World};
use zhangfang::accounts::AccountState;
use zhangfang::casework::Decision;
use zhangfang::handoff::{Kind, State, Why};
use zhangfang::letters::Letter;

const KIND: Kind = Kind::Identity;
const CONFIRM: &str = "确认，是本人办理";
const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148";

#[test]
fn a_confirmation_on_the_phone_leads_the_screen_into_the_collection() {
    let world = demonstration();
    let person = person(&world);
    let mut screen = showing(&world, &world.client, person, BY_PRESS);
    let mut phone = matched(&world, &world.client, KIND);
    assert_eq!(way(&world, person), None, "digits alone prove nothing");
    phone.press(CONFIRM);
    phone.sees("认证通过").sees("不用回来点按钮");
    assert_sound("passed", &phone.page().source());
    assert_eq!(way(&world, person).as_deref(), Some("快捷一键认证（演示）"));
    let told = told(&world.client, &screen, "/me/verify/phone/events");
    assert!(told.contains("event:go") && told.contains("data:/me/collect"), "{told}");
    screen.visit("/me/verify/phone");
    assert_eq!((screen.status(), screen.address()), (200, "/me/collect"));
    screen.visit("/me/verify").sees("您已通过实名认证").sees("快捷一键认证（演示）");
    for verb in ["verification.start", "handoff.scan", "handoff.match", "verification.confirm"] {
        assert_eq!(journal(&world).iter().filter(|entry| entry.verb == verb).count(), 1, "{verb}");
    }
}

#[test]
fn a_press_proves_nothing_outside_a_demonstration() {
    let world = World::new().set(|config| config.identity = zhangfang::config::IdentityRoute::Demo);
    let person = person(&world);
    let _screen = showing(&world, &world.client, person, BY_PHOTOGRAPHS);
    let mut phone = matched(&world, &world.client, KIND);
    phone.misses(CONFIRM).sees("拍证件照片");
    let address = format!("/v/{}/confirm", living(&world, KIND).1.locator);
    phone.form("不是我，立即取消").sent_to(&address).press("不是我，立即取消");
    assert!(phone.address().ends_with("/papers"), "{}", phone.address());
    assert_eq!(way(&world, person), None);
}

#[test]
fn a_phone_proves_itself_without_a_code() {
    let world = demonstration();
    let person = person(&world);
    let mut phone = screen(&world, &world.client, person).saying("User-Agent", IPHONE);
    phone.visit("/me/verify").sees("用另一部手机扫码");
    assert_sound("/me/verify on a phone", &phone.page().source());
    phone.press("在这部手机上认证");
    assert_eq!(phone.status(), 422, "here as well nothing begins without consent");
    assert!(handoffs(&world).is_empty());
    phone.form("在这部手机上认证").check(BY_PRESS).press("在这部手机上认证");
    assert!(phone.address().ends_with("/identity"), "{}", phone.address());
    phone.sees("王**");
    assert!(!phone.page().source().contains("class=\"qr\""));
    phone.press(CONFIRM);
    phone.sees("认证通过");
    phone.click("办理信息采集");
    assert_eq!((phone.status(), phone.address()), (200, "/me/collect"));
    assert!(way(&world, person).is_some());
}

#[test]
fn a_desktop_is_offered_the_code_alone() {
    let world = demonstration();
    let mut screen =
        screen(&world, &world.client, person(&world)).saying("User-Agent", "Mozilla/5.0 (X11; Linux)");
    screen.visit("/me/verify").sees("显示二维码").misses("在这部手机上认证");
}

#[test]
fn a_screen_that_logs_out_before_the_press_gets_nothing() {
    let world = demonstration();
    let person = person(&world);
    let mut screen = showing(&world, &world.client, person, BY_PRESS);
    let mut phone = matched(&world, &world.client, KIND);
    screen.press("退出");
    phone.press(CONFIRM);
    assert_eq!(phone.status(), 409);
    phone.sees("屏幕上的登录已经退出");
    assert_eq!(way(&world, person), None);
}

#[test]
fn whoever_proves_the_number_takes_it_and_a_verified_rival_keeps_it() {
    let world = demonstration();
    let (owner, squatter) = (person(&world), world.person(NAME, NUMBERS[0], "13900002222", false));
    let mut theirs = screen(&world, &world.client, squatter);
    theirs.visit("/me");
    let _screen = showing(&world, &world.client, owner, BY_PRESS);
    matched(&world, &world.client, KIND).press(CONFIRM);
    assert!(way(&world, owner).is_some());
    assert_eq!(account(&world, squatter).state, AccountState::Displaced);
    assert!(world.letters().contains(&("13900002222".into(), Letter::NumberClaimed)));
    theirs.visit("/me");
    assert!(theirs.address().starts_with("/login"), "{}", theirs.address());

    let third = world.person(NAME, NUMBERS[0], "13900003333", false);
    let mut screen = showing(&world, &world.client, third, BY_PRESS);
    let (id, _) = living(&world, KIND);
    let mut phone = matched(&world, &world.client, KIND);
    phone.press(CONFIRM);
    phone.sees("已由另一个账号通过实名认证");
    screen.visit("/me/verify/phone").sees("已由另一个账号通过实名认证").misses(MOBILE).misses("139****1111");
    assert_eq!(handoff(&world, id).state, State::Failed(Why::NumberTaken));
    assert_eq!((way(&world, third), way(&world, owner).is_some()), (None, true));
}

#[test]
fn a_corrected_name_gives_up_what_a_phone_was_about_to_prove() {
    let world = demonstration();
    let person = person(&world);
    let mut screen = showing(&world, &world.client, person, BY_PRESS);
    let (id, _) = living(&world, KIND);
    let mut phone = matched(&world, &world.client, KIND);
    screen.visit("/me/verify/name");
    screen.form("保存姓名").fill("真实姓名", "王晓梅").press("保存姓名");
    assert_eq!(handoff(&world, id).state, State::Superseded);
    phone.press(CONFIRM);
    assert_eq!((phone.status(), way(&world, person)), (409, None));
}

#[test]
fn what_was_proven_otherwise_is_not_proven_once_more() {
    let world = demonstration();
    let officer = world.officer("chen", "陈明", COUNTY);
    let person = person(&world);
    let mut screen = showing(&world, &world.client, person, BY_PRESS);
    let mut phone = matched(&world, &world.client, KIND);
    let number = file_verification(&world, person);
    decide(&world, officer, &number, Decision::Approve);
    phone.press(CONFIRM);
    assert_eq!(phone.status(), 409);
    assert_eq!(way(&world, person).as_deref(), Some("线上实名认证"), "the first proof stays on record");
    let address = format!("/v/{}/identity", handoffs(&world)[0].1.locator);
    phone.visit(&address).sees("已用别的方式通过认证");
    let told = told(&world.client, &screen, "/me/verify/phone/events");
    assert!(told.contains("event:go") && told.contains("data:/me/collect"), "the screen goes on: {told}");
    screen.visit("/me/verify/phone");
    assert_eq!(screen.address(), "/me/collect", "without the script as well");
}
