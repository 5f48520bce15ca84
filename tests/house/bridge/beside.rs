//! The real site beside the model: each deed is told to the model and done by whoever does it, with real cookies.
use super::deeds::{Deed, Which};
use super::kit::*;
use super::model::{Model, Phone, Proof, Says, Stage};
use crate::papers::NUMBERS;
use crate::world::{COUNTY, World, site_with};
use rocket::http::{ContentType, Cookie, Header};
use rocket::local::blocking::Client;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;
use zhangfang::accounts::Subject;
use zhangfang::config::{AlipaySettings, AlipayWay, IdentityRoute};
use zhangfang::connect::{Begun, Call, Claim, Finding, IdentityService, Setback};
use zhangfang::handoff::{Handoff, State};
use zhangfang::inquiry::Inquiries;
use zhangfang::office::Way;
use zhangfang::store::Engine;
use zhangfang::terms::{AccountId, HandoffId, OfficerId};

impl IdentityService for Says {
    fn name(&self) -> &'static str {
        "scripted"
    }

    fn begin<'a>(&'a self, _: &'a Claim) -> Call<'a, Begun> {
        let begun = Begun { certificate: "certificate".into(), address: "https://service.example/".into() };
        let answer = match self {
            Says::Yes => Ok(begun),
            Says::Nothing => Err(Setback::Unknown),
            Says::No => Err(Setback::Person("CERT_NO_MISMATCH".into())),
        };
        Box::pin(async { answer })
    }

    fn find<'a>(&'a self, _: &'a str) -> Call<'a, Finding> {
        let answer = match self {
            Says::Yes => Ok(Finding::Passed),
            Says::Nothing => Ok(Finding::NotYet),
            Says::No => Err(Setback::Person("REFUSED".into())),
        };
        Box::pin(async { answer })
    }
}

/// A browser: its cookie and the token of its forms.
#[derive(Clone)]
pub struct Hand(pub String, String);

/// The real house beside the model.
pub struct Real {
    pub world: World,
    by_alipay: Client,
    engine: Arc<dyn Engine>,
    pub people: [AccountId; 2],
    officer: OfficerId,
    phones: [Hand; 2],
    /// The browsers of all screens, as the model counts them.
    pub screens: Vec<Hand>,
    /// The screen that stands at each of four places now.
    places: [usize; 4],
    pub ids: Vec<HandoffId>,
    changes: u32,
}

fn by_alipay(world: &World) -> Client {
    let key = PathBuf::from("unused");
    let (private_key, public_key, way) = (key.clone(), key, AlipayWay::Face);
    let (gateway, app_id) = ("http://127.0.0.1:9/gateway.do".to_owned(), "2021000000000001".to_owned());
    let settings = AlipaySettings { gateway, app_id, way, private_key, public_key };
    site_with(&world.office, |config| config.identity = IdentityRoute::Alipay(settings))
}

fn token_in(page: &str) -> String {
    let after = page.split("name=\"token\" value=\"").nth(1).expect("the page has a form");
    after.split('"').next().expect("the token ends").to_owned()
}

impl Real {
    pub fn open(model: &mut Model) -> Real {
        let engine: Arc<dyn Engine> = Arc::new(Lasting::default());
        let world =
            World::demonstration_over(engine.clone()).set(|config| config.identity = IdentityRoute::Demo);
        let people = [MOBILE, "13900002222"].map(|phone| world.person(NAME, NUMBERS[0], phone, false));
        let officer = world.officer("chen", "陈明", COUNTY);
        let phones = [(); 2].map(|()| {
            let page = world.client.get("/login").header(Header::new("Host", "localhost")).dispatch();
            let cookie = page.cookies().get("zf").expect("a new browser gets a cookie").value().to_owned();
            Hand(cookie, token_in(&page.into_string().unwrap_or_default()))
        });
        let by_alipay = by_alipay(&world);
        let (screens, places, ids) = (Vec::new(), [0; 4], Vec::new());
        let mut real =
            Real { world, by_alipay, engine, people, officer, phones, screens, places, ids, changes: 0 };
        (0..4).for_each(|place| real.log_in(model, place));
        real
    }

