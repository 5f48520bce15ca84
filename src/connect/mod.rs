//! The outside services behind one small trait each.
//!
//! What always holds: a call ends in one of three ways (done, refused, unknown), never later than
//! its deadline, and is never repeated here; the address called comes from the operator, never from
//! a request; no transaction is open while a call runs (connectors rule 0.8).

pub mod alipay;
mod breaker;
pub mod http;
mod identity;
mod outcome;
mod sms;
mod sms_webhook;

pub use breaker::{Breaker, Ending, Protected};
pub use identity::{Begun, Call, Claim, Finding, IdentityService, Setback};
pub use outcome::Outcome;
pub use sms::{Sending, Sms, SmsCourier};
pub use sms_webhook::SmsWebhook;
