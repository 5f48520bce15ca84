//! Which outside service proves identities, and what it needs (connectors 1).

use super::sections::folder;
use super::setting::{self as s, Setting};
use super::sources::Sources;
use crate::connect::http::may_be_called;
use crate::terms::DocumentKind;
use std::path::PathBuf;

/// Which outside service proves identities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentityRoute {
    /// None: photographs and the service hall remain.
    None,
    /// An invented one, in a demonstration only.
    Demo,
    /// 支付宝身份认证.
    Alipay(AlipaySettings),
}

/// What 支付宝身份认证 needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlipaySettings {
    /// The gateway: https, or a loopback literal; without a query.
    pub gateway: String,
    /// The application's id: at most 32 letters and digits.
    pub app_id: String,
    /// What the contract with Alipay is about.
    pub way: AlipayWay,
    /// The file with the application's private key.
    pub private_key: PathBuf,
    /// The file with Alipay's public key.
    pub public_key: PathBuf,
}

/// How Alipay looks at people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlipayWay {
    /// 人脸认证
    Face,
    /// 快捷认证
    SmartFace,
}

impl AlipayWay {
    /// The interface's biz_code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Face => "FACE",
            Self::SmartFace => "SMART_FACE",
        }
    }
}

impl IdentityRoute {
    /// Whether holders of such a document can be proven this way; the others go to an officer.
    pub fn takes(&self, kind: DocumentKind) -> bool {
        match self {
            Self::None => false,
            Self::Demo => true,
            Self::Alipay(_) => kind != DocumentKind::Passport,
        }
    }

