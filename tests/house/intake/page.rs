//! `/desk/import`: checked first, imported by exactly those bytes, for administrators alone.
use super::kinds::{employers, officers};
use super::kit::{Rows, all, csv, xlsx};
use crate::browser::Browser;
use crate::cases::{at_desk, entries};
use crate::pages::assert_sound;
use crate::world::{COUNTY, NEIGHBOUR, World};
use zhangfang::accounts::Right;
use zhangfang::casework::Outcome;
use zhangfang::tables::{EMPLOYERS, OFFICERS};
use zhangfang::terms::OfficerId;

const PAGE: &str = "/desk/import";
const CHECK: &str = "检查文件";
const KEEP: &str = "导入";

fn administrator(world: &World, login: &str) -> OfficerId {
    let id = world.officer(login, "赵主任", COUNTY);
    world.change_officer(id, |officer| officer.rights = vec![Right::Administer]);
    id
}

/// Hands a file in at the page.
fn hand_in(browser: &mut Browser<'_>, kind: &str, bytes: &[u8]) {
    browser.visit(PAGE);
    browser.form(CHECK).choose("数据", kind).attach("文件", bytes).press(CHECK);
}

/// Looks again until the import has ended.
#[track_caller]
fn ended(browser: &mut Browser<'_>) {
    let address = browser.address().to_string();
    for _ in 0..100_000 {
        if browser.page().heading() != "正在导入" {
            return;
        }
        std::thread::yield_now();
        browser.visit(&address);
    }
    panic!("the import never ends");
}

#[test]
fn a_file_is_checked_and_then_imported() {
    let world = World::new();
    let id = administrator(&world, "zhao");
    let mut browser = at_desk(&world, id);
    browser.visit("/desk/administration");
    assert!(browser.page().source().contains("href=\"/desk/import\""));
    browser.visit(PAGE);
    assert_sound(PAGE, &browser.page().source());
    hand_in(&mut browser, "单位名录", &xlsx(&employers()));
    browser.sees("还没有导入任何数据").sees("没有发现问题，可以导入").sees("新增 2 条");
    assert_sound("check", &browser.page().source());
    assert!(all(&world, &EMPLOYERS).is_empty(), "a check changes nothing");
    assert!(entries(&world, "import.employers", Outcome::Done).is_empty());
    browser.press(KEEP);
    ended(&mut browser);
    browser.sees("单位名录已全部导入").sees("新增 2 条");
    assert_sound("done", &browser.page().source());
    assert_eq!(all(&world, &EMPLOYERS).len(), 2);
    let told = entries(&world, "import.employers", Outcome::Done);
    assert!(told.len() == 1 && told[0].actor == id.to_string(), "{told:?}");
    hand_in(&mut browser, "单位名录", csv(&employers(), ",").as_bytes());
    browser.sees("没有要改动的").sees("未变 2 条");
    assert!(!browser.page().source().contains(">导入</button>"));
}

#[test]
fn a_form_sent_twice_imports_once() {
    let world = World::new();
    let id = administrator(&world, "zhao");
    let mut browser = at_desk(&world, id);
    hand_in(&mut browser, "单位名录", &xlsx(&employers()));
    let twice = browser.form(KEEP).press_twice(KEEP);
    assert_eq!(twice.0, twice.1);
    ended(&mut browser);
    browser.sees("单位名录已全部导入");
    assert_eq!(entries(&world, "import.employers", Outcome::Done).len(), 1);
}

#[test]
fn what_is_wrong_is_shown_by_row_and_column_and_can_be_saved() {
    let world = World::new();
    let id = administrator(&world, "zhao");
    let mut browser = at_desk(&world, id);
    let mut table = employers();
    table[1][2] = "=HYPERLINK(\"http://x\")".into();
    table[2][2] = "<script>alert(1)</script>".into();
    table[0].push("<b>备注</b>".into());
    hand_in(&mut browser, "单位名录", &xlsx(&table));
    browser.sees("有 2 处需要改正").sees("这些列不导入：<b>备注</b>");
    browser.sees("没有“<script>alert(1)</script>”这一项");
    let source = browser.page().source();
    assert!(!source.contains("<script>alert") && !source.contains("<b>备注"), "shown, never run");
    assert_sound("faults", &source);
    assert!(!source.contains(">导入</button>"));
    let address = browser.address().to_string();
    browser.click("下载问题清单（CSV）");
    assert_eq!(
        browser.page().header("Content-Disposition"),
        Some("attachment; filename=\"employers-faults.csv\"")
    );
    let list = browser.page().source();
    assert!(
        list.starts_with("\u{feff}\"行\",\"列\",\"问题\"\r\n\"2\",\"单位类型\",\"没有“=HYPERLINK"),
        "{list}"
    );
    // Pressing a button that was not offered changes nothing.
    browser.visit(PAGE);
    browser.form(CHECK).sent_to(&address).press(CHECK);
    assert!(all(&world, &EMPLOYERS).is_empty());
}

