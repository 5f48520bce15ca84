//! The gateway of Alipay beside a site: the fake lives in a runtime of its own, since a walk through pages blocks.
use super::kit::*;
use crate::browser::Browser;
use crate::fakes::alipay::{FakeAlipay, Script};
use crate::world::World;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::Notify;
use zhangfang::connect::{Begun, Call, Claim, Finding, IdentityService, Setback};
use zhangfang::handoff::{Kind, State};
use zhangfang::inquiry::Inquiries;
use zhangfang::office::Way;
use zhangfang::terms::{AccountId, HandoffId};

/// The gateway, and whoever asks it.
pub struct Gateway {
    // Goes first, as long as its server can still be looked into.
    fake: FakeAlipay,
    runtime: Runtime,
}

impl Deref for Gateway {
    type Target = FakeAlipay;
    fn deref(&self) -> &FakeAlipay {
        &self.fake
    }
}

impl Gateway {
    pub fn open() -> Gateway {
        Gateway::with(Script::default())
    }

    pub fn with(script: Script) -> Gateway {
        let runtime = Runtime::new().expect("a runtime starts");
        let fake = runtime.block_on(FakeAlipay::open(script));
        Gateway { fake, runtime }
    }

    /// A county whose operator has set this gateway.
    pub fn county(&self) -> World {
        World::new().set(|config| config.identity = self.route())
    }

    /// Who asks for this county.
    pub fn inquiries(&self, world: &World) -> Inquiries {
        let back = "http://localhost/v/back".to_owned();
        Inquiries::new(world.office.clone(), self.service(), Way::Alipay, back)
    }

    /// One step for one hand-off, as the house does it by itself; whether another one follows.
    pub fn step(&self, world: &World, id: HandoffId) -> bool {
        let step = self.inquiries(world);
        let next: Option<Duration> = self.run(async move { step.step(id, 0).await }).expect("it is written");
        next.is_some()
    }

    /// Runs something beside the gateway.
    pub fn run<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Lets something go on by itself.
    pub fn spawn<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> tokio::task::JoinHandle<T> {
        self.runtime.spawn(work)
    }
}

/// A person whose phone has confirmed, so that the service is to be asked to begin.
pub struct Attempt<'s> {
    pub person: AccountId,
    pub id: HandoffId,
    pub locator: String,
    pub screen: Browser<'s>,
    pub phone: Browser<'s>,
}

pub const CONFIRM: &str = "确认，是本人办理";

/// Crosses the bridge of this county and confirms on the phone.
pub fn asked(world: &World) -> Attempt<'_> {
    let person = person(world);
    let screen = showing(world, &world.client, person, BY_ALIPAY);
    let (id, begun) = living(world, Kind::Identity);
    let mut phone = matched(world, &world.client, Kind::Identity);
    phone.press(CONFIRM);
    phone.sees("正在连接认证服务");
    assert!(matches!(handoff(world, id).state, State::Asked { .. }));
    Attempt { person, id, locator: begun.locator, screen, phone }
}

/// The same until the person is with Alipay.
pub fn waiting<'s>(gateway: &Gateway, world: &'s World) -> Attempt<'s> {
    let attempt = asked(world);
    assert!(gateway.step(world, attempt.id));
    assert!(matches!(handoff(world, attempt.id).state, State::Waiting { .. }));
    attempt
}

/// What the phone opens at Alipay.
#[track_caller]
pub fn address(world: &World, id: HandoffId) -> String {
    match handoff(world, id).state {
        State::Waiting { address, .. } => address,
        other => panic!("nobody is with the service: {other:?}"),
    }
}

/// A service that answers a question only when it is let, so that something can happen meanwhile.
#[derive(Default)]
pub struct Held {
    asked: Notify,
    let_go: Notify,
}

impl Held {
    /// Who asks this service for this county.
    pub fn inquiries(self: &Arc<Self>, world: &World) -> Inquiries {
        Inquiries::new(world.office.clone(), Arc::clone(self) as _, Way::Alipay, String::new())
    }

    /// Completes when a question has arrived.
    pub async fn asked(&self) {
        self.asked.notified().await;
    }

    /// Answers: yes, whoever it is has passed.
    pub fn say_passed(&self) {
        self.let_go.notify_one();
    }
}

impl IdentityService for Held {
    fn name(&self) -> &'static str {
        "held"
    }

    fn begin<'a>(&'a self, _: &'a Claim) -> Call<'a, Begun> {
        Box::pin(async {
            self.asked.notify_one();
            self.let_go.notified().await;
            Err(Setback::Unknown)
        })
    }

    fn find<'a>(&'a self, _: &'a str) -> Call<'a, Finding> {
        Box::pin(async {
            self.asked.notify_one();
            self.let_go.notified().await;
            Ok(Finding::Passed)
        })
    }
}
