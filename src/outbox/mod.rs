//! What must leave the house: filed with the act, sent after it.
//!
//! ```text
//! Waiting ─▶ Leaving (durable) ─▶ the courier, with no transaction open ─▶ Sent | Refused | Unknown (durable, journalled)
//!     └────▶ Lapsed, when it is too late            Leaving found at a start ─▶ Unknown
//! ```
//!
//! What always holds: a letter is handed to the courier at most once, whatever crashes (connectors 0.3, 0.8); only the
//! house's own ids reach journal and log; what a letter said is dropped once it is over, except in a demonstration,
//! where people read it in the letter box. Mails have a loop of their own, [`Mails`], so that neither waits for the
//! other.

mod mail;

pub use mail::Mails;

mod settled;

use crate::connect::{Sms, SmsCourier};
use crate::office::{Act, Actor, Office, letter_ended};
use crate::store::{Broken, Read, Span};
use crate::tables::{Item, ItemState, OUTBOX, OUTBOX_WAITING};
use settled::Settled;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Letters under way at once (connectors 0.7).
const AT_ONCE: usize = 8;
/// The bell rings for new letters; this is for what a failed write left behind.
const ROUND: Duration = Duration::from_secs(30);

/// Carries the office's letters out of the house.
#[derive(Clone)]
pub struct Outbox {
    office: Office,
    courier: Option<Arc<dyn SmsCourier>>,
    platform: String,
}

/// What became of taking a letter in hand.
enum Taken {
    /// It is marked as leaving and may be handed over.
    Leaving(Box<Item>),
    /// Somebody else has dealt with it, or it was too late.
    Over,
}

impl Outbox {
    /// Letters go out signed with the platform's name; without a courier every letter is refused as `no_courier`.
    pub fn new(office: Office, courier: Option<Arc<dyn SmsCourier>>, platform: String) -> Outbox {
        Outbox { office, courier, platform }
    }

    /// Sends whatever is filed until `closing` turns true; the letters under way are awaited.
    pub async fn run(self, mut closing: watch::Receiver<bool>) {
        let bell = self.office.bell();
        loop {
            match self.send_some().await {
                Ok(0) => {}
                Ok(_) if *closing.borrow() => return,
                Ok(_) => continue,
                Err(broken) => log::error!("outbox: a round failed: {broken}"),
            }
            tokio::select! {
                () = bell.notified() => {}
                () = tokio::time::sleep(ROUND) => {}
                _ = closing.wait_for(|closing| *closing) => return,
            }
        }
    }

    /// Sends the oldest letters that wait, up to eight at once; how many letters were dealt with. Only one caller at a
    /// time: a letter found leaving is one that an earlier run, or a failed write, has left behind.
    pub async fn send_some(&self) -> Result<usize, Broken> {
        let mut under_way = JoinSet::new();
        let mut dealt_with = 0;
        for (serial, item) in self.waiting().await? {
            dealt_with += 1;
            if item.state == ItemState::Leaving {
                self.settle(serial, Settled::found_leaving()).await?;
                continue;
            }
            let outbox = self.clone();
            under_way.spawn(async move { outbox.send(serial).await });
        }
        let mut ended = Ok(dealt_with);
        while let Some(one) = under_way.join_next().await {
            let one =
                one.unwrap_or_else(|cause| Err(Broken::Io(format!("outbox: a task ended early: {cause}"))));
            if let Err(broken) = one {
                ended = Err(broken);
            }
        }
        ended
    }

    async fn waiting(&self) -> Result<Vec<(u64, Item)>, Broken> {
        let look = self.office.look(|view| {
            let mut items = Vec::new();
            for (serial, _) in view.list(&OUTBOX_WAITING, Span::all(AT_ONCE))? {
                items.extend(view.get(&OUTBOX, &serial)?.map(|item| (serial, item)));
            }
            Ok::<_, Broken>(items)
        });
        look.await
    }

    async fn send(&self, serial: u64) -> Result<(), Broken> {
        let Taken::Leaving(item) = self.take(serial).await? else { return Ok(()) };
        let settled = match (&self.courier, self.message(serial, &item)) {
            (Some(courier), Some(message)) => {
                let begun = Instant::now();
                let report = courier.send(&message).await;
                Settled::after_call(courier.name(), &message.id, report, begun.elapsed())
            }
            (None, _) => Settled::without_call("no_courier"),
            (Some(_), None) => Settled::without_call("no_letter"),
        };
        settled.tell(serial);
        self.settle(serial, settled).await
    }

    /// The first act: the letter leaves, or it is too late for it.
    async fn take(&self, serial: u64) -> Result<Taken, Broken> {
        let lapsed = |item: &Item, now: crate::terms::Moment| {
            item.letter.as_ref().is_none_or(|letter| now.since(item.at) >= letter.lapses_after())
        };
        let taken = self.office.work(Act::housekeeping("outbox.take"), move |ledger| {
            let Some(item) = ledger.get(&OUTBOX, &serial)? else { return Ok(None) };
            if item.state != ItemState::Waiting {
                return Ok(None);
            }
            if lapsed(&item, ledger.now()) {
                return Ok(Some((item, true)));
            }
            let leaving = Item { state: ItemState::Leaving, ..item };
            ledger.put(&OUTBOX, &serial, &leaving)?;
            Ok(Some((leaving, false)))
        });
        match taken.await? {
            Some((item, false)) => Ok(Taken::Leaving(Box::new(item))),
            Some((_, true)) => {
                self.settle(serial, Settled::too_late()).await?;
                Ok(Taken::Over)
            }
            None => Ok(Taken::Over),
        }
    }

    /// The second act: what became of the letter and what follows from it, unless that is known already.
    async fn settle(&self, serial: u64, settled: Settled) -> Result<(), Broken> {
        let keep = self.office.is_demonstration();
        let alarm = self.office.work(Act::new(Actor::House, settled.verb(), ""), move |ledger| {
            let Some(item) = ledger.get(&OUTBOX, &serial)?.filter(|item| !item.state.is_over()) else {
                return Ok(false);
            };
            ledger.about(format_args!("letter {serial}"));
            ledger.detail(&item.template);
            settled.details().for_each(|detail| ledger.detail(detail));
            let alarm = letter_ended(ledger, &item, settled.ending)?;
            let letter = item.letter.filter(|_| keep);
            ledger.put(&OUTBOX, &serial, &Item { letter, state: settled.state.clone(), ..item })?;
            Ok(alarm)
        });
        if alarm.await? {
            log::error!("outbox: few codes are used: somebody may be having codes sent for their own gain");
        }
        Ok(())
    }

    /// The message for the courier; its id is never used again, not even after a restore.
    fn message(&self, serial: u64, item: &Item) -> Option<Sms> {
        let letter = item.letter.as_ref()?;
        Some(Sms {
            id: format!("zf{}-{serial}-{}", self.office.epoch(), item.at.millis()),
            phone: item.to.to_string(),
            template: letter.template(),
            text: letter.text(&self.platform),
            params: letter.parameters(),
        })
    }
}
