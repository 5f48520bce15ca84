//! The gate in front of a small server of the test's own, over real loopback connections.
//!
//! Deadlines are made tiny where one is expected to pass and are far beyond a test's length everywhere else, so
//! nothing here depends on how fast the machine is.

use super::*;
use ring::signature::{Ed25519KeyPair, KeyPair};
use rustls::pki_types::{CertificateDer, ServerName};
use std::net::{IpAddr, Ipv4Addr};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;

const TINY: Duration = Duration::from_millis(60);
const LONG: Duration = Duration::from_secs(3_600);

const PATIENT: Patience = Patience {
    handshake: LONG,
    idle: LONG,
    request: LONG,
    each_byte: Duration::ZERO,
    longest_request: LONG,
    silence: LONG,
    settled: LONG,
    linger: LONG,
    grace: LONG,
    connections: 10,
    connections_per_address: 10,
};

/// A gate with its server: a request ends with `!`, its answer is the request's length and who asked.
struct Open {
    address: SocketAddr,
    peers: Arc<Peers>,
    /// Remote ends whose connection the server has seen end.
    ended: mpsc::UnboundedReceiver<SocketAddr>,
    /// Lets the server answer requests that ask it to wait with `?!`.
    answer: Arc<Notify>,
    shutdown: oneshot::Sender<()>,
    running: JoinHandle<()>,
}

async fn open(patience: Patience, tls: Option<Arc<rustls::ServerConfig>>) -> Open {
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let server = TcpListener::bind(any).await.unwrap();
    let upstream = server.local_addr().unwrap();
    let peers = Peers::new();
    let answer = Arc::new(Notify::new());
    let (end, ended) = mpsc::unbounded_channel();
    let (known, allowed) = (Arc::clone(&peers), Arc::clone(&answer));
    tokio::spawn(async move {
        while let Ok((stream, remote)) = server.accept().await {
            let (known, allowed, end) = (Arc::clone(&known), Arc::clone(&allowed), end.clone());
            tokio::spawn(async move {
                serve(stream, remote, &known, &allowed).await;
                let _ = end.send(remote);
            });
        }
    });
    let gate = Gate::bind(any, patience, tls).await.unwrap();
    let address = gate.local_addr().unwrap();
    let (shutdown, closing) = oneshot::channel::<()>();
    let running = tokio::spawn(gate.run(upstream, Arc::clone(&peers), async move {
        let _ = closing.await;
    }));
    Open { address, peers, ended, answer, shutdown, running }
}

async fn serve(mut stream: TcpStream, remote: SocketAddr, peers: &Peers, allowed: &Notify) {
    let mut length = 0;
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = stream.read(&mut buffer).await {
        length += count;
        let said = &buffer[..count];
        if said.ends_with(b"?!") {
            allowed.notified().await;
        }
        let refused = said.starts_with(b"refuse");
        if said.ends_with(b"!") || refused {
            let client = peers.client(remote).map(|client| client.port());
            stream.write_all(format!("{length} from {client:?}\n").as_bytes()).await.unwrap();
            length = 0;
        }
        if refused {
            return;
        }
    }
}

async fn ask(stream: &mut (impl AsyncRead + AsyncWrite + Unpin), request: &[u8]) -> String {
    stream.write_all(request).await.unwrap();
    stream.flush().await.unwrap();
    line(stream).await
}

async fn line(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut answer = Vec::new();
    while !answer.ends_with(b"\n") {
        answer.push(stream.read_u8().await.unwrap());
    }
    String::from_utf8(answer).unwrap()
}

/// Waits until the gate has closed; whatever it sends before that is returned.
async fn closed(mut stream: impl AsyncRead + Unpin) -> Vec<u8> {
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest).await;
    rest
}

#[tokio::test]
async fn somebody_who_says_nothing_is_sent_away() {
    let open = open(Patience { idle: TINY, ..PATIENT }, None).await;
    let stream = TcpStream::connect(open.address).await.unwrap();
    assert_eq!(closed(stream).await, b"");
}

