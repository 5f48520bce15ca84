//! The real executable with 200 open code pages: what they cost in memory, how ordinary pages fare beside them and while
//! the identity service does not answer, and how soon it ends when it is asked to.
//!
//! `cargo bench --bench streams` prints a table and fails when a goal is missed; see benches/README.md.

#[allow(dead_code, reason = "shared with the tests, which use more of it")]
#[path = "../tests/process/mod.rs"]
mod process;
#[allow(dead_code, reason = "shared with the tests, which use more of it")]
#[path = "../tests/life/visitor.rs"]
mod visitor;

use process::{Folder, PATIENCE, Running, http_address};
use rustix::process::Signal;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use visitor::Visitor;
use zhangfang::accounts::{Account, AccountState, Cost, Credential, Session, Subject, digest};
use zhangfang::dossier::Identity;
use zhangfang::office::{Clock, MachineClock};
use zhangfang::store::{Broken, RedbEngine, Store};
use zhangfang::tables::{ACCOUNTS, CATALOGUE, SESSIONS};
use zhangfang::terms::{AccountId, Document, DocumentKind, PersonName, Phone};

const STREAMS: u32 = 200;
const PAGES: u32 = 200;
/// The goals: megabytes over idle, the slowest ordinary page, and the time to end.
const MEMORY: f64 = 40.0;
const SLOWEST: Duration = Duration::from_millis(200);
const ENDS: Duration = Duration::from_secs(3);
const CONSENT: (&str, &str) = ("phone_consent", "on");

fn token(number: u32) -> [u8; 32] {
    let mut token = [7; 32];
    token[28..].copy_from_slice(&number.to_be_bytes());
    token
}

fn account(number: u32) -> Account {
    let body = format!("110105{:04}0307{:03}", 1950 + number % 50, number % 1000);
    let last = zhangfang::terms::check_character(&body).expect("seventeen digits");
    let document = Document::parse(DocumentKind::ResidentId, &format!("{body}{last}"));
    let identity = Identity {
        document: document.expect("a sound number"),
        name: PersonName::parse("王䶮瓘").expect("a sound name"),
        phone: Phone::parse(&format!("139{number:08}")).expect("a sound phone"),
    };
    let cost = Cost { memory: 8, passes: 1, lanes: 1 };
    Account {
        identity,
        credential: Credential::new("x", [1; 16], cost).expect("hashing works"),
        state: AccountState::Open,
        verified: None,
        created: MachineClock.now(),
        generation: 0,
        last_login: None,
        notice: 1,
        frozen: None,
    }
}

/// Lets one more person than there will be streams log in, while the database is closed.
fn fill(database: &Path) {
    let engine = RedbEngine::open_file(database, 16 << 20, false).expect("the instance was made");
    let store = Store::open(Arc::new(engine), &CATALOGUE, 64).expect("this program has made it");
    let now = MachineClock.now();
    let act = move |tx: &mut zhangfang::store::Tx| {
        for number in 0..=STREAMS {
            let mut id = [1; 16];
            id[12..].copy_from_slice(&number.to_be_bytes());
            let id = AccountId::from_bytes(id);
            tx.put(&ACCOUNTS, &id, &account(number))?;
            let (subject, source) = (Subject::Person(id), String::new());
            let session =
                Session { subject, opened: now, seen: now, generation: 0, epoch: 1, source, previous: None };
            tx.put(&SESSIONS, &digest(&token(number)), &session)?;
        }
        Ok::<_, Broken>(())
    };
    store.act_blocking(act).expect("people are kept");
    store.close().expect("everything was written");
}

/// A service that takes every call and answers none; says when it was called.
fn silent() -> (u16, Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback is here");
    let port = listener.local_addr().expect("it listens").port();
    let (told, called) = channel();
    std::thread::spawn(move || {
        let mut kept = Vec::new();
        for call in listener.incoming().map_while(Result::ok) {
            kept.push(call);
            let _ = told.send(());
        }
    });
    (port, called)
}

/// The keys of the test vectors, and the settings that name them.
fn alipay(folder: &Path, port: u16) -> Vec<String> {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/alipay");
    let copied = |name: &str, file: &str| {
        let path = folder.join(name);
        std::fs::copy(vectors.join(file), &path).expect("the vectors are here");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).expect("the file is ours");
        path.display().to_string()
    };
    let (own, gateway) = (copied("app.pem", "test_app_key_pkcs8.pem"), copied("gateway.pem", "gw_pub.pem"));
    [
        "identity_provider=alipay".into(),
        format!("alipay_gateway=http://127.0.0.1:{port}/gateway.do"),
        "alipay_app_id=2021000000000001".into(),
        format!("alipay_private_key={own}"),
        format!("alipay_public_key={gateway}"),
    ]
    .into_iter()
    .flat_map(|setting| ["--set".into(), setting])
    .collect()
}

fn serve(folder: &Path, more: &[String]) -> Running {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhangfang"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--instance", "instance"]).args(more);
    command.current_dir(folder).env_clear().env("HOME", folder);
    Running::start(&mut command, http_address).unwrap_or_else(|said| panic!("it does not start: {said}"))
}

