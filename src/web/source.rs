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
        let peer = match &house.peers {
            Some(peers) => remote.and_then(|remote| peers.client(remote)),
            None => remote,
        };
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |address| address.ip());
        let trusted = house.config.trusts_proxy(peer);
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
