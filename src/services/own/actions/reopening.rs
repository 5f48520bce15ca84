//! 账号恢复: an officer opens a frozen account for who stands at the counter with their papers.

use crate::accounts::{Account, AccountState, Freeze};
use crate::office::{Ledger, Stop, Unfound, at_counter};
use crate::tables::ACCOUNTS;
use crate::terms::{AccountId, Document, OfficerId};

/// Why an officer cannot do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskRefusal {
    /// Nobody is found, or nobody whom the officer may help.
    Unfound(Unfound),
    /// The account is in use.
    InUse,
    /// The number leads to another account than it did when the page was drawn.
    Stale,
}

impl DeskRefusal {
    /// What happened and what to do next.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Unfound(unfound) => unfound.sentence(),
            Self::InUse => "这个账号没有注销，本人可以登录；忘记密码的，请本人找回密码。",
            Self::Stale => "这个证件号码的账号在您打开页面之后有了变化，请重新查找。",
        }
    }
}

/// A frozen account that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Which.
    pub id: AccountId,
    /// The account as it is now.
    pub account: Account,
    /// Since when, and why it is kept.
    pub freeze: Freeze,
}

/// Finds whose number it is; the look is journalled, since the whole number of the document is shown.
pub fn look(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    documents: &[Document],
) -> Result<Found, Stop<DeskRefusal>> {
    let found = at_counter(ledger, officer, documents).map_err(|stop| match stop {
        Stop::Refused(unfound) => Stop::Refused(DeskRefusal::Unfound(unfound)),
        Stop::Failed(broken) => Stop::Failed(broken),
    });
    let (_, id, account) = found?;
    ledger.about(id);
    let freeze = account.frozen.clone().ok_or(Stop::Refused(DeskRefusal::InUse))?;
    Ok(Found { id, account, freeze })
}

/// Opens it again with the password it had; every old session stays dead.
pub fn reopen(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    documents: &[Document],
    seen: Option<AccountId>,
) -> Result<(), Stop<DeskRefusal>> {
    let Found { id, account, .. } = look(ledger, officer, documents)?;
    if seen != Some(id) {
        return Err(Stop::Refused(DeskRefusal::Stale));
    }
    let generation = account.generation.wrapping_add(1);
    let account = Account { state: AccountState::Open, frozen: None, generation, ..account };
    Ok(ledger.put(&ACCOUNTS, &id, &account)?)
}
