//! 导出我的信息: everything that is held and nothing of anybody else, once a day, for who is proven (T81).
use super::kit::{CODE, CURRENT, code};
use crate::browser::Browser;
use crate::cases::{at_desk, entries};
use crate::changes::kit::{County, NUMBER, PHONE};
use crate::filled::keep;
use crate::history::kit::{import, job, school};
use crate::pages::assert_sound;
use crate::papers::{account, logged_in, photo};
use crate::phone::kit::wrong;
use crate::world::{PASSWORD, World};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::time::Duration;
use zhangfang::accounts::CodePurpose;
use zhangfang::casework::Outcome;

const EXPORT: &str = "核验并导出";
const DAY: Duration = Duration::from_secs(24 * 3600);

/// Proves the person and comes to the page of the files.
fn export(world: &World, browser: &mut Browser<'_>, phone: &str) {
    let code = code(world, browser, "/me/export", phone, CodePurpose::Export);
    browser.form(EXPORT).fill(CURRENT, PASSWORD).fill(CODE, &code).press(EXPORT);
    assert_eq!((browser.status(), browser.address()), (200, "/me/export/ready"));
}

/// What is in the file at this address.
fn unpacked(browser: &mut Browser<'_>, path: &str) -> BTreeMap<String, Vec<u8>> {
    browser.visit(path);
    assert_eq!(browser.status(), 200, "{path}: {}", browser.page().text());
    let mut archive = zip::ZipArchive::new(Cursor::new(browser.page().bytes.clone())).expect("it is a ZIP");
    let mut files = BTreeMap::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).expect("it can be read");
        let mut bytes = Vec::new();
        let name = file.name().expect("it has a name").into_owned();
        file.read_to_end(&mut bytes).expect("it can be read");
        files.insert(name, bytes);
    }
    files
}

fn json(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Value {
    serde_json::from_slice(&files[name]).expect("it is JSON")
}

/// The value with this label, wherever it stands.
fn under<'a>(value: &'a Value, label: &str) -> Option<&'a Value> {
    match value {
        Value::Object(map) if map.get("label").is_some_and(|own| own == label) => {
            map.get("value").or(map.get("picture"))
        }
        Value::Object(map) => map.values().find_map(|one| under(one, label)),
        Value::Array(list) => list.iter().find_map(|one| under(one, label)),
        _ => None,
    }
}

#[test]
fn the_file_holds_everything_about_its_owner_and_nothing_about_others() {
    let county = County::new();
    let world = &county.world;
    let other = world.person("李小明", "110101199003071188", "13412340000", true);
    crate::cases::file_collection(world, other, crate::world::COUNTY);
    let theirs = keep(world, other, "employment.proof", 77);
    let loose = keep(world, county.person, "employment.proof", 78);
    let mut browser = county.home();
    browser.visit("/me/account");
    browser.click("导出我的信息");
    assert_sound("/me/export", &browser.page().source());
    browser.sees("一天可以导出一次").misses(PHONE).misses(NUMBER);
    export(world, &mut browser, PHONE);
    assert_sound("/me/export/ready", &browser.page().source());
    browser.sees("请在 10 分钟内下载");
    let files = unpacked(&mut browser, "/me/export/files/1");
    let disposition = browser.page().header("content-disposition").expect("it is saved").to_string();
    assert!(disposition.starts_with("attachment; filename=\"zhangfang-2026"), "{disposition}");

    let identity = json(&files, "account.json");
    assert_eq!(identity["identity"]["有效身份证件号码"], NUMBER);
    let record = json(&files, "record.json");
    assert_eq!((record[0]["version"].as_u64(), record.as_array().map(Vec::len)), (Some(1), Some(1)));
    assert_eq!(under(&record, "姓名"), Some(&"张晓岚".into()));
    assert_eq!(under(&record, "手机号码"), Some(&PHONE.into()));
    let portrait = under(&record, "证件照").and_then(Value::as_str).expect("a picture has its name");
    assert!(files.contains_key(portrait), "{portrait}");
    let cases = json(&files, "cases.json");
    assert_eq!((cases[0]["state"].as_str(), cases[0]["kind"].as_str()), (Some("审核通过"), Some("信息采集")));
    assert_eq!(under(&cases[0]["rounds"], "姓名"), Some(&"张晓岚".into()));
    assert_eq!(json(&files, "sessions.json")["logins"].as_array().map(Vec::len), Some(1));
    assert!(String::from_utf8_lossy(&files["说明.txt"]).contains("个人信息保护法"));

    let pictures: Vec<&Vec<u8>> =
        files.iter().filter(|(name, _)| name.ends_with(".jpg")).map(|one| one.1).collect();
    let listed = json(&files, "pictures.json");
    assert_eq!(listed.as_array().map(Vec::len), Some(pictures.len()));
    assert!(pictures.contains(&&photo(78)), "{loose}: also what nobody used");
    assert!(!pictures.contains(&&photo(77)), "{theirs}: nothing of anybody else");
    let whole: String = files.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
    let hash = format!("{:?}", account(world, county.person).credential);
    for foreign in ["李小明", "110101199003071188", "13412340000", "argon2", PASSWORD] {
        assert!(!whole.contains(foreign), "{foreign} in the file; {hash}");
    }
}

