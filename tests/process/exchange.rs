//! One HTTP exchange with a program on this machine, over a plain connection that is closed afterwards.
use super::PATIENCE;
use std::io::{Read, Write};
use std::net::TcpStream;

/// What came back.
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The status line and the headers.
    pub head: String,
    /// The body, put together if it came in chunks.
    pub body: Vec<u8>,
}

impl Response {
    /// The first value of a header, whatever the case of its name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut pairs = self.head.lines().filter_map(|line| line.split_once(':'));
        pairs.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Sends one request to an address such as `http://127.0.0.1:40123`; `headers` are whole lines.
pub fn send(
    address: &str,
    method: &str,
    path: &str,
    headers: &[&str],
    body: &[u8],
) -> std::io::Result<Response> {
    let host = address.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for line in headers {
        request += line;
        request += "\r\n";
    }
    if method != "GET" {
        request += &format!("Content-Length: {}\r\n", body.len());
    }
    request += "\r\n";
    stream.write_all(request.as_bytes())?;
    stream.write_all(body)?;
    read(&mut stream)
}

fn read(stream: &mut impl Read) -> std::io::Result<Response> {
    let torn = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        let mut piece = [0; 4096];
        let length = match stream.read(&mut piece) {
            // A signal to this process is no answer.
            Err(cause) if cause.kind() == std::io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        if length == 0 {
            return Err(torn());
        }
        bytes.extend(&piece[..length]);
    };
    let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
    let mut response = Response { status: 0, head, body: bytes.split_off(head_end + 4) };
    response.status = response.head.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(torn)?;
    if let Some(length) = response.header("content-length").and_then(|length| length.parse::<usize>().ok()) {
        let missing = length.saturating_sub(response.body.len());
        let mut rest = vec![0; missing];
        stream.read_exact(&mut rest)?;
        response.body.extend(rest);
    } else {
        stream.read_to_end(&mut response.body)?;
        if response.header("transfer-encoding").is_some_and(|how| how.eq_ignore_ascii_case("chunked")) {
            response.body = joined(&response.body).ok_or_else(torn)?;
        }
    }
    Ok(response)
}

/// The body that was cut into chunks (RFC 9112, 7.1); nothing if it is not whole.
fn joined(mut chunked: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line_end = chunked.windows(2).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(&chunked[..line_end]).ok()?.split(';').next()?;
        let length = usize::from_str_radix(size.trim(), 16).ok()?;
        chunked = &chunked[line_end + 2..];
        if length == 0 {
            return Some(body);
        }
        body.extend(chunked.get(..length)?);
        chunked = chunked.get(length + 2..)?;
    }
}

#[test]
fn a_response_in_chunks_is_put_together() {
    let sent = b"HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x\r\n0123456789\r\n0\r\n\r\n";
    let response = read(&mut sent.as_slice()).expect("the response is whole");
    assert_eq!((response.status, response.text().as_str()), (404, "abc0123456789"));
    assert!(read(&mut b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort".as_slice()).is_err());
}
