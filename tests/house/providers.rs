//! `zhangfang providers test` against providers on loopback with one fault each.
mod wrong;

use crate::fakes::alipay::{FakeAlipay, Mode, Script, Spoilt};
use crate::fakes::http::{IMPATIENT, Reply};
use crate::fakes::post::Taken;
use crate::fakes::smtp::{Mood, PASSWORD, Port, Server, USER};
use crate::fakes::{aliyun, tencent, webhook};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use zhangfang::command::providers::{Check, Outcome, Recipients, examine};
use zhangfang::config::{AlipaySettings, Config, IdentityRoute, Typed};
use zhangfang::connect::http::Limits;
use zhangfang::terms::{Email, Phone};

const PHONE: &str = "13900001111";

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

/// The header Date of a machine whose clock stands there; nobody reads the day of the week.
fn date(seconds: i64) -> (&'static str, String) {
    let moment = time::OffsetDateTime::from_unix_timestamp(seconds).unwrap();
    let month = &moment.month().to_string()[..3];
    let (hour, minute, second) = (moment.hour(), moment.minute(), moment.second());
    let (day, year) = (moment.day(), moment.year());
    ("date", format!("Mon, {day:02} {month} {year} {hour:02}:{minute:02}:{second:02} GMT"))
}

/// This reply, from a machine whose clock stands there.
fn dated(reply: Reply, seconds: i64) -> Reply {
    let Reply::Answer(status, mut headers, body) = reply else { panic!("only answers have a head") };
    headers.push(date(seconds));
    Reply::Answer(status, headers, body)
}

fn settings(set: &[&str]) -> Config {
    let set = set.iter().map(|one| (*one).to_owned()).collect();
    Config::read(&Typed { set, ..Typed::default() }, &|_| None, None, "").unwrap()
}

/// What is said about the identity service and about text messages.
async fn tried(config: &Config, phone: Option<&str>) -> [Check; 2] {
    let limits = Limits { total: IMPATIENT, ..Limits::default() };
    let phone = phone.map(|phone| Phone::parse(phone).unwrap());
    let to = Recipients { phone: phone.as_ref(), mail: None };
    let checks: [Check; 3] = examine(config, to, limits).await.try_into().expect("there are three services");
    let [identity, messages, _] = checks;
    [identity, messages]
}

/// The second check, as its line.
async fn messages(set: &[&str]) -> String {
    let [_, messages] = tried(&settings(set), Some(PHONE)).await;
    let line = messages.to_string();
    assert!(!line.contains(PHONE) && !line.contains("secret-of-the-fake"), "{line}");
    line
}

fn via_aliyun(origin: &str) -> Vec<String> {
    vec![
        "sms_provider=aliyun".into(),
        format!("sms_aliyun_endpoint={origin}"),
        format!("sms_aliyun_key_id={}", aliyun::KEY_ID),
        format!("sms_aliyun_key_secret={}", aliyun::SECRET),
        format!("sms_aliyun_sign_name={}", aliyun::SIGN_NAME),
        "sms_aliyun_templates=code=SMS_1".into(),
    ]
}

fn via_tencent(origin: &str) -> Vec<String> {
    vec![
        "sms_provider=tencent".into(),
        format!("sms_tencent_endpoint={origin}"),
        format!("sms_tencent_secret_id={}", tencent::SECRET_ID),
        format!("sms_tencent_secret_key={}", tencent::SECRET_KEY),
        format!("sms_tencent_app_id={}", tencent::APP_ID),
        format!("sms_tencent_sign_name={}", tencent::SIGN_NAME),
        "sms_tencent_templates=code=1001".into(),
    ]
}

fn via_webhook(url: &str) -> Vec<String> {
    vec![
        "sms_provider=webhook".into(),
        format!("sms_webhook_url={url}"),
        format!("sms_webhook_secret={}", webhook::SECRET),
    ]
}

async fn said(set: Vec<String>) -> String {
    messages(&set.iter().map(String::as_str).collect::<Vec<_>>()).await
}

async fn aliyun_says(reply: impl Fn(&Taken) -> Reply + Send + Sync + 'static) -> String {
    let fake = aliyun::open(now(), Box::new(move |_, taken| reply(taken))).await;
    let line = said(via_aliyun(&fake.origin)).await;
    assert_eq!(fake.taken().len(), 1, "one message leaves for one test");
    line
}

/// A folder with the keys of a test, as the start wants them.
struct KeyFolder(PathBuf);

