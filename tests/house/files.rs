//! Database files and archives: what is refused is refused clearly and left as it was.
use std::path::{Path, PathBuf};
use std::sync::Arc;

use zhangfang::store::{
    Broken, Catalogue, Engine, Migration, Read, RedbEngine, Span, Store, backup, check, check_file, inspect,
    restore,
};

use crate::people::{CATALOGUE, COUNTS, PEOPLE, open, person, put};

const CACHE: usize = 1 << 20;

/// A folder of one test, removed when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn of(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("zhangfang-{}-{test}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort_unstable();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn engine(path: &Path) -> Arc<dyn Engine> {
    Arc::new(RedbEngine::open_file(path, CACHE, false).unwrap())
}

fn refused(path: &Path) -> Broken {
    RedbEngine::open_file(path, CACHE, true).err().unwrap()
}

fn filled(path: &Path) -> Store {
    let store = open(&engine(path));
    store
        .act_blocking(|tx| (0..300u64).try_for_each(|id| tx.put(&PEOPLE, &id, &person("名", 1, None))))
        .unwrap();
    store
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_as_it_was() {
    let folder = Folder::of("foreign");
    let path = folder.path("db");
    assert!(matches!(refused(&path), Broken::Missing(_)));
    for content in [Vec::new(), b"PK\x03\x04 something else".to_vec(), vec![0; 72 * 1024]] {
        std::fs::write(&path, &content).unwrap();
        assert!(matches!(refused(&path), Broken::Damaged(_)), "{}", refused(&path));
        assert!(RedbEngine::open_file(&path, CACHE, false).is_err());
        assert_eq!(std::fs::read(&path).unwrap(), content);
    }
    assert_eq!(folder.names(), ["db"]);
}

#[test]
fn a_cut_off_file_is_never_opened_as_an_empty_one() {
    let folder = Folder::of("cut");
    let path = folder.path("db");
    filled(&path).close().unwrap();
    let whole = std::fs::read(&path).unwrap();
    for pages in 0..whole.len() / 4096 {
        std::fs::write(&path, &whole[..pages * 4096]).unwrap();
        let opened = RedbEngine::open_file(&path, CACHE, true)
            .and_then(|engine| Store::open(Arc::new(engine), &CATALOGUE, 8))
            .and_then(|store| store.view()?.scan(&PEOPLE, Span::all(999)));
        if let Ok(people) = opened {
            assert_eq!(people.len(), 300, "{pages} pages");
        }
    }
}

#[test]
fn a_second_opener_is_refused() {
    let folder = Folder::of("second");
    let path = folder.path("db");
    let store = filled(&path);
    assert_eq!(refused(&path), Broken::InUse(path.display().to_string()));
    put(&store, 1000, &person("王", 1, None)).unwrap();
    store.close().unwrap();
    assert!(check_file(&path, CACHE).unwrap());
    assert!(open(&engine(&path)).view().unwrap().get(&PEOPLE, &1000).unwrap().is_some());
}

#[test]
fn only_the_owner_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::of("modes");
    let store = filled(&folder.path("db"));
    backup(&store.view().unwrap(), &folder.path("archive"), "1.0", 5).unwrap();
    for name in ["db", "archive"] {
        let mode = std::fs::metadata(folder.path(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn an_archive_brings_back_one_moment() {
    let folder = Folder::of("archive");
    let (path, archive) = (folder.path("db"), folder.path("archive"));
    let store = filled(&path);
    let view = store.view().unwrap();
    put(&store, 1000, &person("later", 1, None)).unwrap();
    let made = backup(&view, &archive, "1.0", 1_234).unwrap();
    drop(view);
    assert_eq!((made.schema, made.made_at, made.program.as_str()), (1, 1_234, "1.0"));
    assert!(made.tables.contains(&("people".to_string(), 300)));
    assert_eq!(inspect(&archive).unwrap(), made);

    assert_eq!(restore(&archive, &path, &CATALOGUE).err(), Some(Broken::InUse(path.display().to_string())));
    store.close().unwrap();
    assert_eq!(restore(&archive, &path, &CATALOGUE).unwrap(), made);
    assert_eq!(folder.names(), ["archive", "db", "db.replaced"]);
    let store = open(&engine(&path));
    let view = store.view().unwrap();
    assert_eq!(view.scan(&PEOPLE, Span::all(999)).unwrap().len(), 300);
    assert!(view.get(&PEOPLE, &1000).unwrap().is_none());
    assert!(check(&view, &CATALOGUE).unwrap().sound());
    put(&store, 1001, &person("afterwards", 1, None)).unwrap();
    restore(&archive, &folder.path("elsewhere"), &CATALOGUE).unwrap();
}

#[test]
fn a_backup_goes_on_beside_writing() {
    let folder = Folder::of("beside");
    let store = filled(&folder.path("db"));
    std::thread::scope(|scope| {
        let hand =
            scope.spawn(|| (2000..2040).for_each(|id| put(&store, id, &person("名", 2, None)).unwrap()));
        let made = backup(&store.view().unwrap(), &folder.path("archive"), "1.0", 1).unwrap();
        let count = |name: &str| made.tables.iter().find(|(table, _)| table == name).unwrap().1;
        assert_eq!(count("people"), count("people_by_city"));
        hand.join().unwrap();
    });
    restore(&folder.path("archive"), &folder.path("other"), &CATALOGUE).unwrap();
    let other = open(&engine(&folder.path("other")));
    assert!(check(&other.view().unwrap(), &CATALOGUE).unwrap().sound());
}

#[test]
fn a_damaged_archive_is_refused_before_the_live_file_is_touched() {
    let folder = Folder::of("damaged");
    let (path, archive) = (folder.path("db"), folder.path("archive"));
    let store = filled(&path);
    backup(&store.view().unwrap(), &archive, "1.0", 1).unwrap();
    store.close().unwrap();
    let live = std::fs::read(&path).unwrap();
    let whole = std::fs::read(&archive).unwrap();
    let refuse = |bytes: &[u8], story: &str| {
        std::fs::write(&archive, bytes).unwrap();
        let refusal = restore(&archive, &path, &CATALOGUE).err();
        assert!(matches!(refusal, Some(Broken::Archive(_))), "{story}: {refusal:?}");
        assert!(std::fs::read(&path).unwrap() == live, "{story}: the live file changed");
    };
    for place in (0..400).chain((400..whole.len()).step_by(4093)) {
        let mut bytes = whole.clone();
        bytes[place] ^= 1 << (place % 8);
        refuse(&bytes, &format!("bit of byte {place}"));
    }
    for length in [0, 15, 19, 60, 300, whole.len() / 2, whole.len() - 1] {
        refuse(&whole[..length], &format!("{length} bytes"));
    }
    refuse(&[whole.as_slice(), b"x"].concat(), "one byte more");
    assert_eq!(folder.names(), ["archive", "db"]);
    std::fs::write(&archive, &whole).unwrap();
    restore(&archive, &path, &CATALOGUE).unwrap();
}

#[test]
fn one_flipped_bit_is_found_by_the_check() {
    let folder = Folder::of("flipped");
    let path = folder.path("db");
    let store = filled(&path);
    let people = store.view().unwrap().scan(&PEOPLE, Span::all(999)).unwrap();
    store.close().unwrap();
    let whole = std::fs::read(&path).unwrap();
    let mut found = 0;
    for place in (0..320).step_by(5).chain((320..whole.len()).step_by(811)) {
        let mut bytes = whole.clone();
        bytes[place] ^= 1 << (place % 8);
        std::fs::write(&path, &bytes).unwrap();
        if check_file(&path, CACHE) != Ok(true) {
            found += 1;
            continue;
        }
        let store = open(&engine(&path));
        let view = store.view().unwrap();
        assert_eq!(view.scan(&PEOPLE, Span::all(999)).unwrap(), people, "bit of byte {place}");
    }
    assert!(found > 20, "{found}");
}

#[test]
fn an_archive_of_a_newer_program_is_refused() {
    static NEWER: Catalogue = Catalogue {
        tables: &[&PEOPLE, &COUNTS],
        migrations: &[Migration { name: "nothing", run: |_| Ok(()) }],
    };
    let folder = Folder::of("newer");
    let store = Store::open(engine(&folder.path("db")), &NEWER, 8).unwrap();
    backup(&store.view().unwrap(), &folder.path("archive"), "2.0", 1).unwrap();
    let refusal = restore(&folder.path("archive"), &folder.path("other"), &CATALOGUE).err();
    assert_eq!(refusal, Some(Broken::Version { file: 2, program: 1 }));
    assert!(!folder.path("other").exists());
}