#[test]
fn what_is_no_table_is_told_at_the_field() {
    let world = World::new();
    let id = administrator(&world, "zhao");
    let mut browser = at_desk(&world, id);
    browser.visit(PAGE);
    browser.press(CHECK);
    assert_eq!(browser.status(), 422);
    browser.sees("请选择导入哪一种数据。").sees("请选择一个 .xlsx 或 .csv 文件。");
    hand_in(&mut browser, "证书库", &xlsx(&employers()));
    assert_eq!(browser.status(), 422);
    assert!(browser.form(CHECK).said_about("文件").contains("第一行缺少这些列：证件号码"));
    let whole = xlsx(&employers());
    hand_in(&mut browser, "单位名录", &whole[..whole.len() / 2]);
    assert_eq!(browser.status(), 422);
    browser.sees("这个工作簿不完整或者已经损坏");
    assert_sound(PAGE, &browser.page().source());
    assert_eq!(browser.form(CHECK).holds("数据"), "单位名录");
}

#[test]
fn a_file_too_large_for_the_page_is_told() {
    let world = World::new().set(|config| config.upload_limit = 1024 * 1024);
    let id = administrator(&world, "zhao");
    let mut browser = at_desk(&world, id);
    hand_in(&mut browser, "单位名录", &vec![b','; 1_500_000]);
    assert_eq!(browser.status(), 413);
    browser.sees("一次能接收的 1 MB").sees("zhangfang import");
}

#[test]
fn new_officers_are_told_with_their_codes_once() {
    let world = World::new();
    let id = administrator(&world, "admin");
    let mut browser = at_desk(&world, id);
    hand_in(&mut browser, "财政用户", &xlsx(&officers()));
    let address = browser.address().to_string();
    browser.press(KEEP);
    browser.sees("新增 2 名财政用户").sees("lifang");
    assert_sound("codes", &browser.page().source());
    let invitation = |login: &str| all(&world, &OFFICERS).into_iter().find(|officer| officer.login == login);
    assert!(invitation("lifang").is_some_and(|officer| officer.invitation.is_some()));
    let text = browser.page().text();
    let code = text.split_whitespace().find(|word| word.len() == 19 && word.matches('-').count() == 3);
    let code = code.expect("a code is shown").to_string();
    browser.visit(&address);
    browser.sees("财政用户已全部导入").misses(&code);
}

#[test]
fn officers_of_another_area_are_a_fault() {
    let world = World::new();
    let id = administrator(&world, "admin");
    let mut browser = at_desk(&world, id);
    let mut table = officers();
    table[2][2] = NEIGHBOUR.into();
    hand_in(&mut browser, "财政用户", &xlsx(&table));
    browser.sees("有 1 处需要改正").sees("只能导入本部门和下级部门的工作人员");
    assert_eq!(all(&world, &OFFICERS).len(), 1);
}

#[test]
fn two_administrators_have_a_file_each_and_neither_sees_the_others() {
    let world = World::new();
    let (first, second) = (administrator(&world, "one"), administrator(&world, "two"));
    let (mut one, mut two) = (at_desk(&world, first), at_desk(&world, second));
    let only = |row: usize| -> Rows { vec![employers()[0].clone(), employers()[row].clone()] };
    hand_in(&mut one, "单位名录", &xlsx(&only(1)));
    hand_in(&mut two, "单位名录", &xlsx(&only(2)));
    let address = one.address().to_string();
    for path in [address.clone(), format!("{address}/faults")] {
        assert_eq!(two.visit(&path).status, 404);
    }
    two.visit(PAGE);
    two.form(CHECK).sent_to(&address).press(CHECK);
    assert_eq!((two.status(), all(&world, &EMPLOYERS).len()), (404, 0));
    // The same administrator at another browser has to check the file there.
    let mut elsewhere = at_desk(&world, first);
    assert_eq!(elsewhere.visit(&address).status, 404);
    one.press(KEEP);
    ended(&mut one);
    hand_in(&mut two, "单位名录", &xlsx(&only(2)));
    two.press(KEEP);
    ended(&mut two);
    assert_eq!(all(&world, &EMPLOYERS).len(), 2);
}

#[test]
fn whoever_administers_no_longer_imports_nothing() {
    let world = World::new();
    let id = administrator(&world, "zhao");
    let mut browser = at_desk(&world, id);
    hand_in(&mut browser, "单位名录", &xlsx(&employers()));
    world.change_officer(id, |officer| officer.rights = vec![Right::Review]);
    browser.press(KEEP);
    assert_eq!((browser.status(), all(&world, &EMPLOYERS).len()), (404, 0));
    assert_eq!(browser.visit(PAGE).status, 404);
    assert_eq!(browser.visit("/desk/import/templates/employers.csv").status, 404);
    let refused = entries(&world, "import.look", Outcome::Refused);
    assert!(refused.len() == 3 && refused.iter().all(|entry| entry.actor == id.to_string()), "{refused:?}");
}

#[test]
fn templates_are_files_that_come_back_as_they_are() {
    let world = World::new();
    let id = administrator(&world, "zhao");
    let mut browser = at_desk(&world, id);
    for word in ["certificates", "history-education", "history-work", "employers", "officers"] {
        for ending in ["xlsx", "csv"] {
            let name = format!("{word}.{ending}");
            let page = browser.visit(&format!("/desk/import/templates/{name}"));
            let disposition = format!("attachment; filename=\"{name}\"");
            assert_eq!((page.status, page.header("Content-Disposition")), (200, Some(disposition.as_str())));
        }
    }
    assert_eq!(browser.visit("/desk/import/templates/employers.exe").status, 404);
}
