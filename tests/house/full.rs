//! T68: while the disk is full nothing is saved and everything can be read; with room again all goes on.
use crate::browser::Browser;
use crate::cases::{at_desk, case_of, file_collection, file_verification};
use crate::engines::Watched;
use crate::papers::{CONSENT, FRONT, NUMBERS, logged_in, photo};
use crate::world::{COUNTY, World};
use std::sync::Arc;
use std::time::Duration;
use zhangfang::store::MemoryEngine;

fn told(browser: &Browser<'_>) {
    assert_eq!(browser.status(), 503, "{}", browser.page().text());
    assert_eq!(browser.page().heading(), "暂时不能保存");
    assert!(browser.page().header("Retry-After").is_some());
    assert_eq!(browser.page().header("Cache-Control"), Some("no-store"));
}

#[test]
fn a_full_disk_refuses_uploads_and_decisions_and_shows_what_is_there() {
    let engine = Watched::over(Arc::new(MemoryEngine::new()));
    let world = World::over(engine.clone());
    let officer = world.officer("li", "李玉成", COUNTY);
    let person = world.person("张晓岚", NUMBERS[0], "13412349197", true);
    let newcomer = world.person("王小梅", NUMBERS[1], "13900001111", false);
    let number = file_collection(&world, person, COUNTY);
    let mut desk = at_desk(&world, officer);
    desk.visit(&format!("/desk/cases/{number}"));
    let mut browser = logged_in(&world, newcomer);
    browser.visit("/me/verify/upload");
    let before = world.kept();

    engine.fail_after(Some(0));
    browser.form("提交审核").check(CONSENT).attach(FRONT, &photo(1)).press("提交审核");
    told(&browser);
    desk.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    told(&desk);
    // Long enough that the house would like to note when it saw them last.
    world.wait(Duration::from_secs(120));
    browser.visit("/me").sees("王**");
    assert_eq!(browser.status(), 200);
    assert_eq!(desk.visit("/desk").status, 200);
    desk.sees(&number);
    assert_eq!(Browser::new(&world.client).visit("/").status, 200);
    assert!(world.office.store().resume().is_err(), "there is no room yet");
    assert!(world.kept() == before, "nothing was written");

    engine.fail_after(None);
    world.office.store().resume().expect("there is room again");
    desk.visit(&format!("/desk/cases/{number}"));
    desk.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    assert_eq!(desk.status(), 200);
    assert_eq!(case_of(&world, &number).state.label(), "审核通过");
    browser.visit("/me/verify/upload");
    browser.form("提交审核").check(CONSENT).attach(FRONT, &photo(1)).press("提交审核");
    assert_eq!(browser.status(), 422, "the picture is kept, the rest is missing");
    file_verification(&world, newcomer);
}
