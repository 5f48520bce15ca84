//! The document that says who somebody is: one of four kinds and its number (spec 3.1).

use std::fmt;

use minicbor::{Decode, Encode};

use super::typed::compact;
use super::{Day, ResidentNumber, Wrong, masked};

/// The four kinds of document the guide accepts at registration (spec 1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum DocumentKind {
    /// 内地居民身份证, and the residence permits with a number of the same form
    #[n(1)]
    ResidentId,
    /// 港澳居民来往内地通行证
    #[n(2)]
    HkMacauPermit,
    /// 台湾居民来往大陆通行证
    #[n(3)]
    TaiwanPermit,
    /// 护照(外国)
    #[n(4)]
    Passport,
}

impl DocumentKind {
    /// All kinds in the order of the guide.
    pub const ALL: [Self; 4] = [Self::ResidentId, Self::HkMacauPermit, Self::TaiwanPermit, Self::Passport];

    /// The name the guide shows.
    pub fn label(self) -> &'static str {
        match self {
            Self::ResidentId => "内地居民身份证",
            Self::HkMacauPermit => "港澳居民来往内地通行证",
            Self::TaiwanPermit => "台湾居民来往大陆通行证",
            Self::Passport => "护照(外国)",
        }
    }

    /// The code of forms and records, `1` to `4`.
    pub fn code(self) -> &'static str {
        match self {
            Self::ResidentId => "1",
            Self::HkMacauPermit => "2",
            Self::TaiwanPermit => "3",
            Self::Passport => "4",
        }
    }

    /// Reads a form's code.
    pub fn parse(code: &str) -> Result<Self, Wrong> {
        let kind = Self::ALL.into_iter().find(|kind| kind.code() == code.trim());
        kind.ok_or(Wrong::new("请选择证件类型。"))
    }
}

/// A document of a kind with a number that fits the kind.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub struct Document {
    #[n(0)]
    kind: DocumentKind,
    #[n(1)]
    number: String,
}

impl Document {
    /// A number as each kind of document that it fits; none when it fits no kind.
    pub fn of_any_kind(typed: &str) -> Vec<Self> {
        DocumentKind::ALL.into_iter().filter_map(|kind| Self::parse(kind, typed).ok()).collect()
    }

    /// Reads a number of a kind without asking what day it is; forms use [`Document::parse_on`].
    pub fn parse(kind: DocumentKind, typed: &str) -> Result<Self, Wrong> {
        let number = match kind {
            DocumentKind::ResidentId => ResidentNumber::parse(typed)?.as_str().to_owned(),
            DocumentKind::HkMacauPermit => hk_macau(compact(typed))?,
            DocumentKind::TaiwanPermit => taiwan(compact(typed))?,
            DocumentKind::Passport => passport(compact(typed))?,
        };
        Ok(Self { kind, number })
    }

    /// Reads a number of a kind; the holder must have been born by `today`.
    pub fn parse_on(kind: DocumentKind, typed: &str, today: Day) -> Result<Self, Wrong> {
        if kind == DocumentKind::ResidentId {
            ResidentNumber::parse_on(typed, today)?;
        }
        Self::parse(kind, typed)
    }

    /// The kind of document.
    pub fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The number in canonical form.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The number as a resident number, which knows birth and sex; None for permits, passports and damaged records.
    pub fn resident(&self) -> Option<ResidentNumber> {
        (self.kind == DocumentKind::ResidentId).then(|| ResidentNumber::parse(&self.number).ok()).flatten()
    }

    /// What stays the same when a document is renewed: permits are compared without their renewal count (spec 3.1).
    pub fn identity_key(&self) -> String {
        let lasting = match self.kind {
            DocumentKind::ResidentId | DocumentKind::Passport => None,
            DocumentKind::HkMacauPermit => self.number.get(..9),
            DocumentKind::TaiwanPermit => self.number.get(..8),
        };
        format!("{}:{}", self.kind.code(), lasting.unwrap_or(&self.number))
    }

    /// The number as it is shown (spec 6).
    pub fn masked(&self) -> String {
        match self.kind {
            DocumentKind::ResidentId => masked::id_number(&self.number),
            _ => masked::travel_document(&self.number),
        }
    }

