//! What passes between this instance and another one: who they are, letters that left and letters that came in.

use super::Record;
use crate::accounts::Verified;
use crate::casework::{Case, Filing};
use crate::envelope::{Card, Fingerprint};
use crate::terms::{AccountId, CaseId, Moment, OfficerId, RegionCode};
use minicbor::{Decode, Encode};

/// Another instance that letters are exchanged with, as an administrator confirmed it by telephone.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Peer {
    /// Its name, region and public keys.
    #[n(0)]
    pub card: Card,
    /// When it was entered.
    #[n(1)]
    pub added: Moment,
    /// Who entered it.
    #[n(2)]
    pub by: OfficerId,
    /// Since when nothing is exchanged with it any more.
    #[n(3)]
    pub removed: Option<Moment>,
}

/// A letter that was issued here.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Dispatch {
    /// The transfer it carries.
    #[n(0)]
    pub case: CaseId,
    /// The leaving side.
    #[n(1)]
    pub from: RegionCode,
    /// The receiving side.
    #[n(2)]
    pub to: RegionCode,
    /// The instance it is sealed for.
    #[n(3)]
    pub peer: Fingerprint,
    /// SHA-256 of the letter's file, which is kept under it until the letter is answered.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub digest: [u8; 32],
    /// Length of the file in bytes.
    #[n(5)]
    pub length: u64,
    /// When it was issued.
    #[n(6)]
    pub sent: Moment,
    /// Until when the other side may accept it.
    #[n(7)]
    pub until: Moment,
    /// Who issued it.
    #[n(8)]
    pub by: OfficerId,
    /// How it ended, and when.
    #[n(9)]
    pub end: Option<(End, Moment)>,
}

/// How a letter ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum End {
    /// The other side has accepted.
    #[n(0)]
    Accepted,
    /// The other side has returned it.
    #[n(1)]
    Returned,
    /// The other side has rejected it.
    #[n(2)]
    Rejected,
    /// It was not answered in time and is void.
    #[n(3)]
    Lapsed,
}

impl End {
    /// For people.
    pub fn label(self) -> &'static str {
        match self {
            End::Accepted => "调入地已接收",
            End::Returned => "调入地退回补正",
            End::Rejected => "调入地不予通过",
            End::Lapsed => "过期作废",
        }
    }
}

/// A letter that came in.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Arrival {
    /// The transfer it brought.
    #[n(0)]
    pub case: CaseId,
    /// The leaving side.
    #[n(1)]
    pub from: RegionCode,
    /// The receiving side.
    #[n(2)]
    pub to: RegionCode,
    /// SHA-256 of the letter's file.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub digest: [u8; 32],
    /// When it was taken in.
    #[n(4)]
    pub at: Moment,
    /// Until when it may be accepted.
    #[n(5)]
    pub until: Moment,
    /// What it was answered.
    #[n(6)]
    pub answer: Option<(End, Moment)>,
}

/// What a letter brought, kept apart until the receiving officer has accepted it; its pictures are kept as pictures.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Held {
    /// Every version of the record, oldest first.
    #[n(0)]
    pub versions: Vec<Record>,
    /// The person's other cases.
    #[n(1)]
    pub cases: Vec<(CaseId, Case, Vec<Filing>)>,
    /// When and how the identity was proven at the leaving side.
    #[n(2)]
    pub verified: Verified,
    /// Who the person is or will be here.
    #[n(3)]
    pub person: AccountId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envelope::Keys;
    use data_encoding::HEXLOWER;

    fn written<T: Encode<()> + for<'b> Decode<'b, ()> + PartialEq + std::fmt::Debug>(record: &T) -> String {
        let bytes = minicbor::to_vec(record).unwrap();
        assert_eq!(&minicbor::decode::<T>(&bytes).unwrap(), record);
        HEXLOWER.encode(&bytes)
    }

    #[test]
    fn the_bytes_of_peers_letters_and_keys_stay_as_they_are() {
        let region = |code: &str| RegionCode::parse(code).unwrap();
        let (at, case) = (Moment::from_millis(5), CaseId::from_bytes([1; 16]));
        let (id, key) = ("01".repeat(16), "07".repeat(32));
        let card = Card { name: "a".into(), region: region("980121"), sign: [7; 32], open: [7; 32] };
        let peer = Peer { card, added: at, by: OfficerId::from_bytes([1; 16]), removed: None };
        let card = format!("84616166393830313231{0}{0}", format_args!("5820{key}"));
        assert_eq!(written(&peer), format!("83{card}0550{id}"));
        assert_eq!(written(&Peer { removed: Some(at), ..peer }), format!("84{card}0550{id}05"));

        let dispatch = Dispatch {
            case,
            from: region("980121"),
            to: region("980221"),
            peer: Fingerprint::from_bytes([7; 32]),
            digest: [7; 32],
            length: 9,
            sent: at,
            until: at,
            by: OfficerId::from_bytes([1; 16]),
            end: None,
        };
        let sides = "6639383031323166393830323231";
        let bytes = format!("50{id}{sides}5820{key}5820{key}09050550{id}");
        assert_eq!(written(&dispatch), format!("89{bytes}"));
        let ended = Dispatch { end: Some((End::Lapsed, at)), ..dispatch };
        assert_eq!(written(&ended), format!("8a{bytes}820305"));

        let (from, to) = (region("980121"), region("980221"));
        let arrival = Arrival { case, from, to, digest: [7; 32], at, until: at, answer: None };
        assert_eq!(written(&arrival), format!("8650{id}{sides}5820{key}0505"));
        let answered = Arrival { answer: Some((End::Accepted, at)), ..arrival };
        assert_eq!(written(&answered), format!("8750{id}{sides}5820{key}0505820005"));

        assert_eq!(written(&Keys::from_bytes([7; 32], [7; 32])), format!("825820{key}5820{key}"));
        let verified = Verified { at, way: "b".into() };
        let person = AccountId::from_bytes([1; 16]);
        let held = Held { versions: Vec::new(), cases: Vec::new(), verified, person };
        assert_eq!(written(&held), format!("8480808205616250{id}"));
    }
}
