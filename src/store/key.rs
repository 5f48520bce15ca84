//! Keys: bytes that sort exactly as the values they stand for.
//!
//! What always holds: `a < b` if and only if the bytes of `a` sort before those of `b`; no encoding is the beginning
//! of another of the same type, so keys stand side by side in tuples; what was written reads back as it was.

/// A value that is written as bytes which sort as it does.
pub trait Key: Sized + Clone {
    /// Appends the bytes of this key.
    fn write(&self, out: &mut Vec<u8>);
    /// Takes one key off the front; `None` if the bytes are no such key.
    fn read(bytes: &mut &[u8]) -> Option<Self>;
}

/// The bytes of one key.
pub fn written<K: Key>(key: &K) -> Vec<u8> {
    let mut out = Vec::with_capacity(32);
    key.write(&mut out);
    out
}

/// The key these bytes are, to the last byte; `None` if they are no such key.
pub fn read_whole<K: Key>(mut bytes: &[u8]) -> Option<K> {
    K::read(&mut bytes).filter(|_| bytes.is_empty())
}

/// A number whose keys sort the largest first: dates in lists that show the newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Newest(pub u64);

impl Ord for Newest {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.0.cmp(&self.0)
    }
}

impl PartialOrd for Newest {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Key for Newest {
    fn write(&self, out: &mut Vec<u8>) {
        (!self.0).write(out);
    }
    fn read(bytes: &mut &[u8]) -> Option<Self> {
        u64::read(bytes).map(|flipped| Self(!flipped))
    }
}

macro_rules! unsigned {
    ($($number:ty),*) => {$(
        impl Key for $number {
            fn write(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_be_bytes());
            }
            fn read(bytes: &mut &[u8]) -> Option<Self> {
                let (front, rest) = bytes.split_first_chunk()?;
                *bytes = rest;
                Some(Self::from_be_bytes(*front))
            }
        }
    )*};
}
unsigned!(u8, u16, u32, u64, u128);

impl Key for i64 {
    fn write(&self, out: &mut Vec<u8>) {
        (self.cast_unsigned() ^ (1 << 63)).write(out);
    }
    fn read(bytes: &mut &[u8]) -> Option<Self> {
        u64::read(bytes).map(|shifted| (shifted ^ (1 << 63)).cast_signed())
    }
}

impl Key for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }
    fn read(bytes: &mut &[u8]) -> Option<Self> {
        match u8::read(bytes)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl<const N: usize> Key for [u8; N] {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self);
    }
    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let (front, rest) = bytes.split_first_chunk()?;
        *bytes = rest;
        Some(*front)
    }
}

/// Appends text without its end, so that it is a prefix of every text that begins with it.
pub(super) fn write_beginning(text: &str, out: &mut Vec<u8>) {
    for byte in text.bytes() {
        out.push(byte);
        if byte == 0 {
            out.push(0xff);
        }
    }
}

// A zero byte inside is followed by 0xff and the end is two zero bytes: the end sorts before every continuation.
impl Key for String {
    fn write(&self, out: &mut Vec<u8>) {
        write_beginning(self, out);
        out.extend_from_slice(&[0, 0]);
    }
    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let mut text = Vec::new();
        let mut rest = bytes.iter();
        loop {
            match *rest.next()? {
                0 => match *rest.next()? {
                    0 => break,
                    0xff => text.push(0),
                    _ => return None,
                },
                byte => text.push(byte),
            }
        }
        *bytes = rest.as_slice();
        String::from_utf8(text).ok()
    }
}

impl<K: Key> Key for Option<K> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(key) = self {
            key.write(out);
        }
    }
    fn read(bytes: &mut &[u8]) -> Option<Self> {
        if bool::read(bytes)? { K::read(bytes).map(Some) } else { Some(None) }
    }
}

macro_rules! tuple {
    ($($part:ident $place:tt),*) => {
        impl<$($part: Key),*> Key for ($($part,)*) {
            fn write(&self, out: &mut Vec<u8>) {
                $(self.$place.write(out);)*
                let _ = out;
            }
            fn read(bytes: &mut &[u8]) -> Option<Self> {
                let _ = &bytes;
                Some(($($part::read(bytes)?,)*))
            }
        }
    };
}
tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);

impl Key for () {
    fn write(&self, _out: &mut Vec<u8>) {}
    fn read(_bytes: &mut &[u8]) -> Option<Self> {
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use proptest::prelude::*;

    use super::*;

    fn sorts_and_returns<K: Key + Ord + Debug>(a: &K, b: &K) {
        assert_eq!(a.cmp(b), written(a).cmp(&written(b)), "{a:?} {b:?}");
        assert_eq!(read_whole::<K>(&written(a)).as_ref(), Some(a));
        if a != b {
            assert!(!written(b).starts_with(&written(a)), "{a:?} begins {b:?}");
        }
    }

    // Few letters, so that equal beginnings and inner zeros are common.
    fn text() -> impl Strategy<Value = String> {
        proptest::collection::vec(
            prop_oneof![Just('\0'), Just('\u{1}'), Just('a'), Just('\u{ff}'), Just('账'), any::<char>()],
            0..6,
        )
        .prop_map(|letters| letters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn numbers_sort_as_numbers(a: u64, b: u64, c: i64, d: i64, e: u16, f: u16) {
            sorts_and_returns(&a, &b);
            sorts_and_returns(&c, &d);
            sorts_and_returns(&e, &f);
            sorts_and_returns(&Newest(a), &Newest(b));
            sorts_and_returns(&Some(e).filter(|n| n % 2 == 0), &Some(f).filter(|n| n % 2 == 0));
        }

        #[test]
        fn texts_sort_as_texts(a in text(), b in text()) {
            sorts_and_returns(&a, &b);
        }

        #[test]
        fn tuples_sort_part_by_part(
            a in (text(), 0u8..3, text(), any::<[u8; 2]>(), -2i64..2),
            b in (text(), 0u8..3, text(), any::<[u8; 2]>(), -2i64..2),
        ) {
            sorts_and_returns(&a, &b);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            if let Some(key) = read_whole::<(String, u16, bool)>(&bytes) {
                prop_assert_eq!(written(&key), bytes);
            }
        }
    }

    #[test]
    fn the_newest_sorts_first() {
        assert!(written(&Newest(2)) < written(&Newest(1)));
    }

    #[test]
    fn a_beginning_is_a_prefix_of_every_longer_text() {
        let mut beginning = Vec::new();
        write_beginning("李\0", &mut beginning);
        assert!(written(&"李\0四".to_string()).starts_with(&beginning));
        assert!(!written(&"李".to_string()).starts_with(&beginning));
    }
}
