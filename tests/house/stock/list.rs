//! The page of 材料库, and what becomes of pictures that nobody needs.
use super::{BASICS, CHANGE, SCHOOL, choose, file, files, held};
use crate::browser::selector;
use crate::cases::entries;
use crate::changes::kit::County;
use crate::filled::{PORTRAIT, keep, portrait};
use crate::pages::assert_sound;
use crate::papers::{NUMBERS, logged_in, photo};
use crate::world::World;
use std::sync::Arc;
use std::time::Duration;
use zhangfang::casework::Outcome;
use zhangfang::command::upkeep::sweep;
use zhangfang::store::{
    Attachment, Catalogue, Engine, MemoryEngine, Read, Span, Store, Writes, attachment, check,
};
use zhangfang::tables::{CATALOGUE, FILES, FILES_BY_OWNER, FileRecord};
use zhangfang::terms::{AccountId, FileId, Moment};

#[test]
fn a_person_sees_where_each_picture_is_used_and_takes_away_what_is_not() {
    let county = County::new();
    let (world, person) = (&county.world, county.person);
    let mut browser = county.home();
    browser.visit("/me");
    browser.click("材料库");
    assert_sound("/me/files", &browser.page().source());
    browser.sees("学历证").sees("信息采集 980121-2026-").sees("已登记的信息").misses("还没有使用");
    assert_eq!(browser.page().html.select(&selector("tbody tr")).count(), files(world, person).len());
    let filed = files(world, person)[0].0;
    world.wait(Duration::from_secs(60));
    let (loose, twice) =
        (keep(world, person, "employment.proof", 5), keep(world, person, "transfer.proof", 5));
    let rows = files(world, person).len() - 1;
    browser.visit("/me/files").sees("劳动合同、工作证明或社会保险缴纳证明、调转证明材料").sees("还没有使用");
    assert_eq!(browser.page().html.select(&selector("tbody tr")).count(), rows, "one content, one row");
    assert_eq!(browser.page().html.select(&selector("form[action$='/remove']")).count(), 1);
    let thumb = format!("/me/files/{loose}/thumb");
    assert_eq!(browser.visit(&thumb).header("content-type"), Some("image/jpeg"));

    let words = "删除劳动合同、工作证明或社会保险缴纳证明、调转证明材料，2026-11-23 09:01";
    browser.visit("/me/files");
    let (once, again) = browser.form(words).press_twice(words);
    assert_eq!(once, again, "the second press leads to the same page");
    browser.sees("照片已删除");
    assert_eq!((file(world, loose), file(world, twice)), (None, None));
    assert_eq!(
        attachment(&world.office.store().view().unwrap(), &Attachment::new(photo(5)).digest()).unwrap(),
        None
    );

    let other = world.person("李强", NUMBERS[1], "13900002222", true);
    let theirs = keep(world, other, "employment.proof", 6);
    let mine = keep(world, person, "employment.proof", 7);
    for (id, status) in [(filed, 409), (theirs, 404)] {
        browser.visit("/me/files");
        let words = "删除劳动合同、工作证明或社会保险缴纳证明，2026-11-23 09:01";
        browser.form(words).sent_to(&format!("/me/files/{id}/remove")).press(words);
        assert_eq!(browser.status(), status);
        assert!(file(world, id).is_some());
    }
    assert!(file(world, mine).is_some());
    assert_eq!(entries(world, "picture.remove", Outcome::Refused).len(), 2);
    assert_eq!(browser.visit(&format!("/me/files/{theirs}/thumb")).status, 404);
}

#[test]
fn what_a_draft_holds_is_not_taken_away() {
    let world = World::new();
    let person = world.person("王小梅", NUMBERS[0], "13900001111", true);
    let mut browser = logged_in(&world, person);
    browser.visit(BASICS);
    browser.form("暂存").attach(PORTRAIT, &portrait(295, 413)).press("暂存");
    let id = files(&world, person)[0].0;
    let spare = keep(&world, person, "employment.proof", 7);
    browser.visit("/me/files").sees("正在填写的");
    let words = "删除劳动合同、工作证明或社会保险缴纳证明，2026-11-23 09:00";
    browser.form(words).sent_to(&format!("/me/files/{id}/remove")).press(words);
    assert_eq!(browser.status(), 409);
    browser.sees("正用着这张照片");
    assert!(file(&world, id).is_some() && file(&world, spare).is_some());
}

#[test]
fn a_copy_that_is_not_filed_is_swept_and_the_bytes_stay_with_the_first() {
    let county = County::new();
    let world = &county.world;
    let mut browser = county.home();
    browser.visit(SCHOOL);
    choose(&mut browser, CHANGE, "学历证", "学历证");
    let (taken, before) = (held(&browser, "diploma").unwrap(), files(world, county.person).len());
    let digest = file(world, taken).unwrap().digest;
    world.wait(Duration::from_secs(49 * 3600));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    assert_eq!(runtime.block_on(sweep(&world.office)).unwrap().pictures, 1);
    let view = world.office.store().view().unwrap();
    assert_eq!((file(world, taken), files(world, county.person).len()), (None, before - 1));
    assert!(attachment(&view, &digest).unwrap().is_some(), "the filed one has them still");
    assert!(check(&view, &CATALOGUE).unwrap().sound());
}

static BEFORE: Catalogue = Catalogue { tables: CATALOGUE.tables, migrations: &[] };

#[test]
fn a_database_from_before_the_index_of_owners_gets_it_when_it_is_opened() {
    let engine: Arc<dyn Engine> = Arc::new(MemoryEngine::new());
    let older = Store::open(engine.clone(), &BEFORE, 8).unwrap();
    let record = |byte: u8| FileRecord {
        owner: AccountId::from_bytes([byte % 2; 16]),
        slot: "employment.proof".into(),
        digest: [byte; 32],
        length: 30_000,
        width: 200,
        height: 160,
        at: Moment::from_millis(i64::from(byte)),
        filed: true,
        case: None,
    };
    older
        .act_blocking(move |tx| {
            (0..9).try_for_each(|byte| tx.put(&FILES, &FileId::from_bytes([byte; 16]), &record(byte)))
        })
        .unwrap();
    let all = (std::ops::Bound::Unbounded, std::ops::Bound::Unbounded);
    let rows =
        engine.snapshot().unwrap().page("files_by_owner", all, zhangfang::store::Direction::Ascending, 99);
    let mut writes = Writes::new();
    for (key, _) in rows.unwrap() {
        writes.set("files_by_owner", key, None);
    }
    engine.apply(&writes).unwrap();
    let store = Store::open(engine, &CATALOGUE, 8).unwrap();
    let view = store.view().unwrap();
    let own = view.list(&FILES_BY_OWNER, Span::within(&AccountId::from_bytes([1; 16]), 99)).unwrap();
    let order: Vec<u8> = own.iter().map(|(_, row)| row.digest[0]).collect();
    assert_eq!(order, [7, 5, 3, 1], "newest first");
    assert!(check(&view, &CATALOGUE).unwrap().sound());
}
