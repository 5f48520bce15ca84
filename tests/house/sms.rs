//! Text messages through all three couriers, against fakes that work out every signature anew (connectors 2 and 4, T57):
//! one message leaves for one request whatever happens, and whoever waits for a code learns what became of it.
mod budgets;
mod slots;

use crate::browser::Browser;
use crate::fakes::http::{IMPATIENT, Reply};
use crate::fakes::post::{Provider, Taken};
use crate::fakes::{aliyun, tencent, webhook};
use crate::world::World;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::runtime::Runtime;
use zhangfang::connect::http::{Caller, Limits};
use zhangfang::connect::{
    Protected, SmsAliyun, SmsCourier, SmsTencent, SmsWebhook, Surroundings, TencentApp,
};
use zhangfang::letters::Letter;
use zhangfang::outbox::Outbox;
use zhangfang::store::{Read, Span};
use zhangfang::tables::{ItemState, JOURNAL, OUTBOX};
use zhangfang::terms::Phone;

const PHONE: &str = "13900001111";
const OTHER_PHONE: &str = "13800002222";
/// The moment of every world, in seconds since 1970.
const NOW: i64 = 1_795_395_600;
/// 2026-01-01T00:30+08:00, still 2025 in UTC.
const NEW_YEAR: i64 = 1_767_198_600;

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(NOW.unsigned_abs())
}

fn new_year() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(NEW_YEAR.unsigned_abs())
}

fn nonce() -> [u8; 16] {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let mut nonce = [7; 16];
    nonce[..8].copy_from_slice(&COUNT.fetch_add(1, Ordering::SeqCst).to_be_bytes());
    nonce
}

/// How a provider answers a message.
type Answer = fn(&Taken) -> Reply;

/// Which courier is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Aliyun,
    Tencent,
    Webhook,
}

const KINDS: [Kind; 3] = [Kind::Aliyun, Kind::Tencent, Kind::Webhook];

impl Kind {
    async fn provider(
        self,
        moment: i64,
        behave: impl Fn(usize, &Taken) -> Reply + Send + Sync + 'static,
    ) -> Provider {
        match self {
            Kind::Aliyun => aliyun::open(moment, Box::new(behave)).await,
            Kind::Tencent => tencent::open(moment, Box::new(behave)).await,
            Kind::Webhook => webhook::open(moment, Box::new(behave)).await,
        }
    }

    /// Ends its calls early, so that no test waits ten seconds.
    fn courier(self, origin: &str, clock: fn() -> SystemTime) -> Arc<dyn SmsCourier> {
        let caller =
            Caller::new(None, Limits { total: IMPATIENT, ..Limits::default() }).expect("it is set up");
        let (url, around) =
            (|path: &str| format!("{origin}{path}").parse().unwrap(), Surroundings { clock, nonce });
        let templates = |code: &str, received: &str| {
            [("code", code), ("case_received", received)].map(|(k, v)| (k.to_owned(), v.to_owned())).into()
        };
        match self {
            Kind::Aliyun => {
                let (key, name) = ((aliyun::KEY_ID, aliyun::SECRET), aliyun::SIGN_NAME.to_owned());
                let courier = SmsAliyun::new(url(""), key, name, templates("SMS_1", "SMS_2"), caller, around);
                Arc::new(Protected::new(courier, Instant::now))
            }
            Kind::Tencent => {
                let (id, sign_name) = (tencent::APP_ID.to_owned(), tencent::SIGN_NAME.to_owned());
                let app = TencentApp { id, sign_name, region: tencent::REGION.to_owned() };
                let secret = (tencent::SECRET_ID, tencent::SECRET_KEY);
                let courier =
                    SmsTencent::new(url(""), secret, app, templates("1001", "1002"), caller, around);
                Arc::new(Protected::new(courier, Instant::now))
            }
            Kind::Webhook => {
                let courier = SmsWebhook::new(url(webhook::PATH), webhook::SECRET, false, caller, around);
                Arc::new(Protected::new(courier, Instant::now))
            }
        }
    }

