//! TLS as the gate speaks it: versions 1.2 and 1.3, HTTP/1.1 only.

use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::sync::Arc;
use std::{error, fmt};

/// Why a certificate or key cannot be used; for the operator.
#[derive(Debug)]
pub enum TlsFault {
    /// The certificate file is not PEM or holds no certificate.
    Certificate,
    /// The key file is not PEM or holds no private key.
    Key,
    /// Certificate and key do not belong together, or their kind is unknown.
    Unusable(rustls::Error),
}

impl fmt::Display for TlsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Certificate => f.write_str("certificate: no PEM certificate in the file"),
            Self::Key => f.write_str("private key: no PEM private key in the file"),
            Self::Unusable(error) => write!(f, "certificate and key: not usable together: {error}"),
        }
    }
}

impl error::Error for TlsFault {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Unusable(error) => Some(error),
            Self::Certificate | Self::Key => None,
        }
    }
}

/// A configuration from a PEM certificate chain (own certificate first) and its PEM key (PKCS #8, PKCS #1 or
/// SEC 1).
///
/// Only `http/1.1` is offered, because one connection is one request at a time and caps would mean nothing
/// otherwise (security B10).
///
/// # Errors
/// [`TlsFault`], which names the file to look at.
pub fn tls_config(certificates: &[u8], key: &[u8]) -> Result<Arc<ServerConfig>, TlsFault> {
    let chain: Vec<_> = CertificateDer::pem_slice_iter(certificates)
        .collect::<Result<_, _>>()
        .map_err(|_| TlsFault::Certificate)?;
    if chain.is_empty() {
        return Err(TlsFault::Certificate);
    }
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| TlsFault::Key)?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(TlsFault::Unusable)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
