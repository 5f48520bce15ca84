//! The one way to work: [`Office::look`] reads one moment, [`Office::act`] changes things.
//!
//! What always holds: every act has its time, ids and randomness from here, leaves one entry in the hash-chained
//! journal in the same transaction, and its letters leave the house only after it is durable. A refused act changes
//! nothing and is journalled as refused. Acts are re-runnable: whatever they need is passed in or drawn from the
//! [`Ledger`].

mod amend;
mod captchas;
mod codes;
mod corridor;
mod counter;
mod dictionaries;
mod entrance;
mod exchange;
mod founding;
mod handoffs;
mod intake;
mod ledger;
mod library;
mod machine;
mod mail;
mod notices;
mod officers;
mod papers;
mod pictures;
mod proof;
mod reception;
mod records;
mod replies;
mod settle;
mod stock;
mod stop;
mod transfers;

pub use amend::{change_phone, settle_change};
pub use captchas::spend_captcha;
pub use codes::{
    Asker, CodeBudgets, CodeRefusal, Ending, Entered, Outlook, Sent, awaits_code, code_outlook,
    code_outlook_quietly, code_tally, code_wait, count_within, enter_code, enter_codes, has_room,
    letter_ended, send_code, send_code_quietly, send_codes,
};
pub use corridor::{
    AtOnce, Promise, case_of, file_at_once, file_case, latest_case, open_cases, refile_case, withdraw_case,
};
pub use counter::{Unfound, at_counter};
pub use dictionaries::{book, put_book};
pub use entrance::{Present, SessionLimits, close_sessions, open_session, recognise};
pub use exchange::{
    Answer, LETTER_VALID, Letters, Own, Packed, PackedFile, Parcel, Sealed, Taken, Taker, Unusable, Verdict,
    add_peer, answer_of, answerable, draw_keys, file_name, issue, letters_of, moves_in, own, peer_for, peers,
    refuse_arrival, remove_peer, settle_arrival, speaks_for, take_in, void, voidable,
};
pub use founding::{draw_setup_code, found};
pub use handoffs::{
    Start, change_handoff, handoff_at, latest_handoff, live_handoff, pass_handoff, put_handoff, screen_lives,
    start_handoff, supersede_handoffs, touch_screen,
};
pub use intake::{Counts, ImportRefusal, Imported, Importer, Invited, Weighed, import, weigh};
pub use ledger::Ledger;
pub use library::{certificates_of, history_of};
pub use machine::{Clock, Dice, MachineClock, MachineDice};
pub use mail::{MAILS_KEPT, tell, tell_owner};
pub use notices::Notice;
pub use officers::{
    INVITATION_VALID, NewOfficer, OfficerRefusal, add_officer, code_counts, code_digest, disable_officer,
    invite_officer, login_name,
};
pub use pictures::{
    Picture, forget_picture, held_by_draft, keep_picture, mark_filed, picture_of, seen_elsewhere,
};
pub use proof::{Judged, count_password, still_present};
pub use reception::{receives, receiving};
pub use records::{put_record, versions};
pub use replies::replay_of;
pub use settle::{Way, settle_collection, settle_identity, settle_verification};
pub use stock::{Wanted, browse_stock, stocked, take_picture};
pub use stop::Stop;
pub use transfers::{moved_to, reaches, settle_transfer};

use crate::reference::Reference;
use crate::store::{Broken, Read, Store, View};
use crate::tables::{INSTANCE, Instance, Only, Profile, REPLIES};
use crate::terms::{AccountId, Day, Moment, OfficerId};
use ring::hmac;
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::{Mutex, Notify, broadcast};

/// Notices a slow follower may lag behind by; lagging costs one look at the store, nothing else.
const NOTICES_KEPT: usize = 256;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who has not logged in.
    Visitor,
    /// An accountant.
    Person(AccountId),
    /// An officer.
    Officer(OfficerId),
    /// The operator at the console.
    Console,
    /// The house itself: sweeping, sending.
    House,
}

impl std::fmt::Display for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Actor::Visitor => f.write_str("visitor"),
            Actor::Person(id) => id.fmt(f),
            Actor::Officer(id) => id.fmt(f),
            Actor::Console => f.write_str("console"),
            Actor::House => f.write_str("house"),
        }
    }
}

