//! A browser over the wire, as far as these tests need one: a cookie, and the tokens of a page's form.
use crate::process::exchange::{Response, send};
use scraper::{Html, Selector};

/// Somebody with one cookie.
pub struct Visitor {
    address: String,
    cookie: Option<String>,
}

impl Visitor {
    /// A browser that has not been here before.
    pub fn new(address: &str) -> Visitor {
        Visitor { address: address.to_owned(), cookie: None }
    }

    /// A browser that holds this session token.
    pub fn with_token(address: &str, token: &[u8; 32]) -> Visitor {
        let value = data_encoding::BASE32_NOPAD.encode(token).to_ascii_lowercase();
        Visitor { address: address.to_owned(), cookie: Some(format!("zf={value}")) }
    }

    /// The page at this path.
    pub fn open(&mut self, path: &str) -> Response {
        let held = self.cookie.as_ref().map(|cookie| format!("Cookie: {cookie}"));
        let headers: Vec<&str> = held.iter().map(String::as_str).collect();
        let response = send(&self.address, "GET", path, &headers, b"").expect("the service answers");
        self.note(&response);
        response
    }

    /// Sends the form of the page at this path that goes to `action`, with its hidden fields and these.
    pub fn submit(&mut self, path: &str, action: &str, fields: &[(&str, &str)]) -> Response {
        let page = self.open(path).text();
        let mut pairs = hidden_fields(&page, action);
        pairs.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let body: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        let held = self.cookie.as_ref().map(|cookie| format!("Cookie: {cookie}"));
        let mut headers = vec!["Content-Type: application/x-www-form-urlencoded"];
        headers.extend(held.iter().map(String::as_str));
        let response =
            send(&self.address, "POST", action, &headers, body.join("&").as_bytes()).expect("it answers");
        self.note(&response);
        response
    }

    fn note(&mut self, response: &Response) {
        let set = response.head.lines().filter_map(|line| line.split_once(": "));
        for (_, value) in set.filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")) {
            let pair = value.split(';').next().unwrap_or_default();
            if pair.starts_with("zf=") {
                self.cookie = Some(pair.to_owned());
            }
        }
    }
}

/// The hidden fields of the form that goes to `action`.
fn hidden_fields(page: &str, action: &str) -> Vec<(String, String)> {
    let page = Html::parse_document(page);
    let selector = Selector::parse(&format!("form[action='{action}'] input[type=hidden]"));
    let field = |element: scraper::ElementRef<'_>| {
        Some((element.attr("name")?.to_owned(), element.attr("value").unwrap_or_default().to_owned()))
    };
    page.select(&selector.expect("the selector is sound")).filter_map(field).collect()
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}