    fn took(self, taken: &Taken) -> Reply {
        match self {
            Kind::Aliyun => aliyun::answer("OK", "OK"),
            Kind::Tencent => tencent::status(&taken.phone, &taken.id, "Ok"),
            Kind::Webhook => webhook::ok(),
        }
    }

    /// The operator's money is spent.
    fn out_of_money(self, taken: &Taken) -> Reply {
        let code = "FailedOperation.InsufficientBalanceInSmsPackage";
        match self {
            Kind::Aliyun => aliyun::answer("isv.AMOUNT_NOT_ENOUGH", "账户余额不足"),
            Kind::Tencent => tencent::status(&taken.phone, &taken.id, code),
            Kind::Webhook => Reply::with("402 Payment Required", r#"{"code":"no_money"}"#),
        }
    }
}

/// A county whose letters go to a fake.
struct Post {
    world: World,
    provider: Provider,
    outbox: Outbox,
    runtime: Runtime,
}

impl Post {
    fn open(kind: Kind, behave: impl Fn(usize, &Taken) -> Reply + Send + Sync + 'static) -> Post {
        let (world, runtime) = (World::new(), Runtime::new().expect("a runtime starts"));
        let provider = runtime.block_on(kind.provider(NOW, behave));
        let outbox = outbox(&world, kind.courier(&provider.origin, now));
        Post { world, provider, outbox, runtime }
    }

    /// Everything that waits is handed over; how many letters were dealt with.
    fn send(&self) -> usize {
        self.runtime.block_on(self.outbox.send_some()).expect("the store works")
    }

