//! How the words of the trade sort as keys.

use super::Only;
use crate::accounts::Subject;
use crate::casework::CaseKind;
use crate::envelope::Fingerprint;
use crate::store::{Key, Newest};
use crate::terms::{AccountId, CaseId, FileId, HandoffId, Moment, OfficerId, RegionCode};

macro_rules! id_keys {
    ($($id:ty),*) => {$(
        impl Key for $id {
            fn write(&self, out: &mut Vec<u8>) {
                self.bytes().write(out);
            }
            fn read(bytes: &mut &[u8]) -> Option<Self> {
                <[u8; 16]>::read(bytes).map(Self::from_bytes)
            }
        }
    )*};
}
impl Key for Fingerprint {
    fn write(&self, out: &mut Vec<u8>) {
        self.bytes().write(out);
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        <[u8; 32]>::read(bytes).map(Fingerprint::from_bytes)
    }
}

id_keys!(AccountId, CaseId, FileId, HandoffId, OfficerId);

impl Key for Only {
    fn write(&self, _: &mut Vec<u8>) {}
    fn read(_: &mut &[u8]) -> Option<Self> {
        Some(Only)
    }
}

impl Key for Moment {
    fn write(&self, out: &mut Vec<u8>) {
        self.millis().write(out);
    }
    fn read(bytes: &mut &[u8]) -> Option<Self> {
        i64::read(bytes).map(Moment::from_millis)
    }
}

impl Key for RegionCode {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.as_str().as_bytes());
    }
    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let digits = <[u8; 6]>::read(bytes)?;
        RegionCode::parse(std::str::from_utf8(&digits).ok()?).ok()
    }
}

impl Key for CaseKind {
    fn write(&self, out: &mut Vec<u8>) {
        self.word().to_string().write(out);
    }
    fn read(bytes: &mut &[u8]) -> Option<Self> {
        CaseKind::from_word(&String::read(bytes)?)
    }
}

impl Key for Subject {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Subject::Person(id) => (0u8, *id).write(out),
            Subject::Officer(id) => (1u8, *id).write(out),
        }
    }
    fn read(bytes: &mut &[u8]) -> Option<Self> {
        match u8::read(bytes)? {
            0 => AccountId::read(bytes).map(Subject::Person),
            1 => OfficerId::read(bytes).map(Subject::Officer),
            _ => None,
        }
    }
}

/// A moment that sorts newest first; moments before 1970 sort as 1970.
pub fn newest(at: Moment) -> Newest {
    Newest(u64::try_from(at.millis()).unwrap_or(0))
}
