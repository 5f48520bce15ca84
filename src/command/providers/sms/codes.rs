//! What the providers' codes mean for the operator, by how they begin; the longest beginning counts.

use super::{Provider, Side};

/// What a refusal means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Meaning {
    /// The moment was not accepted.
    Clock,
    /// The rest of a sentence that begins with the provider's name.
    Says(&'static str),
}

use Meaning::{Clock, Says};

pub(in super::super) const ALIYUN: Provider = Provider {
    side: Side { who: "阿里云", address: "sms.aliyun_endpoint" },
    tolerance: None,
    codes: &[
        (
            "SignatureDoesNotMatch",
            Says(
                "说密钥不对；sms.aliyun_key_secret 不是 sms.aliyun_key_id 的那一个，常见是复制不全，请从控制台重新复制",
            ),
        ),
        (
            "InvalidAccessKeyId",
            Says(
                "不认得这个 AccessKey；请核对 sms.aliyun_key_id，常见是与 sms.aliyun_key_secret 填反或已停用",
            ),
        ),
        ("InvalidTimeStamp", Clock),
        (
            "isv.SMS_SIGN",
            Says(
                "说短信签名不对；请把 sms.aliyun_sign_name 改为控制台里审核通过的签名，不带【】，用途要包含验证码",
            ),
        ),
        ("isv.SIGN", Says("说短信签名不对；请把 sms.aliyun_sign_name 改为控制台里审核通过的签名，不带【】")),
        (
            "isv.SMS_TEMPLATE",
            Says("说模板不对；请把 sms.aliyun_templates 里 code 的编号改为控制台里审核通过的验证码模板"),
        ),
        (
            "isv.TEMPLATE",
            Says(
                "说模板的变量对不上；请核对 sms.aliyun_templates 里 code 的模板，它应只有一个变量，名字是 code",
            ),
        ),
        ("isv.AMOUNT_NOT_ENOUGH", Says("说账户余额不足；请充值或购买短信套餐")),
        ("isv.OUT_OF_SERVICE", Says("说账户已停机；请在控制台核对欠费情况")),
        (
            "isp.RAM_PERMISSION_DENY",
            Says("说这个 AccessKey 没有权限；请给 sms.aliyun_key_id 的子账号授予发送短信的权限"),
        ),
        ("Forbidden", Says("说这个 AccessKey 没有权限；请给 sms.aliyun_key_id 的子账号授予发送短信的权限")),
        (
            "NoPermission",
            Says("说这个 AccessKey 没有权限；请给 sms.aliyun_key_id 的子账号授予发送短信的权限"),
        ),
        (
            "isv.PRODUCT_UN",
            Says("说账号没有开通短信服务；请在控制台开通，并核对 sms.aliyun_key_id 属于这个账号"),
        ),
        ("isv.ACCOUNT", Says("说账号不能使用；请在控制台核对 sms.aliyun_key_id 所属账号的状态")),
        ("isv.DENY_IP_RANGE", Says("不接受本机所在的网络地址；请在控制台核对 IP 白名单")),
    ],
};

pub(in super::super) const TENCENT: Provider = Provider {
    side: Side { who: "腾讯云", address: "sms.tencent_endpoint" },
    tolerance: None,
    codes: &[
        (
            "AuthFailure.SignatureFailure",
            Says(
                "说密钥不对；sms.tencent_secret_key 不是 sms.tencent_secret_id 的那一个，常见是复制不全，请从控制台重新复制",
            ),
        ),
        (
            "AuthFailure.SecretIdNotFound",
            Says(
                "不认得这个 SecretId；请核对 sms.tencent_secret_id，常见是与 sms.tencent_secret_key 填反或已停用",
            ),
        ),
        (
            "AuthFailure.InvalidSecretId",
            Says("不认得这个 SecretId；请核对 sms.tencent_secret_id，常见是与 sms.tencent_secret_key 填反"),
        ),
        ("AuthFailure.SignatureExpire", Clock),
        (
            "AuthFailure.UnauthorizedOperation",
            Says("说这个 SecretId 没有权限；请给 sms.tencent_secret_id 的子账号授予发送短信的权限"),
        ),
        (
            "UnauthorizedOperation",
            Says(
                "不允许这个账号发送；请在控制台核对短信服务的开通情况、IP 白名单和 sms.tencent_secret_id 的权限",
            ),
        ),
        (
            "UnauthorizedOperation.SmsSdkAppIdVerifyFail",
            Says("说应用编号不对；请核对 sms.tencent_app_id 是这个账号的 SmsSdkAppId"),
        ),
        (
            "InvalidParameterValue.SdkAppIdNotExist",
            Says("不认得这个应用；请核对 sms.tencent_app_id，应填短信应用的 SmsSdkAppId"),
        ),
        (
            "FailedOperation.SignatureIncorrectOrUnapproved",
            Says("说短信签名不对；请把 sms.tencent_sign_name 改为控制台里审核通过的签名内容，不带【】"),
        ),
        (
            "FailedOperation.Template",
            Says(
                "说模板不对；请把 sms.tencent_templates 里 code 的编号改为控制台里审核通过的验证码模板，它应只有 {1} 一个变量",
            ),
        ),
        (
            "InvalidParameterValue.Template",
            Says(
                "说模板的变量不对；请核对 sms.tencent_templates 里 code 的模板，它应是验证码模板，只有 {1} 一个变量",
            ),
        ),
        ("FailedOperation.InsufficientBalanceInSmsPackage", Says("说短信套餐已用完；请购买套餐")),
        ("UnsupportedRegion", Says("在这个地域不提供短信；请核对 sms.tencent_region")),
        ("UnsupportedOperation.UnsupportedRegion", Says("在这个地域不提供短信；请核对 sms.tencent_region")),
        ("LimitExceeded.AppDailyLimit", Says("说应用今天的条数已用完；请在控制台调整上限")),
    ],
};

pub(in super::super) const WEBHOOK: Provider = Provider {
    side: Side { who: "短信网关", address: "sms.webhook_url" },
    tolerance: Some(5 * 60),
    codes: &[
        ("http_400", Says("说请求的写法不对；请让网关对照 README 的“短信网关协议”核对")),
        ("http_401", Says("不认得签名；请核对 sms.webhook_secret 与网关的密钥一致，前后没有空格")),
        ("http_403", Says("不允许本机发送；请核对 sms.webhook_secret 和网关的地址白名单")),
        ("http_404", Says("没有这个地址；请核对 sms.webhook_url 的路径")),
        ("http_405", Says("在这个地址不接受 POST；请核对 sms.webhook_url 的路径")),
    ],
};
