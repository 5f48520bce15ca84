//! What the program does when called: the verbs, and the log they write.
//!
//! What always holds: whatever ends a verb early is told in one whole Chinese sentence on standard error that names
//! the file or address and the remedy, and has an exit code of its own (see [`Exit`]); only what was asked for goes to
//! standard output. The first start prints a one-time set-up code there and nowhere else (security B1 23).

mod asked;
mod check;
mod control;
mod courier;
mod demo;
mod exchange;
mod folder;
mod identity;
mod import;
mod init;
mod lan;
mod launch;
pub mod logging;
mod mail;
mod orders;
mod outside;
mod process;
mod progress;
pub mod providers;
mod restore;
mod serve;
mod shown;
mod trouble;
pub mod upkeep;
mod words;

pub use check::examine;
pub use trouble::{Exit, Trouble};

use std::ffi::OsString;
use std::process::ExitCode;
use words::{ProvidersVerb, TransferVerb, Verb, Words};

/// Runs the command that these words are.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    process::prepare();
    let words = match words::read(words) {
        Ok(words) => words,
        Err(words::Unread::Help(text)) => {
            println!("{text}");
            return ExitCode::SUCCESS;
        }
        Err(words::Unread::Fault(trouble)) => return told(&trouble),
    };
    match obey(words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => told(&trouble),
    }
}

fn told(trouble: &Trouble) -> ExitCode {
    eprintln!("{trouble}");
    trouble.exit.into()
}

fn obey(words: Words) -> Result<(), Trouble> {
    let typed = words.settings.typed();
    match words.verb.unwrap_or(Verb::Serve) {
        Verb::Serve => serve::serve(&typed),
        Verb::Demo { keep } => demo::demo(typed, keep),
        Verb::Init => init::init(&typed),
        Verb::Config => shown::config(&typed),
        Verb::Backup { file } => asked::backup(&typed, file),
        Verb::Restore { file } => restore::restore(&typed, &file),
        Verb::Check { rebuild } => check::check(&typed, rebuild),
        Verb::Officer { what } => asked::officer(&typed, what.into()),
        Verb::Transfer { what: TransferVerb::Accept { file } } => asked::accept(&typed, &file),
        Verb::Transfer { what: TransferVerb::Card } => asked::card(&typed),
        Verb::Import { template: true, kind, file, .. } => import::template(import::kind(&kind)?, &file),
        Verb::Import { kind, file, dry_run, report, .. } => {
            asked::import(&typed, import::kind(&kind)?, &file, dry_run, report.as_deref())
        }
        Verb::Providers { what: ProvidersVerb::Test { phone, mail } } => {
            providers::test(&typed, phone.as_deref(), mail.as_deref())
        }
        Verb::Version => {
            println!("zhangfang {}", env!("CARGO_PKG_VERSION"));
            Ok(())
        }
    }
}
