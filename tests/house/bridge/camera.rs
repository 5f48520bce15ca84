//! 用手机拍: the phone as camera for a form on the screen.
use super::kit::*;
use crate::browser::{Browser, selector};
use crate::collection::world as county;
use crate::filled::{PORTRAIT, draft, portrait};
use crate::pages::assert_sound;
use crate::papers::photo;
use crate::world::World;
use zhangfang::handoff::{Kind, State};

const KIND: Kind = Kind::Camera;
const SAVE: &str = "保存并继续";
const BY_PHONE: &str = "用手机拍证件照";
const FETCH: &str = "手机上拍好了，取回照片";
const PAPER: &str = "身份证明正面（身份证或居住证）";

/// A screen with the form, on which something was typed before 用手机拍 was pressed.
fn pressed(world: &World, person: zhangfang::terms::AccountId) -> Browser<'_> {
    let mut screen = screen(world, &world.client, person);
    screen.visit("/me/collect/basic");
    screen.form(SAVE).fill("邮箱", "mei@example.cn").choose("政治面貌", "群众").press(BY_PHONE);
    assert_eq!(screen.status(), 200);
    screen
}

/// Takes a picture for this place on the phone.
fn shoot(phone: &mut Browser<'_>, label: &str, picture: &[u8]) {
    let button = format!("上传{label}");
    phone.form(&button).attach(&format!("选择照片或拍照：{label}"), picture).press(&button);
}

/// The hidden value that a form carries.
fn hidden(screen: &Browser<'_>, name: &str) -> Option<String> {
    let found = selector(&format!("input[name='{name}']"));
    let input = screen.page().html.select(&found).next();
    input.and_then(|input| input.value().attr("value")).map(str::to_owned)
}

#[test]
fn the_code_stands_in_the_form_and_what_was_typed_stays() {
    let (world, person) = county();
    let screen = &mut pressed(&world, person);
    assert_sound("/me/collect/basic with a code", &screen.page().source());
    let form = screen.form(SAVE);
    assert_eq!((form.holds("邮箱"), form.holds("政治面貌")), ("mei@example.cn".into(), "群众".into()));
    let inside = selector("form .camera-link svg.qr");
    assert_eq!(screen.page().html.select(&inside).count(), 1, "one code, inside the form");
    assert!(draft(&world, person).is_none_or(|draft| draft.basics.email.is_none()), "nothing is saved by it");
    let events = format!("/me/camera/{}/events?at=portrait&taken=", living(&world, KIND).0);
    assert!(told(&world.client, screen, &events).contains("class=\"qr\""));
}

#[test]
fn a_portrait_taken_on_the_phone_comes_into_the_form_with_any_button() {
    for button in [FETCH, "暂存", SAVE, "用手机拍身份证明正面（身份证或居住证）"] {
        let (world, person) = county();
        let mut screen = pressed(&world, person);
        let mut phone = matched(&world, &world.client, KIND);
        assert_sound("/v/<_>/camera", &phone.page().source());
        names_nobody(&phone);
        shoot(&mut phone, "证件照", &portrait(294, 413));
        assert_eq!(phone.status(), 422);
        assert!(phone.form("上传证件照").said_about(PORTRAIT).contains("295"), "said at its field");
        assert!(living(&world, KIND).1.shots.is_empty());
        shoot(&mut phone, "证件照", &portrait(295, 413));
        phone.sees("已传到屏幕上");
        screen.press(button);
        match button {
            "暂存" => assert!(draft(&world, person).is_some_and(|draft| draft.basics.portrait.is_some())),
            _ => assert!(hidden(&screen, "kept.portrait").is_some(), "{button}: {}", screen.page().text()),
        }
        if button == FETCH {
            screen.sees("已从手机取回");
            assert_eq!(screen.form(SAVE).holds("邮箱"), "mei@example.cn");
        }
    }
}

#[test]
fn the_script_is_told_to_fetch_as_soon_as_there_is_something() {
    let (world, person) = county();
    let screen = pressed(&world, person);
    let id = living(&world, KIND).0;
    let events = format!("/me/camera/{id}/events?at=portrait&taken=");
    let mut phone = matched(&world, &world.client, KIND);
    let before = told(&world.client, &screen, &events);
    assert!(before.contains("手机已连接") && !before.contains("data-press"), "{before}");
    shoot(&mut phone, "证件照", &portrait(295, 413));
    assert!(told(&world.client, &screen, &events).contains("data-press"));
    let taken = living(&world, KIND).1.shots[0].file;
    assert!(!told(&world.client, &screen, &format!("{events}{taken}")).contains("data-press"), "once");
    let mut stranger = super::kit::screen(&world, &world.client, person);
    assert_eq!(stranger.visit(&events).status, 404, "another screen of the same person sees nothing");
}

