//! A program run by the tests: started in a folder of its own, found by the address it prints, ended when dropped.
pub mod exchange;

use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The longest a program may take to say where it listens, and to end once it was asked to.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A folder that is there while a test runs.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty folder below cargo's folder for tests, by a name no other test uses.
    pub fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("cargo's folder for tests can be written");
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A running program.
pub struct Running {
    child: Child,
    /// What stood in the awaited line, such as `http://127.0.0.1:40123`.
    pub address: String,
    errors: Arc<Mutex<String>>,
}

impl Running {
    /// Starts the program and waits for a line of its output in which `address` finds one; if the program ends or
    /// says nothing for too long, what it did say is the error.
    pub fn start(command: &mut Command, address: fn(&str) -> Option<&str>) -> Result<Self, String> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|fault| format!("{command:?} does not start: {fault}"))?;
        let output = lines_of(child.stdout.take().expect("the output was asked for"));
        let errors = gathered(child.stderr.take().expect("the errors were asked for"));
        let mut running = Self { child, address: String::new(), errors };
        let mut said = String::new();
        let until = Instant::now() + PATIENCE;
        loop {
            match output.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    if let Some(found) = address(&line) {
                        found.clone_into(&mut running.address);
                        return Ok(running);
                    }
                    said += &line;
                    said.push('\n');
                }
                Err(RecvTimeoutError::Timeout) => {
                    return Err(format!("no address, only: {said}{}", running.errors()));
                }
                Err(RecvTimeoutError::Disconnected) => {
                    let status =
                        running.ended(PATIENCE).map_or("not yet".to_owned(), |status| status.to_string());
                    return Err(format!("ended ({status}) without an address: {said}{}", running.errors()));
                }
            }
        }
    }

    /// The number under which the system knows the program.
    #[allow(dead_code, reason = "only a bench measures the memory of a program")]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends the program a signal, such as `TERM` to ask it to end or `KILL` to end it at once.
    pub fn signal(&self, signal: Signal) {
        let id = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw).expect("a child has a number");
        kill_process(id, signal).expect("a child may be sent signals");
    }

    /// What the program wrote to its standard error so far.
    pub fn errors(&self) -> String {
        self.errors.lock().expect("the reading thread does not panic").clone()
    }

    /// How the program ended, if it does so in time.
    pub fn ended(&mut self, patience: Duration) -> Option<ExitStatus> {
        let until = Instant::now() + patience;
        loop {
            match self.child.try_wait().expect("the program is a child of this one") {
                // The system offers no wait with a deadline, so the question is asked again now and then.
                None if Instant::now() < until => std::thread::park_timeout(Duration::from_millis(5)),
                status => return status,
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first `http://host:port` of a line.
pub fn http_address(line: &str) -> Option<&str> {
    let start = line.find("http://")?;
    let rest = &line[start..];
    let end = rest["http://".len()..].find(|c: char| !(c.is_ascii_alphanumeric() || ".:-[]".contains(c)));
    Some(&rest[..end.map_or(rest.len(), |end| end + "http://".len())])
}

/// The lines of a stream; the stream is read to its end even when nobody listens, so that its writer never waits.
fn lines_of(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    receiver
}

fn gathered(stream: impl Read + Send + 'static) -> Arc<Mutex<String>> {
    let text = Arc::new(Mutex::new(String::new()));
    let kept = Arc::clone(&text);
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let mut text = kept.lock().expect("nobody panics while holding it");
            text.push_str(&line);
            text.push('\n');
        }
    });
    text
}

#[test]
fn an_address_is_found_in_a_line() {
    assert_eq!(http_address("open http://127.0.0.1:80/x now"), Some("http://127.0.0.1:80"));
    assert_eq!(http_address("请打开 http://[::1]:8。"), Some("http://[::1]:8"));
    assert_eq!(http_address("nothing"), None);
}

#[test]
fn a_program_that_ends_without_an_address_says_why() {
    let mut shell = Command::new("sh");
    let Err(said) = Running::start(shell.args(["-c", "echo one; echo two >&2; exit 3"]), http_address) else {
        panic!("there is no address")
    };
    assert!(said.contains("one") && said.contains("exit status: 3"), "{said}");
}

#[test]
fn a_program_is_asked_to_end_and_is_killed() {
    // Bash waits for words that nobody writes, as a server waits for requests.
    const STAND_IN: &str = "mkfifo $0; exec 3<>$0; trap 'exit 7' TERM; echo open http://127.0.0.1:4321/
        while :; do read -r word <&3; done";
    let folder = Folder::new("signals");
    let start = |pipe: &str| {
        let mut shell = Command::new("bash");
        shell.args(["-c", STAND_IN, pipe]).current_dir(folder.path());
        Running::start(&mut shell, http_address).expect("the stand-in starts")
    };
    let mut polite = start("first");
    assert_eq!(polite.address, "http://127.0.0.1:4321");
    polite.signal(Signal::TERM);
    assert_eq!(polite.ended(PATIENCE).and_then(|status| status.code()), Some(7));
    let mut killed = start("second");
    killed.signal(Signal::KILL);
    assert_eq!(killed.ended(PATIENCE).map(|status| status.code()), Some(None));
}
