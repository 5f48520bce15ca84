//! The rules every outgoing HTTP call obeys (connectors rule 0.1).

use reqwest::Url;
use std::net::IpAddr;

/// Whether an operator's address may be called: https, or plain http towards a loopback literal.
pub fn may_be_called(url: &Url) -> bool {
    let literal = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let loopback = literal.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    match url.scheme() {
        "https" => url.host_str().is_some(),
        "http" => loopback,
        _ => false,
    }
}
