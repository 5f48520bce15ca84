//! The instance folder: its settings, its database, and making either.
//!
//! What always holds: folder and files are readable by their owner alone; a file that is there is never overwritten;
//! a demonstration is never opened as the real thing nor the other way round (T84).

use super::trouble::{Exit, Trouble};
use crate::config::{Config, FILE_NAME, Typed};
use crate::office::{MachineClock, MachineDice, Office, found};
use crate::reference::{self, Reference};
use crate::store::{Broken, Read, RedbEngine, Store, backup};
use crate::tables::{CATALOGUE, INSTANCE, Only, Profile};
use crate::terms::RegionCode;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

/// The database in the instance folder.
pub(super) const DATABASE: &str = "zhangfang.redb";
/// Acts that may wait for the writer.
const QUEUE: usize = 1_024;

/// The settings in force: flags, environment, file, defaults.
pub(super) fn settings(typed: &Typed) -> Result<Config, Trouble> {
    let environment = |name: &str| std::env::var(name).ok();
    let file = Config::instance_folder(typed, &environment).join(FILE_NAME);
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => Some(text),
        Err(cause) if cause.kind() == ErrorKind::NotFound => None,
        Err(cause) => return Err(Trouble::machine("读取配置文件", &file, &cause)),
    };
    Config::read(typed, &environment, text.as_deref(), &file.display().to_string())
        .map_err(|faults| Trouble::settings(&faults))
}

/// The path of the database.
pub(super) fn database(config: &Config) -> PathBuf {
    config.instance.join(DATABASE)
}

/// Makes a folder for its owner alone, unless it is there.
pub(super) fn make(folder: &Path) -> Result<(), Trouble> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|cause| Trouble::machine("建立文件夹", folder, &cause))
}

/// The text of a file that nobody but its owner may read.
pub(super) fn secret(what: &str, path: &Path) -> Result<Zeroizing<Vec<u8>>, Trouble> {
    let trouble = |cause| Trouble::machine(&format!("读取{what}"), path, &cause);
    let mut file = File::open(path).map_err(trouble)?;
    let about = file.metadata().map_err(trouble)?;
    if about.permissions().mode() & 0o077 != 0 {
        return Err(Trouble::new(
            Exit::Settings,
            format!("{what} {0} 其他用户也能读取；请运行 chmod 600 {0} 后重试。", path.display()),
        ));
    }
    // With room from the start the text is not moved about and leaves no copies behind.
    let mut text = Zeroizing::new(Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0) + 1));
    file.read_to_end(&mut text).map_err(trouble)?;
    Ok(text)
}

/// Writes the commented configuration file, unless there is one; whether it was written.
pub(super) fn write_example(config: &Config) -> Result<bool, Trouble> {
    let path = config.instance.join(FILE_NAME);
    let trouble = |cause| Trouble::machine("写入配置文件", &path, &cause);
    let mut file = match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
        Ok(file) => file,
        Err(cause) if cause.kind() == ErrorKind::AlreadyExists => return Ok(false),
        Err(cause) => return Err(trouble(cause)),
    };
    file.write_all(Config::example_toml().as_bytes()).and_then(|()| file.sync_all()).map_err(trouble)?;
    Ok(true)
}

/// Opens the database, bringing it to this program's version after a backup of what it was.
pub(super) fn open(config: &Config, must_exist: bool) -> Result<Store, Trouble> {
    let path = database(config);
    let cache = usize::try_from(config.cache).unwrap_or(usize::MAX);
    opened(config, &path, cache, must_exist).map_err(|broken| Trouble::broken(&broken, &path))
}

fn opened(config: &Config, path: &Path, cache: usize, must_exist: bool) -> Result<Store, Broken> {
    let engine = RedbEngine::open_file(path, cache, must_exist)?;
    Store::open_after(Arc::new(engine), &CATALOGUE, QUEUE, |view, version| {
        DirBuilder::new().recursive(true).mode(0o700).create(&config.backup.folder)?;
        let archive = config.backup.folder.join(format!("before-update-from-{version}.backup"));
        backup(view, &archive, env!("CARGO_PKG_VERSION"), now_millis()).map(|_| ())
    })
}

/// Milliseconds since 1970, for archives.
pub(super) fn now_millis() -> u64 {
    use crate::office::Clock;
    u64::try_from(MachineClock.now().millis()).unwrap_or(0)
}

/// Makes the instance record in a new database, or refuses one of another kind; whether it was made.
pub(super) fn settle(store: &Store, config: &Config, profile: Profile) -> Result<bool, Trouble> {
    let path = database(config);
    let broken = |broken| Trouble::broken(&broken, &path);
    let region = config.region_code.as_deref().and_then(|code| RegionCode::parse(code).ok());
    let made = found(store, &MachineClock, &MachineDice::default(), profile, region).map_err(broken)?;
    let instance = store.view().and_then(|view| view.get(&INSTANCE, &Only)).map_err(broken)?;
    match instance.map(|instance| instance.profile) {
        Some(there) if there == profile => Ok(made),
        Some(Profile::Demonstration) => Err(Trouble::new(
            Exit::Refused,
            format!(
                "{} 是演示数据，不能用于正式服务；请用 --instance 指定另一个文件夹，或运行 zhangfang demo。",
                path.display()
            ),
        )),
        Some(Profile::Production) => Err(Trouble::new(
            Exit::Refused,
            format!("{} 是正式数据，不能用于演示；请用 --keep 指定另一个文件夹。", path.display()),
        )),
        None => Err(Trouble::new(
            Exit::Damaged,
            format!("{} 里没有实例记录；请用 zhangfang restore 从备份恢复。", path.display()),
        )),
    }
}

/// The office behind an open database.
pub(super) fn office(store: &Store, config: &Config, profile: Profile) -> Result<Office, Trouble> {
    let world = match profile {
        Profile::Production => reference::Profile::Production,
        Profile::Demonstration => reference::Profile::Demo,
    };
    let reference = Reference::load(world).map_err(|cause| {
        Trouble::new(Exit::Damaged, format!("程序自带的数据有问题（{cause}）；请重新下载 zhangfang。"))
    })?;
    let known = |code: &String| RegionCode::parse(code).is_ok_and(|code| reference.divisions().exists(code));
    if let Some(code) = config.region_code.as_ref().filter(|code| !known(code)) {
        return Err(Trouble::new(
            Exit::Settings,
            format!(
                "行政区划代码（region_code）现在是“{code}”，行政区划里没有它；请改为本县（市、区）的六位代码。"
            ),
        ));
    }
    Office::open(store.clone(), Arc::new(MachineClock), Arc::new(MachineDice::default()), Arc::new(reference))
        .map_err(|broken| Trouble::broken(&broken, &database(config)))
}
