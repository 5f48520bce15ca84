//! Who carries text messages: the operator's gateway or provider, nobody yet, or in a demonstration the console and the
//! letter box.

use super::outside;
use super::trouble::{Exit, Trouble};
use crate::config::{Config, SmsRoute};
use crate::connect::http::Caller;
use crate::connect::{
    Outcome, Protected, Sending, Sms, SmsAliyun, SmsCourier, SmsTencent, SmsWebhook, Surroundings, TencentApp,
};
use crate::office::{Dice, MachineDice};
use reqwest::Url;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

/// The courier that the settings name; none when there is none.
pub(super) fn configured(config: &Config) -> Result<Option<Arc<dyn SmsCourier>>, Trouble> {
    if config.sms == SmsRoute::None {
        return Ok(None);
    }
    through(config, outside::caller(config)?)
}

/// The same, calling through this client.
pub(super) fn through(config: &Config, caller: Caller) -> Result<Option<Arc<dyn SmsCourier>>, Trouble> {
    let around = Surroundings { clock: SystemTime::now, nonce };
    let courier: Arc<dyn SmsCourier> = match &config.sms {
        SmsRoute::None => return Ok(None),
        SmsRoute::Webhook { url, secret, with_text } => {
            behind_breaker(SmsWebhook::new(address(url)?, secret.expose(), *with_text, caller, around))
        }
        SmsRoute::Aliyun { key_id, key_secret, contract } => {
            let endpoint = address(&contract.endpoint)?;
            let (sign_name, templates) = (contract.sign_name.clone(), contract.templates.clone());
            let key = (key_id.as_str(), key_secret.expose());
            behind_breaker(SmsAliyun::new(endpoint, key, sign_name, templates, caller, around))
        }
        SmsRoute::Tencent { secret_id, secret_key, app_id, region, contract } => {
            let endpoint = address(&contract.endpoint)?;
            let (sign_name, templates) = (contract.sign_name.clone(), contract.templates.clone());
            let app = TencentApp { id: app_id.clone(), sign_name, region: region.clone() };
            let secret = (secret_id.as_str(), secret_key.expose());
            behind_breaker(SmsTencent::new(endpoint, secret, app, templates, caller, around))
        }
    };
    Ok(Some(courier))
}

/// Which letters will not leave although a provider is set up, as a sentence; none when all will.
pub(super) fn left_behind(config: &Config) -> Option<String> {
    let left = config.sms.left_behind();
    (!left.is_empty()).then(|| {
        format!("以下短信没有配置模板，不会发出：{}；需要时请在 [sms] 的模板设置里补上。", left.join("、"))
    })
}

fn behind_breaker(courier: impl SmsCourier + 'static) -> Arc<dyn SmsCourier> {
    Arc::new(Protected::new(courier, Instant::now))
}

fn address(typed: &str) -> Result<Url, Trouble> {
    Url::parse(typed).map_err(|cause| unusable(&cause))
}

fn unusable(cause: &dyn std::fmt::Display) -> Trouble {
    Trouble::new(
        Exit::Settings,
        format!("短信通道不能使用（{cause}）；请核对 [sms] 的设置和 connect.extra_ca 后重试。"),
    )
}

fn nonce() -> [u8; 16] {
    let mut bytes = [0; 16];
    MachineDice::default().fill(&mut bytes);
    bytes
}

/// Prints the invented messages to invented phones; the letter box shows them as well.
pub(super) struct Console;

impl SmsCourier for Console {
    fn name(&self) -> &'static str {
        "mailbox"
    }

    fn send<'a>(&'a self, message: &'a Sms) -> Sending<'a> {
        println!("【演示短信】{}：{}", message.phone, message.text);
        Box::pin(std::future::ready(Outcome::Sent.into()))
    }
}
