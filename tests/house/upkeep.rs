//! One suite for every engine: attachments, checks, rebuilds and the way from one schema version to the next.
use std::sync::Arc;

use zhangfang::store::{
    Attachment, Broken, Catalogue, Engine, Migration, Read, Span, Store, Tx, Writes, attachment, attachments,
    check, rebuild,
};

use crate::engines::{Watched, on_every_engine};
use crate::people::{CATALOGUE, COUNTS, PEOPLE, add_one, open, person};

on_every_engine! {
    attachments_return_as_they_were
    a_changed_attachment_is_noticed
    a_check_finds_what_a_rebuild_repairs
    an_older_database_is_brought_up_to_date_once
    a_step_that_is_cut_off_runs_again
    a_newer_database_is_not_touched
    data_without_a_version_is_not_taken_for_a_new_database
}

fn attachments_return_as_they_were(engine: Arc<dyn Engine>) {
    let store = open(&engine);
    let mut names = Vec::new();
    for length in [0usize, 1, 31_999, 32_000, 32_001, 300_000, 64 * 32_000, 65 * 32_000 + 7] {
        let bytes: Vec<u8> = (0u8..251).cycle().take(length).collect();
        let file = Attachment::new(bytes.clone());
        for _ in 0..2 {
            let file = file.clone();
            store.act_blocking(move |tx| tx.put_attachment(&file)).unwrap();
        }
        let view = store.view().unwrap();
        assert_eq!(attachment(&view, &file.digest()).unwrap(), Some(bytes), "{length}");
        names.push(file.digest());
    }
    names.sort_unstable();
    let view = store.view().unwrap();
    assert_eq!(attachments(&view, None, 99).unwrap(), names);
    assert_eq!(attachments(&view, Some(&names[2]), 2).unwrap(), names[3..5]);
    let gone = names[4];
    assert_eq!(store.act_blocking(move |tx| tx.remove_attachment(&gone)), Ok(true));
    assert_eq!(store.act_blocking(move |tx| tx.remove_attachment(&gone)), Ok(false));
    let view = store.view().unwrap();
    assert_eq!(attachment(&view, &gone).unwrap(), None);
    let findings = check(&view, &CATALOGUE).unwrap();
    assert_eq!((findings.attachments, findings.sound()), (7, true));
}

fn a_changed_attachment_is_noticed(engine: Arc<dyn Engine>) {
    let store = open(&engine);
    let file = Attachment::new(vec![7; 70_000]);
    let digest = file.digest();
    store.act_blocking(move |tx| tx.put_attachment(&file)).unwrap();
    let mut writes = Writes::new();
    writes.set("attachment_pieces", [digest.as_slice(), &[0, 0, 0, 2]].concat(), None);
    engine.apply(&writes).unwrap();
    let view = store.view().unwrap();
    assert!(matches!(attachment(&view, &digest), Err(Broken::Damaged(_))));
    assert_eq!(check(&view, &CATALOGUE).unwrap().damaged, [digest]);
}

fn a_check_finds_what_a_rebuild_repairs(engine: Arc<dyn Engine>) {
    let store = open(&engine);
    store
        .act_blocking(|tx| {
            (0..2500u64).try_for_each(|id| tx.put(&PEOPLE, &id, &person("名", 1, Some(&format!("{id:04}")))))
        })
        .unwrap();
    let mut writes = Writes::new();
    writes.set("people_by_phone", b"0004\0\0".to_vec(), None);
    writes.set("people_by_phone", b"0005\0\0".to_vec(), Some(vec![1, 9]));
    writes.set("people_by_phone", b"x\0\0".to_vec(), Some(vec![1, 9]));
    engine.apply(&writes).unwrap();
    let findings = check(&store.view().unwrap(), &CATALOGUE).unwrap();
    let phone = findings.indexes.iter().find(|found| found.index == "people_by_phone").unwrap();
    assert_eq!((phone.entries, phone.missing, phone.stray), (2500, 2, 1));
    assert!(!findings.sound());
    rebuild(&store).unwrap();
    let findings = check(&store.view().unwrap(), &CATALOGUE).unwrap();
    assert!(findings.sound(), "{findings:?}");
    assert_eq!(findings.tables[0].records, 2500);

    let mut writes = Writes::new();
    writes.set("people", 9u64.to_be_bytes().to_vec(), Some(vec![77]));
    engine.apply(&writes).unwrap();
    let findings = check(&store.view().unwrap(), &CATALOGUE).unwrap();
    assert_eq!((findings.tables[0].unreadable, findings.sound()), (1, false));
    assert!(matches!(store.view().unwrap().get(&PEOPLE, &9), Err(Broken::Damaged(_))));
}

