//! The gateway of 支付宝身份认证. It believes nothing about the code that calls it: parameters, signature, moment and
//! content are worked out from the raw request (`proof`), answers are spoilt by hand (`spoilt`).
//!
//! ```ignore
//! let fake = FakeAlipay::open(Script::default().begin(Mode::Stall)).await;
//! let begun = fake.service().begin(&claim).await?;   // or put fake.route() into the configuration
//! fake.passes(&begun.address);                       // the phone has scanned the code and done everything
//! ```
mod proof;
mod spoilt;

pub use proof::{Trial, vector};
pub use spoilt::Spoilt;

use super::http::{Reply, Request, Server};
use proof::Keys;
use serde_json::Value;
use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::SystemTime;
use zhangfang::config::{AlipaySettings, AlipayWay, IdentityRoute};
use zhangfang::connect::IdentityService;
use zhangfang::connect::alipay::{Alipay, App, AppKey, GatewayKey};
use zhangfang::connect::http::{Caller, Limits};

/// The application that the fake knows.
pub const APP_ID: &str = "2021000000000001";

/// How one request is answered.
#[derive(Clone, Debug)]
pub enum Mode {
    /// As it should be: an attempt begins; somebody has passed.
    Fine,
    /// Somebody has passed, said as a list.
    FineInList,
    /// Failed, or not done yet.
    NotYet,
    /// Code 10000 with this JSON as `passed`.
    Says(&'static str),
    /// A signed code and sub_code.
    Code(&'static str, &'static str),
    /// The same as an unsigned `error_response`.
    UnsignedCode(&'static str, &'static str),
    /// A fine answer, spoilt.
    Spoilt(Spoilt),
    /// A fine answer under another status.
    Status(&'static str),
    /// A fine answer that also leads elsewhere.
    Moved(String),
    /// A fine answer behind five megabytes of blanks.
    Large,
    /// A fine answer, compressed though nobody asked for that.
    Zipped,
    /// Takes the request and never answers.
    Stall,
    /// Any other reply.
    Reply(Reply),
}

/// The modes in the order of the requests; afterwards attempts begin, and whoever [`FakeAlipay::passes`] has passed.
#[derive(Clone, Debug, Default)]
pub struct Script {
    begins: VecDeque<Mode>,
    finds: VecDeque<Mode>,
}

impl Script {
    /// The same script with one more answer to `initialize`.
    pub fn begin(mut self, mode: Mode) -> Script {
        self.begins.push_back(mode);
        self
    }

    /// The same script with one more answer to `query`.
    pub fn find(mut self, mode: Mode) -> Script {
        self.finds.push_back(mode);
        self
    }
}

/// An attempt that the fake was asked to begin, whatever it answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// outer_order_no
    pub order: String,
    /// cert_type
    pub document: String,
    /// cert_no
    pub number: String,
    /// cert_name
    pub name: String,
    /// return_url
    pub return_to: String,
    /// The certify_id that belongs to it.
    pub certificate: String,
}

#[derive(Default)]
struct State {
    script: Script,
    orders: Vec<Order>,
    questions: Vec<String>,
    passed: BTreeSet<String>,
    complaints: Vec<String>,
}

/// The gateway; when it goes, it fails the test that sent it anything it could not prove.
pub struct FakeAlipay {
    server: Server,
    state: Arc<Mutex<State>>,
}

impl FakeAlipay {
    /// Opens the gateway; must be called within a runtime.
    pub async fn open(script: Script) -> FakeAlipay {
        let state = Arc::new(Mutex::new(State { script, ..State::default() }));
        let (shared, keys) = (Arc::clone(&state), Keys::read());
        let server = Server::open(move |request| answer(&mut lock(&shared), &keys, request)).await;
        FakeAlipay { server, state }
    }

    /// The gateway's address.
    pub fn gateway(&self) -> String {
        format!("{}/gateway.do", self.server.origin)
    }

    /// What the operator would have set. The key files are readable by everybody, which the start would refuse.
    pub fn route(&self) -> IdentityRoute {
        let file = |name| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/alipay").join(name);
        let (private_key, public_key): (PathBuf, PathBuf) =
            (file("test_app_key_pkcs8.pem"), file("test_gateway_pub.pem"));
        let (gateway, app_id, way) = (self.gateway(), APP_ID.to_owned(), AlipayWay::Face);
        IdentityRoute::Alipay(AlipaySettings { gateway, app_id, way, private_key, public_key })
    }

    /// The service that asks here, with the limits of the house.
    pub fn service(&self) -> Arc<dyn IdentityService> {
        Arc::new(self.alipay(Limits::default(), "test_gateway_pub.pem"))
    }

    /// The service with other limits, trusting the answers of this key.
    pub fn alipay(&self, limits: Limits, trusted: &str) -> Alipay {
        let own = AppKey::read(&vector("test_app_key_pkcs8.pem")).expect("the test key is sound");
        let gateway = GatewayKey::read(&vector(trusted)).expect("the test key is sound");
        let keys = zhangfang::connect::alipay::Keys::pair(own, gateway).expect("the keys are of two parties");
        let gateway = self.gateway().parse().expect("an address on loopback");
        let app = App { gateway, id: APP_ID.to_owned(), way: "FACE" };
        Alipay::new(app, keys, Caller::new(None, limits).expect("a client can be made"), SystemTime::now)
    }

    /// One more answer to `query`, behind those of the script.
    pub fn then_find(&self, mode: Mode) {
        lock(&self.state).script.finds.push_back(mode);
    }

    /// One more answer to `initialize`, behind those of the script.
    pub fn then_begin(&self, mode: Mode) {
        lock(&self.state).script.begins.push_back(mode);
    }

