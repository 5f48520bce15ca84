//! The gate: a small TCP and TLS front in the same process that knows deadlines, caps and who is really there.
//!
//! Rocket has no deadline for headers, bodies, handshakes or idle connections, and it waits for the first bytes
//! of a body before any fairing or guard runs; so only something in front of it can turn slow guests away
//! (security B10, T58 to T60, T62b). The gate forwards bytes to Rocket on a loopback port and parses none of
//! them: it only sees who spoke last.
//!
//! ```text
//! handshake ─▶ idle ─▶ request: from the first byte of the client; every byte buys a little time
//!                         ▲  │
//!      next client's byte │  ▼
//!                       answer: from the first byte of the server; may take long, must not fall silent
//! ```
//!
//! What always holds: every state has a deadline; Rocket is only bothered once a client has spoken; when the
//! house is full the longest waiting guest of the most crowded address makes room, never one who is being
//! answered; Rocket learns a client's address from [`Peers`] alone, so no header can forge it and a connection
//! that did not pass the gate has none. The time a handler takes counts towards the request's deadline.

mod guests;
mod peers;
mod relay;
mod tls;

#[cfg(test)]
mod tests;

pub use peers::Peers;
pub use tls::{TlsFault, tls_config};

use guests::Guests;
use relay::House;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time;

/// How long the gate waits for what, and for how many at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For a whole TLS handshake.
    pub handshake: Duration,
    /// For the first byte of a new connection.
    pub idle: Duration,
    /// From a request's first byte to its answer's first byte.
    pub request: Duration,
    /// Added to `request` for every byte received: 0.5 ms demands 2 KB per second.
    pub each_byte: Duration,
    /// The most a request may take, whatever it has bought.
    pub longest_request: Duration,
    /// For the next byte of an answer, from the server or into the client; also how long a kept connection may
    /// rest between two requests. Longer than the heartbeat of an event stream.
    pub silence: Duration,
    /// After so much silence an answer counts as over: its guest may make room or be closed at the end.
    pub settled: Duration,
    /// For the client to take the last bytes after the server has closed.
    pub linger: Duration,
    /// For running requests after the shutdown has begun.
    pub grace: Duration,
    /// The most connections; each costs two descriptors and about 24 KB while it speaks.
    pub connections: usize,
    /// The most connections of one address (one /64 for IPv6); as many as `connections` behind a proxy.
    pub connections_per_address: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            handshake: Duration::from_secs(10),
            idle: Duration::from_secs(20),
            request: Duration::from_secs(20),
            each_byte: Duration::from_micros(500),
            longest_request: Duration::from_secs(600),
            silence: Duration::from_secs(75),
            settled: Duration::from_secs(5),
            linger: Duration::from_secs(2),
            grace: Duration::from_secs(20),
            connections: 2_000,
            connections_per_address: 500,
        }
    }
}

/// A bound listener that is not yet letting anybody in.
pub struct Gate {
    listener: TcpListener,
    patience: Patience,
    tls: Option<Arc<rustls::ServerConfig>>,
}

impl Gate {
    /// Binds the public address; with a TLS configuration every connection must speak TLS.
    ///
    /// # Errors
    /// Those of binding, for example a port already taken.
    pub async fn bind(
        address: SocketAddr,
        patience: Patience,
        tls: Option<Arc<rustls::ServerConfig>>,
    ) -> io::Result<Self> {
        Ok(Self { listener: TcpListener::bind(address).await?, patience, tls })
    }

    /// The address that was bound, with the real port when port 0 was asked for.
    ///
    /// # Errors
    /// Those of the operating system.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Lets clients through to `upstream` until `shutdown` completes, then takes nobody new, sends away who
    /// waits, and returns when the others are answered or [`Patience::grace`] is over.
    pub async fn run(self, upstream: SocketAddr, peers: Arc<Peers>, shutdown: impl Future<Output = ()>) {
        let Self { listener, patience, tls } = self;
        let (close, closing) = watch::channel(false);
        let guests = Arc::new(Guests::new(patience));
        let tls = tls.map(tokio_rustls::TlsAcceptor::from);
        let house = Arc::new(House { upstream, peers, tls, closing });
        let mut visits = JoinSet::new();
        let mut shutdown = pin!(shutdown);
        loop {
            tokio::select! {
                () = &mut shutdown => break,
                Some(_) = visits.join_next(), if !visits.is_empty() => {}
                accepted = listener.accept() => match accepted {
                    Ok((client, address)) => {
                        if let Some(seat) = Guests::admit(&guests, address) {
                            visits.spawn(relay::visit(client, address, seat, Arc::clone(&house)));
                        }
                    }
                    Err(error) => {
                        log::warn!("gate: no connection taken: {error}");
                        // Usually descriptors ran out: free one and let its task end before the next try.
                        guests.make_room();
                        time::sleep(Duration::from_millis(20)).await;
                    }
                },
            }
        }
        drop(listener);
        close.send_replace(true);
        let drained = async { while visits.join_next().await.is_some() {} };
        if time::timeout(patience.grace, drained).await.is_err() {
            log::warn!("gate: connections cut at shutdown: {}", visits.len());
        }
        visits.shutdown().await;
    }
}
