//! How a browser writes what a form sends.
use std::fmt::Write;

/// One field of a form as it is sent.
pub enum Part {
    /// A name with its text.
    Text(String, String),
    /// A name with a chosen file; a file field left empty sends an empty file without a name.
    File(String, Attached),
}

/// A file as the person chose it.
#[derive(Clone, Default)]
pub struct Attached {
    /// The file's name on the person's disk.
    pub name: String,
    /// What the file holds.
    pub bytes: Vec<u8>,
}

/// `application/x-www-form-urlencoded` as the URL standard writes it; of a file only its name is sent.
pub fn urlencoded(parts: &[Part]) -> String {
    let pairs = parts.iter().map(|part| match part {
        Part::Text(name, text) => format!("{}={}", escaped(name), escaped(&with_line_ends(text))),
        Part::File(name, file) => format!("{}={}", escaped(name), escaped(&file.name)),
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// `multipart/form-data` (RFC 7578): the content type with its boundary, and the body.
pub fn multipart(parts: &[Part]) -> (String, Vec<u8>) {
    const BOUNDARY: &str = "----zhangfangWalkBoundary7MA4YWxkTrZu0gW";
    let mut body = Vec::new();
    for part in parts {
        body.extend(format!("--{BOUNDARY}\r\n").bytes());
        match part {
            Part::Text(name, text) => body.extend(
                format!(
                    "Content-Disposition: form-data; name=\"{}\"\r\n\r\n{}",
                    quoted(name),
                    with_line_ends(text)
                )
                .bytes(),
            ),
            Part::File(name, file) => {
                let (name, file_name, kind) = (quoted(name), quoted(&file.name), kind_of(file));
                body.extend(
                    format!(
                        "Content-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: {kind}\r\n\r\n"
                    )
                    .bytes(),
                );
                body.extend(&file.bytes);
            }
        }
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    (format!("multipart/form-data; boundary={BOUNDARY}"), body)
}

/// A browser goes by the ending of the file's name, not by what is in it.
fn kind_of(file: &Attached) -> &'static str {
    match file.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("png") => "image/png",
        Some("pdf") => "application/pdf",
        Some("csv") => "text/csv",
        _ => "application/octet-stream",
    }
}

fn with_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            other => write!(out, "%{other:02X}").expect("a String takes all"),
        }
    }
    out
}

/// An address as it goes over the wire: what is not ASCII is percent-encoded.
pub fn address(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if letter.is_ascii_graphic() {
            out.push(letter);
        } else {
            for byte in letter.to_string().bytes() {
                write!(out, "%{byte:02X}").expect("a String takes all");
            }
        }
    }
    out
}

#[test]
fn texts_are_written_as_the_standard_says() {
    let parts = [Part::Text("姓 名".into(), "a&b\nc~".into()), Part::Text("x".into(), String::new())];
    assert_eq!(urlencoded(&parts), "%E5%A7%93+%E5%90%8D=a%26b%0D%0Ac%7E&x=");
    assert_eq!(address("/查?q=a b"), "/%E6%9F%A5?q=a%20b");
}
