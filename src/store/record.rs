//! Records: values as one format byte and a CBOR map with numbered fields (RFC 8949).
//!
//! Fields are added and retired without rewriting: a number is never used again, a new field is optional.
use minicbor::{Decode, Encode};

/// The only format so far; another way of writing values takes the next number.
const CBOR: u8 = 1;

/// A value that minicbor can write and read; implemented for all of them.
pub trait Record: Encode<()> + for<'bytes> Decode<'bytes, ()> {}

impl<T: Encode<()> + for<'bytes> Decode<'bytes, ()>> Record for T {}

/// The stored bytes of a record; the error says why it cannot be written.
pub fn encoded<V: Record>(record: &V) -> Result<Vec<u8>, String> {
    let mut out = vec![CBOR];
    minicbor::encode(record, &mut out).map_err(|error| error.to_string())?;
    Ok(out)
}

/// The record these stored bytes are; the error says what is wrong with them.
pub fn decoded<V: Record>(bytes: &[u8]) -> Result<V, String> {
    match bytes.split_first() {
        Some((&CBOR, body)) => {
            let mut decoder = minicbor::Decoder::new(body);
            let record = decoder.decode().map_err(|error| error.to_string())?;
            match decoder.position() == body.len() {
                true => Ok(record),
                false => Err("bytes are left over".to_string()),
            }
        }
        Some((format, _)) => Err(format!("format {format} is unknown")),
        None => Err("the value is empty".to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Encode, Decode)]
    #[cbor(map)]
    struct Old {
        #[n(0)]
        name: String,
    }

    #[derive(Debug, PartialEq, Encode, Decode)]
    #[cbor(map)]
    struct New {
        #[n(0)]
        name: String,
        #[n(1)]
        phone: Option<String>,
    }

    #[test]
    fn a_record_gains_a_field_without_being_rewritten() {
        let old = encoded(&Old { name: "a".into() }).unwrap();
        assert_eq!(decoded::<New>(&old).unwrap(), New { name: "a".into(), phone: None });
        let new = encoded(&New { name: "b".into(), phone: Some("1".into()) }).unwrap();
        assert_eq!(decoded::<Old>(&new).unwrap(), Old { name: "b".into() });
    }

    #[test]
    fn the_bytes_of_a_record_stay_as_they_are() {
        let bytes = encoded(&New { name: "ab".into(), phone: Some("1".into()) }).unwrap();
        assert_eq!(bytes, [1, 0xa2, 0, 0x62, b'a', b'b', 1, 0x61, b'1']);
    }

    #[test]
    fn foreign_bytes_are_refused() {
        let good = encoded(&7u32).unwrap();
        let longer = [good.as_slice(), &[0]].concat();
        for bad in [&[][..], &[9, 0], &good[..1], &longer] {
            assert!(decoded::<u32>(bad).is_err(), "{bad:?}");
        }
    }
}