    /// Every attempt asked for, oldest first.
    pub fn orders(&self) -> Vec<Order> {
        lock(&self.state).orders.clone()
    }

    /// The certificates asked about, oldest first.
    pub fn questions(&self) -> Vec<String> {
        lock(&self.state).questions.clone()
    }

    /// How many requests arrived whole.
    pub fn requests(&self) -> usize {
        self.server.requests().len()
    }

    /// Opens what a QR code holds as Alipay's app would, checking its signature; gives the certificate it is about.
    pub fn scan(&self, address: &str) -> String {
        let query =
            address.strip_prefix(&format!("{}?", self.gateway())).expect("the code leads to the gateway");
        let parameters = proof::parameters(query).expect("the address is well formed");
        let content = proof::certify(&Keys::read(), &parameters).expect("the address is signed");
        let certificate = content["certify_id"].as_str().expect("the address names an attempt").to_owned();
        assert_eq!(content.as_object().map(|members| members.len()), Some(1), "it names nothing else");
        let state = lock(&self.state);
        assert!(
            state.orders.iter().any(|order| order.certificate == certificate),
            "nobody began {certificate}"
        );
        certificate
    }

    /// The person scans the code and does everything asked.
    pub fn passes(&self, address: &str) {
        let certificate = self.scan(address);
        lock(&self.state).passed.insert(certificate);
    }
}

impl Drop for FakeAlipay {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let complaints = &lock(&self.state).complaints;
            assert!(complaints.is_empty(), "requests that Alipay would have refused: {complaints:#?}");
        }
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().expect("no test panics while it holds the gateway")
}

fn answer(state: &mut State, keys: &Keys, request: &Request) -> Reply {
    match proof::trial(keys, request) {
        Ok(trial) if trial.method == proof::INITIALIZE => begin(state, keys, &trial),
        Ok(trial) => find(state, keys, &trial),
        Err(complaint) => {
            state.complaints.push(complaint);
            Reply::json(
                r#"{"error_response":{"code":"40002","msg":"Invalid Arguments","sub_code":"fake.complaint"}}"#,
            )
        }
    }
}

fn begin(state: &mut State, keys: &Keys, trial: &Trial) -> Reply {
    let said = |at: &str| trial.content.pointer(at).and_then(Value::as_str).unwrap_or_default().to_owned();
    let order = Order {
        order: said("/outer_order_no"),
        document: said("/identity_param/cert_type"),
        number: said("/identity_param/cert_no"),
        name: said("/identity_param/cert_name"),
        return_to: said("/merchant_config/return_url"),
        certificate: format!("fake{:028}", state.orders.len() + 1),
    };
    if state.orders.iter().any(|before| before.order == order.order) {
        state.complaints.push(format!("outer_order_no {} was used before", order.order));
    }
    let fine = format!(r#"{{"code":"10000","msg":"Success","certify_id":"{}"}}"#, order.certificate);
    state.orders.push(order);
    let failed = r#"{"code":"40004","msg":"Business Failed","sub_code":"FAKE_REFUSAL"}"#;
    let mode = state.script.begins.pop_front().unwrap_or(Mode::Fine);
    reply(keys, &mode, trial.method, &fine, failed)
}

fn find(state: &mut State, keys: &Keys, trial: &Trial) -> Reply {
    let certificate = trial.content["certify_id"].as_str().unwrap_or_default().to_owned();
    let known = state.orders.iter().any(|order| order.certificate == certificate);
    let by_itself = match (known, state.passed.contains(&certificate)) {
        (false, _) => Mode::Code("40004", "OPEN_CERTIFY_BILL_NOT_EXIST"),
        (true, true) => Mode::Fine,
        (true, false) => Mode::NotYet,
    };
    state.questions.push(certificate);
    let mode = state.script.finds.pop_front().unwrap_or(by_itself);
    reply(keys, &mode, trial.method, &passed("\"T\""), &passed("\"F\""))
}

fn passed(json: &str) -> String {
    format!(r#"{{"code":"10000","msg":"Success","passed":{json},"identity_info":"{{}}"}}"#)
}

fn reply(keys: &Keys, mode: &Mode, method: &str, fine: &str, failed: &str) -> Reply {
    let node = format!("{}_response", method.replace('.', "_"));
    let signed = |value: &str| keys.signed(&node, value);
    match mode {
        Mode::Fine => Reply::json(signed(fine)),
        Mode::FineInList => Reply::json(signed(&passed("[\"T\"]"))),
        Mode::NotYet => Reply::json(signed(&passed("\"F\""))),
        Mode::Says(json) => Reply::json(signed(&passed(json))),
        Mode::Code(code, reason) => Reply::json(signed(&coded(code, reason))),
        Mode::UnsignedCode(code, reason) => {
            Reply::json(format!(r#"{{"error_response":{}}}"#, coded(code, reason)))
        }
        Mode::Spoilt(how) => Reply::json(how.answer(keys, &node, fine, failed)),
        Mode::Status(status) => Reply::with(status, signed(fine)),
        Mode::Moved(elsewhere) => {
            Reply::Answer("302 Found", vec![("location", elsewhere.clone())], signed(fine).into_bytes())
        }
        Mode::Large => Reply::json([vec![b' '; 5_000_000], signed(fine).into_bytes()].concat()),
        Mode::Zipped => {
            let zipped = spoilt::zipped(signed(fine).as_bytes());
            Reply::Answer("200 OK", vec![("content-encoding", "gzip".to_owned())], zipped)
        }
        Mode::Stall => Reply::Stall,
        Mode::Reply(reply) => reply.clone(),
    }
}

fn coded(code: &str, reason: &str) -> String {
    format!(r#"{{"code":"{code}","msg":"told by the code","sub_code":"{reason}","sub_msg":"见代码"}}"#)
}
