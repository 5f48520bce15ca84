//! What the three fakes of SMS providers share: they take only what is signed and shaped as the provider demands, keep
//! what they took, and then behave as their script says.
use super::http::{Reply, Request, Server};
use data_encoding::HEXLOWER;
use ring::{digest, hmac};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// One message that a provider has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The number as the provider was told it.
    pub phone: String,
    /// The sender's id of the message.
    pub id: String,
    /// The provider's template.
    pub template: String,
    /// What fills the template, in order.
    pub filling: Vec<String>,
}

/// What a provider does with a message that it has understood; it is told how many came before.
pub type Behaviour = dyn Fn(usize, &Taken) -> Reply + Send + Sync;
/// How a provider reads a request; it is given the nonces seen so far.
pub type Reader = dyn Fn(&Request, &mut BTreeSet<String>) -> Result<Taken, String> + Send + Sync;

/// A provider on loopback.
pub struct Provider {
    /// `http://127.0.0.1:<port>`.
    pub origin: String,
    server: Server,
    books: Arc<Mutex<Books>>,
}

#[derive(Default)]
struct Books {
    taken: Vec<Taken>,
    wrong: Vec<String>,
    nonces: BTreeSet<String>,
}

impl Provider {
    /// Opens a provider; must be called within a runtime.
    pub async fn open(read: Box<Reader>, behave: Box<Behaviour>) -> Provider {
        let books = Arc::new(Mutex::new(Books::default()));
        let kept = Arc::clone(&books);
        let server = Server::open(move |request| {
            let mut books = kept.lock().expect("no test panics while it writes");
            match read(request, &mut books.nonces) {
                Ok(taken) => {
                    let before = books.taken.len();
                    books.taken.push(taken.clone());
                    behave(before, &taken)
                }
                Err(wrong) => {
                    books.wrong.push(wrong);
                    Reply::with("400 Bad Request", "{}")
                }
            }
        });
        let server = server.await;
        Provider { origin: server.origin.clone(), server, books }
    }

    /// Every message taken so far; fails if anything else has reached the provider.
    #[track_caller]
    pub fn taken(&self) -> Vec<Taken> {
        let books = self.books.lock().expect("no test panics while it writes");
        assert!(books.wrong.is_empty(), "not as the provider demands: {:?}", books.wrong);
        assert_eq!(books.taken.len(), self.server.requests().len());
        books.taken.clone()
    }

    /// What was wrong with the requests that were not understood.
    pub fn wrong(&self) -> Vec<String> {
        self.books.lock().expect("no test panics while it writes").wrong.clone()
    }
}

/// Lower-case hexadecimal SHA-256.
pub fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(digest::digest(&digest::SHA256, bytes).as_ref())
}

/// HMAC-SHA256.
pub fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes()).as_ref().to_vec()
}

/// A header that must be there.
pub fn needed<'r>(request: &'r Request, name: &str) -> Result<&'r str, String> {
    request.header(name).ok_or_else(|| format!("no header {name}"))
}

/// Fails with these words unless it holds.
pub fn demand(holds: bool, words: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(words.to_owned()) }
}

/// A nonce that has not come before.
pub fn fresh(nonces: &mut BTreeSet<String>, nonce: &str, length: usize) -> Result<(), String> {
    demand(nonce.len() == length && nonce.bytes().all(|b| b.is_ascii_hexdigit()), "a nonce is hexadecimal")?;
    demand(nonces.insert(nonce.to_owned()), "the nonce came twice")
}
