//! What every checked text has in common: its canonical form, its Display and its place in a record.

use super::typed::is_treacherous;

/// More than any checked text may hold; a longer one in a record is damage, not legacy.
const LONGEST: usize = 8_000;

/// Takes over a text from a record without the rules for new input, so that values of former platforms stay readable.
pub(super) fn legible(kept: &str) -> Result<String, minicbor::decode::Error> {
    if kept.len() > LONGEST || kept.chars().any(is_treacherous) {
        return Err(minicbor::decode::Error::message("a kept text is too long or holds control characters"));
    }
    Ok(kept.to_owned())
}

/// Gives a tuple struct over `String` its `as_str`, Display, CBOR form and a Debug that shows no personal data:
/// `checked_text!(Phone, masked::phone)`.
macro_rules! checked_text {
    ($name:ident, $mask:expr) => {
        impl $name {
            /// The canonical form, as it is kept and compared.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), $mask(&self.0))
            }
        }

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                encoder: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                encoder.str(&self.0)?.ok()
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $name {
            fn decode(
                decoder: &mut minicbor::Decoder<'b>,
                _: &mut C,
            ) -> Result<Self, minicbor::decode::Error> {
                crate::terms::checked::legible(decoder.str()?).map(Self)
            }
        }
    };
}

pub(super) use checked_text;

/// A value written to CBOR and read back.
#[cfg(test)]
pub(super) fn kept_and_read<T>(value: &T) -> T
where
    T: minicbor::Encode<()> + for<'b> minicbor::Decode<'b, ()>,
{
    minicbor::decode(&minicbor::to_vec(value).unwrap()).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legacy_text_is_legible_and_damage_is_not() {
        assert_eq!(legible("1111111111111111111").unwrap(), "1111111111111111111");
        assert!(legible("a\nb").is_err());
        assert!(legible(&"长".repeat(LONGEST)).is_err());
    }
}