    /// The number as it is shown in 变更前/变更后 (spec 6).
    pub fn masked_in_diff(&self) -> String {
        match self.kind {
            DocumentKind::ResidentId => masked::id_number_in_diff(&self.number),
            _ => masked::travel_document_in_diff(&self.number),
        }
    }
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn hk_macau(number: String) -> Result<String, Wrong> {
    let digits = number.strip_prefix(['H', 'M']);
    if digits.is_some_and(|digits| all_digits(digits) && matches!(digits.len(), 8 | 10)) {
        return Ok(number);
    }
    Err(Wrong::new("请输入通行证上的号码：字母 H 或 M 加 8 位或 10 位数字，例如 H12345678。"))
}

fn taiwan(number: String) -> Result<String, Wrong> {
    let (digits, issuer) = number.split_once('(').unwrap_or((&number, "A)"));
    let issuer_fits = matches!(issuer.as_bytes(), [b'A'..=b'Z' | b'0'..=b'9', b')']);
    let bracketed = digits.len() != number.len();
    let length_fits = digits.len() == 10 || (digits.len() == 8 && !bracketed);
    if all_digits(digits) && length_fits && issuer_fits {
        return Ok(number);
    }
    Err(Wrong::new("请输入通行证上的号码：8 位数字，旧证为 10 位数字并可带括号中的一位。"))
}

fn passport(number: String) -> Result<String, Wrong> {
    let fits = (5..=17).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_alphanumeric());
    if fits {
        return Ok(number);
    }
    Err(Wrong::new("请输入护照号码：5 到 17 位字母或数字，不含空格和符号。"))
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({:?} {})", self.kind, self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::super::checked::kept_and_read;
    use super::*;
    use DocumentKind::{HkMacauPermit, Passport, ResidentId, TaiwanPermit};
    use proptest::prelude::*;

    #[test]
    fn numbers_are_judged_by_their_kind() {
        let good = [
            (ResidentId, "11010519491231002x", "11010519491231002X"),
            (HkMacauPermit, "h12345678", "H12345678"),
            (HkMacauPermit, "M1234567800", "M1234567800"),
            (TaiwanPermit, "１２３４５６７８", "12345678"),
            (TaiwanPermit, "1234567801", "1234567801"),
            (TaiwanPermit, "1234567801（b）", "1234567801(B)"),
            (Passport, "e 1234567", "E1234567"),
        ];
        for (kind, typed, canonical) in good {
            assert_eq!(Document::parse(kind, typed).unwrap().number(), canonical);
        }
        let bad = [
            (ResidentId, "H12345678"),
            (HkMacauPermit, "H1234567"),
            (HkMacauPermit, "K12345678"),
            (HkMacauPermit, "H123456789"),
            (TaiwanPermit, "123456789"),
            (TaiwanPermit, "12345678(B)"),
            (TaiwanPermit, "1234567801(BB)"),
            (TaiwanPermit, "1234567801("),
            (Passport, "E123"),
            (Passport, "E12-4567"),
            (Passport, "护照号码"),
        ];
        for (kind, typed) in bad {
            assert!(Document::parse(kind, typed).unwrap_err().as_str().ends_with('。'), "{kind:?} {typed}");
        }
    }

    #[test]
    fn a_renewed_permit_is_the_same_identity() {
        let key = |kind, typed| Document::parse(kind, typed).unwrap().identity_key();
        assert_eq!(key(HkMacauPermit, "H1234567800"), key(HkMacauPermit, "H12345678"));
        assert_eq!(key(TaiwanPermit, "1234567801(B)"), key(TaiwanPermit, "12345678"));
        assert_ne!(key(TaiwanPermit, "12345678"), key(Passport, "12345678"));
    }

    #[test]
    fn only_resident_numbers_know_birth_and_sex() {
        let resident = Document::parse(ResidentId, "11010519491231002X").unwrap();
        assert_eq!(resident.resident().unwrap().birth().year(), 1949);
        assert_eq!(Document::parse(Passport, "E1234567").unwrap().resident(), None);
    }

    #[test]
    fn kinds_are_read_back_from_their_codes() {
        for kind in DocumentKind::ALL {
            assert_eq!(DocumentKind::parse(kind.code()), Ok(kind));
            assert_eq!(kept_and_read(&kind), kind);
        }
        assert!(DocumentKind::parse("5").is_err());
    }

    proptest! {
        #[test]
        fn no_input_panics_and_accepted_ones_are_stable(typed in ".{0,24}", which in 0usize..4) {
            let kind = DocumentKind::ALL[which];
            if let Ok(document) = Document::parse(kind, &typed) {
                prop_assert_eq!(&Document::parse(kind, document.number()).unwrap(), &document);
                prop_assert_eq!(kept_and_read(&document), document);
            }
        }
    }
}
