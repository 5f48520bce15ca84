//! The one writer: a thread that runs acts one after another and commits whatever is queued together.
//!
//! What always holds: nobody is answered before the batch is durable; an act that fails or panics leaves nothing; if
//! a commit fails, everybody in its batch is told so and no act runs afterwards.
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use super::engine::{Broken, Engine};
use super::migrate::probe;
use super::tx::Tx;

// A batch that grew without end would make its first act wait without end.
const MOST_ACTS: usize = 1024;
const MOST_BYTES: usize = 16 * 1024 * 1024;

type Names = Arc<BTreeSet<&'static str>>;

/// An act in the queue, with somebody waiting for its answer.
trait Waiting: Send {
    /// Runs the act; whether its writes are to be kept.
    fn run(&mut self, tx: &mut Tx) -> bool;
    /// Answers with the act's own result, or with what broke its batch.
    fn answer(self: Box<Self>, batch: Result<(), Broken>);
}

struct Asked<A, T, E> {
    act: A,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<A, T, E> Waiting for Asked<A, T, E>
where
    A: Fn(&mut Tx) -> Result<T, E> + Send,
    T: Send,
    E: From<Broken> + Send,
{
    fn run(&mut self, tx: &mut Tx) -> bool {
        let result = catch_unwind(AssertUnwindSafe(|| (self.act)(tx)))
            .unwrap_or_else(|panic| Err(Broken::Panicked(said(panic.as_ref())).into()));
        self.result.insert(result).is_ok()
    }

    fn answer(self: Box<Self>, batch: Result<(), Broken>) {
        let result = match (batch, self.result) {
            (Err(broken), _) => Err(broken.into()),
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(Broken::Closed.into()),
        };
        // Whoever asked may have gone; the act is durable all the same.
        let _ = self.reply.send(result);
    }
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_string());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no words".to_string())
}

enum Message {
    Act(Box<dyn Waiting>),
    Stop,
}

/// The way to the writer thread.
pub(super) struct Writer {
    queue: SyncSender<Message>,
    engine: Arc<dyn Engine>,
    names: Names,
    stopped: Arc<Mutex<Option<Broken>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread with a queue of so many acts.
    pub(super) fn start(engine: Arc<dyn Engine>, names: Names, queue: usize) -> Result<Self, Broken> {
        let (sender, receiver) = sync_channel(queue.max(1));
        let stopped = Arc::new(Mutex::new(None));
        let desk = Desk { engine: engine.clone(), names: names.clone(), stopped: stopped.clone() };
        let thread =
            std::thread::Builder::new().name("writer".to_string()).spawn(move || desk.work(&receiver))?;
        Ok(Self { queue: sender, engine, names, stopped, thread: Mutex::new(Some(thread)) })
    }

    /// Queues an act; fails at once if the queue is full, closed or the writer has stopped.
    pub(super) fn ask<T, E>(
        &self,
        act: impl Fn(&mut Tx) -> Result<T, E> + Send + 'static,
    ) -> Result<oneshot::Receiver<Result<T, E>>, Broken>
    where
        T: Send + 'static,
        E: From<Broken> + Send + 'static,
    {
        if let Some(cause) = self.stopped() {
            return Err(cause);
        }
        let (reply, answer) = oneshot::channel();
        let asked = Box::new(Asked { act, result: None, reply });
        match self.queue.try_send(Message::Act(asked)) {
            Ok(()) => Ok(answer),
            Err(TrySendError::Full(_)) => Err(Broken::Busy),
            Err(TrySendError::Disconnected(_)) => Err(Broken::Closed),
        }
    }

    /// Why no act runs any more.
    pub(super) fn stopped(&self) -> Option<Broken> {
        self.stopped.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Lets acts run again if the engine can write again; the thread writes nothing while it is stopped.
    pub(super) fn resume(&self) -> Result<(), Broken> {
        let mut stopped = self.stopped.lock().unwrap_or_else(PoisonError::into_inner);
        if stopped.is_some() {
            probe(&self.engine, &self.names)?;
            *stopped = None;
            log::info!("writer: goes on: the engine can write again");
        }
        Ok(())
    }

    /// Finishes every act already queued and ends the thread.
    pub(super) fn finish(&self) {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(thread) = thread else { return };
        // The thread may have ended already, then nobody listens.
        let _ = self.queue.send(Message::Stop);
        if thread.join().is_err() {
            log::error!("writer: ended badly: it panicked");
        }
    }
}

/// What the writer thread works with.
struct Desk {
    engine: Arc<dyn Engine>,
    names: Names,
    stopped: Arc<Mutex<Option<Broken>>>,
}

impl Desk {
    fn work(&self, queue: &Receiver<Message>) {
        let mut open = true;
        while open && let Ok(Message::Act(first)) = queue.recv() {
            let mut asked = vec![first];
            let fate = self.may_write().and_then(|()| self.commit(&mut asked, queue, &mut open));
            for act in asked {
                act.answer(fate.clone());
            }
        }
    }

    /// Runs the first act and whatever comes in meanwhile, and makes what is kept durable.
    fn commit(
        &self,
        asked: &mut Vec<Box<dyn Waiting>>,
        queue: &Receiver<Message>,
        open: &mut bool,
    ) -> Result<(), Broken> {
        let mut tx = Tx::new(self.engine.snapshot()?, self.names.clone());
        let mut next = 0;
        while let Some(act) = asked.get_mut(next) {
            match act.run(&mut tx) {
                true => tx.keep(),
                false => tx.discard(),
            }
            next += 1;
            if *open && next < MOST_ACTS && tx.batch_bytes() < MOST_BYTES {
                match queue.try_recv() {
                    Ok(Message::Act(act)) => asked.push(act),
                    Ok(Message::Stop) => *open = false,
                    Err(_) => {}
                }
            }
        }
        self.apply(tx)
    }

    fn may_write(&self) -> Result<(), Broken> {
        match &*self.stopped.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(cause) => Err(cause.clone()),
            None => Ok(()),
        }
    }

    fn apply(&self, tx: Tx) -> Result<(), Broken> {
        let writes = tx.into_batch();
        if writes.is_empty() {
            return Ok(());
        }
        let applied = catch_unwind(AssertUnwindSafe(|| self.engine.apply(&writes)))
            .unwrap_or_else(|panic| Err(Broken::Panicked(said(panic.as_ref()))));
        applied.map_err(|cause| {
            log::error!("writer: stopped: {cause}");
            let stopped = Broken::Stopped(cause.to_string());
            *self.stopped.lock().unwrap_or_else(PoisonError::into_inner) = Some(stopped);
            Broken::Unknown(cause.to_string())
        })
    }
}
