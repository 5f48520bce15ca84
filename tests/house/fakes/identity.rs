//! A self-signed certificate for `localhost` (RFC 5280), written by hand and made anew for each test.
use ring::signature::{Ed25519KeyPair, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use std::sync::Arc;

/// Key and certificate of a server that calls itself `localhost`.
pub struct Identity {
    key: Vec<u8>,
    certificate: Vec<u8>,
}

impl Identity {
    pub fn new() -> Identity {
        let key = Ed25519KeyPair::generate_pkcs8(&ring::rand::SystemRandom::new()).expect("keys can be made");
        let pair = Ed25519KeyPair::from_pkcs8(key.as_ref()).expect("it was just made");
        // Ed25519 (RFC 8410), common name, subject alternative name.
        let algorithm = sequence(&[&der(0x06, &[0x2B, 0x65, 0x70])]);
        let common_name = [der(0x06, &[0x55, 0x04, 0x03]), der(0x0C, b"localhost")].concat();
        let name = sequence(&[&der(0x31, &der(0x30, &common_name))]);
        let validity = sequence(&[&der(0x17, b"200101000000Z"), &der(0x17, b"491231235959Z")]);
        let public = sequence(&[&algorithm, &bits(pair.public_key().as_ref())]);
        let names = der(0x04, &der(0x30, &der(0x82, b"localhost")));
        let extension = sequence(&[&der(0x06, &[0x55, 0x1D, 0x11]), &names]);
        let extensions = der(0xA3, &der(0x30, &extension));
        let version = der(0xA0, &der(0x02, &[2]));
        let serial = der(0x02, &[1]);
        let parts = [version, serial, algorithm.clone(), name.clone(), validity, name, public, extensions];
        let signed = der(0x30, &parts.concat());
        let signature = bits(pair.sign(&signed).as_ref());
        let certificate = sequence(&[&signed, &algorithm, &signature]);
        Identity { key: key.as_ref().to_vec(), certificate }
    }

    /// The certificate as an operator would write it into `connect.extra_ca`.
    pub fn pem(&self) -> Vec<u8> {
        let text = data_encoding::BASE64.encode(&self.certificate);
        format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n").into_bytes()
    }

    /// What a TLS server with this identity needs.
    pub fn server(&self) -> Arc<rustls::ServerConfig> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.clone()));
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("ring knows both versions")
            .with_no_client_auth()
            .with_single_cert(vec![CertificateDer::from(self.certificate.clone())], key);
        Arc::new(config.expect("key and certificate belong together"))
    }
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    der(0x30, &parts.concat())
}

fn bits(content: &[u8]) -> Vec<u8> {
    der(0x03, &[&[0], content].concat())
}

fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let head = match content.len() {
        0..128 => vec![tag, length[7]],
        128..256 => vec![tag, 0x81, length[7]],
        _ => vec![tag, 0x82, length[6], length[7]],
    };
    [head, content.to_vec()].concat()
}
