//! Identifiers of records: 128 random bits that print with a letter, so that a log line explains itself.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE32_NOPAD;

use super::Wrong;

/// Reads the 26 lower-case base32 characters after the letter; anything but the canonical spelling is refused, so that
/// one record has one address.
fn read(letter: char, text: &str) -> Option<[u8; 16]> {
    let body = text.strip_prefix(letter)?;
    if body.bytes().any(|b| b.is_ascii_uppercase()) {
        return None;
    }
    BASE32_NOPAD.decode(body.to_ascii_uppercase().as_bytes()).ok()?.try_into().ok()
}

macro_rules! id {
    ($name:ident, $letter:literal, $what:literal) => {
        #[doc = $what]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// Makes an id from 16 bytes, drawn at random by the caller.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The 16 bytes; they sort as the ids do.
            pub const fn bytes(&self) -> [u8; 16] {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $letter, BASE32_NOPAD.encode(&self.0).to_ascii_lowercase())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = Wrong;

            fn from_str(text: &str) -> Result<Self, Wrong> {
                read($letter, text).map(Self).ok_or(Wrong::new("这个地址不完整，请从列表中重新打开。"))
            }
        }

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                encoder: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                encoder.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $name {
            fn decode(
                decoder: &mut minicbor::Decoder<'b>,
                _: &mut C,
            ) -> Result<Self, minicbor::decode::Error> {
                let bytes = decoder.bytes()?.try_into();
                bytes.map(Self).map_err(|_| minicbor::decode::Error::message("an id has not 16 bytes"))
            }
        }
    };
}

id!(AccountId, 'P', "An account (账户), one per person; prints `P…`.");
id!(CaseId, 'C', "A case (业务) in the corridor; prints `C…`.");
id!(OfficerId, 'G', "An officer (财政用户) of the finance department; prints `G…`.");
id!(SessionId, 'S', "A session (登录会话); prints `S…`.");
id!(HandoffId, 'H', "A hand-off from a screen to a phone (扫码办理); prints `H…`.");
id!(FileId, 'F', "An attachment record (附件); prints `F…`.");
id!(ItemId, 'I', "An education or work record inside a dossier; prints `I…`.");

#[cfg(test)]
mod tests {
    use super::super::checked::kept_and_read;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_prints_its_letter_and_lower_case_base32() {
        assert_eq!(AccountId::from_bytes([0; 16]).to_string(), format!("P{}", "a".repeat(26)));
        assert_eq!(CaseId::from_bytes([0xff; 16]).to_string(), "C77777777777777777777777774");
    }

    #[test]
    fn only_the_canonical_spelling_of_the_right_kind_is_read() {
        let id = OfficerId::from_bytes([7; 16]).to_string();
        assert!(id.parse::<OfficerId>().is_ok());
        assert!(id.parse::<AccountId>().is_err());
        assert!(id.to_uppercase().parse::<OfficerId>().is_err());
        assert!(format!("{id}a").parse::<OfficerId>().is_err());
        assert!("".parse::<OfficerId>().is_err());
        assert!("G啊".parse::<OfficerId>().is_err());
        let last_bits_set = format!("G{}b", "a".repeat(25));
        assert!(last_bits_set.parse::<OfficerId>().is_err());
    }

    proptest! {
        #[test]
        fn every_id_survives_printing_and_keeping(bytes: [u8; 16]) {
            let id = FileId::from_bytes(bytes);
            prop_assert_eq!(id.to_string().parse::<FileId>().unwrap(), id);
            prop_assert_eq!(kept_and_read(&id), id);
            prop_assert_eq!(id.bytes(), bytes);
        }
    }
}