/// One act: who does what from where.
#[derive(Clone, Debug)]
pub struct Act {
    actor: Actor,
    verb: &'static str,
    source: String,
    journalled: bool,
}

impl Act {
    /// An act that leaves an entry in the journal; `verb` is `room.action`, `source` the peer's address.
    pub fn new(actor: Actor, verb: &'static str, source: impl Into<String>) -> Act {
        Act { actor, verb, source: source.into(), journalled: true }
    }

    /// Housekeeping that says nothing about anybody, such as drawing a captcha or noting the last request.
    pub fn housekeeping(verb: &'static str) -> Act {
        Act { actor: Actor::House, verb, source: String::new(), journalled: false }
    }
}

/// A form's token and the browser it was given to: a replay leads where the first time led.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once {
    /// Digest of the browser's cookie.
    pub browser: [u8; 32],
    /// The token in the form.
    pub token: String,
}

/// The house at work; clones share it.
#[derive(Clone)]
pub struct Office {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    reference: Arc<Reference>,
    journal_key: hmac::Key,
    web_key: [u8; 32],
    profile: Profile,
    epoch: u32,
    bell: Arc<Notify>,
    notices: broadcast::Sender<Notice>,
    mail_bell: Arc<Notify>,
    importing: Mutex<()>,
}

impl Office {
    /// Opens the office of an instance that has been made; fails when the store holds none.
    pub fn open(
        store: Store,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
        reference: Arc<Reference>,
    ) -> Result<Office, Broken> {
        let instance: Instance = store
            .view()?
            .get(&INSTANCE, &Only)?
            .ok_or_else(|| Broken::Damaged("instance: the database holds no instance record".into()))?;
        draw_keys(&store, &*dice)?;
        dictionaries::read_books(&store.view()?, &reference)?;
        let inner = Inner {
            store,
            clock,
            dice,
            reference,
            journal_key: hmac::Key::new(hmac::HMAC_SHA256, &instance.journal_key),
            web_key: instance.web_key,
            profile: instance.profile,
            epoch: instance.epoch,
            bell: Arc::new(Notify::new()),
            notices: broadcast::Sender::new(NOTICES_KEPT),
            mail_bell: Arc::new(Notify::new()),
            importing: Mutex::new(()),
        };
        Ok(Office { inner: Arc::new(inner) })
    }

    /// Now.
    pub fn now(&self) -> Moment {
        self.inner.clock.now()
    }

    /// Today in Beijing.
    pub fn today(&self) -> Day {
        self.now().day()
    }

