//! Asking a running instance: another process cannot open its database, so it asks over a socket in its folder.
//!
//! ```text
//! one line of words with tabs between them ─▶   ◀─ `ok`, `no` or `found`, a line end, and what to tell the operator
//! ```
//!
//! What always holds: the socket is in the instance folder and only its owner may open it; one line of at most 4 KB
//! is read; whoever may ask could read the database file as well.

use super::orders::{self, Order};
use super::trouble::{Exit, Trouble};
use super::upkeep::Archivist;
use crate::config::Config;
use crate::office::Office;
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream as Asking;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::watch;

const NAME: &str = "control.sock";
/// The longest question.
const LONGEST: usize = 4096;
/// For a question to arrive.
const PATIENCE: Duration = Duration::from_secs(5);

/// The socket of an instance folder.
fn socket(instance: &Path) -> PathBuf {
    instance.join(NAME)
}

/// Answers questions until the house closes; without a socket the house works all the same.
pub(super) async fn answer(
    office: Office,
    archivist: Archivist,
    config: Arc<Config>,
    mut closing: watch::Receiver<bool>,
) {
    let path = socket(&config.instance);
    let listener = match open(&path) {
        Ok(listener) => listener,
        Err(cause) => return log::warn!("control: no socket at {}: {cause}", path.display()),
    };
    loop {
        tokio::select! {
            accepted = listener.accept() => if let Ok((stream, _)) = accepted {
                tokio::spawn(serve(stream, office.clone(), archivist.clone(), config.clone()));
            },
            _ = closing.wait_for(|closing| *closing) => break,
        }
    }
    // The next start removes what is left.
    let _ = std::fs::remove_file(&path);
}

/// Binds the socket; the database lock proves that an old one is nobody's.
fn open(path: &Path) -> std::io::Result<UnixListener> {
    match std::fs::remove_file(path) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => return Err(cause),
        _ => {}
    }
    let listener = UnixListener::bind(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    Ok(listener)
}

async fn serve(mut stream: UnixStream, office: Office, archivist: Archivist, config: Arc<Config>) {
    let asked = tokio::time::timeout(PATIENCE, question(&mut stream)).await;
    let Ok(Ok(line)) = asked else { return };
    let words: Vec<&str> = line.split('\t').collect();
    let result = match Order::from_words(&words) {
        Some(order) => orders::obey(&office, &archivist, &config, order, false).await,
        None => {
            Err(Trouble::new(Exit::Failed, "正在运行的 zhangfang 不认识这个请求；请让两个程序使用同一版本。"))
        }
    };
    let said = match result {
        Ok(text) => format!("ok\n{text}"),
        Err(trouble) if trouble.exit == Exit::Findings => format!("found\n{trouble}"),
        Err(trouble) => format!("no\n{trouble}"),
    };
    if stream.write_all(said.as_bytes()).await.is_err() {
        log::warn!("control: nobody waited for the answer");
    }
}

async fn question(stream: &mut UnixStream) -> std::io::Result<String> {
    let mut asked = Vec::new();
    while !asked.ends_with(b"\n") {
        let mut piece = [0; 512];
        let length = stream.read(&mut piece).await?;
        asked.extend(&piece[..length]);
        if length == 0 || asked.len() > LONGEST {
            return Err(ErrorKind::InvalidData.into());
        }
    }
    asked.pop();
    String::from_utf8(asked).map_err(|_| ErrorKind::InvalidData.into())
}

/// Whether an instance runs in this folder.
pub(super) fn answers(instance: &Path) -> bool {
    Asking::connect(socket(instance)).is_ok()
}

/// Asks the instance that runs in this folder; none when there is none.
pub(super) fn ask(instance: &Path, order: &Order) -> Option<Result<String, Trouble>> {
    let mut stream = Asking::connect(socket(instance)).ok()?;
    let mut answer = String::new();
    let asked = stream
        .write_all(format!("{}\n", order.words().join("\t")).as_bytes())
        .and_then(|()| stream.read_to_string(&mut answer));
    Some(match (asked, answer.split_once('\n')) {
        (Ok(_), Some(("ok", text))) => Ok(text.to_string()),
        (Ok(_), Some(("found", text))) => Err(Trouble::new(Exit::Findings, text)),
        (Ok(_), Some(("no", text))) => Err(Trouble::new(Exit::Refused, text)),
        _ => Err(Trouble::new(
            Exit::Failed,
            format!("正在运行的服务没有答复（{}）；请查看它的日志后重试。", socket(instance).display()),
        )),
    })
}
