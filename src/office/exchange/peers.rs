//! The instances that letters are exchanged with (security B2: keys are compared over another way than they came by).

use super::Unusable;
use crate::envelope::{Card, Fingerprint};
use crate::office::{Ledger, Stop};
use crate::store::{Broken, Read, Span};
use crate::tables::{PEERS, Peer};
use crate::terms::{OfficerId, RegionCode};

/// More instances than a country has counties are never entered.
const MOST: usize = 4_000;

/// Every instance that was ever entered.
pub fn peers(read: &impl Read) -> Result<Vec<(Fingerprint, Peer)>, Broken> {
    read.scan(&PEERS, Span::all(MOST))
}

/// The instance that serves this department, the nearest one if several do.
pub fn peer_for(read: &impl Read, department: RegionCode) -> Result<Option<(Fingerprint, Peer)>, Broken> {
    let found = peers(read)?.into_iter();
    let serving = found.filter(|(_, peer)| peer.removed.is_none() && peer.card.region.contains(&department));
    Ok(serving.max_by_key(|(_, peer)| (peer.card.region.prefix().len(), peer.added)))
}

/// Enters an instance whose fingerprint an administrator has compared.
pub fn add_peer(ledger: &mut Ledger<'_>, card: &Card, by: OfficerId) -> Result<(), Broken> {
    let peer = Peer { card: card.clone(), added: ledger.now(), by, removed: None };
    let fingerprint = card.fingerprint();
    ledger.put(&PEERS, &fingerprint, &peer)?;
    ledger.about(fingerprint);
    Ok(())
}

/// Ends the exchange with an instance: nothing of it is taken in any more. What was decided here before can still be
/// answered, so that the other side may close its case.
pub fn remove_peer(ledger: &mut Ledger<'_>, fingerprint: &Fingerprint) -> Result<(), Stop<Unusable>> {
    let peer = ledger.get(&PEERS, fingerprint)?.ok_or(Stop::Refused(Unusable::UnknownSender))?;
    let removed = peer.removed.or(Some(ledger.now()));
    ledger.put(&PEERS, fingerprint, &Peer { removed, ..peer })?;
    ledger.about(fingerprint);
    Ok(())
}
