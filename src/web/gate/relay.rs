//! One connection from its first byte to its last: bytes over, deadlines watched, nothing understood.

use super::Peers;
use super::guests::{Guest, Seat, State};
use std::future::pending;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, split};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};
use tokio_rustls::TlsAcceptor;

/// Bytes held of a request and of an answer while they pass.
const REQUEST_BUFFER: usize = 8 * 1024;
const ANSWER_BUFFER: usize = 16 * 1024;

/// What all visits share.
pub(super) struct House {
    pub(super) upstream: SocketAddr,
    pub(super) peers: Arc<Peers>,
    pub(super) tls: Option<TlsAcceptor>,
    pub(super) closing: watch::Receiver<bool>,
}

/// Serves one connection until it is over, overdue or dismissed; leaving drops both sockets.
pub(super) async fn visit(client: TcpStream, address: SocketAddr, seat: Seat, house: Arc<House>) {
    tokio::select! {
        () = receive(client, address, &seat.guest, &house) => {}
        () = overdue(&seat, house.closing.clone()) => {}
        () = seat.guest.dismissed.notified() => {}
    }
}

/// Completes when the guest's deadline, whatever it has become, is past.
async fn overdue(seat: &Seat, mut closing: watch::Receiver<bool>) {
    loop {
        let closed = *closing.borrow_and_update();
        let deadline = seat.guest.state().deadline(&seat.guests.patience, closed);
        if deadline <= Instant::now() {
            return;
        }
        tokio::select! {
            () = sleep_until(deadline) => {}
            () = seat.guest.turned.notified() => {}
            Ok(()) = closing.changed() => {}
        }
    }
}

async fn receive(client: TcpStream, address: SocketAddr, guest: &Guest, house: &House) {
    // A failure only means that packets wait for more: slower, not wrong.
    let _ = client.set_nodelay(true);
    match &house.tls {
        None => converse(client, address, guest, house).await,
        Some(tls) => {
            if let Ok(client) = tls.accept(client).await {
                converse(client, address, guest, house).await;
            }
        }
    }
}

async fn converse<S>(mut client: S, address: SocketAddr, guest: &Guest, house: &House)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    guest.enter(State::Idle { since: Instant::now() });
    // No buffer and no connection to Rocket is spent on somebody who says nothing.
    let mut first = [0];
    if !matches!(client.read(&mut first).await, Ok(1)) {
        return;
    }
    guest.heard(1);
    let mut server = match TcpStream::connect(house.upstream).await {
        Ok(server) => server,
        Err(error) => return log::error!("gate: no way to the server: {error}"),
    };
    let _ = server.set_nodelay(true);
    let Ok(local) = server.local_addr() else { return };
    // Known before Rocket can have read a request; forgotten before the port can be another's.
    let _introduction = house.peers.introduce(local, address);
    if server.write_all(&first).await.is_err() {
        return;
    }
    let (mut from_client, mut to_client) = split(client);
    let (mut from_server, mut to_server) = server.split();
    tokio::select! {
        () = forward_request(&mut from_client, &mut to_server, guest) => return,
        () = forward_answer(&mut from_server, &mut to_client, guest) => {}
    }
    // The server has closed. Closing while the client still sends would destroy what it has not yet read.
    guest.enter(State::Leaving { since: Instant::now() });
    if to_client.shutdown().await.is_ok() {
        let mut ignored = [0; 1024];
        while matches!(from_client.read(&mut ignored).await, Ok(1..)) {}
    }
}

/// Completes only when the client is gone; when the server stops listening, its answer decides what follows.
async fn forward_request(
    client: &mut (impl AsyncRead + Unpin),
    server: &mut (impl AsyncWrite + Unpin),
    guest: &Guest,
) {
    let mut buffer = vec![0; REQUEST_BUFFER];
    loop {
        match client.read(&mut buffer).await {
            Err(_) => return,
            Ok(0) => {
                let _ = server.shutdown().await;
                break;
            }
            Ok(count) => {
                guest.heard(count);
                if server.write_all(&buffer[..count]).await.is_err() {
                    break;
                }
            }
        }
    }
    drop(buffer);
    pending().await
}

/// Completes when the server has closed or the client takes nothing more.
async fn forward_answer(
    server: &mut (impl AsyncRead + Unpin),
    client: &mut (impl AsyncWrite + Unpin),
    guest: &Guest,
) {
    let mut buffer = vec![0; ANSWER_BUFFER];
    while let Ok(count @ 1..) = server.read(&mut buffer).await {
        guest.answered();
        if client.write_all(&buffer[..count]).await.is_err() || client.flush().await.is_err() {
            return;
        }
    }
}
