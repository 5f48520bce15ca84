//! `restore`: the state of an archive in place of the present one.
//!
//! What always holds: the live file is not touched before the archive has been verified, opened, brought to this
//! program's version, freed of every session, code and hand-off, and checked (T74, T75); what it was stays beside it as
//! `.replaced`. No letter and no mail of the archive is sent: nobody knows which of them had been.

use super::check;
use super::folder;
use super::trouble::{Exit, Trouble};
use crate::config::{Config, Typed};
use crate::office::{Act, Actor, Office, Stop};
use crate::store::{self, Broken, Read, Record, RedbEngine, Span, Store, Table, Tx};
use crate::tables::{
    CAPTCHAS, CATALOGUE, CODES, HANDOFFS, INSTANCE, Instance, Item, ItemState, MAILS, MAILS_DUE, MailState,
    OFFICERS, OUTBOX, OUTBOX_WAITING, Only, Profile, REPLIES, SESSIONS,
};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Puts the archive's state in place, unless anything about it is wrong.
pub(super) fn restore(typed: &Typed, archive: &Path) -> Result<(), Trouble> {
    let config = folder::settings(typed)?;
    folder::make(&config.instance)?;
    let live = folder::database(&config);
    let held = hold(&live)?;
    let incoming = Incoming(config.instance.join("zhangfang.redb.incoming"));
    incoming.remove().map_err(|cause| Trouble::machine("清理", &incoming.0, &cause))?;
    let manifest = store::restore(archive, &incoming.0, &CATALOGUE)
        .map_err(|broken| Trouble::broken(&broken, archive))?;
    let store = opened(&config, &incoming.0).map_err(|broken| Trouble::broken(&broken, archive))?;
    let made_ready = make_ready(&store, &config, archive);
    let closed = store.close().map_err(|broken| Trouble::broken(&broken, &incoming.0));
    made_ready.and(closed)?;
    swap(&incoming.0, &live, held.is_some())
        .map_err(|cause| Trouble::machine("更换数据库", &live, &cause))?;
    drop(held);
    folder::write_example(&config)?;
    println!(
        "已从 {} 恢复（{} 字节，已核对）。所有登录、验证码和设置码都已失效，需要重新登录。",
        archive.display(),
        manifest.length
    );
    if live.with_extension("redb.replaced").exists() {
        println!("原来的数据留在 {}.replaced，确认无误后可以删除。", live.display());
    }
    Ok(())
}

/// The file on its way, removed when it does not arrive.
struct Incoming(PathBuf);

impl Incoming {
    fn remove(&self) -> std::io::Result<()> {
        match std::fs::remove_file(&self.0) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Err(cause),
            _ => Ok(()),
        }
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        // The next restore tries again.
        let _ = self.remove();
    }
}

/// Locks the live file, so that no service opens it while it is replaced.
fn hold(live: &Path) -> Result<Option<File>, Trouble> {
    let file = match File::options().read(true).write(true).open(live) {
        Ok(file) => file,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(Trouble::machine("打开", live, &cause)),
    };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => {
            Err(Trouble::broken(&Broken::InUse(live.display().to_string()), live))
        }
        Err(TryLockError::Error(cause)) => Err(Trouble::machine("锁定", live, &cause)),
    }
}

fn opened(config: &Config, path: &Path) -> Result<Store, Broken> {
    let cache = usize::try_from(config.cache).unwrap_or(usize::MAX);
    let engine = RedbEngine::open_file(path, cache, true)?;
    Store::open(Arc::new(engine), &CATALOGUE, 64)
}

fn make_ready(store: &Store, config: &Config, archive: &Path) -> Result<(), Trouble> {
    let broken = |broken: Broken| Trouble::broken(&broken, archive);
    let instance = store.view().and_then(|view| view.get(&INSTANCE, &Only)).map_err(broken)?;
    if instance.is_none_or(|instance| instance.profile != Profile::Production) {
        return Err(Trouble::new(
            Exit::Refused,
            format!(
                "{} 是演示数据的备份，不能恢复为正式服务；请换一份备份，现有数据没有改动。",
                archive.display()
            ),
        ));
    }
    store.act_blocking(end_everything).map_err(broken)?;
    let office = folder::office(store, config, Profile::Production)?;
    note(&office).map_err(broken)?;
    let findings = check::examine(&office).map_err(broken)?;
    match findings.is_empty() {
        true => Ok(()),
        false => Err(Trouble::new(
            Exit::Damaged,
            format!(
                "{} 的内容有问题（{}）；请换一份备份，现有数据没有改动。",
                archive.display(),
                findings.join("；")
            ),
        )),
    }
}

