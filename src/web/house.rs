//! What every handler may ask of the running program.

use super::gate::Peers;
use super::guards::Visit;
use super::live::Closing;
use super::photos::{self, Darkroom, KB};
use super::problem::{Problem, Refused};
use crate::accounts::{Cost, Limits};
use crate::config::{Config, IdentityRoute, MailRoute, SmsRoute};
use crate::handoff::{Device, Screen};
use crate::office::{Act, Office, SessionLimits, Way};
use crate::terms::DocumentKind;
use crate::ui::{Mode, Site};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Two password hashes at once, so that a flood of logins costs neither memory nor all cores (security B4).
const HASHES_AT_ONCE: usize = 2;
/// So many may wait; the next is told to come back.
const HASHES_QUEUED: usize = 64;

/// The managed state of the web room.
pub struct House {
    /// Where work is done.
    pub office: Office,
    /// What the operator decided.
    pub config: Arc<Config>,
    /// What frames every page.
    pub site: Site,
    /// Where pictures are developed.
    pub darkroom: Darkroom,
    /// Who stands behind which port of the gate; none when there is no gate, as in tests.
    pub peers: Option<Arc<Peers>>,
    /// Whether the house is closing, for pages that follow something.
    pub closing: Closing,
    hashing: Semaphore,
    waiting: Semaphore,
}

impl House {
    /// Puts the house together.
    pub fn new(office: Office, config: Arc<Config>, site: Site, peers: Option<Arc<Peers>>) -> House {
        House {
            office,
            config,
            site,
            darkroom: Darkroom::default(),
            peers,
            closing: Closing::never(),
            hashing: Semaphore::new(HASHES_AT_ONCE),
            waiting: Semaphore::new(HASHES_QUEUED),
        }
    }

    /// The house with a sign that it is closing, which ends every open stream at once.
    #[must_use]
    pub fn closed_by(mut self, sign: tokio::sync::watch::Receiver<bool>) -> House {
        self.closing = Closing::by(sign);
        self
    }

    /// Whether text messages can leave; without a gateway nobody is let wait for a code that never comes.
    pub fn sends_messages(&self) -> bool {
        self.office.is_demonstration() || self.config.sms != SmsRoute::None
    }

    /// Whether mails leave, or in a demonstration would.
    pub fn sends_mail(&self) -> bool {
        self.office.is_demonstration() || self.config.mail != MailRoute::None
    }

    /// How long sessions live here; at a kiosk the next person may already stand behind (security B8).
    pub fn session_limits(&self, kiosk: bool) -> SessionLimits {
        let minutes = |count: u16| Duration::from_secs(u64::from(count) * 60);
        let absolute = Duration::from_secs(u64::from(self.config.sessions.absolute_hours) * 3600);
        let sessions = self.config.sessions;
        let person = if kiosk { sessions.kiosk_idle_minutes } else { sessions.person_idle_minutes };
        SessionLimits {
            person: Limits { idle: minutes(person), absolute },
            officer: Limits { idle: minutes(self.config.sessions.officer_idle_minutes), absolute },
        }
    }

    /// What a place for pictures asks for here: the operator may want smaller files than the guide allows.
    pub fn limits_of(&self, place: photos::Limits) -> photos::Limits {
        let max_bytes = match place == photos::Limits::TRANSFER {
            // 小于 in the guide.
            true => usize::from(self.config.upload_kb_transfer_proof) * KB - 1,
            false => usize::from(self.config.upload_kb) * KB,
        };
        photos::Limits { max_bytes, ..place }
    }

    /// This visitor's browser as the screen of a hand-off.
    pub fn screen(&self, visit: &Visit) -> Screen {
        let limits = self.session_limits(visit.mode == Mode::Kiosk).person;
        let seconds = |time: Duration| u32::try_from(time.as_secs()).unwrap_or(u32::MAX);
        Screen {
            device: Device(visit.browser.digest),
            place: self.place(visit),
            idle_seconds: seconds(limits.idle),
            absolute_seconds: seconds(limits.absolute),
        }
    }

    /// What a phone proves here about the holder of such a document; none when it only takes photographs.
    pub fn way_for(&self, kind: DocumentKind) -> Option<Way> {
        if !self.config.identity.takes(kind) {
            return None;
        }
        match self.config.identity {
            IdentityRoute::None => None,
            // An invented proof counts nowhere else, whatever the settings say (T84).
            IdentityRoute::Demo => self.office.is_demonstration().then_some(Way::Demonstration),
            IdentityRoute::Alipay(_) => Some(Way::Alipay),
        }
    }

    /// Where a visitor's browser stands, in words for the phone that scanned it: only what the house knows by itself.
    fn place(&self, visit: &Visit) -> String {
        let address = visit.source.0;
        match self.config.kiosk_at(address) {
            Some(name) => format!("{}政务大厅 {name}", self.config.region_name),
            None if self.config.is_hall(address) => format!("{}政务大厅的电脑", self.config.region_name),
            None => format!("大厅以外的电脑或手机，网络地址 {address}"),
        }
    }

    /// What one password hash costs here.
    pub fn cost(&self) -> Cost {
        let set = self.config.argon2;
        Cost { memory: set.memory_kib, passes: set.time, lanes: set.lanes }
    }

    /// A fresh token against replays, for a form that creates or decides something.
    pub fn once(&self) -> String {
        data_encoding::BASE32_NOPAD.encode(&self.office.random::<16>()).to_ascii_lowercase()
    }

    /// Journals that somebody asked for what is not there or not theirs, and answers that it is not there (T23).
    pub async fn not_there(&self, act: Act) -> Problem {
        match self.office.note_refusal(act, "not_found".into()).await {
            Ok(()) => Refused::not_found().into(),
            Err(broken) => broken.into(),
        }
    }

    /// Runs password hashing off the async threads, at most two at once; none when too many wait already.
    pub async fn hash<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let _place = self.waiting.try_acquire().ok()?;
        let _turn = self.hashing.acquire().await.ok()?;
        tokio::task::spawn_blocking(work).await.ok()
    }
}
