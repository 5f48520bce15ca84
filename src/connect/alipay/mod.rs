//! 支付宝身份认证: begins an attempt, gives the address that becomes the QR code, and asks what became of it
//! (connectors 1).
//!
//! What always holds: somebody has passed only by an answer to our own question, of status 200, signed by Alipay over
//! the bytes received, with code 10000 and `T`. The signed text does not name the question it answers, so that the
//! connection (TLS, verified, no redirects) is the first binding and the signature the second.

mod answer;
mod codes;
mod content;
mod der;
mod key_fault;
mod keys;
mod probe;
mod sign;

pub use key_fault::KeyFault;
pub use keys::{AppKey, GatewayKey, Keys};
pub use probe::Unproven;

use super::http::Caller;
use super::{Begun, Call, Claim, Finding, IdentityService, Setback};
use answer::Said;
use content::{About, Begin};
use reqwest::Url;
use serde::Serialize;
use sign::Parameters;
use std::time::SystemTime;

const INITIALIZE: &str = "alipay.user.certify.open.initialize";
const CERTIFY: &str = "alipay.user.certify.open.certify";
const QUERY: &str = "alipay.user.certify.open.query";

/// The application as it is known to Alipay.
#[derive(Debug, Clone)]
pub struct App {
    /// The gateway's address, without a query.
    pub gateway: Url,
    /// The app_id.
    pub id: String,
    /// The biz_code: which of Alipay's ways of certifying the contract is about.
    pub way: &'static str,
}

/// Alipay as an identity service.
pub struct Alipay {
    app: App,
    keys: Keys,
    caller: Caller,
    clock: fn() -> SystemTime,
}

impl Alipay {
    /// Asks as `app`; the moment that is signed comes from `clock`.
    pub fn new(app: App, keys: Keys, caller: Caller, clock: fn() -> SystemTime) -> Self {
        Self { app, keys, caller, clock }
    }

    async fn initialize(&self, claim: &Claim) -> Result<Begun, Setback> {
        if !is_name(&claim.order, 32) {
            return Err(Setback::Operator("order_malformed".to_owned()));
        }
        let content = Begin::of(claim, self.app.way);
        let content = content.ok_or_else(|| Setback::Person("document_not_taken".to_owned()))?;
        let certificate = self.ask(INITIALIZE, &content, certificate_in).await?;
        let address = self.address(&certificate)?;
        Ok(Begun { certificate, address })
    }

    async fn query(&self, certificate: &str) -> Result<Finding, Setback> {
        self.ask(QUERY, &About { certify_id: certificate }, finding_in).await
    }

    /// The signed address that the person's phone opens; it is never called from here.
    fn address(&self, certificate: &str) -> Result<String, Setback> {
        let (parameters, signature) = self.signed(CERTIFY, &About { certify_id: certificate })?;
        let mut address = self.app.gateway.clone();
        address.set_query(Some(&parameters.whole_query(&signature)));
        Ok(address.into())
    }

    fn signed(&self, method: &str, content: &impl Serialize) -> Result<(Parameters, String), Setback> {
        let content = serde_json::to_string(content).expect("texts always make JSON");
        let parameters = Parameters::new(&self.app.id, method, content, (self.clock)());
        let signature = self.keys.own.signature(&parameters.to_sign());
        let signature = signature.ok_or_else(|| Setback::Operator("not_signed".to_owned()))?;
        Ok((parameters, signature))
    }

    async fn ask<T>(
        &self,
        method: &'static str,
        content: &impl Serialize,
        read: fn(&Said<'_>) -> Option<T>,
    ) -> Result<T, Setback> {
        let told = self.tell(method, content, read).await.map_err(Setback::from);
        told.inspect_err(|setback| match setback {
            Setback::Person(code) => log::info!("identity: {method}: refused: {code}"),
            Setback::Operator(code) => log::error!("identity: {method}: settings or rights: {code}"),
            Setback::Unknown => log::warn!("identity: {method}: outcome unknown"),
        })
    }

    async fn tell<T>(
        &self,
        method: &'static str,
        content: &impl Serialize,
        read: fn(&Said<'_>) -> Option<T>,
    ) -> Result<T, Unproven> {
        let (parameters, signature) = self.signed(method, content)?;
        let (query, body) = parameters.parted(&signature);
        let mut address = self.app.gateway.clone();
        address.set_query(Some(&query));
        let headers = [("content-type", "application/x-www-form-urlencoded;charset=utf-8")];
        let answer = self.caller.post(&address, &headers, body.into_bytes()).await.map_err(|trouble| {
            log::warn!("identity: {method}: {trouble}");
            Setback::Unknown
        })?;
        if answer.status != 200 {
            log::warn!("identity: {method}: status {}", answer.status);
            return Err(Setback::Unknown.into());
        }
        let said = answer::read(&answer.body, method, &self.keys.gateway)
            .inspect_err(|doubt| log::warn!("identity: {method}: answer not believed: {doubt}"))?;
        Ok(read(codes::judged(&said)?).ok_or(Setback::Unknown)?)
    }
}

impl IdentityService for Alipay {
    fn name(&self) -> &'static str {
        "alipay"
    }

    fn begin<'a>(&'a self, claim: &'a Claim) -> Call<'a, Begun> {
        Box::pin(self.initialize(claim))
    }

    fn find<'a>(&'a self, certificate: &'a str) -> Call<'a, Finding> {
        Box::pin(self.query(certificate))
    }
}

fn certificate_in(said: &Said<'_>) -> Option<String> {
    said.text("certify_id").filter(|certificate| is_name(certificate, 64))
}

/// `T` or `F`, by itself or alone in a list, as some of Alipay's own libraries show it; anything else says nothing.
fn finding_in(said: &Said<'_>) -> Option<Finding> {
    let raw = said.raw("passed")?;
    let alone = serde_json::from_str::<[String; 1]>(raw).map(|[one]| one);
    match alone.or_else(|_| serde_json::from_str(raw)).ok()?.as_str() {
        "T" => Some(Finding::Passed),
        "F" => Some(Finding::NotYet),
        _ => None,
    }
}

fn is_name(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
