//! The executable at work: how it starts, is asked, ends, is killed, backed up and restored.
mod backups;
mod crash;
mod demonstration;
mod exchange;
mod hostile;
mod imports;
mod instance;
mod letters;
mod providers;
mod visitor;

use crate::EXECUTABLE;
use crate::process::{Folder, Running, http_address};
use rustix::process::Signal;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

/// How long an orderly end may take.
const END: Duration = Duration::from_secs(25);

/// The executable with these words, at home in this folder and with nothing of this machine's settings.
pub fn zhangfang(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(EXECUTABLE);
    command.args(words).current_dir(folder).env_clear().env("HOME", folder).env("TMPDIR", folder);
    command
}

/// What the executable says when it is run to its end.
fn said(folder: &Path, words: &[&str]) -> Output {
    zhangfang(folder, words).output().expect("the executable runs")
}

/// Standard output and standard error together.
fn text(output: &Output) -> String {
    let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    lossy(&output.stdout) + &lossy(&output.stderr)
}

/// The service on a port of its own.
fn serve(folder: &Folder, words: &[&str]) -> Running {
    let words: Vec<&str> = ["serve", "--listen", "127.0.0.1:0"].iter().chain(words).copied().collect();
    Running::start(&mut zhangfang(folder.path(), &words), http_address).expect("the service starts")
}

/// Asks the service to end and waits until it has, in order.
fn end(mut running: Running) {
    running.signal(Signal::TERM);
    let status = running.ended(END).expect("the service ends in time");
    assert!(status.success(), "{status}: {}", running.errors());
}