#[tokio::test]
async fn a_request_that_never_ends_is_closed_at_its_deadline() {
    let open = open(Patience { request: TINY, ..PATIENT }, None).await;
    let begin = Instant::now();
    let mut stream = TcpStream::connect(open.address).await.unwrap();
    stream.write_all(b"POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\n").await.unwrap();
    assert_eq!(closed(stream).await, b"");
    assert!(begin.elapsed() >= TINY);
}

#[tokio::test]
async fn a_second_request_on_a_kept_connection_has_a_deadline_of_its_own() {
    let open = open(Patience { request: Duration::from_secs(1), ..PATIENT }, None).await;
    let mut stream = TcpStream::connect(open.address).await.unwrap();
    assert!(ask(&mut stream, b"one!").await.starts_with("4 from"));
    stream.write_all(b"half of two").await.unwrap();
    assert_eq!(closed(stream).await, b"");
}

#[tokio::test]
async fn an_answer_that_falls_silent_is_closed() {
    let open = open(Patience { silence: TINY, ..PATIENT }, None).await;
    let mut stream = TcpStream::connect(open.address).await.unwrap();
    assert!(ask(&mut stream, b"one!").await.starts_with("4 from"));
    assert_eq!(closed(stream).await, b"");
}

#[tokio::test]
async fn a_large_body_passes_whole() {
    let open = open(PATIENT, None).await;
    let mut stream = TcpStream::connect(open.address).await.unwrap();
    let mut body = vec![b'x'; 4_000_000];
    body.push(b'!');
    assert!(ask(&mut stream, &body).await.starts_with("4000001 from"));
}

#[tokio::test]
async fn an_early_answer_reaches_a_client_that_is_still_sending() {
    let open = open(PATIENT, None).await;
    let mut stream = TcpStream::connect(open.address).await.unwrap();
    // A first answer makes sure that the refused request arrives in one piece.
    assert!(ask(&mut stream, b"one!").await.starts_with("4 from"));
    let (mut reader, mut writer) = stream.into_split();
    writer.write_all(b"refuse").await.unwrap();
    let answer = line(&mut reader).await;
    for _ in 0..200 {
        writer.write_all(&[b'x'; 8_192]).await.unwrap();
    }
    assert!(answer.starts_with("6 from"));
    assert_eq!(reader.read(&mut [0]).await.unwrap(), 0);
}

#[tokio::test]
async fn the_server_learns_who_asks_and_forgets_who_has_gone() {
    let mut open = open(PATIENT, None).await;
    let mut stream = TcpStream::connect(open.address).await.unwrap();
    let port = stream.local_addr().unwrap().port();
    assert_eq!(ask(&mut stream, b"who?nobody!").await, format!("11 from Some({port})\n"));
    drop(stream);
    let remote = open.ended.recv().await.unwrap();
    open.shutdown.send(()).unwrap();
    open.running.await.unwrap();
    assert_eq!(open.peers.client(remote), None);
}

#[test]
fn a_connection_that_did_not_pass_the_gate_has_no_client() {
    let peers = Peers::new();
    let [gate, client, stranger] =
        ["127.0.0.1:4000", "192.0.2.7:5000", "127.0.0.2:4000"].map(|text| text.parse().unwrap());
    let introduction = peers.introduce(gate, client);
    assert_eq!((peers.client(gate), peers.client(stranger)), (Some(client), None));
    drop(introduction);
    assert_eq!(peers.client(gate), None);
}

#[tokio::test]
async fn a_full_house_sends_the_longest_waiting_away() {
    let open = open(Patience { connections: 2, ..PATIENT }, None).await;
    let first = TcpStream::connect(open.address).await.unwrap();
    let mut second = TcpStream::connect(open.address).await.unwrap();
    let mut third = TcpStream::connect(open.address).await.unwrap();
    assert_eq!(closed(first).await, b"");
    assert!(ask(&mut third, b"three!").await.starts_with("6 from"));
    assert!(ask(&mut second, b"two!").await.starts_with("4 from"));
}

