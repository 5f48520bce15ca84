//! The checked types of configuration values and how each is read from what was typed.
//!
//! What always holds: a reader's `Err` is the second half of a Chinese sentence that says what is
//! wrong and what to write instead.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

/// A block of addresses, IPv4 or IPv6; a single address is a block of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

impl Network {
    /// Reads `10.1.0.0/16`, `::1` and the like; `Err` says what to write.
    pub fn read(typed: &str) -> Result<Self, String> {
        let wrong = || format!("其中“{typed}”不是地址或网段；请写成 10.1.2.3 或 10.1.0.0/16 这样的形式");
        let (address, prefix) = match typed.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (typed, None),
        };
        let address: IpAddr = address.trim().parse().map_err(|_| wrong())?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            Some(digits) => digits.trim().parse().ok().filter(|bits| *bits <= longest).ok_or_else(wrong)?,
            None => longest,
        };
        Ok(Self { address, prefix })
    }

    /// Whether `peer` lies inside; an IPv4 peer seen through an IPv6 socket counts as IPv4.
    pub fn contains(&self, peer: IpAddr) -> bool {
        match (self.address, peer.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(peer)) => {
                (own.to_bits() ^ peer.to_bits()).leading_zeros() >= u32::from(self.prefix)
            }
            (IpAddr::V6(own), IpAddr::V6(peer)) => {
                (own.to_bits() ^ peer.to_bits()).leading_zeros() >= u32::from(self.prefix)
            }
            _ => false,
        }
    }
}

/// Scheme, host and port a browser shows: the beginning of every absolute link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebOrigin {
    https: bool,
    host: String,
    port: u16,
}

impl WebOrigin {
    /// Reads `https://kj.example.gov.cn` or `http://127.0.0.1:8000`; no path, no user, lower-cased.
    pub fn read(typed: &str) -> Result<Self, String> {
        let wrong =
            || "不是网址的开头部分；请写成 https://kj.example.gov.cn 这样的形式，后面不带路径".to_owned();
        let lower = typed.trim().to_ascii_lowercase();
        let (https, rest) = match (lower.strip_prefix("https://"), lower.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => return Err(wrong()),
        };
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        let (host, port) = split_port(authority).ok_or_else(wrong)?;
        if !is_host(host) {
            return Err(wrong());
        }
        Ok(Self { https, host: host.to_owned(), port: port.unwrap_or(if https { 443 } else { 80 }) })
    }

    /// The origin of a service bound to `listen` without a name of its own.
    pub fn of_listener(listen: SocketAddr, https: bool) -> Self {
        let host = match listen.ip() {
            address if address.is_unspecified() => "localhost".to_owned(),
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        };
        Self { https, host, port: listen.port() }
    }

    /// Whether cookies may be `Secure` (security rule B1.11).
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// Whether the host is a registered name rather than an address or localhost: HSTS is for names only.
    pub fn is_dns_name(&self) -> bool {
        self.host.contains('.') && !self.host.starts_with('[') && self.host.parse::<IpAddr>().is_err()
    }

    /// The host without its port; IPv6 in brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// What a browser sends as `Host`: the port is left out when it is the scheme's own.
    pub fn authority(&self) -> String {
        match (self.https, self.port) {
            (true, 443) | (false, 80) => self.host.clone(),
            _ => format!("{}:{}", self.host, self.port),
        }
    }
}

impl fmt::Display for WebOrigin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}://{}", if self.https { "https" } else { "http" }, self.authority())
    }
}

/// Splits `host:port`; an absent port is `None`, an unreadable one fails the whole.
fn split_port(authority: &str) -> Option<(&str, Option<u16>)> {
    let split = match authority.rfind(':') {
        Some(colon) if !authority[colon..].contains(']') => authority.split_at(colon),
        _ => return Some((authority, None)),
    };
    Some((split.0, Some(split.1.get(1..)?.parse().ok()?)))
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return inner.parse::<std::net::Ipv6Addr>().is_ok();
    }
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= 253 && host.split('.').all(label)
}

/// Reads the name or address of a server, without a port; IPv6 with or without brackets.
pub(super) fn server(typed: &str) -> Result<String, String> {
    let lower = typed.trim().to_ascii_lowercase();
    let bare = lower.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&lower);
    if bare.parse::<IpAddr>().is_ok() || is_host(bare) {
        return Ok(bare.to_owned());
    }
    Err("不是服务器的域名或地址；请写成 smtp.example.gov.cn 这样的形式，端口另外填写".to_owned())
}

/// Reads a `Host` value (name or address, port optional), lower-cased.
pub(super) fn host(typed: &str) -> Result<String, String> {
    let lower = typed.trim().to_ascii_lowercase();
    match split_port(&lower) {
        Some((host, _)) if is_host(host) => Ok(lower),
        _ => Err(format!("其中“{typed}”不是主机名；请写成 kj.neiwang 或 10.1.2.3:8000 这样的形式")),
    }
}