/// Raises the epoch and removes everything that lets somebody in without a password (security 0.11).
fn end_everything(tx: &mut Tx) -> Result<(), Broken> {
    if let Some(instance) = tx.get(&INSTANCE, &Only)? {
        let epoch = instance.epoch.wrapping_add(1);
        tx.put(&INSTANCE, &Only, &Instance { epoch, setup: None, ..instance })?;
    }
    empty(tx, &SESSIONS)?;
    empty(tx, &CODES)?;
    empty(tx, &CAPTCHAS)?;
    // Also those at the counter, which need no living session to pass.
    empty(tx, &HANDOFFS)?;
    empty(tx, &REPLIES)?;
    for (id, officer) in tx.scan(&OFFICERS, Span::all(usize::MAX))? {
        if officer.invitation.is_some() {
            tx.put(&OFFICERS, &id, &crate::accounts::Officer { invitation: None, ..officer })?;
        }
    }
    for (serial, _) in tx.list(&OUTBOX_WAITING, Span::all(usize::MAX))? {
        if let Some(item) = tx.get(&OUTBOX, &serial)? {
            tx.put(&OUTBOX, &serial, &Item { letter: None, state: ItemState::Unknown, ..item })?;
        }
    }
    for ((_, serial), _) in tx.list(&MAILS_DUE, Span::all(usize::MAX))? {
        if let Some(mailing) = tx.get(&MAILS, &serial)? {
            tx.put(&MAILS, &serial, &mailing.ended(MailState::Unknown, false))?;
        }
    }
    Ok(())
}

fn empty<K: store::Key, V: Record>(tx: &mut Tx, table: &Table<K, V>) -> Result<(), Broken> {
    for (key, _) in tx.scan(table, Span::all(usize::MAX))? {
        tx.remove(table, &key)?;
    }
    Ok(())
}

fn note(office: &Office) -> Result<(), Broken> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let act = Act::new(Actor::Console, "house.restore", "console");
    match runtime.block_on(office.act(act, |_| Ok::<_, Stop<()>>(()))) {
        Err(Stop::Failed(broken)) => Err(broken),
        Ok(()) | Err(Stop::Refused(())) => Ok(()),
    }
}

/// Puts the new file under the live name, which is never without a database.
fn swap(incoming: &Path, live: &Path, was_there: bool) -> std::io::Result<()> {
    if was_there {
        let replaced = live.with_extension("redb.replaced");
        match std::fs::remove_file(&replaced) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => return Err(cause),
            _ => {}
        }
        // A medium without hard links can only rename.
        std::fs::hard_link(live, &replaced).or_else(|_| std::fs::rename(live, &replaced))?;
    }
    std::fs::rename(incoming, live)?;
    File::open(live.parent().unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::Letter;
    use crate::store::MemoryEngine;
    use crate::tables::Mailing;
    use crate::terms::{Email, Moment, Phone};

    #[test]
    fn nothing_that_waited_in_an_archive_is_sent() {
        let store = Store::open(Arc::new(MemoryEngine::new()), &CATALOGUE, 8).unwrap();
        let at = Moment::from_millis(1);
        let (to, template) = (Phone::parse("13900000001").unwrap(), "password_changed".to_string());
        let letter = Some(Letter::PasswordChanged);
        let item = Item {
            to,
            letter: letter.clone(),
            at,
            state: ItemState::Waiting,
            template: template.clone(),
            asker: None,
        };
        let state = MailState::Waiting(at);
        let mailing =
            Mailing { to: Email::parse("a@example.cn").ok(), letter, at, state, tries: 1, template };
        let put = store.act_blocking(move |tx| {
            tx.put(&OUTBOX, &1, &item)?;
            tx.put(&MAILS, &1, &mailing)
        });
        put.unwrap();
        store.act_blocking(end_everything).unwrap();
        let view = store.view().unwrap();
        assert!(view.list(&OUTBOX_WAITING, Span::all(9)).unwrap().is_empty());
        assert!(view.list(&MAILS_DUE, Span::all(9)).unwrap().is_empty());
        let mailing = view.get(&MAILS, &1).unwrap().unwrap();
        assert_eq!((mailing.state, mailing.to, mailing.letter), (MailState::Unknown, None, None));
        assert_eq!(view.get(&OUTBOX, &1).unwrap().unwrap().letter, None);
    }
}