#[tokio::test]
async fn who_is_being_answered_keeps_the_seat() {
    let open = open(Patience { connections: 1, ..PATIENT }, None).await;
    let mut first = TcpStream::connect(open.address).await.unwrap();
    assert!(ask(&mut first, b"one!").await.starts_with("4 from"));
    let second = TcpStream::connect(open.address).await.unwrap();
    assert_eq!(closed(second).await, b"");
}

#[tokio::test]
async fn an_answer_long_over_makes_room() {
    let open = open(Patience { connections: 1, settled: Duration::ZERO, ..PATIENT }, None).await;
    let mut first = TcpStream::connect(open.address).await.unwrap();
    assert!(ask(&mut first, b"one!").await.starts_with("4 from"));
    let mut second = TcpStream::connect(open.address).await.unwrap();
    assert!(ask(&mut second, b"two!").await.starts_with("4 from"));
    assert_eq!(closed(first).await, b"");
}

#[tokio::test]
async fn one_address_cannot_take_the_seats_of_another() {
    let open = open(Patience { connections_per_address: 1, ..PATIENT }, None).await;
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from((IpAddr::from([127, 0, 0, 2]), 0))).unwrap();
    let mut quiet = socket.connect(open.address).await.unwrap();
    let greedy = TcpStream::connect(open.address).await.unwrap();
    let _greedier = TcpStream::connect(open.address).await.unwrap();
    assert_eq!(closed(greedy).await, b"");
    assert!(ask(&mut quiet, b"me!").await.starts_with("3 from"));
}

#[tokio::test]
async fn closing_finishes_what_is_running_and_takes_nobody_new() {
    let open = open(Patience { settled: Duration::ZERO, ..PATIENT }, None).await;
    let mut running = TcpStream::connect(open.address).await.unwrap();
    assert!(ask(&mut running, b"one!").await.starts_with("4 from"));
    running.write_all(b"wait?!").await.unwrap();
    let waiting = TcpStream::connect(open.address).await.unwrap();
    // Once the waiting one is closed the gate has begun to close.
    open.shutdown.send(()).unwrap();
    assert_eq!(closed(waiting).await, b"");
    assert!(TcpStream::connect(open.address).await.is_err());
    open.answer.notify_one();
    assert!(line(&mut running).await.starts_with("6 from"));
    open.running.await.unwrap();
}

#[tokio::test]
async fn closing_does_not_wait_for_ever() {
    let open = open(Patience { grace: TINY, ..PATIENT }, None).await;
    let mut stuck = TcpStream::connect(open.address).await.unwrap();
    assert!(ask(&mut stuck, b"one!").await.starts_with("4 from"));
    stuck.write_all(b"wait?!").await.unwrap();
    open.shutdown.send(()).unwrap();
    open.running.await.unwrap();
    assert_eq!(closed(stuck).await, b"");
}

#[tokio::test]
async fn a_handshake_that_stalls_is_closed() {
    let identity = Identity::new();
    let open = open(Patience { handshake: TINY, ..PATIENT }, Some(identity.config())).await;
    let mut stream = TcpStream::connect(open.address).await.unwrap();
    stream.write_all(&[0x16, 0x03]).await.unwrap();
    assert_eq!(closed(stream).await, b"");
}

#[tokio::test]
async fn tls_carries_http_1_1_and_nothing_else() {
    let identity = Identity::new();
    let open = open(PATIENT, Some(identity.config())).await;
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let connector = identity.client(version, &[b"h2", b"http/1.1"]);
        let stream = TcpStream::connect(open.address).await.unwrap();
        let name = ServerName::try_from("localhost").unwrap();
        let mut stream = connector.connect(name.clone(), stream).await.unwrap();
        assert_eq!(stream.get_ref().1.alpn_protocol(), Some(b"http/1.1".as_slice()));
        assert!(ask(&mut stream, b"hello!").await.starts_with("6 from Some"));
        let only_h2 = identity.client(version, &[b"h2"]);
        let stream = TcpStream::connect(open.address).await.unwrap();
        assert!(only_h2.connect(name, stream).await.is_err());
    }
    let mut plain = TcpStream::connect(open.address).await.unwrap();
    plain.write_all(b"GET / HTTP/1.1\r\n\r\n!").await.unwrap();
    assert!(!closed(plain).await.starts_with(b"19 from"));
}

