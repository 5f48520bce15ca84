//! The engines that every promise is tested on.
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use zhangfang::store::{Broken, Engine, MemoryEngine, RedbEngine, Snapshot, Writes};

use crate::disk::Disk;

pub fn in_memory() -> Arc<dyn Engine> {
    Arc::new(MemoryEngine::new())
}

pub fn on_disk() -> Arc<dyn Engine> {
    let disk = Disk::default();
    Arc::new(RedbEngine::open_backend(move || disk.clone(), 1 << 20).unwrap())
}

/// Runs each test on every engine.
macro_rules! on_every_engine {
    ($($name:ident)*) => {
        mod in_memory {
            $(#[test] fn $name() { super::$name($crate::engines::in_memory()); })*
        }
        mod in_redb {
            $(#[test] fn $name() { super::$name($crate::engines::on_disk()); })*
        }
    };
}
pub(crate) use on_every_engine;

/// An engine that counts its commits and fails them on demand, as a full disk does.
pub struct Watched {
    inner: Arc<dyn Engine>,
    pub commits: AtomicUsize,
    failing: Mutex<Option<usize>>,
}

impl Watched {
    pub fn over(inner: Arc<dyn Engine>) -> Arc<Self> {
        Arc::new(Self { inner, commits: AtomicUsize::new(0), failing: Mutex::new(None) })
    }

    pub fn fail_after(&self, commits: Option<usize>) {
        *self.failing.lock().unwrap() = commits;
    }
}

impl Engine for Watched {
    fn snapshot(&self) -> Result<Arc<dyn Snapshot>, Broken> {
        self.inner.snapshot()
    }
    fn prepare(&self, tables: &[&'static str]) -> Result<(), Broken> {
        self.inner.prepare(tables)
    }
    fn apply(&self, writes: &Writes) -> Result<(), Broken> {
        self.commits.fetch_add(1, Ordering::SeqCst);
        match &mut *self.failing.lock().unwrap() {
            Some(0) => return Err(std::io::Error::from(std::io::ErrorKind::StorageFull).into()),
            Some(left) => *left -= 1,
            None => {}
        }
        self.inner.apply(writes)
    }
    fn close(&self) -> Result<(), Broken> {
        self.inner.close()
    }
}
