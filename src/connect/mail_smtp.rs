//! Mail by SMTP (RFC 5321, 3207, 8314); the only file that knows the mail crate.
//!
//! What always holds: name and password go over TLS alone and only to a server whose certificate was verified; one
//! mail has one recipient and a connection of its own, so that an exchange that was cut short cannot shift the answers
//! of the next; the attempt ends within its deadline, whatever the server does. What a server says beside its code
//! reaches no log, for servers like to repeat the address.

use super::http::{Trouble, roots};
use super::{Mail, MailCourier, MailOutcome, Posting};
use crate::terms::{Email, Moment};
use lettre::address::Address;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, SinglePart};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters, TlsParametersBuilder,
};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::{Response, Severity};
use std::net::IpAddr;
use std::time::{Duration, SystemTime};
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout, timeout_at};

/// Connections to the server at once.
const AT_ONCE: usize = 2;
/// For a server to answer to a goodbye; nothing depends on it.
const GOODBYE: Duration = Duration::from_secs(1);

/// How a connection is kept from being read by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte, port 465.
    Tls,
    /// TLS after STARTTLS, which the server must offer, port 587.
    StartTls,
    /// None: to a loopback literal only, and without name and password.
    Plain,
}

/// The server that takes the house's mails.
pub struct SmtpServer {
    /// Its name or address, without brackets.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// User name and password, where the server wants them.
    pub credentials: Option<(String, String)>,
    /// How long one attempt may take, waiting for a turn included.
    pub patience: Duration,
}

impl SmtpServer {
    /// Ten seconds (connectors rule 0.1).
    pub const PATIENCE: Duration = Duration::from_secs(10);
}

/// Carries mails to one SMTP server.
pub struct SmtpMail {
    server: SmtpServer,
    tls: Option<TlsParameters>,
    hello: ClientId,
    from: Mailbox,
    turns: Semaphore,
}

/// Why no connection is ready for a mail; nothing of the mail has been said yet.
struct Unready(String);

impl SmtpMail {
    /// A courier whose mails come from `sender` under `name`; `extra_ca` is trusted beside the built-in web roots.
    ///
    /// Fails where the server may not be spoken to in plain words, where the name holds a line end, or where the PEM
    /// text holds no certificate.
    pub fn new(
        server: SmtpServer,
        sender: &Email,
        name: &str,
        extra_ca: Option<&[u8]>,
    ) -> Result<Self, Trouble> {
        let loopback = server.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        let tls = match server.security {
            Security::Plain if !loopback || server.credentials.is_some() => return Err(Trouble::NotAllowed),
            Security::Plain => None,
            Security::Tls | Security::StartTls => Some(tls_to(&server.host, extra_ca)?),
        };
        if name.contains(['\r', '\n', '\0']) {
            return Err(Trouble::NotAllowed);
        }
        let address: Address = sender.as_str().parse().map_err(|_| Trouble::NotAllowed)?;
        let hello = ClientId::Domain(address.domain().to_owned());
        let from = Mailbox::new(Some(name.to_owned()), address);
        Ok(Self { server, tls, hello, from, turns: Semaphore::new(AT_ONCE) })
    }

    async fn carry(&self, mail: &Mail) -> MailOutcome {
        let Some(message) = self.message(mail) else {
            return MailOutcome::Refused("not_plain".to_owned());
        };
        let deadline = Instant::now() + self.server.patience;
        // The semaphore is never closed, so that a turn always comes or the deadline ends the wait.
        let Ok(_turn) = timeout_at(deadline, self.turns.acquire()).await else { return later("late") };
        let mut line = match timeout_at(deadline, self.open(&mail.id)).await {
            Ok(Ok(line)) => line,
            Ok(Err(Unready(code))) => return MailOutcome::Later(code),
            Err(_) => return later("late"),
        };
        let mut handed_over = false;
        let exchange = exchange(&mut line, &message, &mut handed_over);
        let outcome = match timeout_at(deadline, exchange).await {
            Ok(outcome) => outcome,
            Err(_) if handed_over => MailOutcome::Unknown,
            Err(_) => later("late"),
        };
        if outcome == MailOutcome::Sent {
            // The mail is on its way, whether or not the goodbye is heard.
            let _ = timeout(GOODBYE, line.abort()).await;
        }
        outcome
    }

