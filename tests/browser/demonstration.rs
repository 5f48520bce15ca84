//! The real executable as a demonstration, with what its operator could know: the messages and the instance's key.
use crate::process::{Folder, PATIENCE, Running, exchange, http_address};
use crate::window::Window;
use data_encoding::BASE32_NOPAD;
use ring::hmac;
use rustix::process::Signal;
use serde_json::json;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use zhangfang::store::{Read, RedbEngine, Store};
use zhangfang::tables::{CATALOGUE, INSTANCE, Only};
use zhangfang::web::captcha;

/// The password of everybody in the demonstration, as it prints it.
pub const PASSWORD: &str = "Qinglan#2026";
/// The reviewing officer of 青岚县.
pub const OFFICER: &str = "qinglan";

/// A running demonstration in a folder of its own.
pub struct Demonstration {
    running: Running,
    web_key: [u8; 32],
    folder: Folder,
}

fn started(folder: &Path, listen: &str, settings: &[&str]) -> Running {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhangfang"));
    command.args(["demo", "--listen", listen, "--keep", "county"]);
    for setting in settings {
        command.args(["--set", setting]);
    }
    command.current_dir(folder).env_clear().env("HOME", folder).env("PATH", "/usr/bin:/bin");
    Running::start(&mut command, http_address).unwrap_or_else(|said| panic!("no demonstration: {said}"))
}

impl Demonstration {
    /// Makes the county, reads its key while it is closed, and opens it again.
    #[track_caller]
    pub fn open(name: &str) -> Demonstration {
        Self::open_with(name, &[])
    }

    /// The same with settings of its own, such as `identity_code_seconds=20`.
    #[track_caller]
    pub fn open_with(name: &str, settings: &[&str]) -> Demonstration {
        let folder = Folder::new(name);
        let mut first = started(folder.path(), "127.0.0.1:0", settings);
        first.signal(Signal::TERM);
        first.ended(PATIENCE).expect("a demonstration ends when it is asked to");
        let web_key = key_of(&folder.path().join("county/zhangfang.redb"));
        Demonstration { running: started(folder.path(), "127.0.0.1:0", settings), web_key, folder }
    }

    /// The host and port where it listens.
    pub fn host(&self) -> &str {
        self.running.address.trim_start_matches("http://")
    }

    /// Asks it to end; how long that took.
    #[track_caller]
    pub fn end(&mut self) -> Duration {
        let asked = Instant::now();
        self.running.signal(Signal::TERM);
        let ended = self.running.ended(PATIENCE);
        assert!(ended.is_some_and(|status| status.success()), "it ended badly: {ended:?}");
        asked.elapsed()
    }

    /// Opens what has ended once more, at the same address.
    #[track_caller]
    pub fn open_again(&mut self) {
        let host = self.host().to_owned();
        self.running = started(self.folder.path(), &host, &[]);
    }

    /// The whole address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.running.address)
    }

    /// The newest code sent to a phone, from the letter box of the demonstration.
    #[track_caller]
    pub fn code_for(&self, phone: &str) -> String {
        let letters = exchange::send(&self.running.address, "GET", "/demo/mailbox", &[], b"");
        let letters = letters.expect("the demonstration answers").text();
        let row = letters.split("<tr").find(|row| row.contains(phone) && row.contains("验证码"));
        let row = row.unwrap_or_else(|| panic!("no letter to {phone}:\n{letters}"));
        let after = row.split(phone).nth(1).unwrap_or_default();
        let words = after.split(|letter: char| !letter.is_ascii_digit());
        words.into_iter().find(|word| word.len() == 6).expect("a letter with six digits").to_owned()
    }

    /// What the picture on the page of this window shows: worked out with the key, as only the instance can.
    #[track_caller]
    pub fn captcha(&self, window: &Window) -> String {
        let id = window.run("return document.querySelector('[name=\"captcha.id\"]').value", &json!([]));
        let id = decoded(id.as_str().expect("the page has a picture to read"));
        let asked = json!({ "urls": [self.at("/")] });
        let cookies = window.devtools("Network.getCookies", &asked);
        let all = cookies["cookies"].as_array().cloned().unwrap_or_default();
        let own = all.iter().find(|cookie| cookie["name"] == "zf").expect("a browser has its cookie");
        let browser = zhangfang::accounts::digest(&decoded(own["value"].as_str().unwrap_or_default()));
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.web_key);
        let tag = hmac::sign(&key, &[b"captcha\0", &browser[..], &id[..]].concat());
        let seed = tag.as_ref().first_chunk().expect("a tag has 32 bytes");
        captcha::draw(*seed).expect("the picture can be drawn").answer
    }
}

fn decoded(text: &str) -> Vec<u8> {
    BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes()).expect("ids and cookies are Base32")
}

fn key_of(database: &Path) -> [u8; 32] {
    let engine =
        RedbEngine::open_file(database, 1 << 20, true).expect("the demonstration has left a database");
    let store = Store::open(Arc::new(engine), &CATALOGUE, 4).expect("this program has written it");
    let instance = store.view().and_then(|view| view.get(&INSTANCE, &Only)).expect("it can be read");
    store.close().expect("nothing was written");
    instance.expect("an instance was made").web_key
}
