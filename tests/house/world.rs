//! A whole county for one test: the real site over the memory engine, with a clock that the test sets, people and
//! officers, and the letters that would have been sent.
use rocket::local::blocking::Client;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use zhangfang::accounts::{
    Account, AccountState, Cost, Credential, Officer, OfficerState, Right, Subject, Verified, digest,
};
use zhangfang::config::Config;
use zhangfang::dossier::Identity;
use zhangfang::letters::Letter;
use zhangfang::office::{Act, Actor, Clock, Dice, Office, Stop, found, open_session};
use zhangfang::reference::Reference;
use zhangfang::store::{Direction, Engine, MemoryEngine, Read, Span, Store};
use zhangfang::tables::{ACCOUNTS, CATALOGUE, OFFICERS, OUTBOX, Profile};
use zhangfang::terms::{AccountId, Document, DocumentKind, Moment, OfficerId, PersonName, Phone, RegionCode};

/// A clock that only the test moves.
pub struct SetClock(AtomicI64);

impl Clock for SetClock {
    fn now(&self) -> Moment {
        Moment::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// Dice that never repeat themselves and need no system.
struct CountingDice(AtomicU64);

impl Dice for CountingDice {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let count = self.0.fetch_add(1, Ordering::SeqCst);
            let drawn = ring::digest::digest(&ring::digest::SHA256, &count.to_be_bytes());
            chunk.copy_from_slice(&drawn.as_ref()[..chunk.len()]);
        }
    }
}

/// The password of everybody whom the world makes.
pub const PASSWORD: &str = "Qinglan#2026";
/// 青岚县, the county of most tests.
pub const COUNTY: &str = "980121";
/// 松溪县, its neighbour.
pub const NEIGHBOUR: &str = "980122";

/// A site of this office; a thread that knocks at the same time as others needs one of its own.
pub fn site_of(office: &Office) -> Client {
    site_with(office, |_| ())
}

/// A site of this office whose operator has set something else.
pub fn site_with(office: &Office, change: impl FnOnce(&mut Config)) -> Client {
    let mut config = Config::for_test(Path::new("unused"));
    change(&mut config);
    let config = Arc::new(config);
    // A house that is closing ends every stream once it has told what stands now, so that no test waits for more.
    let (_, closing) = tokio::sync::watch::channel(true);
    let house = zhangfang::site::house(office.clone(), config, None).closed_by(closing);
    Client::untracked(zhangfang::site::build(house)).expect("the site starts")
}

/// One county.
pub struct World {
    /// The site; give each person a `Browser` of their own.
    pub client: Client,
    /// The office behind it.
    pub office: Office,
    engine: Arc<dyn Engine>,
    clock: Arc<SetClock>,
    dice: Arc<CountingDice>,
    made: Mutex<u8>,
}

impl World {
    /// A county at 2026-11-23 09:00 in Beijing, a Monday, with no people.
    pub fn new() -> World {
        World::over(Arc::new(MemoryEngine::new()))
    }

    /// Another instance, which serves this region with keys and ids of its own.
    pub fn elsewhere(region: &str) -> World {
        World::founded(Arc::new(MemoryEngine::new()), Profile::Production, region, 1 << 40)
    }

    /// The same county on an engine that the test holds too.
    pub fn over(engine: Arc<dyn Engine>) -> World {
        World::made(engine, Profile::Production)
    }

    /// The same county as a demonstration.
    pub fn demonstration() -> World {
        World::made(Arc::new(MemoryEngine::new()), Profile::Demonstration)
    }

    fn made(engine: Arc<dyn Engine>, profile: Profile) -> World {
        World::founded(engine, profile, COUNTY, 1)
    }
    fn founded(engine: Arc<dyn Engine>, profile: Profile, region: &str, dice: u64) -> World {
        let clock = Arc::new(SetClock(AtomicI64::new(1_795_395_600_000)));
        let dice = Arc::new(CountingDice(AtomicU64::new(dice)));
        let store = Store::open(engine.clone(), &CATALOGUE, 256).expect("the store opens");
        let region = RegionCode::parse(region).ok();
        found(&store, clock.as_ref(), dice.as_ref(), profile, region).expect("the instance is made");
        World::of(store, engine, clock, dice)
    }

    /// The demonstration on an engine that the test holds too.
    pub fn demonstration_over(engine: Arc<dyn Engine>) -> World {
        World::made(engine, Profile::Demonstration)
    }

    /// The same county with a site whose operator has set something else.
    pub fn set(mut self, change: impl FnOnce(&mut Config)) -> World {
        self.client = site_with(&self.office, change);
        self
    }

    /// The same county after a restart, at the same moment; `engine` opens anew what this one was kept in.
    pub fn restarted(self, engine: impl FnOnce() -> Arc<dyn Engine>) -> World {
        let (clock, dice) = (self.clock.clone(), self.dice.clone());
        self.office.store().clone().close().expect("the store closes");
        drop(self);
        let engine = engine();
        let store = Store::open(engine.clone(), &CATALOGUE, 256).expect("the store opens again");
        World::of(store, engine, clock, dice)
    }

    fn of(store: Store, engine: Arc<dyn Engine>, clock: Arc<SetClock>, dice: Arc<CountingDice>) -> World {
        let reference =
            Arc::new(Reference::load(zhangfang::reference::Profile::Demo).expect("the data is sound"));
        let office = Office::open(store, clock.clone(), dice.clone(), reference).expect("the office opens");
        let client = site_of(&office);
        World { client, office, engine, clock, dice, made: Mutex::new(0) }
    }