/// A value that is never printed: Debug shows `***`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes at least 16 characters, so that a signature cannot be guessed.
    pub fn read(typed: &str) -> Result<Self, String> {
        if typed.chars().count() < 16 {
            return Err("太短，容易被猜出；请填写至少 16 个字符的随机文字".to_owned());
        }
        Ok(Self(typed.to_owned()))
    }

    /// Takes what another side has given out, such as the authorisation code of a mailbox, however short.
    pub fn given(typed: &str) -> Result<Self, String> {
        if typed.chars().count() > 200 || typed.chars().any(char::is_control) {
            return Err("不是 1 到 200 个字的一行文字；请核对后重新填写".to_owned());
        }
        Ok(Self(typed.to_owned()))
    }

    /// The secret itself, for the one place that signs with it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("***")
    }
}

/// Reads a socket address; `localhost` stands for 127.0.0.1.
pub(super) fn listen(typed: &str) -> Result<SocketAddr, String> {
    let spelled = typed.trim().replace("localhost:", "127.0.0.1:");
    spelled
        .parse()
        .map_err(|_| "不是“地址:端口”；请写成 127.0.0.1:8000 或 0.0.0.0:8000 这样的形式".to_owned())
}

/// Reads an absolute http(s) address; plain http only towards a loopback literal (connectors rule 0.2).
pub(super) fn gateway(typed: &str) -> Result<String, String> {
    let url = reqwest::Url::parse(typed.trim())
        .map_err(|_| "不是完整的网址；请写成 https://sms.example.gov.cn/send 这样的形式".to_owned())?;
    if crate::connect::http::may_be_called(&url) {
        Ok(url.to_string())
    } else {
        Err("没有使用 https，手机号会在网络上裸露；请改用 https 开头的地址".to_owned())
    }
}

/// Reads the origin of a provider's interface: as [`gateway`], but with nothing behind the host, for what is signed
/// names the path `/`.
pub(super) fn endpoint(typed: &str) -> Result<String, String> {
    let url = gateway(typed)?;
    let parsed = reqwest::Url::parse(&url).ok();
    let bare = parsed.is_some_and(|url| {
        url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty()
    });
    if bare {
        Ok(url)
    } else {
        Err("在主机名后面还有内容；请只写到主机名，例如 https://dysmsapi.aliyuncs.com".to_owned())
    }
}

/// Reads an hour and minute of the day as minutes after midnight.
pub(super) fn minute_of_day(typed: &str) -> Result<u16, String> {
    let wrong = || "不是一天中的时刻；请写成 02:30 这样的形式".to_owned();
    let mut parts = typed.trim().splitn(3, ':');
    let mut part = |limit: u16| -> Option<u16> {
        let digits = parts.next().filter(|digits| (1..=2).contains(&digits.len()))?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
        digits.parse().ok().filter(|number| *number < limit)
    };
    match (part(24), part(60)) {
        (Some(hour), Some(minute)) => Ok(hour * 60 + minute),
        _ => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(network: &str, peer: &str) -> bool {
        Network::read(network).unwrap().contains(peer.parse().unwrap())
    }

    #[test]
    fn a_network_contains_its_own_addresses_only() {
        assert!(inside("10.1.0.0/16", "10.1.255.255"));
        assert!(!inside("10.1.0.0/16", "10.2.0.0"));
        assert!(inside("10.1.2.3", "::ffff:10.1.2.3"));
        assert!(!inside("10.1.2.3", "10.1.2.4"));
        assert!(inside("0.0.0.0/0", "8.8.8.8"));
        assert!(!inside("0.0.0.0/0", "::1"));
        assert!(inside("fd00::/8", "fdab::1"));
        assert!(Network::read("10.0.0.0/33").is_err());
        assert!(Network::read("hall").is_err());
    }

    #[test]
    fn an_origin_drops_the_scheme_s_own_port_and_refuses_a_path() {
        let read = |typed| WebOrigin::read(typed).map(|origin| origin.to_string());
        assert_eq!(read("HTTPS://KJ.Example.gov.cn:443/").as_deref(), Ok("https://kj.example.gov.cn"));
        assert_eq!(read("http://127.0.0.1:8000").as_deref(), Ok("http://127.0.0.1:8000"));
        assert_eq!(read("http://[::1]:8000").as_deref(), Ok("http://[::1]:8000"));
        for wrong in [
            "kj.gov.cn",
            "https://",
            "https://a/b",
            "https://u@a",
            "https://a:99999",
            "ftp://a",
            "https://[::1",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_registered_names_get_strict_transport() {
        let name = |typed| WebOrigin::read(typed).unwrap().is_dns_name();
        assert!(name("https://kj.example.gov.cn"));
        assert!(!name("https://10.1.2.3"));
        assert!(!name("https://localhost"));
        assert!(!name("https://[::1]"));
    }

    #[test]
    fn a_time_of_day_is_read_in_minutes() {
        assert_eq!(minute_of_day("02:30"), Ok(150));
        assert_eq!(minute_of_day("23:59:00"), Ok(1439));
        for wrong in ["24:00", "2", "02:60", "", "+2:30", "a:b"] {
            assert!(minute_of_day(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_secret_is_never_printed() {
        let secret = Secret::read("0123456789abcdef").unwrap();
        assert_eq!(format!("{secret:?}"), "***");
        assert!(Secret::read("0123456789abcde").is_err());
    }
}