#[test]
fn a_wrong_password_a_wrong_code_and_a_second_time_give_nothing() {
    let county = County::new();
    let world = &county.world;
    let mut browser = county.home();
    let digits = code(world, &mut browser, "/me/export", PHONE, CodePurpose::Export);
    browser.form(EXPORT).press(EXPORT);
    assert_eq!(browser.status(), 422);
    for (password, typed, field, words) in [
        ("Falsch#2026", digits.clone(), CURRENT, "登录密码不正确"),
        (PASSWORD, wrong(&digits), CODE, "验证码不正确"),
        (PASSWORD, "12a".into(), CODE, "6 位数字"),
    ] {
        browser.form(EXPORT).fill(CURRENT, password).fill(CODE, &typed).press(EXPORT);
        assert_eq!(browser.status(), 422);
        let said = browser.form(EXPORT).said_about(field);
        assert!(said.contains(words), "{field}: {said}");
        assert!(browser.form(EXPORT).holds(CURRENT).is_empty());
        browser.visit("/me/export/files/1");
        assert_eq!(browser.address(), "/me/export");
    }
    browser.form(EXPORT).fill(CURRENT, PASSWORD).fill(CODE, &digits).press(EXPORT);
    assert_eq!(browser.address(), "/me/export/ready");
    assert_eq!(browser.visit("/me/export/files/2").status, 404);
    assert_eq!(browser.visit("/me/export/files/0").status, 404);
    browser.visit("/me/export");
    assert_eq!(browser.address(), "/me/export/ready", "for ten minutes the way leads to the files");
    world.wait(Duration::from_secs(601));
    browser.visit("/me/export/files/1");
    assert_eq!(browser.address(), "/me/export");
    browser.sees("最近一天里已经导出过");
    world.wait(DAY);
    let mut browser = county.home();
    export(world, &mut browser, PHONE);
    let done = |outcome| entries(world, "own.export", outcome).len();
    assert_eq!((done(Outcome::Done), done(Outcome::Refused)), (2, 2));
}

#[test]
fn the_files_leave_in_the_browser_that_was_proven_alone() {
    let county = County::new();
    let world = &county.world;
    let mut browser = county.home();
    export(world, &mut browser, PHONE);
    let other = world.person("李小明", "110101199003071188", "13412340000", true);
    let (mut second, mut stranger, mut desk) =
        (county.home(), logged_in(world, other), at_desk(world, county.officer));
    for path in ["/me/export/ready", "/me/export/files/1"] {
        second.visit(path);
        assert_eq!(second.address(), "/me/export", "another device of the same person");
        second.sees("最近一天里已经导出过");
        stranger.visit(path);
        assert_eq!(stranger.address(), "/me/export");
        stranger.misses(PHONE);
        assert_eq!(desk.visit(path).status, 404);
    }
    assert!(entries(world, "own.export_file", Outcome::Done).is_empty());
    unpacked(&mut browser, "/me/export/files/1");
    let fetched = entries(world, "own.export_file", Outcome::Done);
    assert_eq!((fetched.len(), fetched[0].object.as_str()), (1, county.person.to_string().as_str()));
}

/// T35: what was imported belongs to who has proven that the number is theirs.
#[test]
fn what_was_imported_is_for_the_verified_alone() {
    let world = World::new();
    let number = "110101199003071233";
    import(&world, "王小梅", number, vec![school()], vec![job()]);
    let person = world.person("王小梅", number, "13900001111", false);
    let mut browser = logged_in(&world, person);
    export(&world, &mut browser, "13900001111");
    let files = unpacked(&mut browser, "/me/export/files/1");
    assert_eq!(json(&files, "imported.json"), Value::Null);
    world.change_account(person, |account| {
        account.verified = Some(zhangfang::accounts::Verified {
            at: zhangfang::terms::Moment::from_millis(0),
            way: "窗口核验".into(),
        });
    });
    let files = unpacked(&mut browser, "/me/export/files/1");
    let imported = json(&files, "imported.json");
    assert_eq!(under(&imported, "学校名称"), Some(&"望川财经学院".into()));
}

#[test]
fn a_machine_in_the_hall_gives_no_file() {
    let county = County::new();
    let mut browser = county.home().carrying("mode", "kiosk");
    browser.visit("/me/export").sees("自助机是公用的").misses(EXPORT);
    assert_sound("kiosk", &browser.page().source());
    let mut own = county.home();
    export(&county.world, &mut own, PHONE);
    let mut own = own.carrying("mode", "kiosk");
    for path in ["/me/export/ready", "/me/export/files/1"] {
        own.visit(path).sees("自助机是公用的");
        assert_eq!(own.address(), "/me/export", "what was asked for elsewhere is not fetched here either");
    }
}
