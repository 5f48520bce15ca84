//! What is asked of the office.

use super::amendment::{Amendment, Correction};
use super::state::Eyes;
use super::transfer::Transfer;
use crate::dossier::{Dossier, Identity};
use crate::terms::{FileId, RegionCode};
use minicbor::{Decode, Encode};

/// Photographs that prove who somebody is (线上实名认证, spec 1.5).
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Papers {
    /// Whose papers they are said to be.
    #[n(0)]
    pub identity: Identity,
    /// 证件人像面.
    #[n(1)]
    pub front: FileId,
    /// 证件非人像面.
    #[n(2)]
    pub back: FileId,
    /// 手持证件人像面.
    #[n(3)]
    pub in_hand: FileId,
    /// 所在省市: the authority asked to look at them.
    #[n(4)]
    pub region: RegionCode,
}

impl Papers {
    /// The name of a part of the papers, by the key that remarks and faults use.
    pub fn label(key: &str) -> Option<&'static str> {
        Some(match key {
            "papers.front" => "证件人像面",
            "papers.back" => "证件非人像面",
            "papers.in_hand" => "手持证件人像面",
            "papers.region" => "所在省市",
            "papers.name" => "真实姓名",
            _ => return None,
        })
    }
}

/// One thing asked, with everything needed to decide it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Matter {
    /// Proof of identity by photographs.
    #[n(0)]
    Verify(#[n(0)] Papers),
    /// Information collection.
    #[n(1)]
    Collect(#[n(0)] Box<Dossier>),
    /// A change of what is on record.
    #[n(2)]
    Change(#[n(0)] Box<Amendment>),
    /// A correction of what papers prove.
    #[n(3)]
    Correct(#[n(0)] Box<Correction>),
    /// A move to another authority.
    #[n(4)]
    Transfer(#[n(0)] Box<Transfer>),
    /// A 会计专业技术资格 or another licence, added, changed or deleted.
    #[n(5)]
    Title(#[n(0)] Box<Amendment>),
}

/// The kind of a matter, for queues and letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum CaseKind {
    /// 线上实名认证.
    #[n(0)]
    Verification,
    /// 信息采集.
    #[n(1)]
    Collection,
    /// 信息变更.
    #[n(2)]
    Change,
    /// 信息更正.
    #[n(3)]
    Correction,
    /// 属地调转.
    #[n(4)]
    Transfer,
    /// 职称登记.
    #[n(5)]
    Title,
}

impl CaseKind {
    /// All kinds, in the guide's order.
    pub const ALL: [CaseKind; 6] = [
        CaseKind::Verification,
        CaseKind::Collection,
        CaseKind::Change,
        CaseKind::Correction,
        CaseKind::Transfer,
        CaseKind::Title,
    ];

    /// The kind's name for people.
    pub fn label(self) -> &'static str {
        match self {
            CaseKind::Verification => "线上实名认证",
            CaseKind::Collection => "信息采集",
            CaseKind::Change => "信息变更",
            CaseKind::Correction => "信息更正",
            CaseKind::Transfer => "属地调转",
            CaseKind::Title => "职称登记",
        }
    }

    /// A short word for addresses and storage keys.
    pub fn word(self) -> &'static str {
        match self {
            CaseKind::Verification => "verification",
            CaseKind::Collection => "collection",
            CaseKind::Change => "change",
            CaseKind::Correction => "correction",
            CaseKind::Transfer => "transfer",
            CaseKind::Title => "title",
        }
    }

    /// How many officers have to agree: two where a person's identity changes, one on each side of a transfer.
    pub fn eyes(self) -> Eyes {
        match self {
            CaseKind::Correction => Eyes::Four,
            CaseKind::Transfer => Eyes::Sides,
            CaseKind::Verification | CaseKind::Collection | CaseKind::Change | CaseKind::Title => Eyes::Two,
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<CaseKind> {
        CaseKind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Matter {
    /// The kind of this matter.
    pub fn kind(&self) -> CaseKind {
        match self {
            Matter::Verify(_) => CaseKind::Verification,
            Matter::Collect(_) => CaseKind::Collection,
            Matter::Change(_) => CaseKind::Change,
            Matter::Correct(_) => CaseKind::Correction,
            Matter::Transfer(_) => CaseKind::Transfer,
            Matter::Title(_) => CaseKind::Title,
        }
    }

    /// Who it is about, as they stood when it was filed.
    pub fn identity(&self) -> &Identity {
        match self {
            Matter::Verify(papers) => &papers.identity,
            Matter::Collect(dossier) => &dossier.identity,
            Matter::Change(amendment) | Matter::Title(amendment) => &amendment.identity,
            Matter::Correct(correction) => &correction.amendment.identity,
            Matter::Transfer(transfer) => &transfer.identity,
        }
    }

    /// The authority asked to decide; of a transfer the leaving one, which decides first.
    pub fn authority(&self) -> RegionCode {
        match self {
            Matter::Verify(papers) => papers.region,
            Matter::Collect(dossier) => dossier.authority,
            Matter::Change(amendment) | Matter::Title(amendment) => amendment.authority,
            Matter::Correct(correction) => correction.amendment.authority,
            Matter::Transfer(transfer) => transfer.from,
        }
    }

    /// Every picture the matter refers to.
    pub fn files(&self) -> Vec<FileId> {
        match self {
            Matter::Verify(papers) => vec![papers.front, papers.back, papers.in_hand],
            Matter::Collect(dossier) => dossier.files(),
            Matter::Change(amendment) | Matter::Title(amendment) => amendment.change.files(),
            Matter::Correct(correction) => [Some(correction.front), correction.back, Some(correction.proof)]
                .into_iter()
                .flatten()
                .collect(),
            Matter::Transfer(transfer) => vec![transfer.proof],
        }
    }

    /// What it changes on record, if it is a change or a correction.
    pub fn amendment(&self) -> Option<&Amendment> {
        match self {
            Matter::Change(amendment) | Matter::Title(amendment) => Some(amendment),
            Matter::Correct(correction) => Some(&correction.amendment),
            Matter::Verify(_) | Matter::Collect(_) | Matter::Transfer(_) => None,
        }
    }

    /// The transfer, if it is one.
    pub fn transfer(&self) -> Option<&Transfer> {
        match self {
            Matter::Transfer(transfer) => Some(transfer),
            _ => None,
        }
    }
}
