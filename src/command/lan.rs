//! Where phones find this machine: the addresses of its network cards, and what is said about them at start.

use crate::config::Config;
use std::net::{IpAddr, Ipv4Addr};

/// The machine's addresses that a phone in the same network could reach, the likeliest first.
pub(super) fn addresses() -> Vec<IpAddr> {
    // Without a list of cards the service still runs; only codes lead to localhost, and the start says so.
    let cards = if_addrs::get_if_addrs().unwrap_or_default();
    likeliest(cards.into_iter().map(|card| card.ip()))
}

fn likeliest(addresses: impl Iterator<Item = IpAddr>) -> Vec<IpAddr> {
    let mut found: Vec<Ipv4Addr> = addresses
        .filter_map(|address| match address.to_canonical() {
            IpAddr::V4(address) => Some(address),
            // Few phones in a hall can type or scan an IPv6 address of a link.
            IpAddr::V6(_) => None,
        })
        .filter(|address| !address.is_loopback() && !address.is_link_local() && !address.is_unspecified())
        .collect();
    found.sort_by_key(|address| (rank(*address), *address));
    found.dedup();
    found.into_iter().map(IpAddr::V4).collect()
}

/// House networks first, then those of bureaus; addresses that containers like last of the private ones.
fn rank(address: Ipv4Addr) -> u8 {
    match address.octets() {
        [192, 168, ..] => 0,
        [10, ..] => 1,
        [172, 17, ..] => 3,
        [172, 16..=31, ..] => 2,
        _ => 4,
    }
}

/// Says where phones that scan a code are led, and what to do when that is wrong.
pub(super) fn announce(config: &Config) {
    let origin = &config.public_origin;
    if !config.public_origin_was_derived() {
        println!("手机扫码会打开 {origin}（配置的对外网址）。");
    } else if config.listen.ip().is_loopback() {
        println!("手机打不开 {origin}：要用手机扫码，请用 --listen 0.0.0.0:{} 启动。", config.listen.port());
    } else if config.listen.ip().is_unspecified() {
        println!("手机扫码会打开 {origin}，手机要和这台机器在同一个网络。");
        let others: Vec<String> = addresses()
            .into_iter()
            .map(|address| format!("http://{address}:{}", config.listen.port()))
            .filter(|other| *other != origin.to_string())
            .collect();
        if !others.is_empty() {
            println!("这台机器还有：{}。手机打不开时，用 --public-origin 换成其中一个。", others.join("、"));
        }
    } else {
        println!("手机扫码会打开 {origin}。");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_network_of_the_house_comes_before_containers_and_loopback_never() {
        let given =
            ["127.0.0.1", "172.17.0.1", "10.0.0.5", "::1", "169.254.1.1", "192.168.1.20", "203.0.113.9"];
        let found = likeliest(given.iter().map(|address| address.parse().unwrap()));
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(found, ["192.168.1.20", "10.0.0.5", "172.17.0.1", "203.0.113.9"]);
    }
}
