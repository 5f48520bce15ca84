//! Asks the identity service on behalf of hand-offs: begins what a person has confirmed, and finds out what became of
//! it (connectors 1.7, 1.9).
//!
//! ```text
//! Asked (durable) ─▶ begin, with no transaction open ─▶ Waiting ─▶ find, find … ─▶ Passed | Lapsed
//!     ▲ found at a start: nobody knows whether it was sent, so the phone is asked to confirm anew
//! ```
//!
//! What always holds: one call under way for each hand-off; every outcome is written only if the hand-off still stands
//! where it stood when the call began (so a late answer counts for nothing, T54); every call is journalled with the
//! service's name, our own id and how long it took, never with personal data (connectors 0.6).

mod calls;
mod pace;

use crate::connect::IdentityService;
use crate::handoff::State;
use crate::office::{Notice, Office, Way};
use crate::store::{Broken, Read, Span};
use crate::tables::{HANDOFFS, HANDOFFS_ASKED};
use crate::terms::HandoffId;
use pace::Turns;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// After a failed write, before it is tried again.
const PATIENCE: Duration = Duration::from_secs(5);
/// The most hand-offs that are picked up at once, as after a start.
const MOST: usize = 1000;

/// Asks one identity service.
#[derive(Clone)]
pub struct Inquiries {
    office: Office,
    service: Arc<dyn IdentityService>,
    way: Way,
    return_to: String,
    turns: Arc<Turns>,
}

impl Inquiries {
    /// What the service proves is put on record as `way`; it leads phones back to `return_to`.
    pub fn new(office: Office, service: Arc<dyn IdentityService>, way: Way, return_to: String) -> Inquiries {
        Inquiries { office, service, way, return_to, turns: Arc::new(Turns::default()) }
    }

    /// Asks until `closing` turns true; a call under way then is given up, which changes nothing.
    pub async fn run(self, mut closing: watch::Receiver<bool>) {
        // Followed before the first look, so that nothing falls between the two.
        let mut notices = self.office.notices();
        let (mut under_way, mut followed) = (JoinSet::new(), BTreeSet::new());
        let mut open = self.recover().await;
        loop {
            for id in open.drain(..) {
                if followed.insert(id) {
                    let inquiries = self.clone();
                    under_way.spawn(async move {
                        inquiries.follow(id).await;
                        id
                    });
                }
            }
            tokio::select! {
                () = closed(&mut closing) => return,
                ended = under_way.join_next(), if !under_way.is_empty() => {
                    if let Some(Ok(id)) = ended {
                        followed.remove(&id);
                        // It may have been asked anew while its follower was on the way out.
                        open.push(id);
                    }
                }
                notice = notices.recv() => match notice {
                    Ok(Notice::Handoff(id)) => open.push(id),
                    Err(RecvError::Lagged(_)) => open = self.asked().await.unwrap_or_default(),
                    Err(RecvError::Closed) => return,
                },
            }
            open = self.still_asked(open).await;
        }
    }

    /// What an earlier run left behind: an order of which nobody knows whether it was sent is set back.
    async fn recover(&self) -> Vec<HandoffId> {
        let asked = match self.asked().await {
            Ok(asked) => asked,
            Err(broken) => {
                log::error!("inquiry: what was left could not be read: {broken}");
                return Vec::new();
            }
        };
        for id in &asked {
            if let Err(broken) = self.set_back_left(*id).await {
                log::error!("inquiry: {id} could not be set back: {broken}");
            }
        }
        asked
    }

    async fn asked(&self) -> Result<Vec<HandoffId>, Broken> {
        let look = self.office.look(|view| view.list(&HANDOFFS_ASKED, Span::all(MOST)));
        Ok(look.await?.into_iter().map(|(id, _)| id).collect())
    }

    async fn still_asked(&self, ids: Vec<HandoffId>) -> Vec<HandoffId> {
        if ids.is_empty() {
            return ids;
        }
        let look = self.office.look(move |view| {
            let mut found = Vec::new();
            for id in ids {
                let handoff = view.get(&HANDOFFS, &id)?;
                let asked = handoff
                    .is_some_and(|one| matches!(one.state, State::Asked { .. } | State::Waiting { .. }));
                found.extend(asked.then_some(id));
            }
            Ok::<_, Broken>(found)
        });
        look.await.unwrap_or_else(|broken| {
            log::error!("inquiry: a hand-off could not be read: {broken}");
            Vec::new()
        })
    }

    async fn follow(&self, id: HandoffId) {
        let mut asked = 0;
        loop {
            match self.step(id, asked).await {
                Ok(Some(wait)) => tokio::time::sleep(wait).await,
                Ok(None) => return,
                Err(broken) => {
                    log::error!("inquiry: {id}: {broken}");
                    tokio::time::sleep(PATIENCE).await;
                }
            }
            asked += 1;
        }
    }
}

/// Completes when the house closes, or whoever would say so is gone.
async fn closed(closing: &mut watch::Receiver<bool>) {
    closing.wait_for(|closing| *closing).await.ok();
}