#[test]
fn the_operator_learns_which_file_is_wrong() {
    let (mine, other) = (Identity::new(), Identity::new());
    let key = mine.key_pem();
    assert!(matches!(tls_config(b"nothing", key.as_bytes()), Err(TlsFault::Certificate)));
    let certificate = mine.certificate_pem();
    assert!(matches!(tls_config(certificate.as_bytes(), b"nothing"), Err(TlsFault::Key)));
    let stranger = other.key_pem();
    let fault = tls_config(certificate.as_bytes(), stranger.as_bytes()).unwrap_err();
    assert!(matches!(fault, TlsFault::Unusable(_)), "{fault}");
    assert!(tls_config(certificate.as_bytes(), key.as_bytes()).is_ok());
}

/// A self-signed certificate for `localhost`, written by hand (RFC 5280) and made anew for each test.
struct Identity {
    key: Vec<u8>,
    certificate: Vec<u8>,
}

impl Identity {
    fn new() -> Self {
        let key = Ed25519KeyPair::generate_pkcs8(&ring::rand::SystemRandom::new()).unwrap();
        let pair = Ed25519KeyPair::from_pkcs8(key.as_ref()).unwrap();
        let algorithm = der(0x30, &[&der(0x06, &[&[0x2B, 0x65, 0x70]])]);
        let common_name = [&der(0x06, &[&[0x55, 0x04, 0x03]])[..], &der(0x0C, &[b"localhost"])].concat();
        let name = der(0x30, &[&der(0x31, &[&der(0x30, &[&common_name])])]);
        let validity = der(0x30, &[&der(0x17, &[b"200101000000Z"]), &der(0x17, &[b"491231235959Z"])]);
        let public = der(0x30, &[&algorithm, &der(0x03, &[&[0], pair.public_key().as_ref()])]);
        let names = der(0x04, &[&der(0x30, &[&der(0x82, &[b"localhost"])])]);
        let extension = der(0x30, &[&der(0x06, &[&[0x55, 0x1D, 0x11]]), &names]);
        let extensions = der(0xA3, &[&der(0x30, &[&extension])]);
        let version = der(0xA0, &[&der(0x02, &[&[2]])]);
        let serial = der(0x02, &[&[1]]);
        let signed =
            der(0x30, &[&version, &serial, &algorithm, &name, &validity, &name, &public, &extensions]);
        let signature = der(0x03, &[&[0], pair.sign(&signed).as_ref()]);
        Self { key: key.as_ref().to_vec(), certificate: der(0x30, &[&signed, &algorithm, &signature]) }
    }

    fn key_pem(&self) -> String {
        pem("PRIVATE KEY", &self.key)
    }

    fn certificate_pem(&self) -> String {
        pem("CERTIFICATE", &self.certificate)
    }

    fn config(&self) -> Arc<rustls::ServerConfig> {
        tls_config(self.certificate_pem().as_bytes(), self.key_pem().as_bytes()).unwrap()
    }

    fn client(
        &self,
        version: &'static rustls::SupportedProtocolVersion,
        protocols: &[&[u8]],
    ) -> tokio_rustls::TlsConnector {
        let mut roots = rustls::RootCertStore::empty();
        roots.add(CertificateDer::from(self.certificate.clone())).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = rustls::ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[version])
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
        Arc::new(config).into()
    }
}

fn der(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = content.len().to_be_bytes();
    let mut whole = vec![tag];
    match content.len() {
        0..128 => whole.push(length[7]),
        128..256 => whole.extend_from_slice(&[0x81, length[7]]),
        _ => whole.extend_from_slice(&[0x82, length[6], length[7]]),
    }
    whole.extend_from_slice(&content);
    whole
}

fn pem(label: &str, content: &[u8]) -> String {
    let text = data_encoding::BASE64.encode(content);
    format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n")
}