    fn log_in(&mut self, model: &mut Model, place: usize) {
        self.places[place] = model.log_in(place / 2);
        self.screens.push(self.enter(Subject::Person(self.people[place / 2])));
    }

    fn enter(&self, subject: Subject) -> Hand {
        let cookie = self.world.session(subject);
        let page = self.world.client.get("/").header(Header::new("Host", "localhost"));
        let page = page.cookie(Cookie::new("zf", cookie.clone())).dispatch();
        let page = page.into_string().unwrap_or_default();
        // A closed account's session shows a stranger's page, whose forms are elsewhere.
        let page = if page.contains("name=\"token\"") { page } else { self.read("/login", &cookie) };
        Hand(cookie, token_in(&page))
    }

    fn read(&self, path: &str, cookie: &str) -> String {
        let request = self.world.client.get(path.to_owned()).header(Header::new("Host", "localhost"));
        request.cookie(Cookie::new("zf", cookie.to_owned())).dispatch().into_string().unwrap_or_default()
    }

    fn post(&self, client: &Client, hand: &Hand, path: &str, fields: &str) {
        let request = client.post(path.to_owned()).header(ContentType::Form);
        let request = request.header(Header::new("Host", "localhost"));
        let request = request.header(Header::new("Origin", "http://localhost"));
        let request = request.header(Header::new("Sec-Fetch-Site", "same-origin"));
        let request = request.cookie(Cookie::new("zf", hand.0.clone()));
        let status = request.body(format!("token={}&{fields}", hand.1)).dispatch().status().code;
        assert!(![400, 415, 500].contains(&status), "{path} with {fields} answered {status}");
    }

    fn press(&self, hand: &Hand, path: &str, fields: &str) {
        self.post(&self.world.client, hand, path, fields);
    }

    fn handoff(&self, at: usize) -> Handoff {
        handoff(&self.world, self.ids[at])
    }

    fn hand(&self, model: &Model, at: usize, phone: Phone) -> Hand {
        match phone {
            Phone::First => self.phones[0].clone(),
            Phone::Second => self.phones[1].clone(),
            Phone::Itself => self.screens[model.attempts[at].screen].clone(),
        }
    }

    pub fn act(&mut self, model: &mut Model, deed: &Deed) {
        match deed {
            Deed::Wait(seconds) => self.wait(model, *seconds),
            Deed::LogIn(place) => self.log_in(model, *place),
            Deed::LogOut(place) => {
                model.log_out(self.places[*place]);
                self.press(&self.screens[self.places[*place]], "/logout", "");
            }
            Deed::Start(place, stage) => self.start(model, self.places[*place], *stage),
            Deed::AskAgain(place) => {
                model.ask_again(self.places[*place]);
                self.press(&self.screens[self.places[*place]], "/me/verify/phone/ask", "");
            }
            Deed::Rename(place) => {
                self.changes += 1;
                model.rename(self.places[*place]);
                let name = char::from_u32(0x4e00 + self.changes).expect("a character");
                let fields = format!("once=r{}&name=%E7%8E%8B{}", self.changes, percent(name));
                self.press(&self.screens[self.places[*place]], "/me/verify/name", &fields);
            }
            Deed::Move(account) => {
                self.changes += 1;
                model.change(*account);
                let phone = format!("138{:08}", self.changes);
                let phone = zhangfang::terms::Phone::parse(&phone).expect("the phone is sound");
                let change = move |account: &mut zhangfang::accounts::Account| {
                    account.identity.phone = phone.clone();
                };
                self.world.change_account(self.people[*account], change);
            }
            Deed::Reopen => panic!("the house is opened anew from outside"),
            Deed::Scan(which, ..) | Deed::Digits(which, ..) | Deed::Decline(which, _) => {
                self.with(model, *which, deed);
            }
            Deed::Confirm(which, ..) | Deed::Asked(which, _) | Deed::Decide(which, _) => {
                self.with(model, *which, deed);
            }
        }
    }

