//! The one HTTP client and the rules every outgoing call obeys (connectors rules 0.1, 0.2, 0.7).
//!
//! What always holds: no redirect is followed, no proxy is taken from the environment, the answer is
//! read in pieces up to a cap, certificates are always verified, plain http goes to loopback only.

use super::Witness;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Url, redirect};
use rustls::pki_types::{CertificateDer, pem::PemObject};
use rustls::{ClientConfig, RootCertStore};
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Calls of one connector under way at once.
const CALLS_AT_ONCE: usize = 8;

/// How long a call may take and how long its answer may be.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Until the connection stands.
    pub connect: Duration,
    /// Until the answer is read to its end, waiting for a turn included.
    pub total: Duration,
    /// Bytes of the answer's body.
    pub answer: usize,
}

impl Default for Limits {
    /// 3 s, 10 s, 64 KiB (connectors rule 0.1).
    fn default() -> Self {
        Self { connect: Duration::from_secs(3), total: Duration::from_secs(10), answer: 64 * 1024 }
    }
}

/// What the other side said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The head's fields.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a header, where it came and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Why there is no answer; names no address, for addresses may hold secrets.
#[derive(Debug)]
pub enum Trouble {
    /// The address breaks rule 0.2, or a header cannot be sent.
    NotAllowed,
    /// The total deadline has passed.
    Late,
    /// The answer is longer than the cap.
    TooLong,
    /// The connection could not be made or was cut.
    Cut(reqwest::Error),
    /// The certificate file holds no usable PEM certificate.
    BadCertificate,
    /// The client could not be set up.
    Setup(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAllowed => out.write_str("the address or a header is not allowed"),
            Self::Late => out.write_str("no whole answer before the deadline"),
            Self::TooLong => out.write_str("the answer is longer than the cap"),
            Self::Cut(error) => write!(out, "the connection failed: {error}"),
            Self::BadCertificate => out.write_str("the extra root certificate is not a PEM certificate"),
            Self::Setup(cause) => write!(out, "the client could not be set up: {cause}"),
        }
    }
}

impl std::error::Error for Trouble {}

/// The client of one connector.
pub struct Caller {
    client: Client,
    limits: Limits,
    turns: Semaphore,
    witness: Option<Witness>,
}

impl Caller {
    /// Trusts the built-in web roots and, where given, the certificates of one PEM text.
    pub fn new(extra_ca: Option<&[u8]>, limits: Limits) -> Result<Self, Trouble> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| Trouble::Setup(error.to_string()))?
            .with_root_certificates(roots(extra_ca)?)
            .with_no_client_auth();
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .referer(false)
            .user_agent("zhangfang")
            .connect_timeout(limits.connect)
            .build()
            .map_err(|error| Trouble::Setup(error.to_string()))?;
        Ok(Self { client, limits, turns: Semaphore::new(CALLS_AT_ONCE), witness: None })
    }

    /// The same caller, telling this witness how each call went.
    pub fn watched_by(mut self, witness: &Witness) -> Self {
        self.witness = Some(witness.clone());
        self
    }

    /// Posts once and reads the answer to its end.
    pub async fn post(&self, url: &Url, headers: &[(&str, &str)], body: Vec<u8>) -> Result<Answer, Trouble> {
        let outcome = self.posted(url, headers, body).await;
        if let Some(witness) = &self.witness {
            witness.note(&outcome);
        }
        outcome
    }

    async fn posted(&self, url: &Url, headers: &[(&str, &str)], body: Vec<u8>) -> Result<Answer, Trouble> {
        if !may_be_called(url) {
            return Err(Trouble::NotAllowed);
        }
        let headers = header_map(headers)?;
        let call = async {
            // The semaphore is never closed, so that a turn always comes or the deadline ends the wait.
            let _turn = self.turns.acquire().await;
            let request = self.client.post(url.clone()).headers(headers).body(body);
            self.answer(request.send().await.map_err(cut)?).await
        };
        tokio::time::timeout(self.limits.total, call).await.unwrap_or(Err(Trouble::Late))
    }

    async fn answer(&self, mut response: reqwest::Response) -> Result<Answer, Trouble> {
        let (status, headers) = (response.status().as_u16(), std::mem::take(response.headers_mut()));
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(cut)? {
            if body.len() + piece.len() > self.limits.answer {
                return Err(Trouble::TooLong);
            }
            body.extend_from_slice(&piece);
        }
        Ok(Answer { status, headers, body })
    }
}

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

/// The header Host as the client sends it: the port only where it is not the scheme's own.
pub(super) fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn cut(error: reqwest::Error) -> Trouble {
    Trouble::Cut(error.without_url())
}

/// The built-in web roots and the certificates of one PEM text, which must hold at least one.
pub(super) fn roots(extra_ca: Option<&[u8]>) -> Result<RootCertStore, Trouble> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    if let Some(pem) = extra_ca {
        let before = roots.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|_| Trouble::BadCertificate)?;
            roots.add(certificate).map_err(|_| Trouble::BadCertificate)?;
        }
        if roots.len() == before {
            return Err(Trouble::BadCertificate);
        }
    }
    Ok(roots)
}

fn header_map(headers: &[(&str, &str)]) -> Result<HeaderMap, Trouble> {
    let header = |(name, value): &(&str, &str)| {
        let name = HeaderName::try_from(*name).map_err(|_| Trouble::NotAllowed)?;
        let value = HeaderValue::try_from(*value).map_err(|_| Trouble::NotAllowed)?;
        Ok((name, value))
    };
    headers.iter().map(header).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_goes_to_loopback_literals_only() {
        let may = |url: &str| may_be_called(&Url::parse(url).unwrap());
        assert!(may("https://sms.example.gov.cn/") && may("http://127.0.0.1:9/") && may("http://[::1]:9/"));
        for refused in
            ["http://sms.example.gov.cn/", "http://localhost/", "http://10.0.0.1/", "file:///etc/hosts"]
        {
            assert!(!may(refused), "{refused}");
        }
    }

    #[test]
    fn a_file_without_a_certificate_is_not_a_root() {
        for bad in [&b""[..], b"hello", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            assert!(matches!(Caller::new(Some(bad), Limits::default()), Err(Trouble::BadCertificate)));
        }
    }
}
