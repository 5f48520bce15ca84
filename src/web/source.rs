//! Where a request comes from: the peer's address, never what a header claims (security 0.8, T43).

use super::house::House;
use rocket::request::{FromRequest, Outcome, Request};
use std::net::{IpAddr, Ipv4Addr};

/// The address budgets and the journal count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source(pub IpAddr);

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Source {
    /// The peer behind the gate, or what a trusted proxy says of it.
    pub fn of(request: &Request<'_>, house: &House) -> Source {
        let remote = request.remote();
        let peer = match (&house.peers, remote.and_then(|remote| remote.port())) {
            (Some(peers), Some(port)) => peers.of(port),
            _ => remote.and_then(|remote| remote.socket_addr()).map(|address| address.ip()),
        };
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        let trusted = house.config.trusted_proxies.iter().any(|network| network.contains(peer));
        let named = request.headers().get("X-Forwarded-For").last();
        let named = named.and_then(|list| list.rsplit(',').next()).and_then(|last| last.trim().parse().ok());
        Source(if trusted { named.unwrap_or(peer) } else { peer })
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Source {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        match request.rocket().state::<House>() {
            Some(house) => Outcome::Success(Source::of(request, house)),
            None => Outcome::Forward(rocket::http::Status::InternalServerError),
        }
    }
}
