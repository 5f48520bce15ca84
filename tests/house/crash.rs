//! Power cuts, failing and full disks: no acknowledged write is lost, no refused write is seen, indexes agree.
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, Once};
use std::task::Poll;

use zhangfang::store::{Attachment, Broken, Engine, Read, RedbEngine, Span, Store, Tx, check};

use crate::disk::{Dice, Disk, Fault};
use crate::people::{CATALOGUE, COUNTS, PEOPLE, open, person, put};

const CACHE: usize = 1 << 20;

fn engine(disk: &Disk) -> Result<Arc<dyn Engine>, Broken> {
    let disk = disk.clone();
    Ok(Arc::new(RedbEngine::open_backend(move || disk.clone(), CACHE)?))
}

/// What an act is known to have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Kept,
    Unknown,
    Refused,
}

type Ledger = BTreeMap<u64, Fate>;
type Answer<'a> = Pin<Box<dyn Future<Output = Result<(), Broken>> + 'a>>;

fn fate(answer: Result<(), Broken>) -> Fate {
    match answer {
        Ok(()) => Fate::Kept,
        Err(Broken::Unknown(_)) => Fate::Unknown,
        Err(_) => Fate::Refused,
    }
}

/// One act: a person, two index entries and a count go together; every seventh is refused after it wrote.
fn work(id: u64, wide: usize) -> impl Fn(&mut Tx) -> Result<(), Broken> + Send + 'static {
    let name = "名".repeat(wide);
    move |tx| {
        tx.put(&PEOPLE, &id, &person(&name, u16::try_from(id % 5).unwrap(), Some(&format!("1{id:010}"))))?;
        tx.put(&COUNTS, &format!("of {id}"), &id)?;
        match id % 7 {
            6 => Err(Broken::Busy),
            _ => Ok(()),
        }
    }
}

/// Rounds of several acts each; a gate keeps every round together, so that the same dice always make the same commits.
fn rounds(store: &Store, dice: &mut Dice) -> Ledger {
    let mut ledger = Ledger::new();
    for round in 1..=8 {
        let acts = 1 + dice.below(5);
        let wide: Vec<usize> = (0..acts).map(|_| usize::try_from(dice.below(900)).unwrap()).collect();
        let (release, released) = channel::<()>();
        let released = Mutex::new(released);
        let gate = store.act(move |_| {
            let _ = released.lock().unwrap().recv();
            Ok::<(), Broken>(())
        });
        let mut waiting: Vec<(u64, Answer<'_>)> = vec![(0, Box::pin(gate))];
        for (act, wide) in (0..).zip(wide) {
            let id = round * 100 + act;
            waiting.push((id, Box::pin(store.act(work(id, wide)))));
        }
        let mut release = Some(release);
        let all = poll_fn(|context| {
            waiting.retain_mut(|(id, act)| match act.as_mut().poll(context) {
                Poll::Ready(answer) => {
                    ledger.insert(*id, fate(answer));
                    false
                }
                Poll::Pending => true,
            });
            release.take();
            if waiting.is_empty() { Poll::Ready(()) } else { Poll::Pending }
        });
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(all);
    }
    ledger.remove(&0);
    ledger
}

fn agree(disk: &Disk, ledger: &Ledger, story: &str) {
    let engine = engine(disk).unwrap_or_else(|error| panic!("{story}: not opened: {error}"));
    let store = Store::open(engine, &CATALOGUE, 8).unwrap_or_else(|error| panic!("{story}: {error}"));
    let view = store.view().unwrap();
    let findings = check(&view, &CATALOGUE).unwrap();
    assert!(findings.sound(), "{story}: {findings:?}");
    let people = view.scan(&PEOPLE, Span::all(usize::MAX)).unwrap();
    for (id, _) in &people {
        let known = ledger.get(id);
        assert!(matches!(known, Some(Fate::Kept | Fate::Unknown)), "{story}: {id} was never kept: {known:?}");
    }
    for (id, fate) in ledger {
        let there = people.iter().any(|(there, _)| there == id);
        assert!(there || *fate != Fate::Kept, "{story}: {id} is lost");
        assert_eq!(view.get(&COUNTS, &format!("of {id}")).unwrap().is_some(), there, "{story}: {id} is torn");
    }
    drop(view);
    put(&store, 7, &person("afterwards", 1, None)).unwrap_or_else(|error| panic!("{story}: {error}"));
    store.close().unwrap();
}

/// The content of a disk with an empty, closed database.
fn prepared() -> Vec<u8> {
    let disk = Disk::default();
    open(&engine(&disk).unwrap()).close().unwrap();
    disk.content()
}

static ENGINE_PANICS: AtomicUsize = AtomicUsize::new(0);

/// The engine turns panics of redb into errors; here they count.
fn count_engine_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if panic.location().is_some_and(|place| place.file().contains("redb")) {
                ENGINE_PANICS.fetch_add(1, Ordering::SeqCst);
            }
            usual(panic);
        }));
    });
}

