//! T73: asked to end while a text message is on its way, the house waits for the answer and writes it down.
use super::{END, said, serve};
use crate::process::Folder;
use rustix::process::Signal;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use zhangfang::letters::Letter;
use zhangfang::office::{Act, Actor, MachineClock, MachineDice, Office, Stop};
use zhangfang::reference::{Profile, Reference};
use zhangfang::store::{Read as _, RedbEngine, Store};
use zhangfang::tables::{CATALOGUE, ItemState, OUTBOX};
use zhangfang::terms::Phone;

fn store(folder: &Path) -> Store {
    let database = folder.join("instance/zhangfang.redb");
    let engine = RedbEngine::open_file(&database, 1 << 22, true).expect("the instance is closed");
    Store::open(Arc::new(engine), &CATALOGUE, 8).expect("it is sound")
}

/// Files one letter in a closed instance.
fn file_letter(folder: &Path) {
    let store = store(folder);
    let reference = Arc::new(Reference::load(Profile::Production).expect("the data is sound"));
    let (clock, dice) = (Arc::new(MachineClock), Arc::new(MachineDice::default()));
    let office = Office::open(store.clone(), clock, dice, reference).expect("it was made");
    let phone = Phone::parse("13900001111").expect("it is one");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime starts");
    let filed = office.act(Act::new(Actor::Console, "test.arrange", "test"), move |ledger| {
        Ok::<_, Stop<()>>(ledger.send(&phone, Letter::PasswordChanged)?)
    });
    runtime.block_on(filed).expect("the letter is kept");
    drop(office);
    store.close().expect("it closes");
}

fn request_of(stream: &mut TcpStream) -> String {
    let (mut asked, mut piece) = (Vec::new(), [0; 4096]);
    while !asked.ends_with(b"}") {
        let length = stream.read(&mut piece).expect("the house writes");
        assert!(length > 0, "the house hung up");
        asked.extend(&piece[..length]);
    }
    String::from_utf8(asked).expect("the body is text")
}

#[test]
fn a_letter_on_its_way_arrives_before_the_end() {
    let folder = Folder::new("letter-on-its-way");
    assert!(said(folder.path(), &["init"]).status.success());
    file_letter(folder.path());
    let gateway = TcpListener::bind("127.0.0.1:0").expect("loopback is here");
    let url = format!("sms_webhook_url=http://{}/send", gateway.local_addr().expect("it listens"));
    let words = [
        "--set",
        "sms_provider=webhook",
        "--set",
        &url,
        "--set",
        "sms_webhook_secret=a secret for tests alone",
    ];
    let mut running = serve(&folder, &words);
    let (mut call, _) = gateway.accept().expect("the letter leaves");
    assert!(request_of(&mut call).contains("password_changed"));
    running.signal(Signal::TERM);
    let host = running.address.trim_start_matches("http://").to_owned();
    while TcpStream::connect(&host).is_ok() {
        std::thread::park_timeout(std::time::Duration::from_millis(20));
    }
    assert!(running.ended(std::time::Duration::ZERO).is_none(), "it ended with a letter on its way");
    call.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n{\"ok\":true}").expect("the house reads");
    let status = running.ended(END).expect("it ends in time");
    assert!(status.success(), "{status}: {}", running.errors());
    // One message, one call: nobody else has knocked at the gateway.
    gateway.set_nonblocking(true).expect("it can be asked");
    assert!(gateway.accept().is_err(), "the letter left twice");
    let view = store(folder.path()).view().expect("it can be read");
    let letter = view.get(&OUTBOX, &1).expect("it can be read").expect("it was filed");
    assert_eq!(letter.state, ItemState::Sent);
}
