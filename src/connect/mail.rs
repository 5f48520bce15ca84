//! A mail and whoever carries it.

use crate::terms::{Email, Moment};
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// One mail to one address, in plain words.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// Unique for ever and the same at every attempt, so that a receiver can drop the second copy.
    pub id: String,
    /// The address, in the one canonical form.
    pub to: Email,
    /// When it was filed: its `Date`, whenever it leaves.
    pub at: Moment,
    /// One line.
    pub subject: String,
    /// The whole wording, lines ending with LF.
    pub body: String,
}

impl Mail {
    /// Whether no header field holds CR, LF or NUL and the body no NUL (security rule B1.3).
    pub fn is_plain(&self) -> bool {
        let fields = [self.id.as_str(), self.to.as_str(), &self.subject];
        fields.into_iter().all(|field| !field.contains(['\r', '\n', '\0'])) && !self.body.contains('\0')
    }
}

impl fmt::Debug for Mail {
    /// Address and wording stay out of logs (connectors rule 0.6).
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Mail").field("id", &self.id).finish_non_exhaustive()
    }
}

/// How an attempt ended; each code is short visible ASCII for the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailOutcome {
    /// The server has taken it.
    Sent,
    /// It certainly was not taken and may be taken later: no connection, a 4xx, or something the operator must mend.
    Later(String),
    /// The server refuses this mail for good, with its 5xx code.
    Refused(String),
    /// It was handed over and no answer came: send it again under the same id (at least once).
    Unknown,
}

/// A mail on its way.
pub type Posting<'a> = Pin<Box<dyn Future<Output = MailOutcome> + Send + 'a>>;

/// Carries mails out of the house; one call is one attempt.
pub trait MailCourier: Send + Sync {
    /// The courier's name in the journal.
    fn name(&self) -> &'static str;

    /// Whether an attempt may be made now; while it may not, mails simply stay where they are.
    fn admits(&self) -> bool {
        true
    }

    /// Hands the mail over, once.
    fn send<'a>(&'a self, mail: &'a Mail) -> Posting<'a>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_header_takes_a_line_end() {
        let to = Email::parse("a@example.cn").unwrap();
        let mail = |id: &str, subject: &str, body: &str| Mail {
            id: id.into(),
            to: to.clone(),
            at: Moment::from_millis(0),
            subject: subject.into(),
            body: body.into(),
        };
        assert!(mail("zf1", "结果", "一\n二").is_plain());
        for (id, subject, body) in
            [("zf1\r\nBcc: b@c.cn", "s", "b"), ("i", "s\nX: y", "b"), ("i", "s\r", "b"), ("i", "s", "b\0")]
        {
            assert!(!mail(id, subject, body).is_plain(), "{id:?} {subject:?} {body:?}");
        }
    }
}
