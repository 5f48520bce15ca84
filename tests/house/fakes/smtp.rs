//! A mail server on loopback that watches the client's manners: login after TLS alone, one recipient, whole line ends.
use super::identity::Identity;
use super::letter::Letter;
use data_encoding::BASE64;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;

pub const USER: &str = "kjfw@example.gov.cn";
pub const PASSWORD: &str = "authorisation-code";

/// How the server's port is protected.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// TLS from the first byte.
    Tls,
    /// STARTTLS is offered.
    StartTls,
    /// Nothing but plain words.
    Plain,
}

/// What the server does on one connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Takes the mail.
    Takes,
    /// Answers one command with another line: `Says("RCPT", "550 5.1.1 no such user")`. `GREETING` and `.` count as
    /// commands.
    Says(&'static str, &'static str),
    /// Takes this command and never says a word again.
    Stalls(&'static str),
    /// Takes this command and hangs up.
    HangsUp(&'static str),
}

/// A mail that was handed over, answered or not.
#[derive(Clone, Debug)]
pub struct Parcel {
    pub from: String,
    pub to: Vec<String>,
    pub letter: Letter,
    pub raw: Vec<u8>,
    pub encrypted: bool,
    pub logged_in: bool,
}

#[derive(Default)]
struct Seen {
    commands: Vec<String>,
    parcels: Vec<Parcel>,
    wrongs: Vec<String>,
}

/// The server; it ends with the test's runtime.
pub struct Server {
    pub port: u16,
    pub identity: Arc<Identity>,
    seen: Arc<Mutex<Seen>>,
    bell: Arc<Notify>,
}

/// One connection.
struct Desk {
    port: Port,
    mood: Mood,
    tls: TlsAcceptor,
    seen: Arc<Mutex<Seen>>,
    bell: Arc<Notify>,
}

trait Line: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Line for T {}

impl Server {
    /// Opens the server; `mood` is asked for each connection, counted from 0. Must be called within a runtime.
    pub async fn open(port: Port, mood: impl Fn(usize) -> Mood + Send + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let number = listener.local_addr().expect("it is bound").port();
        let identity = Arc::new(Identity::new());
        let (seen, bell) = (Arc::new(Mutex::new(Seen::default())), Arc::new(Notify::new()));
        let (noted, rung, tls) = (seen.clone(), bell.clone(), TlsAcceptor::from(identity.server()));
        tokio::spawn(async move {
            let mut count = 0;
            while let Ok((stream, _)) = listener.accept().await {
                let (seen, bell, tls) = (noted.clone(), rung.clone(), tls.clone());
                let desk = Desk { port, mood: mood(count), tls, seen, bell };
                count += 1;
                tokio::spawn(desk.serve(stream));
            }
        });
        Server { port: number, identity, seen, bell }
    }

    /// Every mail handed over so far; panics if any client had bad manners.
    pub fn parcels(&self) -> Vec<Parcel> {
        let seen = self.seen.lock().expect("no test panics while it is noted");
        assert!(seen.wrongs.is_empty(), "{:?}", seen.wrongs);
        seen.parcels.clone()
    }

    /// The commands of all connections in the order they came, without their arguments.
    pub fn commands(&self) -> Vec<String> {
        self.seen.lock().expect("no test panics while it is noted").commands.clone()
    }

    /// Waits until a command has come.
    pub async fn reached(&self, command: &str) {
        loop {
            let rung = self.bell.notified();
            if self.commands().iter().any(|seen| seen == command) {
                return;
            }
            rung.await;
        }
    }
}

impl Desk {
    async fn serve(self, stream: TcpStream) {
        let mut line: Box<dyn Line> = match self.port {
            Port::Tls => match self.tls.accept(stream).await {
                Ok(stream) => Box::new(stream),
                Err(_) => return self.note("HANDSHAKE FAILED"),
            },
            Port::StartTls | Port::Plain => Box::new(stream),
        };
        let mut encrypted = self.port == Port::Tls;
        if !self.answer(&mut line, "GREETING", "220 localhost ESMTP").await {
            return;
        }
        let (mut from, mut to, mut logged_in) = (String::new(), Vec::new(), false);
        while let Some(command) = self.command(&mut line).await {
            let verb = command.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            self.note(&verb);
            let usual = match verb.as_str() {
                "EHLO" if encrypted => "250-localhost\r\n250 AUTH PLAIN LOGIN".to_owned(),
                "EHLO" if self.port == Port::StartTls => "250-localhost\r\n250 STARTTLS".to_owned(),
                // A server that would take name and password in plain words, to see whether the client is so careless.
                "EHLO" => "250-localhost\r\n250 AUTH PLAIN LOGIN".to_owned(),
                "STARTTLS" => "220 go ahead".to_owned(),
                "AUTH" => {
                    logged_in = self.login(&command, encrypted);
                    if logged_in { "235 welcome".to_owned() } else { "535 5.7.8 not you".to_owned() }
                }
                "MAIL" => {
                    from = argument(&command);
                    "250 ok".to_owned()
                }
                "RCPT" => {
                    to.push(argument(&command));
                    "250 ok".to_owned()
                }
                "DATA" => "354 go on".to_owned(),
                "QUIT" => "221 bye".to_owned(),
                _ => "250 ok".to_owned(),
            };
            if !self.answer(&mut line, &verb, &usual).await || verb == "QUIT" {
                return;
            }
            if verb == "STARTTLS" {
                match self.tls.accept(line).await {
                    Ok(stream) => (line, encrypted) = (Box::new(stream), true),
                    Err(_) => return self.note("HANDSHAKE FAILED"),
                }
            } else if verb == "DATA" && !matches!(self.mood, Mood::Says("DATA", _)) {
                let Some(raw) = self.content(&mut line).await else { return };
                if to.len() != 1 {
                    self.wrong(format!("{} recipients", to.len()));
                }
                let letter = Letter::read(&raw);
                let parcel = Parcel { from: from.clone(), to: to.clone(), letter, raw, encrypted, logged_in };
                self.seen.lock().expect("it is whole").parcels.push(parcel);
                to.clear();
                self.note(".");
                if !self.answer(&mut line, ".", "250 2.0.0 queued").await {
                    return;
                }
            }
        }
    }

    /// Says what is usual, or what the mood wants; whether the connection goes on.
    async fn answer(&self, line: &mut Box<dyn Line>, command: &str, usual: &str) -> bool {
        let said = match self.mood {
            Mood::Says(at, text) if at == command => text,
            Mood::Stalls(at) if at == command => std::future::pending().await,
            Mood::HangsUp(at) if at == command => return false,
            _ => usual,
        };
        let sent = line.write_all(format!("{said}\r\n").as_bytes()).await.is_ok();
        sent && line.flush().await.is_ok()
    }

    fn login(&self, command: &str, encrypted: bool) -> bool {
        if !encrypted {
            self.wrong("login in plain words".to_owned());
        }
        let expected = BASE64.encode(format!("\0{USER}\0{PASSWORD}").as_bytes());
        command == format!("AUTH PLAIN {expected}")
    }

    async fn command(&self, line: &mut Box<dyn Line>) -> Option<String> {
        let mut said = Vec::new();
        while !said.ends_with(b"\n") {
            said.push(line.read_u8().await.ok()?);
        }
        let text = String::from_utf8(said).expect("commands are text");
        let whole = text.strip_suffix("\r\n").filter(|rest| !rest.contains(['\r', '\n']));
        if whole.is_none() {
            self.wrong(format!("a broken line end: {text:?}"));
        }
        whole.map(str::to_owned)
    }

    /// The mail up to the final dot, its doubled dots undone.
    async fn content(&self, line: &mut Box<dyn Line>) -> Option<Vec<u8>> {
        let mut raw = b"\r\n".to_vec();
        while !raw.ends_with(b"\r\n.\r\n") {
            raw.push(line.read_u8().await.ok()?);
        }
        let text = String::from_utf8(raw).expect("mails are ASCII");
        if text.replace("\r\n", "").contains(['\r', '\n']) {
            self.wrong("a bare CR or LF in the mail".to_owned());
        }
        let text = text.trim_end_matches(".\r\n").replace("\r\n..", "\r\n.");
        Some(text.trim_start_matches("\r\n").as_bytes().to_vec())
    }

    fn note(&self, command: &str) {
        self.seen.lock().expect("it is whole").commands.push(command.to_owned());
        self.bell.notify_waiters();
    }

    fn wrong(&self, what: String) {
        self.seen.lock().expect("it is whole").wrongs.push(what);
    }
}

fn argument(command: &str) -> String {
    let (_, rest) = command.split_once('<').expect("an address stands in angle brackets");
    rest.split('>').next().unwrap_or_default().to_owned()
}
