//! What stands on the outside of a letter, readable by everybody who holds the file.

use super::{Fault, Fingerprint};
use crate::terms::Moment;

/// How many bytes the header takes.
pub(super) const HEADER: usize = 8 + 1 + 1 + NUMBER + 32 + 32 + 8 + 8;

const MAGIC: &[u8; 8] = b"ZFLETTER";
const VERSION: u8 = 1;
const NUMBER: usize = 40;

/// What a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It asks for something.
    Letter,
    /// It answers a letter, whose number it bears.
    Answer,
}

/// What the sender writes on the outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label<'a> {
    /// What the letter is for.
    pub kind: Kind,
    /// The number it is filed under: 1 to 40 ASCII letters, digits and hyphens.
    pub number: &'a str,
    /// When it was sealed.
    pub sent: Moment,
    /// Until when it should be answered or taken in; the envelope does not compare it with any clock.
    pub until: Moment,
}

/// The outside of a letter. From [`super::look`] it is a claim, from [`super::open`] it is what the sender signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// What the letter is for.
    pub kind: Kind,
    /// The number it is filed under: 1 to 40 ASCII letters, digits and hyphens.
    pub number: String,
    /// The office that sealed it.
    pub from: Fingerprint,
    /// The office it is sealed to.
    pub to: Fingerprint,
    /// When it was sealed.
    pub sent: Moment,
    /// Until when it should be answered or taken in.
    pub until: Moment,
}

/// Whether a file begins as a letter of this version does; the beginning of one is a letter cut short.
pub(super) fn recognise(bytes: &[u8]) -> Result<(), Fault> {
    let Some((magic, rest)) = bytes.split_first_chunk::<8>() else {
        return Err(if MAGIC.starts_with(bytes) { Fault::Incomplete } else { Fault::NotALetter });
    };
    if magic != MAGIC {
        return Err(Fault::NotALetter);
    }
    match rest.first() {
        None => Err(Fault::Incomplete),
        Some(0) => Err(Fault::Damaged),
        Some(&VERSION) => Ok(()),
        Some(_) => Err(Fault::NewerVersion),
    }
}

impl Header {
    /// The bytes of the header; a number of another form is refused.
    pub(super) fn written(&self) -> Result<[u8; HEADER], Fault> {
        if !is_number(self.number.as_bytes()) {
            return Err(Fault::WrongNumber);
        }
        let mut number = [0; NUMBER];
        number[..self.number.len()].copy_from_slice(self.number.as_bytes());
        let kind = match self.kind {
            Kind::Letter => 1,
            Kind::Answer => 2,
        };
        let mut bytes = [0; HEADER];
        let fields: [&[u8]; 7] = [
            MAGIC,
            &[VERSION, kind],
            &number,
            &self.from.bytes(),
            &self.to.bytes(),
            &self.sent.millis().to_be_bytes(),
            &self.until.millis().to_be_bytes(),
        ];
        bytes.copy_from_slice(&fields.concat());
        Ok(bytes)
    }

    /// Reads what follows the magic and the version of a recognised letter.
    pub(super) fn read(bytes: &[u8; HEADER]) -> Option<Header> {
        let (kind, rest) = bytes.get(9..)?.split_first()?;
        let kind = match kind {
            1 => Kind::Letter,
            2 => Kind::Answer,
            _ => return None,
        };
        let (number, rest) = rest.split_first_chunk::<NUMBER>()?;
        let (from, rest) = rest.split_first_chunk::<32>()?;
        let (to, rest) = rest.split_first_chunk::<32>()?;
        let (sent, until) = rest.split_first_chunk::<8>()?;
        let moment = |bytes: [u8; 8]| Moment::from_millis(i64::from_be_bytes(bytes));
        let length = number.iter().position(|byte| *byte == 0).unwrap_or(NUMBER);
        let (number, padding) = number.split_at(length);
        // Anything else in the padding would be a second way to write the same header.
        if !is_number(number) || padding.iter().any(|byte| *byte != 0) {
            return None;
        }
        Some(Header {
            kind,
            number: std::str::from_utf8(number).ok()?.to_owned(),
            from: Fingerprint::from_bytes(*from),
            to: Fingerprint::from_bytes(*to),
            sent: moment(*sent),
            until: moment(until.try_into().ok()?),
        })
    }
}

fn is_number(bytes: &[u8]) -> bool {
    (1..=NUMBER).contains(&bytes.len())
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}
