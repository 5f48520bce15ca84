//! What an act works with: the transaction, the time, ids, randomness, letters and the journal entry.

use super::{Act, Notice};
use crate::casework::{Entry, GENESIS, Outcome};
use crate::letters::Letter;
use crate::reference::Reference;
use crate::store::{Broken, Read, Span, Tx};
use crate::tables::{Head, Item, ItemState, JOURNAL, JOURNAL_HEAD, MAILS, Mailing, OUTBOX, Only};
use crate::terms::{Day, Moment, Phone};
use ring::{digest, hmac};
use std::ops::{Deref, DerefMut};

/// The open book of one act.
pub struct Ledger<'a> {
    tx: &'a mut Tx,
    now: Moment,
    seed: [u8; 32],
    drawn: u32,
    reference: &'a Reference,
    epoch: u32,
    object: String,
    detail: String,
    outcome: Outcome,
    rang: bool,
    notices: Vec<Notice>,
    posted: bool,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(
        tx: &'a mut Tx,
        now: Moment,
        seed: [u8; 32],
        reference: &'a Reference,
        epoch: u32,
    ) -> Self {
        let (object, detail) = (String::new(), String::new());
        Ledger {
            tx,
            now,
            seed,
            drawn: 0,
            reference,
            epoch,
            object,
            detail,
            outcome: Outcome::Done,
            rang: false,
            notices: Vec::new(),
            posted: false,
        }
    }

    /// The act's time; the same however often the act is run.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// The act's day in Beijing.
    pub fn today(&self) -> Day {
        self.now.day()
    }

    /// The embedded reference data.
    pub fn reference(&self) -> &'a Reference {
        self.reference
    }

    /// The instance's epoch.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Fresh bytes for an id or a secret; the same ones in the same order however often the act is run.
    pub fn draw(&mut self) -> [u8; 32] {
        self.drawn += 1;
        let mut context = digest::Context::new(&digest::SHA256);
        context.update(&self.seed);
        context.update(&self.drawn.to_be_bytes());
        let mut bytes = [0; 32];
        bytes.copy_from_slice(context.finish().as_ref());
        bytes
    }

    /// Fresh bytes for an id.
    pub fn draw_id(&mut self) -> [u8; 16] {
        let drawn = self.draw();
        let mut id = [0; 16];
        id.copy_from_slice(&drawn[..16]);
        id
    }

    /// Six digits for a one-time code, each of the million equally likely to one in 10¹².
    pub fn draw_digits(&mut self) -> String {
        let drawn = self.draw();
        let number = drawn[..8].iter().fold(0u64, |sum, byte| sum << 8 | u64::from(*byte));
        format!("{:06}", number % 1_000_000)
    }

    /// Names what the act is about in the journal: ids, never personal data.
    pub fn about(&mut self, object: impl std::fmt::Display) {
        if !self.object.is_empty() {
            self.object.push(' ');
        }
        self.object.push_str(&object.to_string());
    }

    /// Adds a word to the journal entry: facts, never personal data.
    pub fn detail(&mut self, detail: &str) {
        if !self.detail.is_empty() {
            self.detail.push_str("; ");
        }
        self.detail.push_str(detail);
    }

    /// Marks the act as refused although what it wrote is kept, as after a wrong password.
    pub fn refuse(&mut self, reason: &str) {
        self.outcome = Outcome::Refused;
        self.detail(reason);
    }

    /// Files a letter; it leaves once the act is durable.
    pub fn send(&mut self, to: &Phone, letter: Letter) -> Result<(), Broken> {
        self.send_for(to, letter, None)
    }

    /// Files a letter that this browser asked for, so that it can be told when the courier refuses it.
    pub(super) fn send_for(
        &mut self,
        to: &Phone,
        letter: Letter,
        asker: Option<[u8; 32]>,
    ) -> Result<(), Broken> {
        let last = self.tx.scan(&OUTBOX, Span::all(1).descending())?;
        let key = last.first().map_or(1, |(key, _)| key + 1);
        let template = letter.template().to_string();
        let (to, at, state) = (to.clone(), self.now, ItemState::Waiting);
        let item = Item { to, letter: Some(letter), at, state, template, asker: asker.map(Into::into) };
        self.rang = true;
        self.tx.put(&OUTBOX, &key, &item)
    }

    /// Tells whoever follows, once the act is durable.
    pub fn notice(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    pub(super) fn notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Files a mail; it leaves once the act is durable.
    pub(super) fn post(&mut self, serial: u64, mailing: &Mailing) -> Result<(), Broken> {
        self.posted = true;
        self.tx.put(&MAILS, &serial, mailing)
    }

    pub(super) fn posted(&self) -> bool {
        self.posted
    }

    pub(super) fn rang(&self) -> bool {
        self.rang
    }

    pub(super) fn enter(self, act: &Act, key: &hmac::Key) -> Result<(), Broken> {
        if !act.journalled {
            return Ok(());
        }
        let head = self.tx.get(&JOURNAL_HEAD, &Only)?.unwrap_or(Head { sequence: 0, seal: GENESIS });
        let entry = Entry {
            sequence: head.sequence + 1,
            at: self.now,
            actor: act.actor.to_string(),
            verb: act.verb.into(),
            object: self.object,
            outcome: self.outcome,
            source: act.source.clone(),
            detail: self.detail,
            seal: GENESIS,
        }
        .sealed(key, &head.seal);
        self.tx.put(&JOURNAL, &entry.sequence, &entry)?;
        self.tx.put(&JOURNAL_HEAD, &Only, &Head { sequence: entry.sequence, seal: entry.seal })
    }
}

impl Deref for Ledger<'_> {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        self.tx
    }
}

impl DerefMut for Ledger<'_> {
    fn deref_mut(&mut self) -> &mut Tx {
        self.tx
    }
}
