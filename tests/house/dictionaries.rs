//! 数据字典: administrators edit the choices that no law fixes, and records stay readable.
use crate::browser::Browser;
use crate::cases::entries;
use crate::entrance::sign_in_officer;
use crate::pages::assert_sound;
use crate::world::{COUNTY, World};
use std::sync::Arc;
use zhangfang::accounts::Right;
use zhangfang::casework::Outcome;
use zhangfang::reference::Dictionary;
use zhangfang::store::{Engine, MemoryEngine, RedbEngine};

const LIST: &str = "/desk/dictionaries";
const KINDS: &str = "/desk/dictionaries/licence_kind";
struct Folder(std::path::PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const SAVE: &str = "保存字典";

fn administered() -> World {
    over(Arc::new(MemoryEngine::new()))
}

fn over(engine: Arc<dyn Engine>) -> World {
    let world = World::over(engine);
    let id = world.officer("zhao", "赵主任", COUNTY);
    world.change_officer(id, |officer| officer.rights = vec![Right::Administer]);
    world
}

fn at<'a>(world: &'a World, place: &str) -> Browser<'a> {
    let mut browser = Browser::new(&world.client);
    sign_in_officer(world, &mut browser, "zhao", place);
    browser
}

fn offered(world: &World) -> Vec<String> {
    let entries = world.office.reference().dictionary(Dictionary::LicenceKind);
    entries.groups().into_iter().flat_map(|(_, group)| group).map(|entry| entry.label.clone()).collect()
}

#[test]
fn an_edited_dictionary_holds_at_once_and_after_a_restart() {
    let folder = Folder(std::env::temp_dir().join(format!("zhangfang-{}-dictionaries", std::process::id())));
    std::fs::create_dir_all(&folder.0).expect("the folder is made");
    let path = folder.0.join("db");
    let engine = || Arc::new(RedbEngine::open_file(&path, 1 << 20, false).expect("the file opens"));
    let world = over(engine());
    let mut browser = at(&world, LIST);
    browser.sees("资格类型").sees("单位类型");
    assert_sound(LIST, &browser.page().source());
    browser.visit(KINDS);
    browser.sees("“分级别”的资格类型，填写时要选择资格级别");
    assert_sound(KINDS, &browser.page().source());
    let form = browser.form(SAVE).with("label.6", "税务师（含注册税务师）").with("retired.5", "true");
    form.with("label.new", "法律职业资格").with("group.new", "不分级别").press(SAVE).sees("字典已保存");
    let reference = world.office.reference();
    assert_eq!(reference.label(Dictionary::LicenceKind, "7"), "法律职业资格");
    assert_eq!(
        reference.label(Dictionary::LicenceKind, "5"),
        "资产评估师",
        "what is on record is still read"
    );
    let now = [
        "经济专业技术资格",
        "统计专业技术资格",
        "审计专业技术资格",
        "注册会计师",
        "税务师（含注册税务师）",
        "法律职业资格",
    ];
    assert_eq!(offered(&world), now);
    let noted = entries(&world, "dictionaries.save", Outcome::Done);
    assert_eq!(noted[0].detail, "retired 5, altered 6; added 7; version 1");
    drop(browser);
    let again = world.restarted(|| engine());
    assert_eq!(again.office.reference().label(Dictionary::LicenceKind, "7"), "法律职业资格");
}

#[test]
fn what_is_wrong_stands_beside_its_field_and_nothing_is_saved() {
    let world = administered();
    let mut browser = at(&world, KINDS);
    let form =
        browser.form(SAVE).with("label.1", "").with("label.new", "税务师").with("group.new", "不分级别");
    form.press(SAVE).sees("“税务师”已经有了");
    assert_eq!(browser.status(), 422);
    assert!(browser.page().source().contains("value=\"税务师\""), "what was typed is kept");
    assert_sound(KINDS, &browser.page().source());
    browser.visit(KINDS);
    let mut form = browser.form(SAVE);
    for code in 1..=6 {
        form = form.with(&format!("retired.{code}"), "true");
    }
    form.press(SAVE).sees("不能全部停用");
    assert_eq!(offered(&world).len(), 6);
    assert!(entries(&world, "dictionaries.save", Outcome::Done).is_empty());
}

#[test]
fn a_stale_window_is_told_and_takes_nothing_back() {
    let world = administered();
    let (mut first, mut second) = (at(&world, KINDS), at(&world, KINDS));
    second.form(SAVE).with("label.new", "法律职业资格").with("group.new", "不分级别").press(SAVE);
    first.form(SAVE).with("label.4", "注册会计师（CPA）").press(SAVE);
    assert_eq!(first.status(), 409);
    first.sees("您的修改还没有保存");
    first.press(SAVE).sees("字典已保存");
    let reference = world.office.reference();
    assert_eq!(reference.label(Dictionary::LicenceKind, "4"), "注册会计师（CPA）");
    assert_eq!(reference.label(Dictionary::LicenceKind, "7"), "法律职业资格");
}

#[test]
fn nothing_different_is_said_and_a_form_sent_twice_counts_once() {
    let world = administered();
    let mut browser = at(&world, KINDS);
    browser.press(SAVE).sees("您没有作出改动");
    let form = browser.form(SAVE).with("label.new", "法律职业资格").with("group.new", "不分级别");
    let twice = form.press_twice(SAVE);
    assert_eq!(twice.0, twice.1);
    assert_eq!(offered(&world).len(), 7);
}

#[test]
fn the_dictionaries_are_there_for_administrators_alone() {
    let world = administered();
    world.officer("zhou", "周审核", COUNTY);
    let mut browser = Browser::new(&world.client);
    sign_in_officer(&world, &mut browser, "zhou", "/desk");
    for place in [LIST, KINDS] {
        browser.visit(place);
        assert_eq!(browser.status(), 404, "{place}");
    }
    let mut admin = at(&world, LIST);
    for word in ["ethnicity", "education_level", "nothing"] {
        admin.visit(&format!("{LIST}/{word}"));
        assert_eq!(admin.status(), 404, "{word} is fixed by the law or not there");
    }
}