    pub fn wait(&self, model: &mut Model, seconds: u64) {
        model.wait(seconds);
        self.world.wait(Duration::from_secs(seconds));
    }

    fn start(&mut self, model: &mut Model, screen: usize, stage: Stage) {
        let (path, fields) = match stage {
            Stage::AtCounter => ("/me/verify/counter", "route=counter&counter_consent=true"),
            Stage::Matched { .. } => ("/me/verify/phone", "route=phone&phone_consent=true&here=true"),
            _ => ("/me/verify/phone", "route=phone&phone_consent=true"),
        };
        let began = model.start(screen, stage);
        self.press(&self.screens[screen], path, fields);
        let new: Vec<HandoffId> =
            handoffs(&self.world).into_iter().map(|(id, _)| id).filter(|id| !self.ids.contains(id)).collect();
        assert_eq!(new.len(), usize::from(began), "something begins when it may");
        self.ids.extend(new);
    }

    /// An act on an attempt, if there is one.
    fn with(&mut self, model: &mut Model, which: Which, deed: &Deed) {
        let Some(at) = model.attempts.len().checked_sub(which + 1) else { return };
        let record = self.handoff(at);
        let page = |name: &str| format!("/v/{}/{name}", record.locator);
        match *deed {
            Deed::Scan(_, phone, code) if record.locator.len() == 8 => {
                let now = if code == 1 { record.opened } else { self.world.office.now() };
                let mut address = record.code(now, MINUTE).to_string();
                if code == 2 {
                    address.replace_range(8.., "a2b3c4d5e6");
                }
                let stands = code == 0 || code == 1 && model.now - model.attempts[at].opened < 60;
                model.scan(at, phone, stands);
                self.press(&self.hand(model, at, phone), &format!("/v/{address}"), "");
            }
            Deed::Digits(_, phone, right) => {
                let shown = match &record.state {
                    State::Scanned { digits, .. } => digits.clone(),
                    _ => "0000".to_owned(),
                };
                let typed = if right { shown } else { wrong(&shown) };
                model.digits(at, phone, right);
                self.press(&self.hand(model, at, phone), &page("match"), &format!("digits={typed}"));
            }
            Deed::Decline(_, phone) => {
                model.decline(at, phone);
                self.press(&self.hand(model, at, phone), &page("cancel"), "");
            }
            Deed::Confirm(_, phone, by) => {
                model.confirm(at, phone, by);
                let client = if by == Proof::Press { &self.world.client } else { &self.by_alipay };
                self.post(client, &self.hand(model, at, phone), &page("confirm"), "");
            }
            Deed::Asked(_, says) => {
                model.asked(at, says);
                let service = Arc::new(says);
                let inquiries =
                    Inquiries::new(self.world.office.clone(), service, Way::Alipay, String::new());
                let runtime = Runtime::new().expect("a runtime starts");
                runtime.block_on(inquiries.step(self.ids[at], 0)).expect("the step is written");
            }
            Deed::Decide(_, confirmed) => {
                model.decide(at, confirmed);
                self.changes += 1;
                let said = match confirmed {
                    true => "verdict=confirm&original=true&face=true&phone=true",
                    false => "verdict=refuse&reason=no",
                };
                let desk = self.enter(Subject::Officer(self.officer));
                let fields = format!("once=d{}&{said}", self.changes);
                self.press(&desk, &format!("/desk/counter/{}", record.locator), &fields);
            }
            _ => {}
        }
    }

    /// The same house, opened anew at the same moment.
    pub fn reopened(self) -> Real {
        let Real { world, by_alipay: old, engine, .. } = self;
        drop(old);
        let kept = engine.clone();
        let world = world.restarted(|| kept).set(|config| config.identity = IdentityRoute::Demo);
        let by_alipay = by_alipay(&world);
        Real { world, by_alipay, engine, ..self }
    }
}

fn percent(letter: char) -> String {
    letter.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect()
}
