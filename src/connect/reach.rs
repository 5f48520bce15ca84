//! How far a call got, for an operator who tries a connection: told in kinds, without addresses or contents.

use super::http::{Answer, Trouble};
use super::stamp;
use rustls::{CertificateError, Error as Tls};
use std::error::Error;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// What kept a call from its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barrier {
    /// The address or a header may not be used.
    NotAllowed,
    /// The host's name leads nowhere.
    NoName,
    /// Nobody takes the connection.
    NoConnection,
    /// The deadline passed.
    Late,
    /// The certificate is signed by nobody who is trusted here.
    UnknownRoot,
    /// The certificate is for another host.
    OtherHost,
    /// The certificate counts no more, or not yet.
    OutOfDate,
    /// Something else about TLS, most often that the other side does not speak it.
    NoTls,
    /// The connection ended early.
    Cut,
    /// The answer is longer than any of an interface.
    TooLong,
}

impl From<&Trouble> for Barrier {
    fn from(trouble: &Trouble) -> Barrier {
        match trouble {
            Trouble::Late => Barrier::Late,
            Trouble::TooLong => Barrier::TooLong,
            Trouble::NotAllowed | Trouble::BadCertificate | Trouble::Setup(_) => Barrier::NotAllowed,
            Trouble::Cut(error) => of_cut(error),
        }
    }
}

fn of_cut(error: &reqwest::Error) -> Barrier {
    if error.is_dns() {
        return Barrier::NoName;
    }
    if let Some(tls) = tls_within(error) {
        return of_tls(tls);
    }
    match (error.is_timeout(), error.is_connect()) {
        (true, _) => Barrier::Late,
        (false, true) => Barrier::NoConnection,
        (false, false) => Barrier::Cut,
    }
}

/// The fault of TLS at or below an error; an I/O error shows what it wraps only to whoever asks for just that.
fn tls_within<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e Tls> {
    let wrapped = || error.downcast_ref::<io::Error>()?.get_ref().and_then(|wrapped| tls_within(wrapped));
    error.downcast_ref().or_else(wrapped).or_else(|| error.source().and_then(tls_within))
}

fn of_tls(tls: &Tls) -> Barrier {
    let Tls::InvalidCertificate(fault) = tls else { return Barrier::NoTls };
    match fault {
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => Barrier::OutOfDate,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            Barrier::OtherHost
        }
        // Whatever else is wrong with it, nobody who is trusted here vouches for it.
        _ => Barrier::UnknownRoot,
    }
}

/// What a caller saw of the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// No answer.
    Barred(Barrier),
    /// An answer.
    Answered {
        /// Its status code.
        status: u16,
        /// How many seconds this machine's clock is ahead of the other side's, where that one tells.
        ahead: Option<i64>,
    },
}

/// Keeps what a caller saw last.
#[derive(Clone, Debug, Default)]
pub struct Witness(Arc<Mutex<Option<Seen>>>);

impl Witness {
    /// What was seen last; nothing before the first call.
    pub fn seen(&self) -> Option<Seen> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn note(&self, outcome: &Result<Answer, Trouble>) {
        let seen = match outcome {
            Err(trouble) => Seen::Barred(trouble.into()),
            Ok(answer) => {
                let ahead = stamp::ahead(stamp::seconds(SystemTime::now()), answer);
                Seen::Answered { status: answer.status, ahead }
            }
        };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(seen);
    }
}
