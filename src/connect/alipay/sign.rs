//! A request's parameters: what is signed, and how it is written into an address (connectors 1.2, 1.4).

use crate::terms::Moment;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::{SystemTime, UNIX_EPOCH};

/// The parameters of one request, in the order of the text that is signed (ASCII, by name).
pub(super) struct Parameters(BTreeMap<&'static str, String>);

impl Parameters {
    /// The common parameters and the content of one method, at a moment.
    pub(super) fn new(app_id: &str, method: &str, content: String, now: SystemTime) -> Self {
        Self(BTreeMap::from([
            ("app_id", app_id.to_owned()),
            ("biz_content", content),
            ("charset", "utf-8".to_owned()),
            ("format", "JSON".to_owned()),
            ("method", method.to_owned()),
            ("sign_type", "RSA2".to_owned()),
            ("timestamp", timestamp(now)),
            ("version", "1.0".to_owned()),
        ]))
    }

    /// What is signed: every parameter that is not empty, raw.
    pub(super) fn to_sign(&self) -> String {
        let said = self.0.iter().filter(|(_, value)| !value.is_empty());
        said.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    }

    /// The whole query: all parameters and their signature.
    pub(super) fn whole_query(&self, signature: &str) -> String {
        self.query(signature, |_| true)
    }

    /// Query and form body of a posted request: the content travels in the body, the rest in the query.
    pub(super) fn parted(&self, signature: &str) -> (String, String) {
        let content = self.0.get("biz_content").map_or("", String::as_str);
        (self.query(signature, |name| name != "biz_content"), format!("biz_content={}", encoded(content)))
    }

    fn query(&self, signature: &str, takes: impl Fn(&str) -> bool) -> String {
        let said = self.0.iter().filter(|(name, value)| !value.is_empty() && takes(name));
        let mut query: String = said.map(|(name, value)| format!("{name}={}&", encoded(value))).collect();
        query.push_str("sign=");
        query.push_str(&encoded(signature));
        query
    }
}

/// Beijing time, whatever the machine's zone: `2026-11-23 08:00:00`.
fn timestamp(now: SystemTime) -> String {
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let moment = Moment::from_millis(i64::try_from(since).unwrap_or(i64::MAX));
    let (hour, minute, second) = moment.clock();
    format!("{} {hour:02}:{minute:02}:{second:02}", moment.day())
}

/// Percent-encodes all but the unreserved characters (RFC 3986, 2.3): base64's `+` and `/` must not stay.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a text cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// 2026-11-23 08:00:00 in Beijing is midnight of that day in UTC.
    fn morning() -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_795_392_000)
    }

    #[test]
    fn the_text_to_sign_is_that_of_the_vectors() {
        let begin = include_str!("../../../tests/vectors/alipay/init_string_to_sign.txt");
        let content = begin.split("biz_content=").nth(1).unwrap().split("&charset=").next().unwrap();
        let method = "alipay.user.certify.open.initialize";
        let parameters = Parameters::new("2021000000000001", method, content.to_owned(), morning());
        assert_eq!(parameters.to_sign(), begin);
        let certify = include_str!("../../../tests/vectors/alipay/certify_string_to_sign.txt");
        let content = r#"{"certify_id":"2109b5e671aa3ff2eb4851816c65828f"}"#.to_owned();
        let later = morning() + Duration::from_secs(1);
        let method = "alipay.user.certify.open.certify";
        assert_eq!(Parameters::new("2021000000000001", method, content, later).to_sign(), certify);
    }

    #[test]
    fn an_empty_parameter_is_neither_signed_nor_sent() {
        let parameters = Parameters::new("", "m", "c".into(), morning());
        assert!(parameters.to_sign().starts_with("biz_content=c&"));
        assert!(parameters.whole_query("s").starts_with("biz_content=c&"));
    }

    #[test]
    fn nothing_of_a_value_can_end_it_early() {
        let parameters = Parameters::new("a&b=c", "m", "张 +/%".into(), morning());
        let (query, body) = parameters.parted("A+/=");
        assert!(query.starts_with("app_id=a%26b%3Dc&charset=utf-8&"), "{query}");
        assert!(query.ends_with("&sign=A%2B%2F%3D") && !query.contains("biz_content"), "{query}");
        assert!(query.contains("&timestamp=2026-11-23%2008%3A00%3A00&"), "{query}");
        assert_eq!(body, "biz_content=%E5%BC%A0%20%2B%2F%25");
        assert!(parameters.whole_query("s").contains("&biz_content=%E5%BC%A0%20%2B%2F%25&"));
    }

    #[test]
    fn the_day_is_that_of_beijing() {
        assert_eq!(timestamp(UNIX_EPOCH + Duration::from_secs(1_767_198_600)), "2026-01-01 00:30:00");
    }
}
