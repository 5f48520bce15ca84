//! Archives: made while the service works, refused when they are not whole, put back with every session dead.
use super::visitor::Visitor;
use super::{end, said, serve, text};
use crate::process::Folder;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use zhangfang::accounts::{Officer, Subject, digest};
use zhangfang::handoff::{Device, Errand, Handoff, Screen};
use zhangfang::office::{Act, Actor, MachineClock, MachineDice, Office, Stop, open_session, put_handoff};
use zhangfang::reference::{Profile, Reference};
use zhangfang::store::{Read, RedbEngine, Span, Store};
use zhangfang::tables::{CATALOGUE, HANDOFFS, OFFICERS, OFFICERS_BY_LOGIN};
use zhangfang::terms::{AccountId, HandoffId};

const TOKEN: [u8; 32] = [7; 32];

fn add(folder: &Path, login: &str) -> std::process::Output {
    said(folder, &["officer", "add", login, "--name", "李芳", "--authority", "370102"])
}

/// The store of a closed instance.
fn opened(database: &Path) -> Store {
    let engine = RedbEngine::open_file(database, 1 << 22, true).expect("the instance is closed");
    Store::open(Arc::new(engine), &CATALOGUE, 8).expect("it is sound")
}

/// How many hand-offs a closed instance holds.
fn handoffs(database: &Path) -> usize {
    let store = opened(database);
    let found = store.view().and_then(|view| view.scan(&HANDOFFS, Span::all(9))).expect("it can be read");
    store.close().expect("it closes");
    found.len()
}

/// Opens a session for this officer in a closed instance, and begins a hand-off there.
fn open_door(database: &Path, login: &str) {
    let store = opened(database);
    let reference = Arc::new(Reference::load(Profile::Production).expect("the data is sound"));
    let (clock, dice) = (Arc::new(MachineClock), Arc::new(MachineDice::default()));
    let office = Office::open(store.clone(), clock, dice, reference).expect("it was made");
    let view = store.view().expect("it can be read");
    let id = view.find(&OFFICERS_BY_LOGIN, &login.to_owned()).expect("it can be read").expect("the officer");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime starts");
    let act = Act::new(Actor::Console, "test.arrange", "test");
    let opened = office.act(act, move |ledger| {
        let officer = ledger.get(&OFFICERS, &id)?.expect("the officer was added");
        // Whoever was only invited is not in office yet.
        let last_login = Some(ledger.now());
        ledger.put(&OFFICERS, &id, &Officer { last_login, ..officer })?;
        open_session(ledger, &digest(&TOKEN), Subject::Officer(id), 0, "test")?;
        let screen = Screen {
            device: Device(digest(&TOKEN)),
            place: "网页".into(),
            idle_seconds: 1800,
            absolute_seconds: 28_800,
        };
        let (person, drawn) = (AccountId::from_bytes([1; 16]), [ledger.draw(), ledger.draw()]);
        let handoff = Handoff::open(person, screen, Errand::Camera(Vec::new()), &drawn, ledger.now());
        put_handoff(ledger, HandoffId::from_bytes([1; 16]), &handoff)?;
        Ok::<_, Stop<()>>(())
    });
    runtime.block_on(opened).expect("the session is kept");
    drop((view, office));
    store.close().expect("it closes");
}

/// Whether the home page shows that somebody is logged in.
fn is_inside(address: &str) -> bool {
    let page = Visitor::with_token(address, &TOKEN).open("/").text();
    assert!(page.contains("服务大厅"), "{page}");
    page.contains("/logout")
}

