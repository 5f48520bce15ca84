//! An officer of the finance bureau (财政用户) and what they may do where (security B7).

use super::credential::Credential;
use crate::terms::{Day, Document, Moment, OfficerId, PersonName, RegionCode};
use minicbor::{Decode, Encode};

/// One right of an officer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Right {
    /// Decide cases of the own authority (审核员).
    #[n(0)]
    Review,
    /// Make and disable officers (管理员).
    #[n(1)]
    Administer,
    /// Read the journal (审计员).
    #[n(2)]
    Audit,
}

impl Right {
    /// All rights.
    pub const ALL: [Right; 3] = [Right::Review, Right::Administer, Right::Audit];

    /// The right's name for people.
    pub fn label(self) -> &'static str {
        match self {
            Right::Review => "审核员",
            Right::Administer => "管理员",
            Right::Audit => "审计员",
        }
    }

    /// A short word for commands.
    pub fn word(self) -> &'static str {
        match self {
            Right::Review => "review",
            Right::Administer => "administer",
            Right::Audit => "audit",
        }
    }
}

/// Whether an officer may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum OfficerState {
    /// In office.
    #[n(0)]
    Active,
    /// No longer.
    #[n(1)]
    Disabled,
}

/// An officer's account.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Officer {
    /// The name typed at login.
    #[n(0)]
    pub login: String,
    /// 姓名.
    #[n(1)]
    pub name: PersonName,
    /// 会计管理部门 the officer works for.
    #[n(2)]
    pub authority: RegionCode,
    /// What the officer may do there.
    #[n(3)]
    pub rights: Vec<Right>,
    /// The password's hash; none while it still has to be set by a one-time code.
    #[n(4)]
    pub credential: Option<Credential>,
    /// Whether the officer may come in.
    #[n(5)]
    pub state: OfficerState,
    /// Rises with every change of password, rights or state.
    #[n(6)]
    pub generation: u32,
    /// The officer's own document, so that nobody decides about themselves.
    #[n(7)]
    pub document: Option<Document>,
    /// When the account was made.
    #[n(8)]
    pub created: Moment,
    /// The last day in office, if it ends.
    #[n(9)]
    pub until: Option<Day>,
    /// Digest and end of the one-time code that sets the password.
    #[n(10)]
    pub invitation: Option<(Vec<u8>, Moment)>,
    /// Last login.
    #[n(11)]
    pub last_login: Option<Moment>,
}

/// What one officer may do where, proven by a session and read anew for every request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Who.
    pub officer: OfficerId,
    /// Name as shown to others.
    pub masked_name: String,
    /// Where.
    pub authority: RegionCode,
    /// What.
    pub rights: Vec<Right>,
    /// The officer's own document.
    pub document: Option<Document>,
}

impl Grant {
    /// Whether the grant holds this right.
    pub fn has(&self, right: Right) -> bool {
        self.rights.contains(&right)
    }
}

impl Officer {
    /// Whether the officer's time in office has not ended.
    pub fn in_office(&self, today: Day) -> bool {
        self.state == OfficerState::Active && self.until.is_none_or(|last| today <= last)
    }

    /// What the officer may do today; none when out of office, or invited and never here yet (T30).
    pub fn grant(&self, id: OfficerId, today: Day) -> Option<Grant> {
        // A password that is being set anew does not close the authority of an officer who has been at work.
        let arrived = self.credential.is_some() || self.last_login.is_some();
        (arrived && self.in_office(today)).then(|| Grant {
            officer: id,
            masked_name: self.name.masked(),
            authority: self.authority,
            rights: self.rights.clone(),
            document: self.document.clone(),
        })
    }
}