    /// What people call it.
    pub fn label(&self) -> &'static str {
        match self {
            Self::None => "未开通",
            Self::Demo => "演示认证",
            Self::Alipay(_) => "支付宝身份认证",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Provider {
    None,
    Demo,
    Alipay,
}

pub(super) fn read(from: &mut Sources<'_>) -> IdentityRoute {
    let provider = from.take(&s::IDENTITY_PROVIDER, Provider::None, |typed| match typed.trim() {
        "none" => Ok(Provider::None),
        "demo" => Ok(Provider::Demo),
        "alipay" => Ok(Provider::Alipay),
        _ => Err("不是已知的身份认证方式；请填写 none 或 alipay".to_owned()),
    });
    let gateway = from.take(&s::ALIPAY_GATEWAY, String::new(), gateway);
    let app_id = from.take_optional(&s::ALIPAY_APP_ID, |typed| app_id(typed).map(Some));
    let way = from.take(&s::ALIPAY_BIZ_CODE, AlipayWay::Face, |typed| match typed.trim() {
        "FACE" => Ok(AlipayWay::Face),
        "SMART_FACE" => Ok(AlipayWay::SmartFace),
        _ => Err("不是支持的场景码；请填写 FACE 或 SMART_FACE".to_owned()),
    });
    let private_key = from.take_optional(&s::ALIPAY_PRIVATE_KEY, |typed| folder(typed).map(Some));
    let public_key = from.take_optional(&s::ALIPAY_PUBLIC_KEY, |typed| folder(typed).map(Some));
    match provider {
        Provider::None => return IdentityRoute::None,
        Provider::Demo => return IdentityRoute::Demo,
        Provider::Alipay => {}
    }
    require(from, app_id.is_some(), &s::ALIPAY_APP_ID, "请填写开放平台上应用的 APPID");
    require(from, private_key.is_some(), &s::ALIPAY_PRIVATE_KEY, "请填写存放应用私钥的文件");
    require(from, public_key.is_some(), &s::ALIPAY_PUBLIC_KEY, "请填写存放支付宝公钥的文件");
    match (app_id.flatten(), private_key.flatten(), public_key.flatten()) {
        (Some(app_id), Some(private_key), Some(public_key)) => {
            IdentityRoute::Alipay(AlipaySettings { gateway, app_id, way, private_key, public_key })
        }
        _ => IdentityRoute::None,
    }
}

/// Notes that a setting is missing, unless it was typed and refused: then it has its own fault already.
fn require(from: &mut Sources<'_>, there: bool, setting: &'static Setting, remedy: &str) {
    if !there && !from.faults.iter().any(|fault| fault.key == setting.key) {
        from.fault(setting, &format!("而身份认证方式选择了 alipay；{remedy}，或把身份认证方式改回 none"));
    }
}

fn gateway(typed: &str) -> Result<String, String> {
    let url = reqwest::Url::parse(typed.trim())
        .map_err(|_| "不是完整的网址；请填写支付宝开放平台给出的网关地址".to_owned())?;
    if !may_be_called(&url) {
        return Err("没有使用 https，姓名和证件号码会在网络上裸露；请改用 https 开头的地址".to_owned());
    }
    let has_more = url.query().is_some() || url.fragment().is_some() || !url.username().is_empty();
    match has_more {
        true => Err("带有参数或用户名；请只填写到 gateway.do 为止的地址".to_owned()),
        false => Ok(url.to_string()),
    }
}

fn app_id(typed: &str) -> Result<String, String> {
    let trimmed = typed.trim();
    if (1..=32).contains(&trimmed.len()) && trimmed.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok(trimmed.to_owned());
    }
    Err("不是应用编号；请填写开放平台上 16 位数字的 APPID".to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::{Config, ConfigFault, FILE_NAME, Typed};
    use super::*;

    const WHOLE: &str = "[identity]\nprovider = \"alipay\"\nalipay_app_id = \"2021000000000001\"\n\
                         alipay_private_key = \"keys/app\"\nalipay_public_key = \"keys/alipay\"\n";

    fn read(file: &str) -> Result<Config, Vec<ConfigFault>> {
        Config::read(&Typed::default(), &|_| None, Some(file), FILE_NAME)
    }

    fn keys(file: &str) -> Vec<String> {
        let faults = read(file).unwrap_err();
        assert!(
            faults.iter().all(|fault| fault.text.contains("请") && fault.text.ends_with('。')),
            "{faults:?}"
        );
        faults.into_iter().map(|fault| fault.key).collect()
    }

    #[test]
    fn nothing_typed_proves_nobody() {
        let config = read("").unwrap();
        assert_eq!((config.identity, config.code_seconds), (IdentityRoute::None, 60));
    }

    #[test]
    fn alipay_needs_its_id_and_both_keys_and_knows_the_rest() {
        assert_eq!(
            keys("[identity]\nprovider = \"alipay\"\n"),
            ["alipay_app_id", "alipay_private_key", "alipay_public_key"]
        );
        let IdentityRoute::Alipay(alipay) = read(WHOLE).unwrap().identity else { panic!("it is alipay") };
        assert_eq!(
            (alipay.gateway.as_str(), alipay.way.code()),
            ("https://openapi.alipay.com/gateway.do", "FACE")
        );
        assert_eq!(alipay.private_key, PathBuf::from("keys/app"));
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let typed = WHOLE.replace("2021000000000001", "a&b")
            + "alipay_gateway = \"http://openapi.example.com/\"\n\
                    alipay_biz_code = \"CERT_PHOTO\"\ncode_seconds = 19\n";
        assert_eq!(
            keys(&typed),
            ["alipay_gateway", "alipay_app_id", "alipay_biz_code", "identity_code_seconds"]
        );
        assert_eq!(keys("[identity]\nprovider = \"pigeon\"\n"), ["identity_provider"]);
    }

    #[test]
    fn a_gateway_is_https_or_loopback_and_has_no_query() {
        for good in ["https://openapi-sandbox.dl.alipaydev.com/gateway.do", "http://127.0.0.1:9/gateway.do"] {
            assert!(read(&format!("{WHOLE}alipay_gateway = \"{good}\"\n")).is_ok(), "{good}");
        }
        for bad in
            ["http://localhost/", "https://a.cn/g?x=1", "https://a.cn/g#x", "https://u@a.cn/g", "gateway.do"]
        {
            assert_eq!(keys(&format!("{WHOLE}alipay_gateway = \"{bad}\"\n")), ["alipay_gateway"], "{bad}");
        }
    }

    #[test]
    fn a_passport_goes_another_way() {
        let alipay = read(WHOLE).unwrap().identity;
        let taken = |route: &IdentityRoute| DocumentKind::ALL.map(|kind| route.takes(kind));
        assert_eq!(taken(&alipay), [true, true, true, false]);
        assert_eq!(taken(&IdentityRoute::Demo), [true; 4]);
        assert_eq!(taken(&IdentityRoute::None), [false; 4]);
        assert_eq!(alipay.label(), "支付宝身份认证");
    }

    #[test]
    fn whoever_says_nothing_is_known() {
        assert!(read("").unwrap().is_silent_about("identity_provider"));
        assert!(!read("[identity]\nprovider = \"none\"\n").unwrap().is_silent_about("identity_provider"));
    }
}
