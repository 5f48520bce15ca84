//! The way back after a failed write: reading goes on, and writing does as soon as the cause is gone (T68).

use crate::store::Store;

/// Lets a store that has stopped write again, if it can.
pub(super) async fn look(store: Store) {
    if store.stopped().is_none() {
        return;
    }
    let resumed = tokio::task::spawn_blocking(move || store.resume()).await;
    if let Ok(Err(cause)) = resumed {
        log::warn!("writer: still stopped: {cause}");
    }
}
