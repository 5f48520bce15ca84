//! The text in the QR code of a paper letter, by which paper and file are known to belong together.

use crate::envelope::{digest, look};
use crate::terms::normalised;
use data_encoding::HEXLOWER;

const MARK: &str = "ZFLETTER1";

/// The number of a letter and the digest of its file, as a paper says them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    number: String,
    digest: String,
}

impl Paper {
    /// The paper of the letter of this number whose file has this digest.
    pub fn new(number: &str, digest: &[u8; 32]) -> Paper {
        Paper { number: number.to_string(), digest: HEXLOWER.encode(digest) }
    }

    /// The text of the code: `ZFLETTER1:<number>:<64 hexadecimal digits>`.
    pub fn text(&self) -> String {
        format!("{MARK}:{}:{}", self.number, self.digest)
    }

    /// Reads what a scanner typed or somebody pasted: blanks and line ends, width and case do no harm.
    pub fn parse(typed: &str) -> Option<Paper> {
        let typed: String = normalised(typed).chars().filter(|c| !c.is_whitespace()).collect();
        let mut parts = typed.split([':', '：']);
        let (mark, number, digest) = (parts.next()?, parts.next()?, parts.next()?);
        let whole = mark.eq_ignore_ascii_case(MARK) && !number.is_empty() && parts.next().is_none();
        whole.then(|| Paper { number: number.to_string(), digest: digest.to_ascii_lowercase() })
    }

    /// Whether this file is the one that the paper came with; what is no letter at all is told by whoever opens it.
    pub fn belongs_to(&self, file: &[u8]) -> bool {
        match look(file) {
            Ok(header) => *self == Paper::new(&header.number, &digest(file)),
            Err(_) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_read_however_a_scanner_typed_it() {
        let paper = Paper::new("980121-2026-000001-3-1", &[0xab; 32]);
        let text = paper.text();
        assert_eq!(text.len(), "ZFLETTER1:980121-2026-000001-3-1:".len() + 64);
        for typed in [
            text.clone(),
            format!(" {text}\r\n"),
            text.to_uppercase(),
            text.replace(':', "："),
            text.replace("abab", "ab\nab"),
        ] {
            assert_eq!(Paper::parse(&typed), Some(paper.clone()), "{typed}");
        }
        for typed in ["", "ZFLETTER1", "ZFLETTER1::", "ZFLETTER2:1:ab", "ZFLETTER1:1:ab:c", "你好"] {
            assert_eq!(Paper::parse(typed), None, "{typed}");
        }
    }
}