    /// Connects and logs in.
    async fn open(&self, id: &str) -> Result<AsyncSmtpConnection, Unready> {
        let server = &self.server;
        let from_the_start = self.tls.clone().filter(|_| server.security == Security::Tls);
        let address = (server.host.as_str(), server.port);
        let patience = Some(server.patience);
        let unready = |error: &Error| Unready(told(id, error));
        let mut line =
            AsyncSmtpConnection::connect_tokio1(address, patience, &self.hello, from_the_start, None)
                .await
                .map_err(|error| unready(&error))?;
        if let (Security::StartTls, Some(tls)) = (server.security, &self.tls) {
            if !line.can_starttls() {
                log::warn!("mail: {id}: not sent: the server offers no STARTTLS");
                return Err(Unready("no_starttls".to_owned()));
            }
            line.starttls(tls.clone(), &self.hello).await.map_err(|error| unready(&error))?;
        }
        if let Some((user, password)) = &server.credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            line.auth(DEFAULT_MECHANISMS, &credentials).await.map_err(|error| unready(&error))?;
        }
        Ok(line)
    }

    /// The mail as it is sent; none if a field holds what no header may hold.
    fn message(&self, mail: &Mail) -> Option<Message> {
        let to: Address = mail.to.as_str().parse().ok().filter(|_| mail.is_plain())?;
        let by_a_machine = HeaderName::new_from_ascii_str("Auto-Submitted");
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(mail.subject.clone())
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())))
            .date(system_time(mail.at))
            .raw_header(HeaderValue::new(by_a_machine, "auto-generated".to_owned()))
            .singlepart(SinglePart::plain(mail.body.clone()))
            .ok()
    }
}

impl MailCourier for SmtpMail {
    fn name(&self) -> &'static str {
        "smtp"
    }

    fn send<'a>(&'a self, mail: &'a Mail) -> Posting<'a> {
        Box::pin(self.carry(mail))
    }
}

/// Says one mail; `handed_over` turns true when the server may have taken it whether or not it answers.
async fn exchange(line: &mut AsyncSmtpConnection, message: &Message, handed_over: &mut bool) -> MailOutcome {
    let envelope = message.envelope();
    if let Err(error) = line.command(MailFrom::new(envelope.from().cloned(), Vec::new())).await {
        // A sender that the server does not want is the operator's to mend; the mail waits for it.
        return MailOutcome::Later(code_of(&error));
    }
    for to in envelope.to() {
        if let Err(error) = line.command(Rcpt::new(to.clone(), Vec::new())).await {
            return verdict(&error);
        }
    }
    match line.command(Data).await {
        Ok(answer) if answer.has_code(354) => {}
        Ok(_) => return later("unclear"),
        Err(error) => return verdict(&error),
    }
    *handed_over = true;
    match line.message(&message.formatted()).await {
        Ok(answer) if is_done(&answer) => MailOutcome::Sent,
        Ok(_) => MailOutcome::Unknown,
        Err(error) if error.status().is_none() => MailOutcome::Unknown,
        Err(error) => verdict(&error),
    }
}

fn later(code: &str) -> MailOutcome {
    MailOutcome::Later(code.to_owned())
}

fn is_done(answer: &Response) -> bool {
    answer.code().severity == Severity::PositiveCompletion
}

/// What a server that does not take this mail means by it.
fn verdict(error: &Error) -> MailOutcome {
    match error.is_permanent() {
        true => MailOutcome::Refused(code_of(error)),
        false => MailOutcome::Later(code_of(error)),
    }
}

/// The three digits, or `cut` where there are none.
fn code_of(error: &Error) -> String {
    error.status().map_or_else(|| "cut".to_owned(), |code| code.to_string())
}

/// Tells the operator why no connection is ready; texts of the server are left out.
fn told(id: &str, error: &Error) -> String {
    if let Some(code) = error.status() {
        log::warn!("mail: {id}: not sent: the server answers {code} before any mail");
        return code.to_string();
    }
    if error.is_response() {
        log::warn!("mail: {id}: not sent: the server's answer makes no sense or broke off");
        return "unclear".to_owned();
    }
    log::warn!("mail: {id}: not sent: {error}");
    "unreachable".to_owned()
}

fn tls_to(host: &str, extra_ca: Option<&[u8]>) -> Result<TlsParameters, Trouble> {
    // The same check as for every other connector: a file without a usable certificate is a fault.
    roots(extra_ca)?;
    let mut tls = TlsParametersBuilder::new(host.to_owned()).certificate_store(CertificateStore::WebpkiRoots);
    if let Some(pem) = extra_ca {
        tls = tls.add_root_certificate(
            Certificate::from_pem(pem).map_err(|error| Trouble::Setup(error.to_string()))?,
        );
    }
    tls.build().map_err(|error| Trouble::Setup(error.to_string()))
}

/// The moment for a `Date` header, which knows the years 1970 to 9999.
fn system_time(at: Moment) -> SystemTime {
    const LAST: u64 = 253_402_300_799_000;
    let millis = u64::try_from(at.millis()).unwrap_or(0).min(LAST);
    SystemTime::UNIX_EPOCH + Duration::from_millis(millis)
}
