//! `backup`, `officer`, `transfer` and `import`: done by the running service when there is one, otherwise right here.

use super::control;
use super::exchange;
use super::folder;
use super::import::Errand;
use super::orders::{self, Order};
use super::trouble::{Exit, Trouble};
use super::upkeep::Archivist;
use crate::config::{Config, Typed};
use crate::intake::Kind;
use crate::tables::Profile;
use std::path::{Path, PathBuf};

/// Writes an archive to this file, or to a name with day and time in the backup folder.
pub(super) fn backup(typed: &Typed, file: Option<PathBuf>) -> Result<(), Trouble> {
    let config = folder::settings(typed)?;
    let file = file.unwrap_or_else(|| {
        config.backup.folder.join(Archivist::name_at(crate::office::Clock::now(&crate::office::MachineClock)))
    });
    obey(&config, Order::Backup(absolute("备份到", &file)?))
}

/// Takes in a letter or an answer.
pub(super) fn accept(typed: &Typed, file: &Path) -> Result<(), Trouble> {
    let config = folder::settings(typed)?;
    let path = absolute("读取", file)?;
    exchange::may_be_read(Path::new(&path))?;
    obey(&config, Order::AcceptTransfer(path))
}

/// Brings a table in, or only checks it.
pub(super) fn import(
    typed: &Typed,
    kind: Kind,
    file: &Path,
    dry: bool,
    report: Option<&Path>,
) -> Result<(), Trouble> {
    let config = folder::settings(typed)?;
    let path = absolute("读取", file)?;
    let report = report.map(|report| absolute("写入", report)).transpose()?.unwrap_or_default();
    if control::answers(&config.instance) {
        eprintln!("服务正在运行，由它来导入，请稍候……");
    }
    obey(&config, Order::Import(Errand { kind, path, dry, report }))
}

/// Prints the own card.
pub(super) fn card(typed: &Typed) -> Result<(), Trouble> {
    obey(&folder::settings(typed)?, Order::Card)
}

/// A path that the running service understands as well, as one word.
fn absolute(what: &str, file: &Path) -> Result<String, Trouble> {
    let path = std::path::absolute(file).map_err(|cause| Trouble::machine(what, file, &cause))?;
    let plain = path.to_str().filter(|path| !path.contains(['\t', '\n', '\r']));
    plain.map(str::to_string).ok_or_else(|| {
        Trouble::new(Exit::Words, format!("文件名 {} 里有不能使用的字符；请换一个名字。", file.display()))
    })
}

/// Does something about officers.
pub(super) fn officer(typed: &Typed, order: Order) -> Result<(), Trouble> {
    obey(&folder::settings(typed)?, order)
}

fn obey(config: &Config, order: Order) -> Result<(), Trouble> {
    let answer = match control::ask(&config.instance, &order) {
        Some(answer) => answer?,
        None => here(config, order)?,
    };
    println!("{answer}");
    Ok(())
}

fn here(config: &Config, order: Order) -> Result<String, Trouble> {
    let database = folder::database(config);
    let store = folder::open(config, true)?;
    folder::settle(&store, config, Profile::Production)?;
    let office = folder::office(&store, config, Profile::Production)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|cause| Trouble::machine("读写", &database, &cause))?;
    let done = runtime.block_on(orders::obey(&office, &Archivist::new(office.clone()), config, order, true));
    let closed = store.close().map_err(|broken| Trouble::broken(&broken, &database));
    done.and_then(|text| closed.map(|()| text))
}
