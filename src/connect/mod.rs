//! The outside services behind one small trait each.
//!
//! What always holds: a call ends in one of three ways (done, refused, unknown), never later than
//! its deadline, and is never repeated here; the address called comes from the operator, never from
//! a request; no transaction is open while a call runs (connectors rule 0.8).

pub mod alipay;
mod breaker;
pub mod http;
mod identity;
mod mail;
mod mail_guard;
mod mail_smtp;
mod outcome;
mod reach;
mod seal;
mod sms;
mod sms_aliyun;
mod sms_tencent;
mod sms_webhook;
mod stamp;

pub use breaker::{Breaker, Ending, Protected};
pub use identity::{Begun, Call, Claim, Finding, IdentityService, Setback};
pub use mail::{Mail, MailCourier, MailOutcome, Posting};
pub use mail_guard::Guarded;
pub use mail_smtp::{Security, SmtpMail, SmtpServer};
pub use outcome::{Outcome, Report};
pub use reach::{Barrier, Seen, Witness};
pub use sms::{Sending, Sms, SmsCourier, Surroundings};
pub use sms_aliyun::SmsAliyun;
pub use sms_tencent::{SmsTencent, TencentApp};
pub use sms_webhook::SmsWebhook;
