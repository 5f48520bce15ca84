//! What was typed (flags, environment, file) → what it means: a checked [`Config`].
//!
//! What always holds: a `Config` that exists is sound; each value knows who said it (flags win over
//! the environment, the environment over the file, the file over the default); all faults are told
//! at once. Whether an instance is a demonstration is not here: that stands in its database.

mod example;
mod identity;
mod kiosk;
mod machine;
mod mail;
mod origin;
mod sections;
mod setting;
mod sms;
mod sources;
mod value;

pub use identity::{AlipaySettings, AlipayWay, IdentityRoute};
pub use kiosk::Kiosk;
pub use mail::{MailRoute, MailSecurity, SmtpSettings};
pub use origin::{ConfigFault, DumpLine, Origin};
pub use setting::{ALL as SETTINGS, Setting, Shape};
pub use sms::{SmsBudgets, SmsContract, SmsRoute};
pub use sources::Typed;
pub use value::{Network, Secret, WebOrigin};

use sections::{
    folder, log_level, name, number, read_backup, read_sessions, read_tls, six_digits, yes_or_no,
};
use setting as s;
use sms::{read_budgets, read_sms};
use sources::Sources;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

/// The name of the configuration file in the instance folder.
pub const FILE_NAME: &str = "zhangfang.toml";

/// Everything the operator decides, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder that holds database, certificates and backups.
    pub instance: PathBuf,
    /// Where the service listens; port 0 lets the system choose.
    pub listen: SocketAddr,
    /// The beginning of every absolute link.
    pub public_origin: WebOrigin,
    /// `Host` values accepted beside the public origin, lower-cased.
    pub extra_hosts: Vec<String>,
    /// Peers whose forwarding headers are believed.
    pub trusted_proxies: Vec<Network>,
    /// Certificate and key, when the service speaks TLS itself.
    pub tls: Option<TlsFiles>,
    /// Threads that serve requests, at least 1.
    pub workers: usize,
    /// The platform's name on every page.
    pub site_name: String,
    /// The name of the region served.
    pub region_name: String,
    /// The six digits of the region served (GB/T 2260), where given.
    pub region_code: Option<String>,
    /// The finance bureau named in the footer.
    pub sponsor: String,
    /// The number to call for help; empty when there is none.
    pub contact_phone: String,
    /// When the hall is open, as a sentence.
    pub office_hours: String,
    /// Working days promised from filing to decision (spec 1.11).
    pub working_days: u16,
    /// The most one submission may carry, in bytes.
    pub upload_limit: u64,
    /// The most KB (1024 bytes) of a stored picture (guide 3.2).
    pub upload_kb: u16,
    /// A stored proof for a transfer has fewer KB than these (guide 5.1).
    pub upload_kb_transfer_proof: u16,
    /// The database's cache, in bytes.
    pub cache: u64,
    /// When sessions end.
    pub sessions: SessionLimits,
    /// How text messages leave the house.
    pub sms: SmsRoute,
    /// How many text messages may leave the house.
    pub sms_budgets: SmsBudgets,
    /// How mails leave the house.
    pub mail: MailRoute,
    /// Networks of service halls: ten times the budget per address.
    pub hall_networks: Vec<Network>,
    /// Machines of the hall with names of their own.
    pub kiosks: Vec<Kiosk>,
    /// Whether a demonstration shows codes on the page.
    pub demo_sms_shown: bool,
    /// Which outside service proves identities.
    pub identity: IdentityRoute,
    /// Seconds after which the QR code of an identity check is replaced.
    pub code_seconds: u16,
    /// A PEM file with one more root certificate for outgoing calls.
    pub extra_ca: Option<PathBuf>,
    /// What one password hash costs.
    pub argon2: Argon2Cost,
    /// When and where backups are written.
    pub backup: BackupPlan,
    /// The least urgent level that is logged.
    pub log_level: log::LevelFilter,
    public_origin_derived: bool,
    lines: Vec<DumpLine>,
}

/// The two PEM files of a TLS listener.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate chain.
    pub certificate: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

/// Idle limits in minutes and the absolute limit in hours (security rule B1.30).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLimits {
    /// An accountant's idle minutes.
    pub person_idle_minutes: u16,
    /// An officer's idle minutes.
    pub officer_idle_minutes: u16,
    /// A kiosk's idle minutes.
    pub kiosk_idle_minutes: u16,
    /// Hours after which everybody signs in again.
    pub absolute_hours: u16,
}