/// T74: one consistent moment of a busy instance comes back elsewhere, without its sessions and hand-offs.
#[test]
fn a_backup_under_load_comes_back_without_its_sessions() {
    let folder = Folder::new("backup-load");
    assert!(said(folder.path(), &["init"]).status.success());
    assert!(add(folder.path(), "before").status.success());
    let database = folder.path().join("instance/zhangfang.redb");
    open_door(&database, "before");
    assert_eq!(handoffs(&database), 1);
    let running = serve(&folder, &[]);
    assert!(is_inside(&running.address), "the session was not opened");
    let busy = AtomicBool::new(true);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0.. {
                if !busy.load(Ordering::Relaxed) {
                    break;
                }
                assert!(add(folder.path(), &format!("load{number}")).status.success());
            }
        });
        let made = said(folder.path(), &["backup", "one.backup"]);
        busy.store(false, Ordering::Relaxed);
        assert!(made.status.success(), "{}", text(&made));
    });
    end(running);
    let archive = folder.path().join("one.backup");
    let archive = archive.to_str().expect("the path is plain");

    std::fs::remove_dir_all(folder.path().join("instance")).expect("the instance can be wiped");
    let restored = said(folder.path(), &["restore", archive]);
    assert!(restored.status.success(), "{}", text(&restored));
    let checked = said(folder.path(), &["check"]);
    assert!(checked.status.success(), "{}", text(&checked));
    assert_eq!(handoffs(&database), 0, "a hand-off survived the restore");
    assert!(text(&said(folder.path(), &["officer", "list"])).contains("before"));
    let running = serve(&folder, &[]);
    assert!(!is_inside(&running.address), "a session survived the restore");
    end(running);
}

/// T75: whatever is wrong with an archive is found before the live file is touched.
#[test]
fn a_damaged_archive_is_refused_before_anything_changes() {
    let folder = Folder::new("backup-damaged");
    assert!(said(folder.path(), &["init"]).status.success());
    let made = said(folder.path(), &["backup", "good.backup"]);
    assert!(made.status.success(), "{}", text(&made));
    assert!(add(folder.path(), "later").status.success());
    let live = folder.path().join("instance/zhangfang.redb");
    let (before, good) = (
        std::fs::read(&live).expect("it is there"),
        std::fs::read(folder.path().join("good.backup")).expect("made"),
    );
    let flipped = |at: usize| {
        let mut bytes = good.clone();
        bytes[at] ^= 0x10;
        bytes
    };
    let cases = [
        ("empty", Vec::new()),
        ("no archive", b"something else".repeat(4000)),
        ("cut short", good[..good.len() - 1].to_vec()),
        ("cut in the head", good[..10_000].to_vec()),
        ("longer", [good.as_slice(), b"x"].concat()),
        ("flipped in the mark", flipped(3)),
        ("flipped in the manifest", flipped(60)),
        ("flipped in the database", flipped(16 * 1024 + 5000)),
        ("flipped at the end", flipped(good.len() - 9)),
    ];
    for (what, bytes) in cases {
        std::fs::write(folder.path().join("bad.backup"), bytes).expect("it can be written");
        let refused = said(folder.path(), &["restore", "bad.backup"]);
        assert_eq!(refused.status.code(), Some(5), "{what}: {}", text(&refused));
        assert!(text(&refused).contains("现有数据没有改动"), "{what}: {}", text(&refused));
        assert!(std::fs::read(&live).expect("it is there") == before, "{what}: the live file has changed");
    }
    let names: Vec<_> = std::fs::read_dir(folder.path().join("instance"))
        .expect("it is there")
        .map(|entry| entry.expect("it can be read").file_name())
        .collect();
    assert_eq!(names.len(), 2, "something was left behind: {names:?}");
    let restored = said(folder.path(), &["restore", "good.backup"]);
    assert!(restored.status.success(), "{}", text(&restored));
    assert!(!text(&said(folder.path(), &["officer", "list"])).contains("later"));
    let replaced = std::fs::read(folder.path().join("instance/zhangfang.redb.replaced"));
    assert!(replaced.expect("the former state is kept") == before);
}

/// An archive of a demonstration is not real data (T84).
#[test]
fn an_archive_of_a_demonstration_is_refused() {
    use crate::process::{Running, http_address};
    let folder = Folder::new("backup-demo");
    let mut demo = super::zhangfang(folder.path(), &["demo", "--keep", "show", "--listen", "127.0.0.1:0"]);
    let running = Running::start(&mut demo, http_address).expect("the demonstration starts");
    let made = said(folder.path(), &["backup", "--instance", "show", "demo.backup"]);
    assert!(made.status.success(), "{}", text(&made));
    end(running);
    let refused = said(folder.path(), &["restore", "demo.backup"]);
    assert_eq!(refused.status.code(), Some(6), "{}", text(&refused));
    assert!(!folder.path().join("instance/zhangfang.redb").exists());
}
