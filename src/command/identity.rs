//! Who proves identities: the service that the settings name, nobody, or in a demonstration an invented one.

use super::folder;
use super::outside;
use super::trouble::{Exit, Trouble};
use crate::config::{AlipaySettings, Config, IdentityRoute};
use crate::connect::alipay::{Alipay, App, AppKey, GatewayKey, KeyFault, Keys};
use crate::connect::http::Caller;
use crate::connect::{IdentityService, Protected};
use std::path::Path;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

/// The outside service that the settings name, its keys tried; none when there is none.
pub(super) fn configured(config: &Config) -> Result<Option<Arc<dyn IdentityService>>, Trouble> {
    let IdentityRoute::Alipay(settings) = &config.identity else { return Ok(None) };
    let alipay = alipay(settings, outside::caller(config)?)?;
    Ok(Some(Arc::new(Protected::new(alipay, Instant::now))))
}

/// Alipay as the settings know it, called through this client.
pub(super) fn alipay(settings: &AlipaySettings, caller: Caller) -> Result<Alipay, Trouble> {
    let keys = keys(settings)?;
    let gateway = reqwest::Url::parse(&settings.gateway).map_err(|cause| {
        let text = format!("支付宝网关不能使用（{cause}）；请核对 identity.alipay_gateway 后重试。");
        Trouble::new(Exit::Settings, text)
    })?;
    let app = App { gateway, id: settings.app_id.clone(), way: settings.way.code() };
    Ok(Alipay::new(app, keys, caller, SystemTime::now))
}

/// An invented service says that anybody is anybody: the real service does not start with it (T84).
pub(super) fn refuse_demo_in_production(config: &Config) -> Result<(), Trouble> {
    if config.identity != IdentityRoute::Demo {
        return Ok(());
    }
    Err(Trouble::new(
        Exit::Settings,
        "身份认证方式（identity_provider）现在是 demo，只能用于演示，正式服务会把任何人都当作本人；请改为 none 或 alipay。",
    ))
}

/// A demonstration has the invented service, unless somebody said otherwise.
pub(super) fn of_demonstration(mut config: Config) -> Config {
    if config.is_silent_about("identity_provider") {
        config.identity = IdentityRoute::Demo;
    }
    config
}

/// Both keys; what is wrong with either is told at once.
fn keys(settings: &AlipaySettings) -> Result<Keys, Trouble> {
    let own = folder::secret("应用私钥文件", &settings.private_key).and_then(|text| {
        AppKey::read(&text).map_err(|fault| bad("应用私钥文件", &settings.private_key, fault))
    });
    let path = &settings.public_key;
    let gateway = std::fs::read(path)
        .map_err(|cause| Trouble::machine("读取支付宝公钥文件", path, &cause))
        .and_then(|text| GatewayKey::read(&text).map_err(|fault| bad("支付宝公钥文件", path, fault)));
    match (own, gateway) {
        (Ok(own), Ok(gateway)) => {
            Keys::pair(own, gateway).map_err(|fault| bad("支付宝公钥文件", path, fault))
        }
        (Err(own), Err(gateway)) => Err(Trouble::new(own.exit, format!("{own}\n{gateway}"))),
        (Err(one), _) | (_, Err(one)) => Err(one),
    }
}

fn bad(what: &str, path: &Path, fault: KeyFault) -> Trouble {
    Trouble::new(Exit::Settings, format!("{what} {} {fault}。", path.display()))
}

#[cfg(test)]
mod tests;
