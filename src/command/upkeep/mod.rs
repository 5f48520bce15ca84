//! What the house does by itself while it is open: goes on writing once the disk has room again, sweeps, backs up.

mod archive;
mod latch;
mod sweep;

pub use archive::{Archivist, kept};
pub use sweep::{Swept, sweep};

use crate::config::BackupPlan;
use crate::office::Office;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

/// Every so often the store is asked whether it still writes.
const LATCH: Duration = Duration::from_secs(2);
/// Every so often the house is swept.
const SWEEP: Duration = Duration::from_secs(3600);
/// Every so often the time of the daily backup is compared with the clock.
const BACKUP: Duration = Duration::from_secs(60);

/// Starts everything; a demonstration is not backed up. The tasks end with the set.
pub(super) fn start(office: &Office, archivist: Option<(Archivist, BackupPlan)>) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    let (latch, broom) = (office.clone(), office.clone());
    tasks.spawn(every(LATCH, move || latch::look(latch.store().clone())));
    tasks.spawn(every(SWEEP, move || {
        let office = broom.clone();
        async move {
            match sweep(&office).await {
                Ok(swept) if swept != Swept::default() => log::info!("house: swept: {swept:?}"),
                Ok(_) => {}
                Err(broken) => log::error!("house: not swept: {broken}"),
            }
        }
    }));
    if let Some((archivist, plan)) = archivist {
        tasks.spawn(every(BACKUP, move || {
            let (archivist, plan) = (archivist.clone(), plan.clone());
            async move { archivist.daily(&plan).await }
        }));
    }
    tasks
}

/// Does something again and again, for the first time after one pause.
async fn every<F: Future<Output = ()>>(pause: Duration, work: impl Fn() -> F) {
    let mut ticks = interval(pause);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks.tick().await;
    loop {
        ticks.tick().await;
        work().await;
    }
}

/// Writes an archive whenever SIGUSR1 asks for one, until the house closes.
pub(super) async fn on_request(
    archivist: Archivist,
    folder: std::path::PathBuf,
    mut closing: watch::Receiver<bool>,
) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut asked) = signal(SignalKind::user_defined1()) else { return };
    loop {
        tokio::select! {
            request = asked.recv() => if request.is_none() { return },
            _ = closing.wait_for(|closing| *closing) => return,
        }
        let name = archivist.name_now();
        archivist.tell(archivist.write(folder.join(name)).await);
    }
}