/// T26: a picture counts for the owner and the place of its hand-off and for no other.
#[test]
fn a_picture_of_somebody_else_or_for_another_place_does_not_count() {
    let (world, person) = county();
    let mut screen = pressed(&world, person);
    let mut phone = matched(&world, &world.client, KIND);
    shoot(&mut phone, PAPER, &photo(1));
    let (id, link) = living(&world, KIND);
    let shot = link.shots[0].file.to_string();
    screen.form(SAVE).with("kept.portrait", &shot).press("暂存");
    assert!(draft(&world, person).is_some_and(|draft| draft.basics.portrait.is_none()), "another place");

    let other = world.person("李强", crate::papers::NUMBERS[1], "13900002222", true);
    let mut theirs = super::kit::screen(&world, &world.client, other);
    theirs.visit("/me/collect/basic");
    let form = theirs.form(SAVE).with("phone.link", &id.to_string()).with("kept.identity_front", &shot);
    form.press("暂存");
    let kept = draft(&world, other).map(|draft| draft.basics);
    assert!(kept.is_none_or(|basics| basics.identity_front.is_none() && basics.portrait.is_none()));
    let mut second = super::kit::screen(&world, &world.client, person);
    second.visit("/me/collect/basic");
    second.form(SAVE).with("phone.link", &id.to_string()).press(&format!("旋转{PAPER}"));
    second.misses("已从手机取回");
}

#[test]
fn a_second_press_takes_the_place_of_the_first() {
    let (world, person) = county();
    let mut screen = pressed(&world, person);
    let (first, _) = living(&world, KIND);
    let mut phone = matched(&world, &world.client, KIND);
    screen.press(BY_PHONE);
    let (second, _) = living(&world, KIND);
    assert_ne!(first, second);
    assert_eq!(handoff(&world, first).state, State::Superseded);
    shoot(&mut phone, "证件照", &portrait(295, 413));
    assert_eq!(phone.status(), 404, "the first phone has nothing to take pictures for");
    assert!(living(&world, KIND).1.shots.is_empty());
    // Nor may it end what it does not belong to.
    let address = format!("/v/{}/finish", handoff(&world, first).locator);
    phone.visit(&format!("/v/{}/camera", handoff(&world, first).locator)).sees("已换成新的二维码");
    phone.visit("/login");
    phone.form("登录").sent_to(&address).press("登录");
    assert_eq!(phone.status(), 410);
    assert!(handoff(&world, second).state.is_live(), "{:?}", handoff(&world, second).state);
}

#[test]
fn a_picture_that_was_taken_away_on_the_screen_does_not_come_back() {
    let (world, person) = county();
    let mut screen = pressed(&world, person);
    let mut phone = matched(&world, &world.client, KIND);
    shoot(&mut phone, "证件照", &portrait(295, 413));
    screen.press(FETCH);
    let first = hidden(&screen, "kept.portrait").expect("it came");
    screen.press("删除证件照");
    assert_eq!(hidden(&screen, "kept.portrait"), None);
    screen.press(FETCH);
    assert_eq!(hidden(&screen, "kept.portrait"), None, "it was taken away on purpose");
    shoot(&mut phone, "证件照", &portrait(300, 420));
    screen.press(FETCH);
    assert!(hidden(&screen, "kept.portrait").is_some_and(|id| id != first), "a new one comes");
}

#[test]
fn the_phone_ends_it_and_what_it_took_can_still_be_fetched() {
    let (world, person) = county();
    let mut screen = pressed(&world, person);
    let (id, _) = living(&world, KIND);
    let mut phone = matched(&world, &world.client, KIND);
    shoot(&mut phone, "证件照", &portrait(295, 413));
    phone.press("都拍好了，结束");
    phone.sees("已经完成");
    assert_eq!(handoff(&world, id).state, State::Passed);
    screen.press(FETCH);
    assert!(hidden(&screen, "kept.portrait").is_some());
    screen.sees("手机拍照已结束");
}

#[test]
fn a_phone_takes_no_picture_for_a_screen_that_has_logged_out() {
    let (world, person) = county();
    let mut screen = pressed(&world, person);
    let mut phone = matched(&world, &world.client, KIND);
    screen.press("退出");
    shoot(&mut phone, "证件照", &portrait(295, 413));
    assert_eq!(phone.status(), 410);
    phone.sees("屏幕上的登录已经退出");
    assert!(living(&world, KIND).1.shots.is_empty());
}
