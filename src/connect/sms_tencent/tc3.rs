//! The signature TC3-HMAC-SHA256 of Tencent Cloud, POST of JSON to the path `/` (cloud.tencent.com, 382/52072).

use super::super::{seal, stamp};
use ring::hmac;

const ALGORITHM: &str = "TC3-HMAC-SHA256";

/// The secret key as the first key of the chain.
pub(super) fn key(secret: &str) -> hmac::Key {
    seal::key(format!("TC3{secret}").as_bytes())
}

/// What is signed of one POST.
pub(super) struct Question<'a> {
    /// The product, such as `sms`.
    pub(super) service: &'a str,
    /// Seconds since 1970-01-01T00:00Z; the day of the scope is that of UTC.
    pub(super) timestamp: u64,
    /// The signed headers in lower case, sorted by name.
    pub(super) headers: &'a [(&'a str, &'a str)],
    /// The body's exact bytes.
    pub(super) payload: &'a [u8],
}

impl Question<'_> {
    /// The SHA-256 of the canonical request.
    pub(super) fn digest(&self) -> String {
        let headers: String = self.headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let (names, payload) = (self.names(), seal::sha256(self.payload));
        seal::sha256(format!("POST\n/\n\n{headers}\n{names}\n{payload}").as_bytes())
    }

    /// The value of the header Authorization.
    pub(super) fn authorization(&self, secret_id: &str, key: &hmac::Key) -> String {
        let scope = self.scope();
        let text = format!("{ALGORITHM}\n{}\n{scope}\n{}", self.timestamp, self.digest());
        let signature = seal::seal(&self.signing_key(key), &text);
        let names = self.names();
        format!("{ALGORITHM} Credential={secret_id}/{scope}, SignedHeaders={names}, Signature={signature}")
    }

    fn signing_key(&self, key: &hmac::Key) -> hmac::Key {
        let date = seal::derived(key, &stamp::day(self.timestamp));
        seal::derived(&seal::derived(&date, self.service), "tc3_request")
    }

    fn scope(&self) -> String {
        format!("{}/{}/tc3_request", stamp::day(self.timestamp), self.service)
    }

    fn names(&self) -> String {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| *name).collect();
        names.join(";")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAYLOAD: &[u8] =
        br#"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#;
    const TYPE: (&str, &str) = ("content-type", "application/json; charset=utf-8");
    const HOST: (&str, &str) = ("host", "cvm.tencentcloudapi.com");

    fn question<'a>(headers: &'a [(&'a str, &'a str)]) -> Question<'a> {
        Question { service: "cvm", timestamp: 1_551_113_065, headers, payload: PAYLOAD }
    }

    fn signature(headers: &[(&str, &str)], secret: &str) -> String {
        let signed = question(headers).authorization("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", &key(secret));
        let begins =
            "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, ";
        assert!(signed.starts_with(begins), "{signed}");
        signed.rsplit('=').next().unwrap().to_owned()
    }

    #[test]
    fn the_published_requests_have_the_published_signatures() {
        assert_eq!(seal::sha256(PAYLOAD), "35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064");
        let (bare, secret) = ([TYPE, HOST], "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE");
        assert_eq!(
            question(&bare).digest(),
            "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031"
        );
        assert_eq!(
            signature(&bare, secret),
            "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
        );
        let action = [TYPE, HOST, ("x-tc-action", "describeinstances")];
        assert_eq!(
            question(&action).digest(),
            "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84"
        );
        assert_eq!(
            signature(&action, secret),
            "644be983de9a8a3f00db8eadaba61467c3b429e2215758ba897b738ca469fd26"
        );
        assert_eq!(
            signature(&action, &"*".repeat(32)),
            "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f"
        );
    }

    #[test]
    fn between_midnight_and_eight_in_beijing_the_scope_is_the_day_before() {
        // 2026-01-01T00:30+08:00
        let question = Question { service: "sms", timestamp: 1_767_198_600, headers: &[], payload: b"" };
        assert_eq!(question.scope(), "2025-12-31/sms/tc3_request");
    }
}