    /// Lets time pass.
    pub fn wait(&self, time: Duration) {
        let millis = i64::try_from(time.as_millis()).expect("tests wait for less than an age");
        self.clock.0.fetch_add(millis, Ordering::SeqCst);
    }

    fn next(&self) -> u8 {
        let mut made = self.made.lock().expect("no test panics while counting");
        *made += 1;
        *made
    }

    /// Arranges something as the operator at the console.
    pub fn work<T: Send + 'static>(
        &self,
        work: impl Fn(&mut zhangfang::office::Ledger<'_>) -> Result<T, Stop<()>> + Send + 'static,
    ) -> T {
        let act = Act::new(Actor::Console, "test.arrange", "test");
        let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
        runtime.block_on(self.office.act(act, work)).expect("the arrangement is kept")
    }

    /// An accountant with an account; the password is [`PASSWORD`].
    pub fn person(&self, name: &str, number: &str, phone: &str, verified: bool) -> AccountId {
        let id = AccountId::from_bytes([self.next(); 16]);
        let identity = Identity {
            document: Document::parse(DocumentKind::ResidentId, number).expect("the number is sound"),
            name: PersonName::parse(name).expect("the name is sound"),
            phone: Phone::parse(phone).expect("the phone is sound"),
        };
        let credential = Credential::new(PASSWORD, [3; 16], Cost::default()).expect("hashing works");
        let now = self.office.now();
        let verified = verified.then(|| Verified { at: now, way: "线上实名认证".into() });
        let account = Account {
            identity,
            credential,
            state: AccountState::Open,
            verified,
            created: now,
            generation: 0,
            last_login: None,
            notice: 1,
            frozen: None,
        };
        self.work(move |ledger| Ok(ledger.put(&ACCOUNTS, &id, &account)?));
        id
    }

    /// A reviewing officer of an authority; the password is [`PASSWORD`].
    pub fn officer(&self, login: &str, name: &str, authority: &str) -> OfficerId {
        let id = OfficerId::from_bytes([self.next(); 16]);
        let officer = Officer {
            login: login.into(),
            name: PersonName::parse(name).expect("the name is sound"),
            authority: RegionCode::parse(authority).expect("the code is sound"),
            rights: vec![Right::Review],
            credential: Credential::new(PASSWORD, [4; 16], Cost::default()),
            state: OfficerState::Active,
            generation: 0,
            document: None,
            created: self.office.now(),
            until: None,
            invitation: None,
            last_login: None,
        };
        self.work(move |ledger| Ok(ledger.put(&OFFICERS, &id, &officer)?));
        id
    }

    /// Changes an officer.
    pub fn change_officer(&self, id: OfficerId, change: impl Fn(&mut Officer) + Send + 'static) {
        self.work(move |ledger| {
            let mut officer = ledger.get(&OFFICERS, &id)?.expect("the officer was made");
            change(&mut officer);
            Ok(ledger.put(&OFFICERS, &id, &officer)?)
        });
    }

    /// Changes an accountant's account.
    pub fn change_account(&self, id: AccountId, change: impl Fn(&mut Account) + Send + 'static) {
        self.work(move |ledger| {
            let mut account = ledger.get(&ACCOUNTS, &id)?.expect("the account was made");
            change(&mut account);
            Ok(ledger.put(&ACCOUNTS, &id, &account)?)
        });
    }

    /// Opens a session as if somebody had logged in; returns what their cookie holds.
    pub fn session(&self, subject: Subject) -> String {
        let token: [u8; 32] = self.office.random();
        let digest = digest(&token);
        self.work(move |ledger| {
            let generation = match subject {
                Subject::Person(id) => ledger.get(&ACCOUNTS, &id)?.map_or(0, |account| account.generation),
                Subject::Officer(id) => ledger.get(&OFFICERS, &id)?.map_or(0, |officer| officer.generation),
            };
            Ok(open_session(ledger, &digest, subject, generation, "test")?)
        });
        data_encoding::BASE32_NOPAD.encode(&token).to_ascii_lowercase()
    }

    /// Every byte that is kept, by table and key.
    pub fn kept(&self) -> BTreeMap<(String, Vec<u8>), Vec<u8>> {
        let snapshot = self.engine.snapshot().expect("memory can be read");
        let mut kept = BTreeMap::new();
        for table in snapshot.tables().expect("memory can be read") {
            let all = (std::ops::Bound::Unbounded, std::ops::Bound::Unbounded);
            let pairs = snapshot.page(&table, all, Direction::Ascending, usize::MAX);
            for (key, value) in pairs.expect("memory can be read") {
                kept.insert((table.clone(), key), value);
            }
        }
        kept
    }

    /// Every letter filed so far, oldest first, with the phone it goes to.
    pub fn letters(&self) -> Vec<(String, Letter)> {
        let view = self.office.store().view().expect("the store can be read");
        let items = view.scan(&OUTBOX, Span::all(10_000)).expect("the outbox can be read");
        items.into_iter().filter_map(|(_, item)| Some((item.to.to_string(), item.letter?))).collect()
    }

    /// The digits of the last code sent to this phone.
    pub fn last_code(&self, phone: &str) -> Option<String> {
        self.letters().into_iter().rev().find_map(|(to, letter)| match letter {
            Letter::Code { digits, .. } if to == phone => Some(digits),
            _ => None,
        })
    }
}
