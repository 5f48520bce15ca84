//! Who is behind each of the gate's own connections to Rocket.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Maps the address Rocket sees to the client's real one.
///
/// The whole address is the key, not the port alone: another program on this machine could call from the same
/// port of another loopback address.
#[derive(Debug, Default)]
pub struct Peers {
    known: Mutex<HashMap<SocketAddr, SocketAddr>>,
}

impl Peers {
    /// Nobody yet.
    #[must_use]
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// The client behind the connection whose remote end Rocket sees as `remote` (`Request::remote`); `None`
    /// means that it did not come through the gate and must be refused (security B10).
    #[must_use]
    pub fn client(&self, remote: SocketAddr) -> Option<SocketAddr> {
        self.known().get(&remote).copied()
    }

    /// Makes the client known until the introduction is dropped.
    pub(super) fn introduce(self: &Arc<Self>, local: SocketAddr, client: SocketAddr) -> Introduction {
        self.known().insert(local, client);
        Introduction { peers: Arc::clone(self), local }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<SocketAddr, SocketAddr>> {
        // An entry is inserted or removed in one step, so the map is whole even after a panic.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) struct Introduction {
    peers: Arc<Peers>,
    local: SocketAddr,
}

impl Drop for Introduction {
    fn drop(&mut self) {
        self.peers.known().remove(&self.local);
    }
}