    /// Randomness for tokens and salts that are made before an act.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.inner.dice.fill(&mut bytes);
        bytes
    }

    /// The embedded reference data.
    pub fn reference(&self) -> &Arc<Reference> {
        &self.inner.reference
    }

    /// What the instance is for.
    pub fn profile(&self) -> Profile {
        self.inner.profile
    }

    /// Whether this is the demonstration.
    pub fn is_demonstration(&self) -> bool {
        self.inner.profile == Profile::Demonstration
    }

    /// The key of form tokens and anonymous browsers' cookies.
    pub fn web_key(&self) -> &[u8; 32] {
        &self.inner.web_key
    }

    /// The key of the journal's seals.
    pub fn journal_key(&self) -> &hmac::Key {
        &self.inner.journal_key
    }

    /// The instance's epoch.
    pub fn epoch(&self) -> u32 {
        self.inner.epoch
    }

    /// Rings whenever letters have been filed.
    pub fn bell(&self) -> Arc<Notify> {
        self.inner.bell.clone()
    }

    /// What has become durable from now on, for pages that follow it; whoever reads too slowly is told so.
    pub fn notices(&self) -> broadcast::Receiver<Notice> {
        self.inner.notices.subscribe()
    }

    /// Rings whenever mails have been filed.
    pub fn mail_bell(&self) -> Arc<Notify> {
        self.inner.mail_bell.clone()
    }

    /// The store, for backups and checks.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Reads one moment off the async threads.
    pub async fn look<T, E>(&self, look: impl FnOnce(&View) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Broken> + Send + 'static,
    {
        let store = self.inner.store.clone();
        tokio::task::spawn_blocking(move || look(&store.view()?)).await.unwrap_or_else(|cause| {
            Err(Broken::Io(format!("look: a reading task ended early: {cause}")).into())
        })
    }

    /// Does one act: durable, journalled, with its letters on their way, when this returns.
    pub async fn act<T, R>(
        &self,
        act: Act,
        work: impl Fn(&mut Ledger<'_>) -> Result<T, Stop<R>> + Send + 'static,
    ) -> Result<T, Stop<R>>
    where
        T: Send + 'static,
        R: std::fmt::Debug + Send + 'static,
    {
        let seed = self.random::<32>();
        let (now, inner, kept) = (self.now(), self.inner.clone(), act.clone());
        let result = self.inner.store.act(move |tx| {
            let mut ledger = Ledger::new(tx, now, seed, &inner.reference, inner.epoch);
            let done = work(&mut ledger)?;
            let (rang, posted, notices) = (ledger.rang(), ledger.posted(), ledger.notices());
            ledger.enter(&kept, &inner.journal_key)?;
            Ok((done, rang, posted, notices))
        });
        match result.await {
            Ok((done, rang, posted, notices)) => {
                if rang {
                    self.inner.bell.notify_one();
                }
                if posted {
                    self.inner.mail_bell.notify_one();
                }
                for notice in notices {
                    // Nobody may be following.
                    let _ = self.inner.notices.send(notice);
                }
                Ok(done)
            }
            Err(Stop::Refused(reason)) => {
                if act.journalled {
                    self.note_refusal(act, format!("{reason:?}")).await?;
                }
                Err(Stop::Refused(reason))
            }
            Err(Stop::Failed(broken)) => Err(Stop::Failed(broken)),
        }
    }

    /// Does one act that nothing can refuse, such as the house's own.
    pub async fn work<T: Send + 'static>(
        &self,
        act: Act,
        work: impl Fn(&mut Ledger<'_>) -> Result<T, Broken> + Send + 'static,
    ) -> Result<T, Broken> {
        match self.act(act, move |ledger| work(ledger).map_err(Stop::<Infallible>::Failed)).await {
            Ok(done) => Ok(done),
            Err(Stop::Failed(broken)) => Err(broken),
            Err(Stop::Refused(never)) => match never {},
        }
    }

    /// Does one act that leads to a page; the same form sent again leads there without acting again (T33).
    pub async fn act_once<R>(
        &self,
        act: Act,
        once: Once,
        work: impl Fn(&mut Ledger<'_>) -> Result<String, Stop<R>> + Send + 'static,
    ) -> Result<String, Stop<R>>
    where
        R: std::fmt::Debug + Send + 'static,
    {
        let tried = self.try_once(act, once, move |ledger| Ok(Ok::<_, Infallible>(work(ledger)?))).await?;
        Ok(tried.unwrap_or_else(|never| match never {}))
    }

    /// Like [`Office::act_once`] for an act that may miss, as after a wrong code: a miss keeps what it counted, and the
    /// same form may be sent again.
    pub async fn try_once<M, R>(
        &self,
        act: Act,
        once: Once,
        work: impl Fn(&mut Ledger<'_>) -> Result<Result<String, M>, Stop<R>> + Send + 'static,
    ) -> Result<Result<String, M>, Stop<R>>
    where
        M: Send + 'static,
        R: std::fmt::Debug + Send + 'static,
    {
        self.act(act, move |ledger| {
            let key = (once.browser, once.token.clone());
            if let Some(reply) = ledger.get(&REPLIES, &key)? {
                ledger.detail("replayed");
                return Ok(Ok(reply.location));
            }
            let done = work(ledger)?;
            if let Ok(location) = &done {
                let at = ledger.now();
                ledger.put(&REPLIES, &key, &crate::tables::Reply { location: location.clone(), at })?;
            }
            Ok(done)
        })
        .await
    }

    /// Journals something that was refused outside an act, such as a look at a foreign record (T23).
    pub async fn note_refusal(&self, act: Act, reason: String) -> Result<(), Broken> {
        let seed = self.random::<32>();
        let (now, inner) = (self.now(), self.inner.clone());
        let noted = self.inner.store.act(move |tx| {
            let mut ledger = Ledger::new(tx, now, seed, &inner.reference, inner.epoch);
            ledger.refuse(&reason);
            ledger.enter(&act, &inner.journal_key)
        });
        noted.await
    }
}
