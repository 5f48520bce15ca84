//! What can be wrong with a key file, told to the operator.

use std::fmt;

/// Why a key cannot be used; prints as the second half of a Chinese sentence: what is wrong and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFault {
    /// Nothing stands in the file.
    Empty,
    /// The PEM frame has no end.
    Cut,
    /// It is neither PEM nor base64.
    Unreadable,
    /// The key is locked by a password.
    Encrypted,
    /// A public key stands where a private one belongs.
    PublicHalf,
    /// A private key stands where a public one belongs.
    PrivateHalf,
    /// A certificate stands where a key belongs.
    Certificate,
    /// It is no RSA key of a known form.
    NotRsa,
    /// It has so many bits, fewer than 2048.
    Small(usize),
    /// Its numbers do not belong together, or it is longer than 4096 bits.
    Damaged,
    /// The application's own public key stands where Alipay's belongs.
    Swapped,
}

impl fmt::Display for KeyFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Empty => "是空的；请把密钥的全部文字粘贴进去",
            Self::Cut => "里的密钥不完整，少了 BEGIN 或 END 行；请连同首尾两行重新粘贴",
            Self::Unreadable => "里的文字不是密钥；请粘贴支付宝密钥工具给出的原文，不要增减字符",
            Self::Encrypted => "里的私钥设了密码；请导出不带密码的私钥",
            Self::PublicHalf => "里放的是公钥；请换成应用私钥",
            Self::PrivateHalf => "里放的是私钥；请换成支付宝公钥，并妥善保管那个私钥",
            Self::Certificate => "里放的是证书；请在支付宝开放平台选择“密钥”方式，粘贴密钥而不是证书",
            Self::NotRsa => "里的密钥不是 RSA 密钥；请用支付宝密钥工具生成 RSA2 密钥",
            Self::Small(bits) => {
                return write!(out, "里的密钥只有 {bits} 位，容易被破解；请换成 2048 位的 RSA2 密钥");
            }
            Self::Damaged => "里的私钥自检没有通过；请换成 2048 位的 RSA2 密钥，完整地重新粘贴",
            Self::Swapped => {
                "里放的是应用公钥；请在支付宝开放平台的“接口加签方式”里查看“支付宝公钥”，换成那一个"
            }
        })
    }
}

impl std::error::Error for KeyFault {}
