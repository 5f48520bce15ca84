//! The signature ACS3-HMAC-SHA256 of Aliyun's interfaces of the RPC kind, path `/` (help.aliyun.com, 2593177).

use super::super::seal;
use ring::hmac;

const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// What is signed of one POST.
pub(super) struct Question<'a> {
    /// The query as it is sent, see [`query`].
    pub(super) query: &'a str,
    /// The signed headers in lower case, sorted by name.
    pub(super) headers: &'a [(&'a str, &'a str)],
    /// The SHA-256 of the body.
    pub(super) body: &'a str,
}

impl Question<'_> {
    /// The SHA-256 of the canonical request.
    pub(super) fn digest(&self) -> String {
        let headers: String =
            self.headers.iter().map(|(name, value)| format!("{name}:{}\n", value.trim())).collect();
        let names = self.names();
        seal::sha256(format!("POST\n/\n{}\n{headers}\n{names}\n{}", self.query, self.body).as_bytes())
    }

    /// The value of the header Authorization.
    pub(super) fn authorization(&self, key_id: &str, key: &hmac::Key) -> String {
        let signature = seal::seal(key, &format!("{ALGORITHM}\n{}", self.digest()));
        let names = self.names();
        format!("{ALGORITHM} Credential={key_id},SignedHeaders={names},Signature={signature}")
    }

    fn names(&self) -> String {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| *name).collect();
        names.join(";")
    }
}

/// Parameters, sorted by name already, as the canonical query.
pub(super) fn query(parameters: &[(&str, String)]) -> String {
    debug_assert!(parameters.is_sorted());
    let pairs: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    pairs.join("&")
}

/// Percent-encoding of everything that RFC 3986 does not call unreserved.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_request_has_the_published_signature() {
        let query = "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai";
        let nothing = seal::sha256(b"");
        let headers = [
            ("host", "ecs.cn-shanghai.aliyuncs.com"),
            ("x-acs-action", "RunInstances"),
            ("x-acs-content-sha256", nothing.as_str()),
            ("x-acs-date", "2023-10-26T10:22:32Z"),
            ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
            ("x-acs-version", "2014-05-26"),
        ];
        let question = Question { query, headers: &headers, body: &nothing };
        assert_eq!(question.digest(), "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259");
        let signed = question.authorization("YourAccessKeyId", &seal::key(b"YourAccessKeySecret"));
        assert_eq!(
            signed,
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;\
             x-acs-date;x-acs-signature-nonce;x-acs-version,\
             Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
        );
    }

    #[test]
    fn signs_are_encoded_as_rfc_3986_says() {
        let parameters = [("a", "王 *~+/=&'".to_owned()), ("b", "-_.".to_owned())];
        assert_eq!(query(&parameters), "a=%E7%8E%8B%20%2A~%2B%2F%3D%26%27&b=-_.");
    }
}
