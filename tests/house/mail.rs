//! Mails about results: who gets one, when it is tried, and what becomes of it.
mod filing;
mod harm;
mod kept;
mod trying;

use crate::fakes::smtp::USER;
use crate::world::World;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::runtime::Runtime;
use zhangfang::connect::{Mail, MailCourier, MailOutcome, Posting, Security, SmtpMail, SmtpServer};
use zhangfang::outbox::Mails;
use zhangfang::store::{Read, Span};
use zhangfang::tables::{MAILS, Mailing};
use zhangfang::terms::Email;

const PHONE: &str = "13412349197";
const NAME: &str = "会计人员服务平台";
const ORIGIN: &str = "https://kj.example.gov.cn";
/// Where the collections of these tests say their person can be reached.
const ADDRESS: &str = "a@example.cn";

/// A courier that takes note of what it is given and answers as it is told; the last answer goes on for ever.
struct Told {
    outcomes: Mutex<VecDeque<MailOutcome>>,
    carried: Mutex<Vec<Mail>>,
}

impl Told {
    fn new(outcomes: impl IntoIterator<Item = MailOutcome>) -> Arc<Told> {
        Arc::new(Told { outcomes: Mutex::new(outcomes.into_iter().collect()), carried: Mutex::default() })
    }

    fn carried(&self) -> Vec<Mail> {
        self.carried.lock().expect("no test panics with it").clone()
    }
}

impl MailCourier for Told {
    fn name(&self) -> &'static str {
        "told"
    }

    fn send<'a>(&'a self, mail: &'a Mail) -> Posting<'a> {
        self.carried.lock().expect("no test panics with it").push(mail.clone());
        let mut outcomes = self.outcomes.lock().expect("no test panics with it");
        let outcome = if outcomes.len() > 1 { outcomes.pop_front() } else { outcomes.front().cloned() };
        Box::pin(std::future::ready(outcome.expect("there is an answer")))
    }
}

fn later() -> MailOutcome {
    MailOutcome::Later("451".into())
}

fn runtime() -> Runtime {
    Runtime::new().expect("a runtime starts")
}

fn outbox(world: &World, courier: Option<Arc<dyn MailCourier>>) -> Mails {
    Mails::new(world.office.clone(), courier, NAME.into(), ORIGIN.into())
}

/// One step of the outbox; how many mails were dealt with.
fn send(world: &World, courier: &Arc<Told>) -> usize {
    let courier: Arc<dyn MailCourier> = courier.clone();
    runtime().block_on(outbox(world, Some(courier)).send_due()).expect("the store works")
}

/// The real courier towards a server of the test's.
fn smtp(server: &crate::fakes::smtp::Server) -> Arc<dyn MailCourier> {
    let credentials = Some((USER.to_owned(), crate::fakes::smtp::PASSWORD.to_owned()));
    let (host, port, security) = ("localhost".to_owned(), server.port, Security::Tls);
    let server_settings =
        SmtpServer { host, port, security, credentials, patience: std::time::Duration::from_secs(60) };
    let sender = Email::parse(USER).expect("the address is sound");
    let ca = server.identity.pem();
    Arc::new(SmtpMail::new(server_settings, &sender, NAME, Some(&ca)).expect("it may be spoken to"))
}

/// Every mail that is kept, oldest first.
fn mails(world: &World) -> Vec<Mailing> {
    let view = world.office.store().view().expect("the store can be read");
    let mails = view.scan(&MAILS, Span::all(20_000)).expect("mails can be read");
    mails.into_iter().map(|(_, mailing)| mailing).collect()
}
