//! An accountant's account (spec 1.1, 7).

use super::credential::Credential;
use crate::dossier::Identity;
use crate::terms::Moment;
use minicbor::{Decode, Encode};

/// Whether an account may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum AccountState {
    /// In use.
    #[n(0)]
    Open,
    /// Lost its document number to the person who proved to own it (security B5).
    #[n(1)]
    Displaced,
    /// Closed by an officer.
    #[n(2)]
    Disabled,
    /// Closed by its owner, while what was filed must be kept (PIPL 47): document and phone stay taken, nothing else is
    /// done with it.
    #[n(3)]
    Frozen,
}

/// When and why an account was frozen.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Freeze {
    /// When its owner closed it.
    #[n(0)]
    pub at: Moment,
    /// Why it was not erased, in words for the record.
    #[n(1)]
    pub reason: String,
}

impl Freeze {
    /// What whoever proves to be the owner is told at every door.
    pub fn sentence(&self) -> String {
        let Freeze { at, reason } = self;
        format!(
            "这个账号已在 {} 按您的申请注销。{reason}。要恢复使用，请带身份证件到会计管理部门的窗口办理。",
            at.day()
        )
    }
}

/// When and how an identity was verified (实名认证).
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Verified {
    /// When.
    #[n(0)]
    pub at: Moment,
    /// By which way, in words for the record: 线上实名认证.
    #[n(1)]
    pub way: String,
}

/// An accountant's account.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Account {
    /// Document, name and phone as registered.
    #[n(0)]
    pub identity: Identity,
    /// The password's hash.
    #[n(1)]
    pub credential: Credential,
    /// Whether it may be used.
    #[n(2)]
    pub state: AccountState,
    /// Set once the identity is verified; the name is fixed from then on (spec 1.5).
    #[n(3)]
    pub verified: Option<Verified>,
    /// When it was registered.
    #[n(4)]
    pub created: Moment,
    /// Rises with every change of password or state; sessions of an older generation are dead.
    #[n(5)]
    pub generation: u32,
    /// When the person last came in, shown at the next login (security B1 25).
    #[n(6)]
    pub last_login: Option<Moment>,
    /// The version of the notice the person accepted at registration (PIPL 17).
    #[n(7)]
    pub notice: u32,
    /// When its owner closed it, and why it is kept; none while it is in use.
    #[n(8)]
    pub frozen: Option<Freeze>,
}

impl Account {
    /// Whether the owner may log in.
    pub fn is_open(&self) -> bool {
        self.state == AccountState::Open
    }

    /// Whether its document and its phone are taken: it is in use, or frozen.
    pub fn holds_names(&self) -> bool {
        matches!(self.state, AccountState::Open | AccountState::Frozen)
    }

    /// 已实名.
    pub fn is_verified(&self) -> bool {
        self.verified.is_some() && self.is_open()
    }
}
