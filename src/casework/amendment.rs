//! What chapters 4 and 6 ask: a change of what is on record, or a correction that only papers can prove.

use super::matter::Matter;
use crate::dossier::{Change, Identity};
use crate::terms::{FileId, RegionCode};
use minicbor::{Decode, Encode};

/// 变更方式: who asked for it and how (spec 1.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Channel {
    /// 本人申请.
    #[n(0)]
    Person,
    /// An officer did it with the papers in hand.
    #[n(1)]
    Bureau,
    /// Taken from the certificate library.
    #[n(2)]
    System,
}

impl Channel {
    /// The way in words.
    pub fn label(self) -> &'static str {
        match self {
            Channel::Person => "本人申请",
            Channel::Bureau => "财政部门更正",
            Channel::System => "系统同步",
        }
    }
}

/// A change with whom it is about and who decides it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Amendment {
    /// What changes.
    #[n(0)]
    pub change: Change,
    /// Who, as they stood on record when it was filed.
    #[n(1)]
    pub identity: Identity,
    /// 所属会计管理部门.
    #[n(2)]
    pub authority: RegionCode,
    /// 变更方式.
    #[n(3)]
    pub channel: Channel,
}

impl Amendment {
    /// The matter of the chapter that its change belongs to.
    pub fn into_matter(self) -> Matter {
        match self.change {
            Change::Title { .. } | Change::Licence { .. } => Matter::Title(Box::new(self)),
            _ => Matter::Change(Box::new(self)),
        }
    }
}

/// 更正: a change of name, number, sex or birth with the papers that prove it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Correction {
    /// The change.
    #[n(0)]
    pub amendment: Amendment,
    /// Why, in the person's words.
    #[n(1)]
    pub reason: String,
    /// 证件正面.
    #[n(2)]
    pub front: FileId,
    /// 证件背面, where the document has one.
    #[n(3)]
    pub back: Option<FileId>,
    /// What proves the correction: a certificate of the police, a notary or the register.
    #[n(4)]
    pub proof: FileId,
}

impl Correction {
    /// The labels of what the person fills in besides the particulars, by the key that remarks and faults use.
    pub fn label(key: &str) -> Option<&'static str> {
        Some(match key {
            "correction.reason" => "更正原因",
            "correction.front" => "证件正面",
            "correction.back" => "证件背面",
            "correction.proof" => "更正依据",
            _ => return None,
        })
    }
}
