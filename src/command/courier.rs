//! Who carries text messages: the operator's gateway, nobody yet, or in a demonstration the console and the letter box.

use super::outside;
use super::trouble::{Exit, Trouble};
use crate::config::{Config, SmsRoute};
use crate::connect::{Outcome, Protected, Sending, Sms, SmsCourier, SmsWebhook};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

/// The courier that the settings name; none when there is none.
pub(super) fn configured(config: &Config) -> Result<Option<Arc<dyn SmsCourier>>, Trouble> {
    let SmsRoute::Webhook { url, secret } = &config.sms else { return Ok(None) };
    let url = reqwest::Url::parse(url).map_err(|cause| {
        Trouble::new(Exit::Settings, format!("短信网关不能使用（{cause}）；请核对 sms.webhook_url 后重试。"))
    })?;
    let caller = outside::caller(config)?;
    let webhook = SmsWebhook::new(url, secret.expose(), caller, SystemTime::now);
    Ok(Some(Arc::new(Protected::new(webhook, Instant::now))))
}

/// Prints the invented messages to invented phones; the letter box shows them as well.
pub(super) struct Console;

impl SmsCourier for Console {
    fn name(&self) -> &'static str {
        "mailbox"
    }

    fn send<'a>(&'a self, message: &'a Sms) -> Sending<'a> {
        println!("【演示短信】{}：{}", message.phone, message.text);
        Box::pin(std::future::ready(Outcome::Sent))
    }
}
