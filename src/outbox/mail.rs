//! Mails on their way: filed with the act, sent after it, at least once.
//!
//! ```text
//! Waiting ─▶ its next try is fixed (durable) ─▶ the courier, with no transaction open ─▶ Sent | Refused (durable)
//!    ▲                                                             │
//!    └──────────────── not now, or nobody knows ◀──────────────────┘         a day after filing ─▶ GivenUp
//! ```
//!
//! What always holds: the next try stands in the store before the courier is asked, so that neither a crash nor a full
//! disk makes a mail leave again and again; every copy has the same Message-ID; only the house's own ids reach journal
//! and log; address and words are dropped once it is over, except in a demonstration. Where no courier is set up,
//! mails are dropped in silence: they are an extra, the SMS has the news as well.

use crate::connect::{Mail, MailCourier, MailOutcome};
use crate::office::{Act, Actor, Ledger, Office};
use crate::store::{Broken, Read, Span};
use crate::tables::{MAILS, MAILS_DUE, MailState, Mailing};
use crate::terms::Moment;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// Mails under way at once.
const AT_ONCE: usize = 2;
/// The bell rings for new mails; this is for those to be tried again.
const ROUND: Duration = Duration::from_secs(30);
/// How long mails under way may go on once the house closes; they are tried again after the next start.
const GRACE: Duration = Duration::from_secs(2);
/// From filing until a mail is given up.
const LIFE: Duration = minutes(24 * 60);

const fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}

/// Carries the office's mails out of the house.
#[derive(Clone)]
pub struct Mails {
    office: Office,
    courier: Option<Arc<dyn MailCourier>>,
    platform: String,
    origin: String,
}

impl Mails {
    /// Mails speak for the platform and link to `origin`, such as `https://kj.example.gov.cn`.
    pub fn new(
        office: Office,
        courier: Option<Arc<dyn MailCourier>>,
        platform: String,
        origin: String,
    ) -> Mails {
        Mails { office, courier, platform, origin }
    }

    /// Sends whatever is due until `closing` turns true.
    pub async fn run(self, mut closing: watch::Receiver<bool>) {
        let bell = self.office.mail_bell();
        let mut ending = closing.clone();
        loop {
            let over = async {
                // A closed channel ends the loop like a word through it.
                let _ = ending.wait_for(|closing| *closing).await;
                tokio::time::sleep(GRACE).await;
            };
            let sent = tokio::select! {
                sent = self.send_due() => sent,
                () = over => return,
            };
            match sent {
                Ok(0) => {}
                Ok(_) if *closing.borrow() => return,
                Ok(_) => continue,
                Err(broken) => log::error!("mail: a round failed: {broken}"),
            }
            tokio::select! {
                () = bell.notified() => {}
                () = tokio::time::sleep(ROUND) => {}
                _ = closing.wait_for(|closing| *closing) => return,
            }
        }
    }

    /// Tries the mails that are due by the office's clock, the longest due first, up to two at once; how many were
    /// dealt with. Only one caller at a time.
    pub async fn send_due(&self) -> Result<usize, Broken> {
        let mut under_way = JoinSet::new();
        let mut dealt_with = 0;
        for serial in self.due().await? {
            match &self.courier {
                None => self.drop_silently(serial).await?,
                Some(courier) if !courier.admits() => break,
                Some(courier) => {
                    let (mails, courier) = (self.clone(), courier.clone());
                    under_way.spawn(async move { mails.send(serial, courier.as_ref()).await });
                }
            }
            dealt_with += 1;
        }
        let mut ended = Ok(dealt_with);
        while let Some(one) = under_way.join_next().await {
            let one =
                one.unwrap_or_else(|cause| Err(Broken::Io(format!("mail: a task ended early: {cause}"))));
            if let Err(broken) = one {
                ended = Err(broken);
            }
        }
        ended
    }

    async fn due(&self) -> Result<Vec<u64>, Broken> {
        let now = self.office.now();
        let look = self.office.look(move |view| {
            let due = view.list(&MAILS_DUE, Span::all(AT_ONCE).until(&(now, u64::MAX)))?;
            Ok::<_, Broken>(due.into_iter().map(|((_, serial), _)| serial).collect())
        });
        look.await
    }

    async fn send(&self, serial: u64, courier: &dyn MailCourier) -> Result<(), Broken> {
        let Some(mailing) = self.take(serial).await? else { return Ok(()) };
        let begun = Instant::now();
        let outcome = match self.mail(serial, &mailing) {
            Some(mail) => courier.send(&mail).await,
            None => MailOutcome::Refused("no_letter".into()),
        };
        let facts = format!("{} {} ms try {}", courier.name(), begun.elapsed().as_millis(), mailing.tries);
        self.settle(serial, outcome, facts).await
    }

