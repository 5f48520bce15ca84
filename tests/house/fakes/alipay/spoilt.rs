//! Answers as somebody would write them who sits in the connection and wants to be believed (connectors 1.5).
use super::proof::Keys;

/// How a fine answer is spoilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoilt {
    /// The refusal was signed, the success is shown.
    Flipped,
    /// The node twice, the unsigned success first.
    TwiceFirst,
    /// The node twice, the unsigned success last.
    TwiceLast,
    /// The node twice, one of the names written with an escape.
    TwiceEscaped,
    /// The code twice within the node, all of it signed.
    TwiceInside,
    /// Signed by another key.
    WrongKey,
    /// No signature.
    NoSign,
    /// An empty signature.
    EmptySign,
    /// The right signature in base64 with loose bits at its end.
    LooseSign,
    /// The node as a text, signed as a node.
    InsideText,
    /// An unsigned `error_response` that tells of success.
    Error,
    /// A true answer with an `error_response` beside it.
    BesideError,
    /// The signed node of another method.
    Foreign,
    /// A true answer and a byte.
    Trailing,
    /// A page.
    Html,
    /// Nothing.
    Empty,
}

impl Spoilt {
    /// Every way.
    pub const ALL: [Spoilt; 16] = [
        Spoilt::Flipped,
        Spoilt::TwiceFirst,
        Spoilt::TwiceLast,
        Spoilt::TwiceEscaped,
        Spoilt::TwiceInside,
        Spoilt::WrongKey,
        Spoilt::NoSign,
        Spoilt::EmptySign,
        Spoilt::LooseSign,
        Spoilt::InsideText,
        Spoilt::Error,
        Spoilt::BesideError,
        Spoilt::Foreign,
        Spoilt::Trailing,
        Spoilt::Html,
        Spoilt::Empty,
    ];

    pub(super) fn answer(self, keys: &Keys, node: &str, fine: &str, failed: &str) -> String {
        let true_answer = keys.signed(node, fine);
        let refused = keys.signature(failed);
        match self {
            Spoilt::Flipped => format!(r#"{{"{node}":{fine},"sign":"{refused}"}}"#),
            Spoilt::TwiceFirst => format!(r#"{{"{node}":{fine},"{node}":{failed},"sign":"{refused}"}}"#),
            Spoilt::TwiceLast => format!(r#"{{"{node}":{failed},"{node}":{fine},"sign":"{refused}"}}"#),
            Spoilt::TwiceEscaped => {
                let escaped = node.replacen('a', "\\u0061", 1);
                format!(r#"{{"{node}":{failed},"{escaped}":{fine},"sign":"{refused}"}}"#)
            }
            Spoilt::TwiceInside => keys.signed(node, &fine.replacen('{', r#"{"code":"40004","#, 1)),
            Spoilt::WrongKey => {
                format!(r#"{{"{node}":{fine},"sign":"{}"}}"#, keys.foreign_signature(fine))
            }
            Spoilt::NoSign => format!(r#"{{"{node}":{fine}}}"#),
            Spoilt::EmptySign => format!(r#"{{"{node}":{fine},"sign":""}}"#),
            Spoilt::LooseSign => {
                // 256 bytes end in one byte of their own: its last letter carries two bits and four zeros.
                let mut sign = keys.signature(fine).into_bytes();
                let last = sign.len() - 3;
                sign[last] += 1;
                let sign = String::from_utf8(sign).expect("base64 is text");
                format!(r#"{{"{node}":{fine},"sign":"{sign}"}}"#)
            }
            Spoilt::InsideText => {
                let text = serde_json::to_string(fine).expect("texts make JSON");
                format!(r#"{{"{node}":{text},"sign":"{}"}}"#, keys.signature(fine))
            }
            Spoilt::Error => format!(r#"{{"error_response":{fine}}}"#),
            Spoilt::BesideError => true_answer.replacen('{', r#"{"error_response":{"code":"40002"},"#, 1),
            Spoilt::Foreign => keys.signed("alipay_user_info_share_response", fine),
            Spoilt::Trailing => true_answer + "}",
            Spoilt::Html => "<html><body>10000 T</body></html>".to_owned(),
            Spoilt::Empty => String::new(),
        }
    }
}

/// A gzip file (RFC 1952) with one stored block: whoever decodes it unasked would read the plain text.
pub(super) fn zipped(plain: &[u8]) -> Vec<u8> {
    let length = u16::try_from(plain.len()).expect("answers are short");
    let mut file = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    file.extend(length.to_le_bytes());
    file.extend((!length).to_le_bytes());
    file.extend(plain);
    file.extend(crc32(plain).to_le_bytes());
    file.extend(u32::from(length).to_le_bytes());
    file
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}
