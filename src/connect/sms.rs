//! A text message and whoever carries it.

use super::Report;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::SystemTime;

/// The template of one-time codes.
pub(super) const CODE: &str = "code";

/// One text message to one number.
#[derive(Clone, PartialEq, Eq)]
pub struct Sms {
    /// Unique for ever: a gateway may drop a message whose id it has seen.
    pub id: String,
    /// The number, in the one canonical form.
    pub phone: String,
    /// Which of the office's letters it is.
    pub template: &'static str,
    /// The whole wording.
    pub text: String,
    /// The parts of the wording that vary, by name.
    pub params: Vec<(String, String)>,
}

impl Sms {
    /// Whether no field holds CR, LF or NUL (security rule B1.3).
    pub fn is_plain(&self) -> bool {
        let params = self.params.iter().flat_map(|(name, value)| [name, value]);
        let mut fields = [&self.id, &self.phone, &self.text].into_iter().chain(params);
        fields.all(|field| !field.contains(['\r', '\n', '\0']))
    }

    /// The number in the international form, `+8613900001234` (E.164).
    pub fn international(&self) -> String {
        format!("+86{}", self.phone)
    }

    /// What fills in a provider's own template: of a one-time code the digits alone, because templates for codes take
    /// nothing else (connectors 2.2); of any other letter all its parts, in their order.
    pub fn filling(&self) -> Vec<(&str, &str)> {
        let all = self.params.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        all.filter(|(name, _)| self.template != CODE || *name == "code").collect()
    }
}

impl fmt::Debug for Sms {
    /// Number and wording stay out of logs (connectors rule 0.6).
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Sms")
            .field("id", &self.id)
            .field("template", &self.template)
            .finish_non_exhaustive()
    }
}

/// What a courier takes from the machine, so that a test can set it.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings {
    /// What time it is.
    pub clock: fn() -> SystemTime,
    /// Bytes that never come twice.
    pub nonce: fn() -> [u8; 16],
}

/// A message on its way.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Report> + Send + 'a>>;

/// Carries text messages out of the house; one call is one attempt.
pub trait SmsCourier: Send + Sync {
    /// The courier's name in the journal.
    fn name(&self) -> &'static str;

    /// Hands the message over, once.
    fn send<'a>(&'a self, message: &'a Sms) -> Sending<'a>;
}