#[test]
fn a_power_cut_loses_nothing_that_was_acknowledged() {
    count_engine_panics();
    let empty = prepared();
    let calm = Disk::holding(empty.clone());
    let store = open(&engine(&calm).unwrap());
    rounds(&store, &mut Dice(0));
    store.close().unwrap();
    let operations = calm.operations();
    let (mut cuts, mut second_cuts, mut kept) = (0, 0, 0);
    for seed in 0..300 {
        let mut dice = Dice(seed);
        let disk = Disk::holding(empty.clone());
        disk.break_with(Fault::PowerCut(1 + dice.below(operations), dice.clone()));
        let ledger = match engine(&disk).and_then(|engine| Store::open(engine, &CATALOGUE, 64)) {
            Ok(store) => {
                let ledger = rounds(&store, &mut dice);
                let _ = store.close();
                ledger
            }
            Err(_) => Ledger::new(),
        };
        let Some(left) = disk.survived() else {
            agree(&Disk::holding(disk.content()), &ledger, &format!("seed {seed}, no cut"));
            continue;
        };
        cuts += 1;
        kept += ledger.values().filter(|fate| **fate == Fate::Kept).count();
        let recovering = Disk::holding(left);
        recovering.break_with(Fault::PowerCut(1 + dice.below(40), dice.clone()));
        if let Ok(store) = engine(&recovering).and_then(|engine| Store::open(engine, &CATALOGUE, 8)) {
            let _ = store.close();
        }
        let left = recovering.survived().unwrap_or_else(|| recovering.content());
        second_cuts += usize::from(recovering.survived().is_some());
        agree(&Disk::holding(left), &ledger, &format!("seed {seed}"));
    }
    assert!(
        cuts > 200 && second_cuts > 100 && kept > 1000,
        "{cuts} cuts, {second_cuts} second cuts, {kept} kept"
    );
    assert_eq!(ENGINE_PANICS.load(Ordering::SeqCst), 0);
}

#[test]
fn each_operation_may_fail_once() {
    count_engine_panics();
    let empty = prepared();
    let mut failures = 0;
    for at in 1.. {
        let disk = Disk::holding(empty.clone());
        disk.break_with(Fault::Error(at));
        let mut ledger = Ledger::new();
        if let Ok(store) = engine(&disk).and_then(|engine| Store::open(engine, &CATALOGUE, 8)) {
            for id in 0..12 {
                ledger.insert(id + 100, fate(store.act_blocking(work(id + 100, 700))));
            }
            let _ = store.close();
        }
        if disk.is_whole() {
            break;
        }
        failures += 1;
        agree(&Disk::holding(disk.content()), &ledger, &format!("operation {at}"));
    }
    assert!(failures > 50, "{failures}");
    assert_eq!(ENGINE_PANICS.load(Ordering::SeqCst), 0);
}

#[test]
fn a_full_disk_stops_writing_and_not_reading() {
    let disk = Disk::default();
    let store = open(&engine(&disk).unwrap());
    put(&store, 1, &person("before", 1, None)).unwrap();
    disk.hold_at_most(Some(1 << 20));
    let attach = |number: u32| {
        let attachment = Attachment::new(number.to_be_bytes().repeat(25_000));
        (attachment.digest(), store.act_blocking(move |tx| tx.put_attachment(&attachment)))
    };
    let mut kept = Vec::new();
    let refused = loop {
        match attach(u32::try_from(kept.len()).unwrap()) {
            (digest, Ok(())) => kept.push(digest),
            (_, Err(error)) => break error,
        }
    };
    assert!(matches!(refused, Broken::Unknown(_)), "{refused}");
    assert!(!kept.is_empty());
    assert!(matches!(put(&store, 2, &person("during", 1, None)), Err(Broken::Stopped(_))));
    let view = store.view().unwrap();
    assert_eq!(view.get(&PEOPLE, &1).unwrap().unwrap().name, "before");
    assert!(view.get(&PEOPLE, &2).unwrap().is_none());
    drop(view);

    disk.hold_at_most(None);
    store.resume().unwrap();
    put(&store, 4, &person("resumed", 1, None)).unwrap();
    store.close().unwrap();
    let store = open(&engine(&disk).unwrap());
    put(&store, 3, &person("after", 1, None)).unwrap();
    let view = store.view().unwrap();
    assert!(check(&view, &CATALOGUE).unwrap().sound());
    for digest in kept {
        assert!(zhangfang::store::attachment(&view, &digest).unwrap().is_some());
    }
    assert!(view.get(&PEOPLE, &2).unwrap().is_none());
    assert!(view.get(&PEOPLE, &4).unwrap().is_some());
}