static DOUBLED: Catalogue =
    Catalogue { tables: &[&PEOPLE, &COUNTS], migrations: &[Migration { name: "double", run: double }] };
static RENAMED: Catalogue = Catalogue {
    tables: &[&PEOPLE, &COUNTS],
    migrations: &[Migration { name: "double", run: double }, Migration { name: "rename", run: rename }],
};

fn double(tx: &mut Tx) -> Result<(), Broken> {
    for (name, count) in tx.scan(&COUNTS, Span::all(usize::MAX))? {
        tx.put(&COUNTS, &name, &(count * 2))?;
    }
    Ok(())
}

fn rename(tx: &mut Tx) -> Result<(), Broken> {
    if let Some(count) = tx.remove(&COUNTS, &"hits".to_string())? {
        tx.put(&COUNTS, &"visits".to_string(), &count)?;
    }
    Ok(())
}

fn counts(store: &Store) -> Vec<(String, u64)> {
    store.view().unwrap().scan(&COUNTS, Span::all(9)).unwrap()
}

fn an_older_database_is_brought_up_to_date_once(engine: Arc<dyn Engine>) {
    let first = open(&engine);
    first.act_blocking(add_one).unwrap();
    let mut seen = None;
    let second = Store::open_after(engine.clone(), &RENAMED, 8, |view, from| {
        seen = Some((from, view.get(&COUNTS, &"hits".to_string())?));
        Ok(())
    });
    assert_eq!(counts(&second.unwrap()), [("visits".to_string(), 2)]);
    assert_eq!(seen, Some((1, Some(1))));
    let third = Store::open_after(engine.clone(), &RENAMED, 8, |_, _| Err(Broken::Busy)).unwrap();
    assert_eq!(counts(&third), [("visits".to_string(), 2)]);
}

fn a_step_that_is_cut_off_runs_again(engine: Arc<dyn Engine>) {
    open(&engine).act_blocking(add_one).unwrap();
    let watched = Watched::over(engine.clone());
    let refused = Store::open_after(engine.clone(), &RENAMED, 8, |_, _| Err(Broken::Busy)).err();
    assert_eq!(refused, Some(Broken::Busy), "no backup, no step");
    for whole_steps in [0, 1] {
        watched.fail_after(Some(whole_steps));
        assert!(Store::open(watched.clone(), &RENAMED, 8).is_err());
    }
    assert_eq!(counts(&Store::open(engine.clone(), &DOUBLED, 8).unwrap()), [("hits".to_string(), 2)]);
    watched.fail_after(None);
    assert_eq!(counts(&Store::open(watched, &RENAMED, 8).unwrap()), [("visits".to_string(), 2)]);
}

fn a_newer_database_is_not_touched(engine: Arc<dyn Engine>) {
    let store = Store::open(engine.clone(), &RENAMED, 8).unwrap();
    store.act_blocking(add_one).unwrap();
    let refused = Store::open(engine.clone(), &CATALOGUE, 8).err();
    assert_eq!(refused, Some(Broken::Version { file: 3, program: 1 }));
    assert_eq!(counts(&store), [("hits".to_string(), 1)]);
}

fn data_without_a_version_is_not_taken_for_a_new_database(engine: Arc<dyn Engine>) {
    open(&engine).act_blocking(add_one).unwrap();
    let mut writes = Writes::new();
    writes.set("meta", b"schema\0\0".to_vec(), None);
    engine.apply(&writes).unwrap();
    assert!(matches!(Store::open(engine, &CATALOGUE, 8).err(), Some(Broken::Damaged(_))));
}
