//! Pages over HTTP with 16 kept connections, beside an empty route of the same Rocket: the queue and one case, with as
//! many people on record as the first argument says (100,000 by default).
//!
//! `cargo bench --bench pages [-- 1000000]` prints a table; see benches/README.md for the last figures.

use data_encoding::BASE32_NOPAD;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use zhangfang::accounts::{
    Account, AccountState, Cost, Credential, Officer, OfficerState, Right, Session, Subject, Verified, digest,
};
use zhangfang::casework::{Case, Decision, Filing, Matter, Papers};
use zhangfang::config::Config;
use zhangfang::dossier::Identity;
use zhangfang::office::{Clock, MachineClock, MachineDice, Office, found};
use zhangfang::reference::Reference;
use zhangfang::store::{Broken, RedbEngine, Store};
use zhangfang::tables::{ACCOUNTS, CASES, CATALOGUE, FILINGS, OFFICERS, Profile, SESSIONS};
use zhangfang::terms::*;

const CONNECTIONS: usize = 16;
const LASTING: Duration = Duration::from_secs(4);
const AUTHORITIES: u32 = 64;
const TOKEN: [u8; 32] = [9; 32];

#[rocket::get("/empty")]
fn empty() -> &'static str {
    ""
}

fn id(kind: u8, number: u32) -> [u8; 16] {
    let mut id = [kind; 16];
    id[12..].copy_from_slice(&number.to_be_bytes());
    id
}

fn authority(number: u32) -> RegionCode {
    let code = format!("9801{:02}", 21 + number % AUTHORITIES);
    RegionCode::parse(&code).expect("six digits are a code")
}

fn identity(number: u32) -> Identity {
    let body = format!("110105{:04}0307{:03}", 1950 + number % 50, number % 1000);
    let last = zhangfang::terms::check_character(&body).expect("seventeen digits");
    Identity {
        document: Document::parse(DocumentKind::ResidentId, &format!("{body}{last}"))
            .expect("a sound number"),
        name: PersonName::parse("王䶮瓘").expect("a sound name"),
        phone: Phone::parse(&format!("139{number:08}")).expect("a sound phone"),
    }
}

/// One person with one verification case: a fifth of the cases wait, the rest are decided.
fn person(number: u32, now: Moment) -> (Account, Case, Filing) {
    let identity = identity(number);
    let file = FileId::from_bytes(id(3, number));
    let papers = Papers {
        identity: identity.clone(),
        front: file,
        back: file,
        in_hand: file,
        region: authority(number),
    };
    let matter = Matter::Verify(papers);
    let at = now.minus(Duration::from_secs(u64::from(number % 500_000)));
    let case_number = CaseNumber::new(authority(number), 2026, number + 1);
    let mut case = Case::file(case_number, AccountId::from_bytes(id(1, number)), &matter, at, at.day());
    if !number.is_multiple_of(5) {
        let by = OfficerId::from_bytes([8; 16]);
        case.decide(1, Decision::Approve, by, "李**", at).expect("a waiting case may be decided");
    }
    let account = Account {
        identity,
        credential: Credential::new("x", [1; 16], Cost { memory: 8, passes: 1, lanes: 1 })
            .expect("hashing works"),
        state: AccountState::Open,
        verified: (!number.is_multiple_of(5)).then(|| Verified { at, way: "线上实名认证".into() }),
        created: at,
        generation: 0,
        last_login: None,
        notice: 1,
        frozen: None,
    };
    (account, case, Filing { matter, at, answers: Vec::new() })
}

fn officer(now: Moment) -> Officer {
    Officer {
        login: "bench".into(),
        name: PersonName::parse("李明").expect("a sound name"),
        authority: authority(0),
        rights: vec![Right::Review],
        credential: None,
        state: OfficerState::Active,
        generation: 0,
        document: None,
        created: now,
        until: None,
        invitation: None,
        last_login: Some(now),
    }
}

fn fill(store: &Store, people: u32, now: Moment) {
    for first in (0..people).step_by(500) {
        let act = move |tx: &mut zhangfang::store::Tx| {
            for number in first..(first + 500).min(people) {
                let (account, case, filing) = person(number, now);
                tx.put(&ACCOUNTS, &AccountId::from_bytes(id(1, number)), &account)?;
                let case_id = CaseId::from_bytes(id(2, number));
                tx.put(&FILINGS, &(case_id, 1), &filing)?;
                tx.put(&CASES, &case_id, &case)?;
            }
            Ok::<_, Broken>(())
        };
        store.act_blocking(act).expect("people are kept");
    }
    let subject = Subject::Officer(OfficerId::from_bytes([8; 16]));
    let act = move |tx: &mut zhangfang::store::Tx| {
        tx.put(&OFFICERS, &OfficerId::from_bytes([8; 16]), &officer(now))?;
        let seen = now.plus(Duration::from_secs(60));
        let session = Session {
            subject,
            opened: now,
            seen,
            generation: 0,
            epoch: 1,
            source: String::new(),
            previous: None,
        };
        tx.put(&SESSIONS, &digest(&TOKEN), &session)
    };
    store.act_blocking(act).expect("the officer is kept");
}