impl KeyFolder {
    fn new(test: &str) -> KeyFolder {
        let path = std::env::temp_dir().join(format!("zhangfang-providers-{}-{test}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        KeyFolder(path)
    }

    fn put(&self, vector: &str) -> PathBuf {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/alipay").join(vector);
        let path = self.0.join(vector);
        std::fs::copy(from, &path).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        path
    }
}

impl Drop for KeyFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The first check of an application with these key files at this gateway, as its line.
async fn alipay(test: &str, route: IdentityRoute, private: &str, public: &str) -> String {
    let folder = KeyFolder::new(test);
    let IdentityRoute::Alipay(settings_of) = route else { panic!("the fake is alipay") };
    let keys = (folder.put(private), folder.put(public));
    let mut config = settings(&[]);
    config.identity =
        IdentityRoute::Alipay(AlipaySettings { private_key: keys.0, public_key: keys.1, ..settings_of });
    let [identity, _] = tried(&config, None).await;
    identity.to_string()
}

const OWN: &str = "test_app_key_pkcs8.pem";
const THEIRS: &str = "test_gateway_pub.pem";

async fn alipay_says(test: &str, mode: Option<Mode>) -> String {
    let script = mode.into_iter().fold(Script::default(), Script::find);
    let fake = FakeAlipay::open(script).await;
    let line = alipay(test, fake.route(), OWN, THEIRS).await;
    assert_eq!((fake.requests(), fake.orders().len()), (1, 0), "one question, and nobody is certified");
    line
}

#[tokio::test]
async fn what_is_not_set_up_is_said_so_and_a_message_needs_a_number() {
    let [identity, messages] = tried(&settings(&[]), Some(PHONE)).await;
    assert_eq!(identity.to_string(), "– 身份认证：未配置（identity.provider）。");
    assert_eq!(messages.to_string(), "– 短信：未配置（sms.provider）。");
    let set = via_webhook("http://127.0.0.1:9/");
    let [_, messages] = tried(&settings(&set.iter().map(String::as_str).collect::<Vec<_>>()), None).await;
    assert!(matches!(&messages.outcome, Outcome::Untried(text) if text.contains("--phone")), "{messages}");
}

#[tokio::test]
async fn what_is_right_is_found_right() {
    let line = alipay_says("right", None).await;
    assert!(line.starts_with("✓ 支付宝身份认证：") && !line.contains("时钟"), "{line}");
    let line = aliyun_says(|_| aliyun::answer("OK", "OK")).await;
    assert!(line.starts_with("✓ 短信（阿里云）：") && line.contains("139****1111"), "{line}");
    let fake =
        tencent::open(now(), Box::new(|_, taken| tencent::status(&taken.phone, &taken.id, "Ok"))).await;
    assert!(said(via_tencent(&fake.origin)).await.starts_with("✓ 短信（腾讯云）："));
    let fake = webhook::open(now(), Box::new(|_, _| webhook::ok())).await;
    assert!(
        said(via_webhook(&format!("{}{}", fake.origin, webhook::PATH)))
            .await
            .starts_with("✓ 短信（自建网关）：")
    );
    assert_eq!(fake.taken()[0].template, "verify_code");
}

/// What is said about mail with this server, and how many mails it took.
async fn mailed(port: Port, security: &str, mood: Mood, to: Option<&str>) -> (String, usize) {
    let server = Server::open(port, move |_| mood).await;
    let ca = std::env::temp_dir().join(format!("zhangfang-ca-{}-{}.pem", std::process::id(), server.port));
    std::fs::write(&ca, server.identity.pem()).unwrap();
    let set = [
        "mail_provider=smtp".to_owned(),
        "mail_host=localhost".into(),
        format!("mail_port={}", server.port),
        format!("mail_security={security}"),
        format!("mail_username={USER}"),
        format!("mail_password={PASSWORD}"),
        format!("mail_sender={USER}"),
        format!("extra_ca={}", ca.display()),
        "public_origin=https://kj.example.gov.cn".into(),
    ];
    let config = settings(&set.iter().map(String::as_str).collect::<Vec<_>>());
    let limits = Limits { total: IMPATIENT.saturating_mul(8), ..Limits::default() };
    let to = to.map(|to| Email::parse(to).unwrap());
    let checks = examine(&config, Recipients { phone: None, mail: to.as_ref() }, limits).await;
    std::fs::remove_file(&ca).unwrap();
    let line = checks[2].to_string();
    assert!(!line.contains("wang@") && !line.contains(PASSWORD), "{line}");
    (line, server.parcels().len())
}

#[tokio::test]
async fn a_mail_is_tried_and_what_is_wrong_is_told_by_its_setting() {
    let to = Some("wang@example.cn");
    let (line, taken) = mailed(Port::Tls, "tls", Mood::Takes, to).await;
    assert!(line.starts_with("✓ 邮件") && taken == 1, "{line}");
    let (line, taken) = mailed(Port::Tls, "tls", Mood::Takes, None).await;
    assert!(line.starts_with("– 邮件") && line.contains("--mail") && taken == 0, "{line}");
    let (line, taken) = mailed(Port::Tls, "tls", Mood::Says("AUTH", "535 5.7.8 no"), to).await;
    assert!(line.starts_with("✗ 邮件") && line.contains("mail.password") && taken == 0, "{line}");
    // The port speaks TLS from the first byte, and the setting waits for a greeting.
    let (line, taken) = mailed(Port::Tls, "starttls", Mood::Takes, to).await;
    assert!(line.starts_with("✗ 邮件") && line.contains("mail.security") && taken == 0, "{line}");
}