    /// The first act: the try is counted and the next one fixed; none if the mail is dealt with or too old.
    async fn take(&self, serial: u64) -> Result<Option<Mailing>, Broken> {
        let keep = self.office.is_demonstration();
        let taken = self.office.work(Act::housekeeping("mail.take"), move |ledger| {
            let now = ledger.now();
            let Some(mailing) = waiting(ledger, serial)?.filter(|(_, due)| *due <= now) else {
                return Ok(None);
            };
            let (mut mailing, _) = mailing;
            if now.since(mailing.at) >= LIFE {
                return Ok(Some((mailing, true)));
            }
            mailing.state = MailState::Waiting(now.plus(pause_after(mailing.tries)));
            mailing.tries += 1;
            ledger.put(&MAILS, &serial, &mailing)?;
            Ok(Some((mailing, false)))
        });
        match taken.await? {
            Some((mailing, false)) => Ok(Some(mailing)),
            Some((_, true)) => self.give_up(serial, keep).await.map(|()| None),
            None => Ok(None),
        }
    }

    async fn give_up(&self, serial: u64, keep: bool) -> Result<(), Broken> {
        self.office
            .work(Act::new(Actor::House, "mail.given_up", ""), move |ledger| {
                let Some((mailing, _)) = waiting(ledger, serial)? else { return Ok(()) };
                note(ledger, serial, &mailing, "too late");
                ledger.put(&MAILS, &serial, &mailing.ended(MailState::GivenUp, keep))
            })
            .await
    }

    /// The second act: what became of the try, in the journal and, if it was the last one, in the mail.
    async fn settle(&self, serial: u64, outcome: MailOutcome, facts: String) -> Result<(), Broken> {
        let keep = self.office.is_demonstration();
        let (verb, code) = match &outcome {
            MailOutcome::Sent => ("mail.sent", None),
            MailOutcome::Later(code) => ("mail.later", Some(code.clone())),
            MailOutcome::Refused(code) => ("mail.refused", Some(code.clone())),
            MailOutcome::Unknown => ("mail.unknown", None),
        };
        self.office
            .work(Act::new(Actor::House, verb, ""), move |ledger| {
                let Some((mailing, next)) = waiting(ledger, serial)? else { return Ok(()) };
                note(ledger, serial, &mailing, &facts);
                if let Some(code) = &code {
                    ledger.detail(code);
                }
                let state = match &outcome {
                    MailOutcome::Sent => MailState::Sent,
                    MailOutcome::Refused(code) => MailState::Refused(code.clone()),
                    MailOutcome::Later(_) | MailOutcome::Unknown if next.since(mailing.at) >= LIFE => {
                        ledger.detail("given up");
                        MailState::GivenUp
                    }
                    MailOutcome::Later(_) | MailOutcome::Unknown => return Ok(()),
                };
                ledger.put(&MAILS, &serial, &mailing.ended(state, keep))
            })
            .await
    }

    async fn drop_silently(&self, serial: u64) -> Result<(), Broken> {
        self.office
            .work(Act::housekeeping("mail.drop"), move |ledger| ledger.remove(&MAILS, &serial).map(|_| ()))
            .await
    }

    /// The words for the courier; the id is the same at every try and never used again, not even after a restore.
    fn mail(&self, serial: u64, mailing: &Mailing) -> Option<Mail> {
        let written = mailing.letter.as_ref()?.mail(&self.platform, &self.origin)?;
        Some(Mail {
            id: format!("zf{}-{serial}-{}", self.office.epoch(), mailing.at.millis()),
            to: mailing.to.clone()?,
            at: mailing.at,
            subject: written.subject,
            body: written.body,
        })
    }
}

/// How long after a try the next one comes, by how many there were before.
fn pause_after(tries: u32) -> Duration {
    match tries {
        0 => minutes(1),
        1 => minutes(5),
        2 => minutes(30),
        _ => minutes(6 * 60),
    }
}

/// The mail and when it is tried next, if it still waits.
fn waiting(ledger: &Ledger<'_>, serial: u64) -> Result<Option<(Mailing, Moment)>, Broken> {
    Ok(ledger.get(&MAILS, &serial)?.and_then(|mailing| match mailing.state {
        MailState::Waiting(due) => Some((mailing, due)),
        _ => None,
    }))
}

fn note(ledger: &mut Ledger<'_>, serial: u64, mailing: &Mailing, facts: &str) {
    ledger.about(format_args!("mail {serial}"));
    ledger.detail(&mailing.template);
    ledger.detail(facts);
}