/// The parameters of argon2id (OWASP's floor: 19456 KiB, 2, 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argon2Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub time: u32,
    /// Lanes.
    pub lanes: u32,
}

/// When backups are written and how many are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupPlan {
    /// Where they are written.
    pub folder: PathBuf,
    /// How many daily ones are kept.
    pub daily: u16,
    /// How many weekly ones are kept.
    pub weekly: u16,
    /// The minute of the day, Beijing time, 0 to 1439.
    pub minute_of_day: u16,
}

impl Config {
    /// The instance folder alone: it must be known before the file in it can be read.
    pub fn instance_folder(typed: &Typed, env: &dyn Fn(&str) -> Option<String>) -> PathBuf {
        let mut sources = Sources::new(typed, env, None, FILE_NAME);
        sources.take(&s::INSTANCE, PathBuf::from(s::INSTANCE.default), folder)
    }

    /// Reads all sources; `Err` holds every fault found, in the catalogue's order.
    pub fn read(
        typed: &Typed,
        env: &dyn Fn(&str) -> Option<String>,
        file: Option<&str>,
        file_name: &str,
    ) -> Result<Self, Vec<ConfigFault>> {
        let mut from = Sources::new(typed, env, file, file_name);
        let instance = from.take(&s::INSTANCE, PathBuf::new(), folder);
        let listen = from.take(&s::LISTEN, SocketAddr::from(([127, 0, 0, 1], 0)), value::listen);
        let origin = from.take_optional(&s::PUBLIC_ORIGIN, WebOrigin::read);
        let extra_hosts = from.take_list(&s::EXTRA_HOSTS, value::host);
        let trusted_proxies = from.take_list(&s::TRUSTED_PROXIES, Network::read);
        let tls = read_tls(&mut from);
        let public_origin_derived = origin.is_none();
        let public_origin = origin.unwrap_or_else(|| WebOrigin::of_listener(listen, tls.is_some()));
        if tls.is_some() && !public_origin.is_https() {
            from.fault(&s::PUBLIC_ORIGIN, "但已经配置了 TLS 证书；请改成 https 开头的网址");
        }
        from.derived(&s::PUBLIC_ORIGIN, &public_origin.to_string());
        let workers = number(&mut from, &s::WORKERS, 0, 256);
        let site_name = from.take(&s::SITE_NAME, String::new(), name);
        let region_name = from.take(&s::REGION_NAME, String::new(), name);
        let region_code = from.take_optional(&s::REGION_CODE, six_digits);
        let sponsor = from.take_optional(&s::SPONSOR, name).unwrap_or_else(|| format!("{region_name}财政局"));
        from.derived(&s::SPONSOR, &sponsor);
        let contact_phone = from.take_optional(&s::CONTACT_PHONE, name).unwrap_or_default();
        let office_hours = from.take_optional(&s::OFFICE_HOURS, name).unwrap_or_default();
        let working_days = number(&mut from, &s::WORKING_DAYS, 1, 60);
        let upload_limit: u64 = number(&mut from, &s::UPLOAD_LIMIT_MB, 1, 1024);
        let upload_kb = number(&mut from, &s::UPLOAD_KB, 100, 500);
        let upload_kb_transfer_proof = number(&mut from, &s::UPLOAD_KB_TRANSFER_PROOF, 50, 500);
        let cache_mb = number(&mut from, &s::CACHE_MB, 0, 65_536);
        let sessions = read_sessions(&mut from);
        let sms = read_sms(&mut from);
        let sms_budgets = read_budgets(&mut from);
        let hall_networks = from.take_list(&s::HALL_NETWORKS, Network::read);
        let kiosks = from.take_list(&s::KIOSKS, Kiosk::read);
        let demo_sms_shown = from.take(&s::DEMO_SMS_SHOWN, true, yes_or_no);
        let identity = identity::read(&mut from);
        let code_seconds = number(&mut from, &s::CODE_SECONDS, 20, 300);
        let mail = mail::read_mail(&mut from);
        if public_origin_derived && mail != MailRoute::None {
            from.fault(&s::PUBLIC_ORIGIN, "而邮件里的链接以它开头；请填写群众在浏览器里输入的网址");
        }
        let extra_ca = from.take_optional(&s::EXTRA_CA, folder);
        let argon2 = Argon2Cost {
            memory_kib: number(&mut from, &s::ARGON2_MEMORY_KIB, 19_456, 1_048_576),
            time: number(&mut from, &s::ARGON2_TIME, 2, 16),
            lanes: number(&mut from, &s::ARGON2_LANES, 1, 8),
        };
        let backup = read_backup(&mut from, &instance);
        let log_level = from.take(&s::LOG_LEVEL, log::LevelFilter::Info, log_level);
        if !from.faults.is_empty() {
            return Err(from.faults);
        }
        Ok(Self {
            instance,
            listen,
            public_origin,
            extra_hosts,
            trusted_proxies,
            tls,
            workers: if workers == 0 { machine::processors() } else { workers },
            site_name,
            region_name,
            region_code,
            sponsor,
            contact_phone,
            office_hours,
            working_days,
            upload_limit: upload_limit * MEGABYTE,
            upload_kb,
            upload_kb_transfer_proof,
            cache: if cache_mb == 0 { machine::fitting_cache() } else { cache_mb * MEGABYTE },
            sessions,
            sms,
            sms_budgets,
            mail,
            hall_networks,
            kiosks,
            demo_sms_shown,
            identity,
            code_seconds,
            extra_ca,
            argon2,
            backup,
            log_level,
            public_origin_derived,
            lines: from.lines,
        })
    }

