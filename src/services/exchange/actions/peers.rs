//! Other instances: who we are to them, who is known, entering one and ending the exchange.

use super::present;
use crate::accounts::Right;
use crate::envelope::{Card, Fingerprint};
use crate::office::{Ledger, Stop, Unusable, add_peer, own, remove_peer};
use crate::reference::Reference;
use crate::store::{Broken, Read};
use crate::tables::Peer;
use crate::terms::OfficerId;

/// Why an instance is not entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeerRefusal {
    /// Not an administrator, or no longer, or no such instance.
    NotFound,
    /// This instance has not chosen its region yet.
    NotSetUp,
    /// It is our own card.
    Own,
    /// Its region is no division.
    Nowhere,
    /// The same card is there already.
    Known,
    /// Another instance is entered for the region: its name.
    Taken(String),
}

impl PeerRefusal {
    /// What happened and what to do next.
    pub fn sentence(&self) -> String {
        match self {
            PeerRefusal::NotFound => "没有找到您要的页面，它可能已经移动，或者不属于您。".into(),
            PeerRefusal::NotSetUp => {
                "本平台还没有设置行政区划代码，不能登记对方平台；请先在配置文件中设置 region_code。".into()
            }
            PeerRefusal::Own => "这是本平台自己的名片。请粘贴对方平台“互通平台”页面上的名片。".into(),
            PeerRefusal::Nowhere => {
                "名片上的行政区划代码在本平台的区划中找不到。请与对方核对它的区划设置，再粘贴新的名片。"
                    .into()
            }
            PeerRefusal::Known => "这张名片已经登记过，正在互通，不需要再登记。".into(),
            PeerRefusal::Taken(name) => {
                format!(
                    "这个行政区已经登记了另一个平台（{name}）。对方确实更换了平台的，请先对原来的平台停止互通，再登记新的名片。"
                )
            }
        }
    }
}

/// Everything on the page of instances.
#[derive(Clone, Debug)]
pub struct Peers {
    /// This instance's own card; none until its region is set.
    pub own: Option<Card>,
    /// Those that were ever entered: the present ones first, each group newest first.
    pub others: Vec<(Fingerprint, Peer)>,
}

/// Who we are to others and who is known.
pub fn peers(read: &impl Read, name: &str) -> Result<Peers, Broken> {
    let mut others = crate::office::peers(read)?;
    others.sort_by_key(|(_, peer)| (peer.removed.is_some(), std::cmp::Reverse(peer.added)));
    Ok(Peers { own: own(read, name)?.map(|own| own.card), others })
}

/// Whether this card may be entered.
pub fn judged(
    read: &impl Read,
    reference: &Reference,
    name: &str,
    card: &Card,
) -> Result<(), Stop<PeerRefusal>> {
    let fingerprint = card.fingerprint();
    let refused = |refusal| Err(Stop::Refused(refusal));
    let own = own(read, name)?.ok_or(Stop::Refused(PeerRefusal::NotSetUp))?;
    // Another region or name on our own keys is still our own card.
    if own.fingerprint == fingerprint || own.card.sign == card.sign || own.card.open == card.open {
        return refused(PeerRefusal::Own);
    }
    if !reference.divisions().exists(card.region) {
        return refused(PeerRefusal::Nowhere);
    }
    for (known, peer) in crate::office::peers(read)?.into_iter().filter(|(_, peer)| peer.removed.is_none()) {
        if known == fingerprint && peer.card == *card {
            return refused(PeerRefusal::Known);
        }
        if known != fingerprint && peer.card.region == card.region {
            return refused(PeerRefusal::Taken(peer.card.name));
        }
    }
    Ok(())
}

/// Enters the instance of a card whose words were compared; one whose exchange was ended takes part again.
pub fn enter(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    name: &str,
    card: &Card,
) -> Result<(), Stop<PeerRefusal>> {
    administers(ledger, officer)?;
    judged(&**ledger, ledger.reference(), name, card)?;
    Ok(add_peer(ledger, card, officer)?)
}

/// Ends the exchange with an instance.
pub fn remove(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    fingerprint: &Fingerprint,
) -> Result<(), Stop<PeerRefusal>> {
    administers(ledger, officer)?;
    remove_peer(ledger, fingerprint).map_err(|stop| match stop {
        Stop::Refused(Unusable::UnknownSender) => Stop::Refused(PeerRefusal::NotFound),
        Stop::Refused(other) => Stop::Failed(Broken::Damaged(format!("peer: {other:?}"))),
        Stop::Failed(broken) => Stop::Failed(broken),
    })
}

fn administers(ledger: &Ledger<'_>, officer: OfficerId) -> Result<(), Stop<PeerRefusal>> {
    let grant = present(&**ledger, officer, Right::Administer, ledger.today())?;
    grant.map(|_| ()).ok_or(Stop::Refused(PeerRefusal::NotFound))
}
