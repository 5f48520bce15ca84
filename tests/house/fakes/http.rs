//! A raw HTTP/1.1 server for the fakes: it hands over requests as the bytes they were and answers by script.
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// One request as it arrived.
#[derive(Clone, Debug)]
pub struct Request {
    /// The verb.
    pub method: String,
    /// Path and query, percent-encoded as they came.
    pub target: String,
    /// Names in lower case, values trimmed, in the order they came.
    pub headers: Vec<(String, String)>,
    /// The body's exact bytes.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header that must come once.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        let (_, value) = found.next()?;
        assert!(found.next().is_none(), "{name} came twice");
        Some(value)
    }

    /// The path alone.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The query as it came, without the question mark.
    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }
}

/// What the server does with a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A status line such as `200 OK`, more headers, and a body.
    Answer(&'static str, Vec<(&'static str, String)>, Vec<u8>),
    /// Takes the request and never says a word.
    Stall,
    /// Closes the connection after the head of an answer.
    HangUp,
    /// A chunked answer without end.
    Endless,
}

impl Reply {
    /// 200 with JSON.
    pub fn json(body: impl Into<Vec<u8>>) -> Reply {
        Reply::with("200 OK", body)
    }

    /// Any status with JSON.
    pub fn with(status: &'static str, body: impl Into<Vec<u8>>) -> Reply {
        Reply::Answer(status, vec![("content-type", "application/json".into())], body.into())
    }
}

/// What is done with each request, in the order they come.
pub type Script = Arc<dyn Fn(&Request) -> Reply + Send + Sync>;

/// A server on a loopback port of its own; it ends with the test's runtime.
pub struct Server {
    /// `http://127.0.0.1:<port>`.
    pub origin: String,
    seen: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Opens the server; must be called within a runtime.
    pub async fn open(script: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let origin = format!("http://{}", listener.local_addr().expect("it is bound"));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (recorded, script): (_, Script) = (Arc::clone(&seen), Arc::new(script));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&script), Arc::clone(&recorded)));
            }
        });
        Server { origin, seen }
    }

    /// Every request that has arrived whole.
    pub fn requests(&self) -> Vec<Request> {
        self.seen.lock().expect("no test panics while it records").clone()
    }
}

async fn serve(mut stream: TcpStream, script: Script, seen: Arc<Mutex<Vec<Request>>>) {
    let mut raw = Vec::new();
    loop {
        let request = loop {
            if let Some((request, length)) = whole(&raw) {
                raw.drain(..length);
                break request;
            }
            if stream.read_buf(&mut raw).await.unwrap_or(0) == 0 {
                return;
            }
        };
        seen.lock().expect("no test panics while it records").push(request.clone());
        match script(&request) {
            Reply::Answer(status, headers, body) => {
                let mut head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n", body.len());
                for (name, value) in headers {
                    head.push_str(&format!("{name}: {value}\r\n"));
                }
                head.push_str("\r\n");
                if stream.write_all(&[head.as_bytes(), &body].concat()).await.is_err() {
                    return;
                }
            }
            Reply::Stall => std::future::pending().await,
            Reply::HangUp => {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n").await;
                return;
            }
            Reply::Endless => {
                let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
                let mut going = stream.write_all(head).await.is_ok();
                let chunk = [&b"400\r\n"[..], &[b'x'; 1024], b"\r\n"].concat();
                while going {
                    going = stream.write_all(&chunk).await.is_ok();
                }
                return;
            }
        }
    }
}

/// The first request in these bytes and how many of them it takes.
fn whole(raw: &[u8]) -> Option<(Request, usize)> {
    let end = raw.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&raw[..end]).expect("heads are ASCII");
    let mut lines = head.split("\r\n");
    let mut first = lines.next().unwrap_or_default().split(' ');
    let (method, target) = (first.next().unwrap_or_default(), first.next().unwrap_or_default());
    let headers: Vec<(String, String)> = lines
        .map(|line| line.split_once(':').expect("a header has a colon"))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.map_or(0, |(_, length)| length.parse().expect("a length is a number"));
    let body = raw.get(end + 4..end + 4 + length)?.to_vec();
    let (method, target) = (method.to_owned(), target.to_owned());
    Some((Request { method, target, headers, body }, end + 4 + length))
}

/// A short patience for tests of silence, so that nobody waits ten seconds.
pub const IMPATIENT: Duration = Duration::from_millis(150);
