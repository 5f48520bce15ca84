//! What is sealed into a letter and into its answer; their CBOR is described for other programs in
//! `data/transfer-letter.cddl`.

use crate::accounts::Verified;
use crate::casework::{Case, Filing, Remark};
use crate::tables::Record;
use crate::terms::{CaseId, CaseNumber, FileId, Moment};
use minicbor::{Decode, Encode};

/// The body of a letter: everything about one person.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Parcel {
    /// The letter's number, the same as on the outside.
    #[n(0)]
    pub number: String,
    /// Whether the sender is a demonstration.
    #[n(1)]
    pub demonstration: bool,
    /// The transfer among the cases.
    #[n(2)]
    pub case: CaseId,
    /// When and how the identity was proven.
    #[n(3)]
    pub verified: Verified,
    /// Every version of the record, oldest first.
    #[n(4)]
    pub versions: Vec<Record>,
    /// Every case of the person, oldest first.
    #[n(5)]
    pub cases: Vec<Packed>,
    /// Every picture that versions and cases refer to.
    #[n(6)]
    pub files: Vec<PackedFile>,
}

/// One case with all its rounds.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Packed {
    /// Which.
    #[n(0)]
    pub id: CaseId,
    /// The case.
    #[n(1)]
    pub case: Case,
    /// What was filed, the first round first.
    #[n(2)]
    pub filings: Vec<Filing>,
}

/// One picture.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct PackedFile {
    /// Which.
    #[n(0)]
    pub id: FileId,
    /// The slot it was uploaded for.
    #[n(1)]
    pub slot: String,
    /// Width in pixels.
    #[n(2)]
    pub width: u32,
    /// Height in pixels.
    #[n(3)]
    pub height: u32,
    /// When it was uploaded.
    #[n(4)]
    pub at: Moment,
    /// The case it was filed with first.
    #[n(5)]
    pub case: Option<CaseId>,
    /// A JPEG file.
    #[cbor(n(6), with = "minicbor::bytes")]
    pub bytes: Vec<u8>,
}

/// The body of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Answer {
    /// The number of the letter that is answered.
    #[n(0)]
    pub letter: String,
    /// SHA-256 of that letter's file.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub digest: [u8; 32],
    /// 受理编号 of the transfer.
    #[n(2)]
    pub case: CaseNumber,
    /// What the receiving side decided.
    #[n(3)]
    pub verdict: Verdict,
    /// When.
    #[n(4)]
    pub at: Moment,
    /// Who, masked.
    #[n(5)]
    pub who: String,
}

/// What the receiving side decided.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Verdict {
    /// 接收.
    #[n(0)]
    Accepted,
    /// 退回补正, with what has to be mended.
    #[n(1)]
    Returned(#[n(0)] Vec<Remark>),
    /// 不予通过, with the reason.
    #[n(2)]
    Rejected(#[n(0)] String),
}
