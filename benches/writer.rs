//! Durable submissions per second: the office's act with group commit, beside one commit each and beside bare redb
//! with the same grouping. Everything runs in one process on one disk, in turn, so that the ratios mean something.
//!
//! `cargo bench --bench writer` prints a table; see benches/README.md for the last figures.

use redb::{Database, Durability, TableDefinition};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, channel, sync_channel};
use std::time::{Duration, Instant};
use zhangfang::office::{Act, Actor, MachineClock, MachineDice, Office, Stop, found};
use zhangfang::reference::Reference;
use zhangfang::store::{RedbEngine, Store};
use zhangfang::tables::{CATALOGUE, FILES, FileRecord, Profile};
use zhangfang::terms::{AccountId, FileId};

const LASTING: Duration = Duration::from_secs(3);
const CALLERS: [usize; 3] = [1, 16, 64];
const BARE: TableDefinition<&[u8], &[u8]> = TableDefinition::new("bare");

struct Figures {
    rate: f64,
    p99: Duration,
}

fn figures(mut waits: Vec<Duration>, lasted: Duration) -> Figures {
    waits.sort_unstable();
    let at = (waits.len() * 99 / 100).min(waits.len().saturating_sub(1));
    let count = u32::try_from(waits.len()).unwrap_or(u32::MAX);
    Figures { rate: f64::from(count) / lasted.as_secs_f64(), p99: waits.get(at).copied().unwrap_or_default() }
}

/// Runs `call` on so many threads until time is up.
fn crowd(callers: usize, call: impl Fn(u64) + Send + Sync + 'static) -> Figures {
    let call = Arc::new(call);
    let start = Instant::now();
    let threads: Vec<_> = (0..callers as u64)
        .map(|caller| {
            let call = call.clone();
            std::thread::spawn(move || {
                let mut waits = Vec::new();
                let mut count = 0;
                while start.elapsed() < LASTING {
                    let asked = Instant::now();
                    call(caller << 40 | count);
                    waits.push(asked.elapsed());
                    count += 1;
                }
                waits
            })
        })
        .collect();
    let waits = threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect();
    figures(waits, start.elapsed())
}

fn office(folder: &Path) -> Office {
    let engine =
        RedbEngine::open_file(&folder.join("office.redb"), 64 << 20, false).expect("the file is new");
    let store = Store::open(Arc::new(engine), &CATALOGUE, 1024).expect("the file is ours");
    let (clock, dice) = (Arc::new(MachineClock), Arc::new(MachineDice::default()));
    found(&store, clock.as_ref(), dice.as_ref(), Profile::Production, None).expect("the instance is made");
    let reference = Reference::load(zhangfang::reference::Profile::Demo).expect("the data is sound");
    Office::open(store, clock, dice, Arc::new(reference)).expect("the office opens")
}

fn record(number: u64) -> FileRecord {
    let mut digest = [0; 32];
    digest[..8].copy_from_slice(&number.to_be_bytes());
    FileRecord {
        owner: AccountId::from_bytes([7; 16]),
        slot: "a text of about two hundred bytes ".repeat(6),
        digest,
        length: 1,
        width: 1,
        height: 1,
        at: zhangfang::terms::Moment::from_millis(0),
        filed: true,
        case: None,
    }
}

/// The whole way of a submission: journal entry, seal, record and its index, in a group commit.
fn through_the_office(folder: &Path, callers: usize) -> Figures {
    let office = office(folder);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let handle = runtime.expect("a runtime starts");
    let entered = handle.handle().clone();
    let figures = crowd(callers, move |number| {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&number.to_be_bytes());
        let act = Act::new(Actor::House, "bench.submit", "127.0.0.1");
        let done = entered.block_on(office.act(act, move |ledger| {
            ledger.put(&FILES, &FileId::from_bytes(id), &record(number))?;
            Ok::<_, Stop<()>>(())
        }));
        done.expect("the act is done");
    });
    drop(handle);
    figures
}

fn open_bare(folder: &Path, name: &str) -> Arc<Database> {
    let database =
        Database::builder().set_cache_size(64 << 20).create(folder.join(name)).expect("the file is new");
    Arc::new(database)
}

fn commit(database: &Database, numbers: &[u64]) {
    let mut transaction = database.begin_write().expect("a transaction begins");
    transaction.set_durability(Durability::Immediate).expect("nothing is open yet");
    transaction.set_quick_repair(true);
    {
        let mut table = transaction.open_table(BARE).expect("the table opens");
        for number in numbers {
            let value = [7u8; 300];
            // As many rows as a submission writes: record, index, index, journal entry, journal head.
            for row in 0..5u8 {
                let key = [&[row][..], &number.to_be_bytes()].concat();
                table.insert(key.as_slice(), value.as_slice()).expect("the row is kept");
            }
        }
    }
    transaction.commit().expect("the commit succeeds");
}

fn one_commit_each(folder: &Path, callers: usize) -> Figures {
    let database = open_bare(folder, "each.redb");
    crowd(callers, move |number| commit(&database, &[number]))
}

fn bare_grouped(folder: &Path, callers: usize) -> Figures {
    let database = open_bare(folder, "grouped.redb");
    let (sender, receiver) = channel::<(u64, SyncSender<()>)>();
    std::thread::spawn(move || {
        while let Ok(first) = receiver.recv() {
            let mut batch = vec![first];
            while let Ok(next) = receiver.try_recv() {
                batch.push(next);
            }
            let numbers: Vec<u64> = batch.iter().map(|(number, _)| *number).collect();
            commit(&database, &numbers);
            for (_, answer) in batch {
                // A caller whose time is up no longer listens.
                answer.send(()).unwrap_or_default();
            }
        }
    });
    let sender = std::sync::Mutex::new(sender);
    crowd(callers, move |number| {
        let (answer, answered) = sync_channel(1);
        sender.lock().expect("no caller panics").send((number, answer)).expect("the writer lives");
        answered.recv().expect("the writer answers");
    })
}

fn main() {
    let folder = std::env::temp_dir().join(format!("zhangfang-bench-{}", std::process::id()));
    println!(
        "| callers | office /s | p99 | one commit each /s | bare redb grouped /s | office ÷ each | office ÷ bare |"
    );
    println!("|---|---|---|---|---|---|---|");
    for callers in CALLERS {
        let fresh = folder.join(callers.to_string());
        std::fs::create_dir_all(&fresh).expect("the folder can be made");
        let own = through_the_office(&fresh, callers);
        let each = one_commit_each(&fresh, callers);
        let bare = bare_grouped(&fresh, callers);
        println!(
            "| {callers} | {:.0} | {:.1} ms | {:.0} | {:.0} | {:.2} | {:.2} |",
            own.rate,
            own.p99.as_secs_f64() * 1000.0,
            each.rate,
            bare.rate,
            own.rate / each.rate,
            own.rate / bare.rate
        );
    }
    std::fs::remove_dir_all(&folder).unwrap_or_default();
}
