//! Reads a mail as a receiver would (RFC 5322, 2045, 2047), knowing nothing of the program that wrote it.
use data_encoding::BASE64;

/// A mail, taken apart.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Names in lower case, values unfolded and decoded.
    pub headers: Vec<(String, String)>,
    /// The decoded text.
    pub body: String,
}

impl Letter {
    /// Reads the bytes between DATA and the final dot.
    pub fn read(raw: &[u8]) -> Letter {
        let raw = String::from_utf8(raw.to_vec()).expect("mails are ASCII");
        assert!(raw.is_ascii(), "8-bit data without 8BITMIME");
        let (head, body) = raw.split_once("\r\n\r\n").expect("an empty line ends the head");
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let headers: Vec<(String, String)> = unfolded
            .split("\r\n")
            .map(|line| line.split_once(':').expect("a header has a colon"))
            .map(|(name, value)| (name.to_ascii_lowercase(), words(value.trim())))
            .collect();
        let mut letter = Letter { headers, body: String::new() };
        letter.body = match letter.header("content-transfer-encoding") {
            "base64" => {
                let text: String = body.split_whitespace().collect();
                utf8(BASE64.decode(text.as_bytes()).expect("the body is base64"))
            }
            "quoted-printable" => utf8(quoted(&body.replace("=\r\n", ""), b'=')),
            "7bit" => body.to_owned(),
            other => panic!("an encoding nobody asked for: {other}"),
        };
        letter
    }

    /// The value of a header that must come exactly once.
    pub fn header(&self, name: &str) -> &str {
        let mut found = self.headers.iter().filter(|(key, _)| key == name);
        let (_, value) = found.next().unwrap_or_else(|| panic!("{name} is missing: {:?}", self.headers));
        assert!(found.next().is_none(), "{name} came twice");
        value
    }
}

/// Decodes the encoded words of a header; blanks between two of them do not count.
fn words(value: &str) -> String {
    let mut text = String::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some(start) = rest.find("=?") {
        let (before, from) = rest.split_at(start);
        if !(after_word && before.trim().is_empty()) {
            text.push_str(before);
        }
        let mut parts = from[2..].splitn(3, '?');
        let (charset, kind) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let (coded, behind) = parts.next().and_then(|rest| rest.split_once("?=")).expect("the word ends");
        assert!(charset.eq_ignore_ascii_case("utf-8"), "{charset}");
        text.push_str(&match kind {
            "b" | "B" => utf8(BASE64.decode(coded.as_bytes()).expect("the word is base64")),
            _ => utf8(quoted(&coded.replace('_', " "), b'=')),
        });
        (rest, after_word) = (behind, true);
    }
    text + rest
}

fn quoted(text: &str, sign: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        match (*first == sign, after) {
            (true, [high, low, tail @ ..]) => {
                let pair = [*high, *low];
                let pair = std::str::from_utf8(&pair).expect("hex is ASCII");
                bytes.push(u8::from_str_radix(pair, 16).expect("two hex digits follow"));
                rest = tail;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("the text is UTF-8")
}
