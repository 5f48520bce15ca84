//! What the walks over the bridge start from: a screen, phones, and what stands on record between them.
use crate::browser::Browser;
use crate::doors::device;
use crate::papers::NUMBERS;
use crate::world::World;
use rocket::local::blocking::Client;
use std::sync::Arc;
use std::time::Duration;
use zhangfang::accounts::{Account, Subject};
use zhangfang::config::IdentityRoute;
use zhangfang::handoff::{Handoff, Kind, State};
use zhangfang::store::{Broken, Engine, MemoryEngine, Read, Snapshot, Span, Writes};
use zhangfang::tables::{HANDOFFS, SESSIONS};
use zhangfang::terms::{AccountId, HandoffId};

pub const NAME: &str = "王小梅";
pub const MOBILE: &str = "13900001111";
/// What must not leave the house before the digits matched: the name, the numbers and the place, as they are shown.
pub const PERSONAL: [&str; 4] = ["王**", "110*******1233", "139****1111", "大厅以外"];

pub const BY_PHOTOGRAPHS: &str = "我同意在手机上办理实名认证，照片的使用说明会在手机上显示。";
pub const BY_PRESS: &str = "我同意在演示中用手机确认身份（演示，不提供给任何第三方）。";
pub const BY_ALIPAY: &str = "我同意为实名认证把姓名和证件号码提供给支付宝核验。";
pub const AT_COUNTER: &str = "我同意窗口工作人员查验我的证件原件并核对本人。";

pub const SECOND: Duration = Duration::from_secs(1);
pub const MINUTE: Duration = Duration::from_secs(60);

/// A demonstration, where a press on the phone is the proof.
pub fn demonstration() -> World {
    World::demonstration().set(|config| config.identity = IdentityRoute::Demo)
}

/// The person of most walks, whose identity is not proven.
pub fn person(world: &World) -> AccountId {
    world.person(NAME, NUMBERS[0], MOBILE, false)
}

/// A screen on which this person has logged in.
pub fn screen<'s>(world: &World, client: &'s Client, person: AccountId) -> Browser<'s> {
    Browser::new(client).carrying("zf", &world.session(Subject::Person(person)))
}

/// Lets the screen show a code.
#[track_caller]
pub fn show_code(screen: &mut Browser<'_>, consent: &str) {
    screen.visit("/me/verify");
    screen.form("显示二维码").check(consent).press("显示二维码");
    assert_eq!((screen.status(), screen.address()), (200, "/me/verify/phone"));
}

/// A screen that shows a code.
pub fn showing<'s>(world: &World, client: &'s Client, person: AccountId, consent: &str) -> Browser<'s> {
    let mut screen = screen(world, client, person);
    show_code(&mut screen, consent);
    screen
}

/// Every hand-off on record.
pub fn handoffs(world: &World) -> Vec<(HandoffId, Handoff)> {
    let view = world.office.store().view().expect("the store can be read");
    view.scan(&HANDOFFS, Span::all(1000)).expect("the hand-offs can be read")
}

/// The one hand-off that lives, as far as anybody wrote down.
#[track_caller]
pub fn living(world: &World, kind: Kind) -> (HandoffId, Handoff) {
    let mut found = handoffs(world);
    found.retain(|(_, one)| one.state.is_live() && one.errand.kind() == kind);
    assert_eq!(found.len(), 1, "one hand-off lives: {found:?}");
    found.remove(0)
}

/// The hand-off of this id.
pub fn handoff(world: &World, id: HandoffId) -> Handoff {
    handoffs(world).into_iter().find(|(found, _)| *found == id).expect("it was begun").1
}

/// What the code on the screen leads to now.
pub fn code(world: &World, kind: Kind) -> String {
    format!("/v/{}", living(world, kind).1.code(world.office.now(), MINUTE))
}

/// The four digits on the screen.
#[track_caller]
pub fn digits(world: &World, kind: Kind) -> String {
    match living(world, kind).1.state {
        State::Scanned { digits, .. } => digits,
        other => panic!("no digits stand on the screen: {other:?}"),
    }
}

/// Digits that do not stand on the screen.
pub fn wrong(digits: &str) -> String {
    digits.chars().map(|digit| if digit == '9' { '0' } else { '9' }).collect()
}

/// Scans the code with the phone.
#[track_caller]
pub fn scan(world: &World, phone: &mut Browser<'_>, kind: Kind) {
    phone.visit(&code(world, kind));
    phone.press("继续");
    assert!(phone.address().ends_with("/match"), "{}", phone.page().text());
}

/// Types four digits on the phone.
#[track_caller]
pub fn type_digits(phone: &mut Browser<'_>, digits: &str) {
    phone.form("下一步").fill("四位核对码", digits).press("下一步");
}

/// Scans the code and types what stands on the screen.
#[track_caller]
pub fn cross(world: &World, phone: &mut Browser<'_>, kind: Kind) {
    scan(world, phone, kind);
    type_digits(phone, &digits(world, kind));
    assert_eq!(phone.status(), 200);
}

/// A phone that has scanned the code and matched the digits.
#[track_caller]
pub fn matched<'s>(world: &World, client: &'s Client, kind: Kind) -> Browser<'s> {
    let mut phone = Browser::new(client);
    cross(world, &mut phone, kind);
    phone
}

/// Everything the event stream at this address tells this browser at once.
pub fn told(client: &Client, browser: &Browser<'_>, path: &str) -> String {
    let mut ears = Browser::new(client).carrying("zf", browser.cookie("zf").expect("the browser is known"));
    if let Some(mode) = browser.cookie("mode") {
        ears = ears.carrying("mode", mode);
    }
    ears.visit(path);
    assert_eq!(ears.status(), 200, "{path}");
    ears.page().source()
}

/// The account as it is now.
pub fn account(world: &World, person: AccountId) -> Account {
    crate::papers::account(world, person)
}

/// How the person is verified; none when not.
pub fn way(world: &World, person: AccountId) -> Option<String> {
    account(world, person).verified.map(|verified| verified.way)
}

/// Ends the session of this browser as the sweeper or another device would.
pub fn end_session(world: &World, browser: &Browser<'_>) {
    let key = device(browser.cookie("zf").expect("the browser is known")).0;
    world.work(move |ledger| Ok(ledger.remove(&SESSIONS, &key)?));
}

/// How often the journal holds this verb with a detail that contains these words.
pub fn noted(world: &World, verb: &str, words: &str) -> usize {
    let entries = crate::papers::journal(world);
    entries.iter().filter(|entry| entry.verb == verb && entry.detail.contains(words)).count()
}

/// Fails if this browser has been told who somebody is or where they stand.
#[track_caller]
pub fn names_nobody(browser: &Browser<'_>) {
    for word in PERSONAL.into_iter().chain([NAME, NUMBERS[0], MOBILE]) {
        assert!(!browser.page().source().contains(word), "{} tells {word}", browser.address());
    }
}

/// The memory engine as a medium that outlives whoever opened it, so that a county can be opened again.
#[derive(Default)]
pub struct Lasting(MemoryEngine);

impl Engine for Lasting {
    fn snapshot(&self) -> Result<Arc<dyn Snapshot>, Broken> {
        self.0.snapshot()
    }

    fn prepare(&self, tables: &[&'static str]) -> Result<(), Broken> {
        self.0.prepare(tables)
    }

    fn apply(&self, writes: &Writes) -> Result<(), Broken> {
        self.0.apply(writes)
    }

    fn close(&self) -> Result<(), Broken> {
        Ok(())
    }
}
