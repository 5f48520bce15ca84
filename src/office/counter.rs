//! Whose account a document leads to, for an officer who has it in hand.
//!
//! What always holds: an officer finds the accounts of their own authority, and those without a record; that somebody's
//! record belongs elsewhere is never told apart from nobody being there (security B7).

use super::{Ledger, Stop, moved_to};
use crate::accounts::{Account, Grant, Right};
use crate::store::{Read, Span};
use crate::tables::{ACCOUNTS, ACCOUNTS_BY_DOCUMENT, DOSSIERS, OFFICERS};
use crate::terms::{AccountId, Document, OfficerId};

/// Why an officer finds nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfound {
    /// The officer does not review.
    NotYours,
    /// Nobody has this number, or their record belongs to another authority.
    NotFound,
    /// The person at the counter is the officer.
    OwnCase,
    /// Several accounts claim the number and none has proven it.
    Several,
}

impl Unfound {
    /// What happened and what to do next.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NotYours => "这项业务由审核员办理，您的账号没有审核权限。",
            Self::NotFound => {
                "没有找到您可以办理的账号。请核对证件号码；登记的信息由其他会计管理部门管理的，请本人到那里办理。"
            }
            Self::OwnCase => "不能办理自己的账号，请由其他工作人员办理。",
            Self::Several => {
                "有几个账号用这个证件号码登记，都没有通过实名认证。请先核实：请本人登录后到窗口核验，通过后再来办理。"
            }
        }
    }
}

/// The account of whoever has one of these documents, with what the officer may do now.
pub fn at_counter(
    ledger: &Ledger<'_>,
    officer: OfficerId,
    documents: &[Document],
) -> Result<(Grant, AccountId, Account), Stop<Unfound>> {
    let refused = |why| Err(Stop::Refused(why));
    // Rights may have been lost since the page was drawn (T27).
    let grant = ledger.get(&OFFICERS, &officer)?.and_then(|one| one.grant(officer, ledger.today()));
    let Some(grant) = grant.filter(|grant| grant.has(Right::Review)) else {
        return refused(Unfound::NotYours);
    };
    let mut holders = Vec::new();
    for key in documents.iter().map(Document::identity_key) {
        let found = ledger.list(&ACCOUNTS_BY_DOCUMENT, Span::within(&key, usize::MAX))?;
        holders.extend(found.into_iter().map(|((_, id), verified)| (id, verified)));
    }
    let proven: Vec<AccountId> =
        holders.iter().filter(|(_, verified)| *verified).map(|(id, _)| *id).collect();
    let id = match (&proven[..], &holders[..]) {
        ([id], _) | ([], [(id, _)]) => *id,
        (_, []) => return refused(Unfound::NotFound),
        _ => return refused(Unfound::Several),
    };
    let Some(account) = ledger.get(&ACCOUNTS, &id)? else { return refused(Unfound::NotFound) };
    let about = account.identity.document.identity_key();
    if grant.document.as_ref().is_some_and(|own| own.identity_key() == about) {
        return refused(Unfound::OwnCase);
    }
    let elsewhere = ledger.get(&DOSSIERS, &id)?.is_some_and(|record| record.authority != grant.authority);
    if elsewhere || moved_to(&**ledger, id)?.is_some() {
        return refused(Unfound::NotFound);
    }
    Ok((grant, id, account))
}