    /// A sound configuration for tests: all defaults, this folder, a port the system chooses.
    pub fn for_test(folder: &Path) -> Self {
        let typed = Typed {
            instance: Some(folder.display().to_string()),
            listen: Some("127.0.0.1:0".to_owned()),
            // Port 9 discards what it is sent: letters can be filed and never leave.
            set: vec![
                "sms_provider=webhook".to_owned(),
                "sms_webhook_url=http://127.0.0.1:9/".to_owned(),
                "sms_webhook_secret=a secret for tests alone".to_owned(),
            ],
            ..Typed::default()
        };
        Self::read(&typed, &|_| None, None, FILE_NAME).expect("the defaults pass their own checks")
    }

    /// The same configuration once the listener is bound: a port 0 becomes the real one.
    pub fn bound_to(mut self, listen: SocketAddr) -> Self {
        self.listen = listen;
        if self.public_origin_derived {
            self.public_origin = WebOrigin::of_listener(listen, self.tls.is_some());
        }
        self
    }

    /// The same configuration once the machine's own addresses are known: links then lead there instead of to
    /// localhost, which no phone can open.
    pub fn found_at(mut self, own: Option<IpAddr>) -> Self {
        if let Some(own) = own.filter(|_| self.public_origin_derived && self.listen.ip().is_unspecified()) {
            let address = SocketAddr::new(own, self.listen.port());
            self.public_origin = WebOrigin::of_listener(address, self.tls.is_some());
        }
        self
    }

    /// Whether nobody typed the public origin.
    pub fn public_origin_was_derived(&self) -> bool {
        self.public_origin_derived
    }

    /// Whether a request's `Host` is one of ours (security rule B9); compares without case.
    pub fn accepts_host(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        host == self.public_origin.authority()
            || host == WebOrigin::of_listener(self.listen, self.tls.is_some()).authority()
            || (self.listen.ip().is_loopback() && host == format!("localhost:{}", self.listen.port()))
            || self.extra_hosts.contains(&host)
    }

    /// Whether forwarding headers of this peer are believed (security rule B1.16).
    pub fn trusts_proxy(&self, peer: IpAddr) -> bool {
        self.trusted_proxies.iter().any(|network| network.contains(peer))
    }

    /// Whether this peer sits in a service hall and has the tenfold budget.
    pub fn is_hall(&self, peer: IpAddr) -> bool {
        self.hall_networks.iter().any(|network| network.contains(peer))
    }

    /// Whether nobody said anything about a setting, so that its default holds.
    pub fn is_silent_about(&self, key: &str) -> bool {
        self.lines.iter().any(|line| line.key == key && line.origin == Origin::Default)
    }

    /// The name of the hall's machine at this address.
    pub fn kiosk_at(&self, peer: IpAddr) -> Option<&str> {
        let found = self.kiosks.iter().find(|kiosk| kiosk.address == peer.to_canonical());
        found.map(|kiosk| kiosk.name.as_str())
    }

    /// Every setting with its value in force and its origin; secrets are masked.
    pub fn dump(&self) -> &[DumpLine] {
        &self.lines
    }

    /// A commented `zhangfang.toml` in which every line is a default.
    pub fn example_toml() -> String {
        example::text()
    }
}

const MEGABYTE: u64 = 1024 * 1024;

#[cfg(test)]
mod tests;
