//! Bytes, order, durability; knows no word of the trade.
//!
//! ```text
//! act ─▶ queue ─▶ writer thread: snapshot + writes of the batch + own writes ─▶ one commit, one answer for all
//! view ─▶ snapshot of the last durable state
//! ```
//!
//! What always holds:
//! - An act that was answered with `Ok` is durable. One that was refused, or panicked, has written nothing. Only
//!   [`Broken::Unknown`] leaves open whether an act is durable, and after it nothing is written until the store is
//!   resumed or opened again.
//! - Acts are serial: no lost update, no dirty read, no phantom, no write skew. A view sees one durable state, which
//!   may be older than the newest, but never older than any act answered before the view was taken.
//! - Indexes agree with their tables; what is kept is listed in the [`Catalogue`].
use std::sync::Arc;

mod attachment;
mod backup;
mod check;
mod engine;
mod file;
mod key;
mod memory_engine;
mod migrate;
mod record;
mod redb_engine;
mod span;
mod table;
mod tx;
mod writer;
mod writes;

pub use attachment::{Attachment, Digest, attachment, attachments};
pub use backup::{Manifest, backup, inspect, restore};
pub use check::{Findings, IndexFinding, TableFinding, check, rebuild};
pub use engine::{Broken, Direction, Engine, KeyRange, Pair, Snapshot};
pub use key::{Key, Newest};
pub use memory_engine::MemoryEngine;
pub use migrate::{Catalogue, Migration, fill_indexes};
pub use record::{Record, decoded, encoded};
pub use redb_engine::{RedbEngine, check_file, default_cache};
pub use span::Span;
pub use table::{Declared, Derived, Entries, Index, Table};
pub use tx::{Read, Tx, View};
pub use writes::{Change, Writes};

/// The database of one instance; clones share it.
#[derive(Clone)]
pub struct Store {
    engine: Arc<dyn Engine>,
    catalogue: &'static Catalogue,
    writer: Arc<writer::Writer>,
}

impl Store {
    /// Opens what this engine holds, brings it to the catalogue's version and starts the writer with a queue of so
    /// many acts. Fails with [`Broken::Version`] if it is newer than this program.
    pub fn open(
        engine: Arc<dyn Engine>,
        catalogue: &'static Catalogue,
        queue: usize,
    ) -> Result<Self, Broken> {
        Self::open_after(engine, catalogue, queue, |_, _| Ok(()))
    }

    /// Opens like [`Store::open`]; if the database is older, `before_first` sees it as it is, with its version,
    /// before any step changes it: the moment for a backup. If that fails, nothing is changed.
    pub fn open_after(
        engine: Arc<dyn Engine>,
        catalogue: &'static Catalogue,
        queue: usize,
        before_first: impl FnOnce(&View, u32) -> Result<(), Broken>,
    ) -> Result<Self, Broken> {
        migrate::bring_up_to_date(&engine, catalogue, before_first)?;
        let names = Arc::new(catalogue.names()?);
        let writer = Arc::new(writer::Writer::start(engine.clone(), names, queue)?);
        Ok(Self { engine, catalogue, writer })
    }

    /// What this store keeps.
    pub fn catalogue(&self) -> &'static Catalogue {
        self.catalogue
    }

    /// The last durable state.
    pub fn view(&self) -> Result<View, Broken> {
        Ok(View { snapshot: self.engine.snapshot()? })
    }

    /// Runs an act on the writer thread and answers when it is durable. [`Broken::Busy`] if the queue is full.
    ///
    /// The act takes milliseconds and has no effect but through its [`Tx`]. If the future is dropped after it was
    /// first polled, the act still happens.
    pub async fn act<T, E>(&self, act: impl Fn(&mut Tx) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Broken> + Send + 'static,
    {
        self.writer.ask(act)?.await.unwrap_or_else(|_| Err(Broken::Closed.into()))
    }

    /// Runs an act like [`Store::act`], blocking this thread, which must not be one of an asynchronous runtime.
    pub fn act_blocking<T, E>(&self, act: impl Fn(&mut Tx) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Broken> + Send + 'static,
    {
        self.writer.ask(act)?.blocking_recv().unwrap_or_else(|_| Err(Broken::Closed.into()))
    }

    /// Why writing has stopped; `None` while it goes on.
    pub fn stopped(&self) -> Option<Broken> {
        self.writer.stopped()
    }

    /// Goes on writing after a failure, once its cause is gone: room on the disk, say. Fails if it is not gone.
    pub fn resume(&self) -> Result<(), Broken> {
        self.writer.resume()
    }

    /// Finishes the acts already queued, ends the writer and closes the engine, for all clones of this store.
    pub fn close(self) -> Result<(), Broken> {
        self.writer.finish();
        self.engine.close()
    }
}
