//! 支付宝身份认证: keys first, then one question about an attempt that cannot exist.

use super::super::identity;
use super::super::trouble::Trouble;
use super::reached::{self, Side};
use super::{Outcome, clock};
use crate::config::AlipaySettings;
use crate::connect::alipay::Unproven;
use crate::connect::http::Caller;
use crate::connect::{Seen, Setback, Witness};

const SIDE: Side = Side { who: "支付宝", address: "identity.alipay_gateway" };

/// What the gateway's codes mean for the operator, by how they begin.
pub(super) const CODES: [(&str, &str); 11] = [
    (
        "isv.invalid-signature",
        "不认得本平台的签名；identity.alipay_private_key 与开放平台上为这个应用上传的应用公钥不是一对，请重新上传对应的应用公钥，或换成对应的私钥",
    ),
    ("isv.missing-signature", "还没有这个应用的公钥；请在开放平台的“接口加签方式”里用密钥方式上传应用公钥"),
    (
        "isv.invalid-app-id",
        "不认得这个应用；请核对 identity.alipay_app_id，沙箱应用还要把 identity.alipay_gateway 换成沙箱网关",
    ),
    ("isv.missing-app-id", "没有收到应用编号；请核对 identity.alipay_app_id"),
    ("isv.invalid-signature-type", "要求另一种加签方式；请在开放平台把接口加签方式设为 RSA2"),
    (
        "isv.app-not-online",
        "说这个应用还没有上线；请在开放平台提交上线，identity.alipay_app_id 应是上线的应用",
    ),
    (
        "isv.insufficient",
        "说这个应用没有权限；请在开放平台签约“身份认证”产品，并核对 identity.alipay_biz_code 与签约的一致",
    ),
    (
        "40006",
        "说这个应用没有权限；请在开放平台签约“身份认证”产品，并核对 identity.alipay_biz_code 与签约的一致",
    ),
    ("isv.invalid-method", "不提供身份认证接口；请核对 identity.alipay_gateway 是否为开放平台的网关"),
    ("isv.app-call-limited", "说调用得太频繁；请稍后重试"),
    ("20001", "说授权已失效；请在开放平台核对应用的授权"),
];

/// Tries the keys offline, then the gateway.
pub(super) async fn tried(
    settings: &AlipaySettings,
    caller: Caller,
    witness: &Witness,
) -> Result<Outcome, Trouble> {
    let alipay = identity::alipay(settings, caller)?;
    let proven = alipay.probe().await;
    Ok(meaning(&proven, witness.seen()))
}

pub(super) fn meaning(proven: &Result<(), Unproven>, seen: Option<Seen>) -> Outcome {
    let note = || clock::note(SIDE.who, seen);
    let fault = match proven {
        Ok(()) => return Outcome::Sound(format!("密钥、应用、签约和网络都没有问题。{}", note())),
        Err(Unproven::Forged) => {
            "支付宝的回答签名对不上；identity.alipay_public_key 里放的不是这个应用的支付宝公钥（常见是误放了应用公钥），\
             请在开放平台的“接口加签方式”里查看“支付宝公钥”，换成那一个。"
                .to_owned()
        }
        Err(Unproven::Illegible) => not_theirs(),
        Err(Unproven::Setback(Setback::Operator(code))) if code.contains("timestamp") => {
            return Outcome::Faulty(clock::refused(SIDE.who, seen));
        }
        Err(Unproven::Setback(Setback::Operator(code) | Setback::Person(code))) => refused(code),
        Err(Unproven::Setback(Setback::Unknown)) => reached::fault(SIDE, seen).unwrap_or_else(|| {
            "支付宝暂时不能回答，或回答了不认识的代码；请稍后重试，仍然如此请核对 identity.alipay_gateway。".to_owned()
        }),
    };
    Outcome::Faulty(fault + &note())
}

fn refused(code: &str) -> String {
    match CODES.iter().filter(|(start, _)| code.starts_with(start)).max_by_key(|(start, _)| start.len()) {
        Some((_, words)) => format!("支付宝{words}（{code}）。"),
        None => format!("支付宝拒绝了查询（{code}）；请按这个代码在开放平台的文档里查找原因。"),
    }
}

fn not_theirs() -> String {
    "回答的不是支付宝网关；请核对 identity.alipay_gateway，并检查网络里有没有改写网页的设备。".to_owned()
}