/// Reads one answer and returns its status.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> std::io::Result<u16> {
    buffer.clear();
    let mut chunk = [0; 16 * 1024];
    loop {
        let count = stream.read(&mut chunk).await?;
        if count == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        buffer.extend_from_slice(&chunk[..count]);
        let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&buffer[..end]).to_ascii_lowercase();
        let length =
            head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        if buffer.len() >= end + 4 + length.unwrap_or(0) {
            return Ok(head.get(9..12).and_then(|status| status.parse().ok()).unwrap_or(0));
        }
    }
}

async fn rate(port: u16, path: String) -> (f64, Duration) {
    let start = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..CONNECTIONS {
        let path = path.clone();
        tasks.push(tokio::spawn(async move {
            let mut stream = TcpStream::connect(("127.0.0.1", port)).await.expect("the site listens");
            stream.set_nodelay(true).expect("a socket option");
            let cookie = BASE32_NOPAD.encode(&TOKEN).to_ascii_lowercase();
            let ask = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: zf={cookie}\r\n\r\n");
            let (mut waits, mut buffer) = (Vec::new(), Vec::new());
            while start.elapsed() < LASTING {
                let asked = Instant::now();
                stream.write_all(ask.as_bytes()).await.expect("the site reads");
                let status = answer(&mut stream, &mut buffer).await.expect("the site answers");
                assert_eq!(status, 200, "{path}");
                waits.push(asked.elapsed());
            }
            waits
        }));
    }
    let mut waits = Vec::new();
    for task in tasks {
        waits.extend(task.await.expect("no task panics"));
    }
    waits.sort_unstable();
    let count = u32::try_from(waits.len()).unwrap_or(u32::MAX);
    (f64::from(count) / start.elapsed().as_secs_f64(), waits[waits.len() * 99 / 100])
}

fn office(folder: &Path, people: u32) -> Office {
    let engine =
        RedbEngine::open_file(&folder.join("pages.redb"), 256 << 20, false).expect("the file is new");
    let store = Store::open(Arc::new(engine), &CATALOGUE, 1024).expect("the file is ours");
    let (clock, dice) = (Arc::new(MachineClock), Arc::new(MachineDice::default()));
    found(&store, clock.as_ref(), dice.as_ref(), Profile::Production, None).expect("the instance is made");
    let filling = Instant::now();
    fill(&store, people, clock.now());
    eprintln!("{people} people on record after {:.1} s", filling.elapsed().as_secs_f64());
    let reference = Reference::load(zhangfang::reference::Profile::Demo).expect("the data is sound");
    Office::open(store, clock, dice, Arc::new(reference)).expect("the office opens")
}

fn main() {
    let people = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(100_000);
    let folder = std::env::temp_dir().join(format!("zhangfang-pages-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let office = office(&folder, people);
    let house = zhangfang::site::house(office, Arc::new(Config::for_test(&folder)), None);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    runtime.block_on(async {
        let port = {
            let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
            free.local_addr().expect("it has an address").port()
        };
        let site = zhangfang::site::build(house).mount("/", rocket::routes![empty]);
        let config = rocket::Config { port, ..rocket::Config::from(site.figment()) };
        let site = site.configure(config).ignite().await.expect("the site starts");
        let shutdown = site.shutdown();
        let launched = tokio::spawn(site.launch());
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            tokio::task::yield_now().await;
        }
        let case = CaseNumber::new(authority(0), 2026, 1);
        println!("| page, {CONNECTIONS} connections, {people} people | /s | p99 | of an empty route |");
        println!("|---|---|---|---|");
        let bare = rate(port, "/empty".into()).await;
        let rows = [
            ("empty route", "/empty".to_string()),
            ("queue", "/desk".into()),
            ("one case", format!("/desk/cases/{case}")),
        ];
        for (name, path) in rows {
            let (rate, p99) = rate(port, path).await;
            println!(
                "| {name} | {rate:.0} | {:.1} ms | {:.0} % |",
                p99.as_secs_f64() * 1000.0,
                rate / bare.0 * 100.0
            );
        }
        shutdown.notify();
        launched.await.expect("the site ends").expect("it ends well");
    });
    std::fs::remove_dir_all(&folder).unwrap_or_default();
}
