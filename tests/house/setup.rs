//! The first administrator: made once, with the code of the console.
use crate::browser::Browser;
use crate::entrance::try_in_officer;
use crate::pages::assert_sound;
use crate::world::{COUNTY, World};
use std::time::Duration;
use zhangfang::office::{MachineDice, draw_setup_code};
use zhangfang::store::{Read, Span};
use zhangfang::tables::{INSTANCE, JOURNAL, OFFICERS, Only};
use zhangfang::terms::RegionCode;

const NEW: &str = "Shenhe!Qinglan-2026-long";

/// A fresh code of the console, at the world's time.
fn code_of(world: &World) -> String {
    struct At(zhangfang::terms::Moment);
    impl zhangfang::office::Clock for At {
        fn now(&self) -> zhangfang::terms::Moment {
            self.0
        }
    }
    draw_setup_code(world.office.store(), &At(world.office.now()), &MachineDice::default()).unwrap()
}

fn set_up(browser: &mut Browser<'_>, code: &str) {
    browser.visit("/setup");
    let reference = zhangfang::reference::Reference::load(zhangfang::reference::Profile::Demo).unwrap();
    let county = RegionCode::parse(COUNTY).unwrap();
    let name = |code| reference.divisions().name(code).unwrap().to_owned();
    browser.form("选择").choose("省", &name(county.province())).press("选择");
    browser.form("选择").choose("市", &name(county.prefecture().unwrap())).press("选择");
    let form = browser.form("完成设置").fill("设置码", code).choose("区县", &name(county));
    let form = form.fill("管理员登录名", "Zhao").fill("管理员姓名", "赵主任");
    form.fill("密码", NEW).fill("确认密码", NEW).press("完成设置");
}

#[test]
fn the_first_administrator_is_made_once() {
    let world = World::new();
    let code = code_of(&world);
    let mut browser = Browser::new(&world.client);
    assert_sound("/setup", &browser.visit("/setup").source());
    browser.press("完成设置");
    assert_eq!(browser.status(), 422);
    assert_sound("/setup", &browser.page().source());
    set_up(&mut browser, "AAAAAAAAAAAAAAAA");
    browser.sees("设置码不正确");
    set_up(&mut browser, &code);
    assert_eq!(browser.address(), "/login/officer?done=setup");
    try_in_officer(&world, &mut browser, "zhao", NEW);
    assert_eq!(browser.visit("/desk/officers").status, 200);
    browser.sees("管理员").sees("审核员");
    assert_eq!(browser.visit("/setup").status, 404);

    let view = world.office.store().view().unwrap();
    let instance = view.get(&INSTANCE, &Only).unwrap().unwrap();
    assert_eq!((instance.setup, instance.region), (None, RegionCode::parse(COUNTY).ok()));
    let journal = view.scan(&JOURNAL, Span::all(100)).unwrap();
    assert_eq!(journal.iter().filter(|(_, entry)| entry.verb == "setup.first_officer").count(), 2);
}

#[test]
fn a_code_is_burnt_after_five_tries_and_too_old_after_a_quarter_of_an_hour() {
    let world = World::new();
    let code = code_of(&world);
    let mut browser = Browser::new(&world.client);
    for turn in 1..=5 {
        set_up(&mut browser, "AAAAAAAAAAAAAAAA");
        browser.sees(if turn < 5 { "设置码不正确" } else { "设置码已失效" });
    }
    set_up(&mut browser, &code);
    browser.sees("设置码已失效");
    let late = code_of(&world);
    world.wait(Duration::from_secs(15 * 60));
    set_up(&mut browser, &late);
    assert_eq!(browser.status(), 422);
    assert!(world.office.store().view().unwrap().scan(&OFFICERS, Span::all(1)).unwrap().is_empty());
    let fresh = code_of(&world);
    set_up(&mut browser, &fresh);
    assert_eq!(browser.address(), "/login/officer?done=setup");
}

#[test]
fn where_there_are_officers_set_up_is_not_there() {
    let world = World::new();
    world.officer("zhou", "周审核", COUNTY);
    assert_eq!(Browser::new(&world.client).visit("/setup").status, 404);
}