    fn states(&self) -> Vec<ItemState> {
        states(&self.world)
    }
}

fn outbox(world: &World, courier: Arc<dyn SmsCourier>) -> Outbox {
    Outbox::new(world.office.clone(), Some(courier), "会计人员服务平台".into())
}

fn states(world: &World) -> Vec<ItemState> {
    let view = world.office.store().view().expect("the store can be read");
    let items = view.scan(&OUTBOX, Span::all(100)).expect("the outbox can be read");
    items.into_iter().map(|(_, item)| item.state).collect()
}

/// What the journal says about letters handed over, oldest first.
fn journal(world: &World) -> Vec<(String, String)> {
    let view = world.office.store().view().expect("the store can be read");
    let entries = view.scan(&JOURNAL, Span::all(10_000)).expect("the journal can be read");
    let entries = entries.into_iter().map(|(_, entry)| (entry.verb, entry.detail));
    entries.filter(|(verb, _)| verb.starts_with("outbox.")).collect()
}

/// Asks for a code as a person who registers does.
fn ask(browser: &mut Browser, phone: &str) {
    browser.visit("/register");
    browser.form("免费获取验证码").fill("真实姓名", "王小明").fill("手机号", phone).press("免费获取验证码");
    assert_eq!(browser.form("注册").holds("真实姓名"), "王小明", "what was typed stays");
}

fn file(world: &World, letter: Letter) {
    world.work(move |ledger| {
        Ok(ledger.send(&Phone::parse(PHONE).expect("the phone is sound"), letter.clone())?)
    });
}

#[test]
fn one_request_sends_one_message_whose_digits_count() {
    for kind in KINDS {
        let post = Post::open(kind, move |_, taken| kind.took(taken));
        let mut browser = Browser::new(&post.world.client);
        ask(&mut browser, PHONE);
        browser.sees("验证码已发送");
        let code = post.world.last_code(PHONE).expect("a code was filed");
        assert_eq!((post.send(), post.send()), (1, 0), "{kind:?}");
        let taken = post.provider.taken();
        let (phone, template, filling) = match kind {
            Kind::Aliyun => (PHONE.to_owned(), "SMS_1", vec![format!("code={code}")]),
            Kind::Tencent => (format!("+86{PHONE}"), "1001", vec![code.clone()]),
            Kind::Webhook => {
                (format!("+86{PHONE}"), "verify_code", vec![format!("code={code}"), "minutes=3".into()])
            }
        };
        let id = taken[0].id.clone();
        assert_eq!(taken, [Taken { phone, id, template: template.to_owned(), filling }], "{kind:?}");
        assert_eq!(post.states(), [ItemState::Sent]);
        browser
            .form("注册")
            .choose("证件类型", "内地居民身份证")
            .fill("证件号码", "11010519491231002X")
            .fill("密码", "Kj#2026-qing")
            .fill("确认密码", "Kj#2026-qing")
            .fill("手机验证码", &code)
            .check("我已阅读并同意隐私说明")
            .press("注册");
        assert_eq!(browser.address(), "/register/done", "{kind:?}");
    }
}

#[test]
fn the_signature_holds_half_an_hour_into_the_year() {
    for kind in KINDS {
        let (world, runtime) = (World::new(), Runtime::new().expect("a runtime starts"));
        let provider = runtime.block_on(kind.provider(NEW_YEAR, move |_, taken| kind.took(taken)));
        ask(&mut Browser::new(&world.client), PHONE);
        let outbox = outbox(&world, kind.courier(&provider.origin, new_year));
        runtime.block_on(outbox.send_some()).expect("the store works");
        assert_eq!((provider.taken().len(), states(&world)), (1, vec![ItemState::Sent]), "{kind:?}");
    }
}

#[test]
fn a_fake_that_sees_another_clock_or_another_secret_refuses() {
    for kind in KINDS {
        let (world, runtime) = (World::new(), Runtime::new().expect("a runtime starts"));
        let provider = runtime.block_on(kind.provider(NOW + 1000, move |_, taken| kind.took(taken)));
        ask(&mut Browser::new(&world.client), PHONE);
        let outbox = outbox(&world, kind.courier(&provider.origin, now));
        runtime.block_on(outbox.send_some()).expect("the store works");
        assert_eq!(provider.wrong().len(), 1, "{kind:?}");
        assert_ne!(states(&world), [ItemState::Sent], "{kind:?}");
    }
}

#[test]
fn whatever_stalls_no_second_message_leaves() {
    for kind in KINDS {
        for reply in [Reply::Stall, Reply::HangUp, Reply::Endless, Reply::with("500 Oops", r#"{"ok":true}"#)]
        {
            let behaviour = reply.clone();
            let post = Post::open(kind, move |_, _| behaviour.clone());
            let mut browser = Browser::new(&post.world.client);
            ask(&mut browser, PHONE);
            post.send();
            assert_eq!(post.states(), [ItemState::Unknown], "{kind:?} {reply:?}");
            ask(&mut Browser::new(&post.world.client), PHONE);
            browser.visit("/register");
            browser.sees("180 秒后可以重新获取").misses("短信服务暂不可用");
            assert_eq!((post.send(), post.provider.taken().len()), (0, 1), "{kind:?} {reply:?}");
        }
    }
}

#[test]
fn a_redirect_is_not_followed_and_odd_answers_are_unknown() {
    let strange = |kind: Kind| match kind {
        Kind::Aliyun => vec![
            Reply::json(r#"{"Code":"ok"}"#),
            aliyun::answer("isp.SYSTEM_ERROR", "系统错误"),
            Reply::json("<html>"),
        ],
        Kind::Tencent => {
            vec![tencent::error("InternalError.SendAndRecvFail"), tencent::answer(serde_json::json!([]))]
        }
        Kind::Webhook => vec![Reply::json("{}"), Reply::json(r#"{"ok":"true"}"#), Reply::json("ok")],
    };
    for kind in KINDS {
        let elsewhere = vec![("location", "http://127.0.0.1:9/".to_owned())];
        let redirect = Reply::Answer("302 Found", elsewhere, b"{\"ok\":true,\"Code\":\"OK\"}".to_vec());
        for reply in strange(kind).into_iter().chain([redirect]) {
            let behaviour = reply.clone();
            let post = Post::open(kind, move |_, _| behaviour.clone());
            ask(&mut Browser::new(&post.world.client), PHONE);
            post.send();
            assert_eq!(post.states(), [ItemState::Unknown], "{kind:?} {reply:?}");
        }
    }
}

#[test]
fn tencent_s_ok_counts_for_our_number_and_our_letter_only() {
    let answers: [Answer; 4] = [
        |taken| tencent::status(&taken.phone, &taken.id, "ok"),
        |taken| tencent::status("+8613900001112", &taken.id, "Ok"),
        |taken| tencent::status(&taken.phone, "zf1-9-9", "Ok"),
        |taken| tencent::status(&taken.phone, "", "Ok"),
    ];
    for answer in answers {
        let post = Post::open(Kind::Tencent, move |_, taken| answer(taken));
        ask(&mut Browser::new(&post.world.client), PHONE);
        assert_eq!((post.send(), post.send()), (1, 0));
        assert_eq!((post.states(), post.provider.taken().len()), (vec![ItemState::Unknown], 1));
    }
}

#[test]
fn a_letter_that_was_leaving_when_the_house_fell_is_never_sent_again() {
    for kind in KINDS {
        let post = Post::open(kind, |_, _| Reply::Stall);
        ask(&mut Browser::new(&post.world.client), PHONE);
        let first = post.outbox.clone();
        post.runtime.block_on(async {
            let running = tokio::spawn(async move { first.send_some().await });
            while post.provider.taken().is_empty() {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            running.abort();
        });
        assert_eq!(post.states(), [ItemState::Leaving]);
        let next = outbox(&post.world, kind.courier(&post.provider.origin, now));
        post.runtime.block_on(next.send_some()).expect("the store works");
        assert_eq!((post.states(), post.provider.taken().len()), (vec![ItemState::Unknown], 1), "{kind:?}");
        let mut browser = Browser::new(&post.world.client);
        ask(&mut browser, PHONE);
        browser.sees("秒后再试");
    }
}

#[test]
fn a_letter_without_a_template_stays_and_the_others_leave() {
    for kind in [Kind::Aliyun, Kind::Tencent] {
        let post = Post::open(kind, move |_, taken| kind.took(taken));
        file(&post.world, Letter::PasswordChanged);
        ask(&mut Browser::new(&post.world.client), OTHER_PHONE);
        assert_eq!(post.send(), 2);
        assert_eq!(post.states(), [ItemState::Refused("no_template".into()), ItemState::Sent], "{kind:?}");
        assert_eq!(post.provider.taken().len(), 1);
    }
}

#[test]
fn the_journal_keeps_ids_code_and_latency_of_every_call_and_no_phone() {
    let of = |kind: Kind| match kind {
        Kind::Aliyun => ("aliyun", "A-REQUEST", "isv.AMOUNT_NOT_ENOUGH"),
        Kind::Tencent => ("tencent", "t-request", "FailedOperation.InsufficientBalanceInSmsPackage"),
        Kind::Webhook => ("webhook", "", "no_money"),
    };
    for kind in KINDS {
        let post = Post::open(kind, move |count, taken| match count {
            0 => kind.took(taken),
            _ => kind.out_of_money(taken),
        });
        for phone in [PHONE, OTHER_PHONE] {
            ask(&mut Browser::new(&post.world.client), phone);
            post.send();
        }
        let told = journal(&post.world);
        let (courier, request, code) = of(kind);
        let ids: Vec<String> = post.provider.taken().into_iter().map(|taken| taken.id).collect();
        let [sent, refused] = &told[..] else { panic!("{told:?}") };
        assert_eq!((sent.0.as_str(), refused.0.as_str()), ("outbox.sent", "outbox.refused"));
        assert!(sent.1.starts_with(&format!("code; {courier}; id {}; request ", ids[0])), "{sent:?}");
        assert!(
            refused.1.contains(&format!("id {}; ", ids[1])) && refused.1.contains(request),
            "{refused:?}"
        );
        assert!(refused.1.contains(&format!("{code}; ")) && refused.1.ends_with(" ms"), "{refused:?}");
        assert!(told.iter().all(|(_, detail)| !detail.contains("1390000") && !detail.contains("1380000")));
    }
}