fn ended(running: &mut Running) -> Duration {
    let asked = Instant::now();
    running.signal(Signal::TERM);
    let status = running.ended(PATIENCE);
    assert!(status.is_some_and(|status| status.success()), "it ended badly: {}", running.errors());
    asked.elapsed()
}

/// Proportional memory in MB, as the kernel counts it, once what is no longer needed had time to go.
fn memory(running: &Running) -> f64 {
    std::thread::sleep(Duration::from_secs(2));
    let rollup = std::fs::read_to_string(format!("/proc/{}/smaps_rollup", running.id())).unwrap_or_default();
    let pss = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kilobytes = pss.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.expect("the kernel counts memory") / 1024.0
}

/// Opens the stream of this person's code page, as far as the code.
fn open(address: &str, number: u32) -> TcpStream {
    let host = address.trim_start_matches("http://");
    let cookie = data_encoding::BASE32_NOPAD.encode(&token(number)).to_ascii_lowercase();
    let mut stream = TcpStream::connect(host).expect("it listens");
    let ask = format!("GET /me/verify/phone/events HTTP/1.1\r\nHost: {host}\r\nCookie: zf={cookie}\r\n\r\n");
    stream.write_all(ask.as_bytes()).expect("it reads");
    let (mut heard, mut piece) = (Vec::new(), [0; 16 * 1024]);
    while !String::from_utf8_lossy(&heard).contains("class=\"qr\"") {
        let length = stream.read(&mut piece).expect("the code is sent at once");
        assert!(length > 0, "no code but {}", String::from_utf8_lossy(&heard));
        heard.extend_from_slice(&piece[..length]);
    }
    stream
}

/// The median and the slowest of many ordinary pages, signed in and not.
fn pages(address: &str) -> (Duration, Duration) {
    let mut person = Visitor::with_token(address, &token(STREAMS));
    let mut took: Vec<Duration> = (0..PAGES)
        .map(|number| {
            let asked = Instant::now();
            let page = person.open(["/", "/me", "/help", "/me/verify"][number as usize % 4]);
            assert_eq!(page.status, 200, "{}", page.text());
            asked.elapsed()
        })
        .collect();
    took.sort_unstable();
    (took[took.len() / 2], took[took.len() - 1])
}

/// One person confirms on their phone, so that the service is asked.
fn confirm(address: &str) {
    let mut phone = Visitor::with_token(address, &token(STREAMS));
    let begun = phone.submit("/me/verify", "/me/verify/phone", &[CONSENT, ("here", "true")]);
    let page = begun.header("location").unwrap_or_else(|| panic!("it does not begin: {}", begun.text()));
    let confirm = page.replace("/identity", "/confirm");
    let answer = phone.submit(page, &confirm, &[]);
    assert_eq!(answer.header("location"), Some(page), "{}", answer.text());
}

fn main() {
    let folder = Folder::new("streams");
    ended(&mut serve(folder.path(), &[]));
    fill(&folder.path().join("instance/zhangfang.redb"));
    let (port, called) = silent();
    let mut running = serve(folder.path(), &alipay(folder.path(), port));
    let address = running.address.clone();
    let plain = pages(&address);
    let idle = memory(&running);
    for number in 0..STREAMS {
        let mut person = Visitor::with_token(&address, &token(number));
        let begun = person.submit("/me/verify", "/me/verify/phone", &[CONSENT]);
        assert_eq!(begun.header("location"), Some("/me/verify/phone"), "{}", begun.text());
    }
    let begun = memory(&running);
    let streams: Vec<TcpStream> = (0..STREAMS).map(|number| open(&address, number)).collect();
    let open = memory(&running);
    let beside = pages(&address);
    confirm(&address);
    called.recv_timeout(PATIENCE).expect("the service is asked");
    let unplugged = pages(&address);
    // A browser hangs up when the page it follows ends.
    let readers: Vec<_> = streams
        .into_iter()
        .map(|mut stream| std::thread::spawn(move || std::io::copy(&mut stream, &mut std::io::sink())))
        .collect();
    let end = ended(&mut running);
    for reader in readers {
        reader.join().expect("no reader panics").expect("a stream ends in order");
    }
    let shown = |(median, slowest): (Duration, Duration)| {
        format!("{:.1} ms, {:.1} ms", median.as_secs_f64() * 1e3, slowest.as_secs_f64() * 1e3)
    };
    println!("| what | figure |");
    println!("|---|---|");
    println!("| memory idle (PSS) | {idle:.1} MB |");
    println!("| memory with {STREAMS} hand-offs begun | {begun:.1} MB |");
    println!("| memory with {STREAMS} open code pages | {open:.1} MB |");
    println!("| ordinary pages, nobody else there: median, slowest | {} |", shown(plain));
    println!("| the same beside {STREAMS} open code pages | {} |", shown(beside));
    println!("| the same while the identity service does not answer | {} |", shown(unplugged));
    println!("| asked to end with all of them open | {:.0} ms |", end.as_secs_f64() * 1e3);
    assert!(open - idle < MEMORY, "{:.1} MB more than idle", open - idle);
    assert!(beside.1 < SLOWEST && unplugged.1 < SLOWEST, "a page took too long");
    assert!(end < ENDS, "it took {end:?} to end");
}
