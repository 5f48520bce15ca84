//! Taking in a file that was carried here: a letter becomes a case for the receiving officer, an answer ends one.
//!
//! Everything is checked before the first byte is written; pictures are kept as uploads are, so that what an interrupted
//! taking-in leaves behind is swept like them.

mod checks;

use super::{Own, Packed, PackedFile, Parcel, Unusable, answer, own};
use crate::accounts::Right;
use crate::casework::Case;
use crate::envelope::{Fingerprint, Header, Kind, digest, look, open};
use crate::office::{Act, Actor, Ledger, Office, Promise, Stop, receives};
use crate::store::{Attachment, Read, Span, View};
use crate::tables::{
    ARRIVALS, ARRIVALS_BY_CASE, Arrival, CASES, End, FILES, FILINGS, FileRecord, HELD, Held, OFFICERS, PEERS,
};
use crate::terms::{AccountId, CaseId, CaseNumber, Moment, OfficerId, RegionCode};
use checks::{bound, conflicts, selves, sound};
use std::time::Duration;

/// Clocks may differ by so much.
const AHEAD: Duration = Duration::from_secs(3600);

/// Who brings a file.
#[derive(Clone, Debug)]
pub struct Taker {
    /// The officer, or none for the operator at the console.
    pub officer: Option<OfficerId>,
    /// From where.
    pub source: String,
    /// The name of this instance's sponsor.
    pub name: String,
    /// What the office promises for the decision.
    pub promise: Promise,
    /// Whether bytes are a picture such as this house keeps.
    pub is_picture: fn(&[u8]) -> bool,
}

impl Taker {
    fn act(&self, verb: &'static str) -> Act {
        let actor = self.officer.map_or(Actor::Console, Actor::Officer);
        Act::new(actor, verb, self.source.clone())
    }
}

/// What a file was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A letter; its case waits for the receiving officer.
    Letter(CaseNumber),
    /// An answer to a letter issued here.
    Answer(CaseNumber, End),
}

/// What a file holds once it is opened.
enum Opened {
    Letter(Box<Incoming>),
    Answer(Header, Box<super::Answer>),
}

/// A letter that has passed every check.
#[derive(Clone)]
struct Incoming {
    header: Header,
    digest: [u8; 32],
    parcel: Parcel,
    person: AccountId,
    selves: Vec<AccountId>,
    from: RegionCode,
    to: RegionCode,
}

/// Takes a file in, or says why not; nothing changes in that case.
pub async fn take_in(office: &Office, bytes: Vec<u8>, taker: &Taker) -> Result<Taken, Stop<Unusable>> {
    let (now, fresh) = (office.now(), AccountId::from_bytes(office.random()));
    let (demonstration, asked) = (office.is_demonstration(), taker.clone());
    let opened = office.look(move |view| opened(view, bytes, &asked, fresh, now, demonstration)).await;
    match opened {
        Ok(Opened::Letter(incoming)) => arrive(office, *incoming, taker).await,
        Ok(Opened::Answer(header, body)) => {
            let (officer, body) = (taker.officer, *body);
            let act = taker.act("exchange.answer");
            office.act(act, move |ledger| answer::take(ledger, officer, &header, &body)).await
        }
        Err(Stop::Refused(refusal)) => {
            office.note_refusal(taker.act("exchange.take_in"), format!("{refusal:?}")).await?;
            Err(Stop::Refused(refusal))
        }
        Err(failed) => Err(failed),
    }
}

/// Opens the file and checks it against what is known at this moment.
fn opened(
    view: &View,
    bytes: Vec<u8>,
    taker: &Taker,
    fresh: AccountId,
    now: Moment,
    demonstration: bool,
) -> Result<Opened, Stop<Unusable>> {
    let refused = |refusal| Err(Stop::Refused(refusal));
    let header = look(&bytes).map_err(|fault| Stop::Refused(fault.into()))?;
    let own = own(view, &taker.name)?.ok_or(Stop::Refused(Unusable::NotSetUp))?;
    let (header, body) = unsealed(view, &bytes, &header, &own)?;
    if header.sent > now.plus(AHEAD) {
        return refused(Unusable::FromTheFuture);
    }
    if header.kind == Kind::Answer {
        let body = minicbor::decode(&body).map_err(|_| Stop::Refused(Unusable::Unreadable))?;
        return Ok(Opened::Answer(header, Box::new(body)));
    }
    if now > header.until {
        return refused(Unusable::Lapsed);
    }
    if view.get(&ARRIVALS, &(header.from, header.number.clone()))?.is_some() {
        return refused(Unusable::Repeated);
    }
    let parcel: Parcel = minicbor::decode(&body).map_err(|_| Stop::Refused(Unusable::Unreadable))?;
    if parcel.demonstration != demonstration {
        return refused(Unusable::OtherWorld);
    }
    let territory = view.get(&PEERS, &header.from)?.map(|peer| peer.card.region);
    let territory = territory.ok_or(Stop::Refused(Unusable::UnknownSender))?;
    let (from, to) = sound(&parcel, &header, territory).map_err(Stop::Refused)?;
    if !parcel.files.iter().all(|file| (taker.is_picture)(&file.bytes)) {
        return refused(Unusable::Contradictory("有的附件不是完整的照片"));
    }
    may_take(view, taker.officer, to, now)?;
    if !receives(view, to, now.day())? {
        return refused(Unusable::NotServed(to));
    }
    let person = bound(view, &parcel)?.unwrap_or(fresh);
    conflicts(view, &parcel, person)?;
    let selves = selves(view, &parcel, person)?;
    let digest = digest(&bytes);
    Ok(Opened::Letter(Box::new(Incoming { header, digest, parcel, person, selves, from, to })))
}

/// The body, once the sender is known and the seal is whole.
fn unsealed(
    view: &View,
    bytes: &[u8],
    header: &Header,
    own: &Own,
) -> Result<(Header, Vec<u8>), Stop<Unusable>> {
    let faulty = |fault: crate::envelope::Fault| Stop::Refused(Unusable::Sealed(fault));
    if header.to != own.fingerprint {
        return Err(faulty(crate::envelope::Fault::NotForUs));
    }
    let peer = view.get(&PEERS, &header.from)?.ok_or(Stop::Refused(Unusable::UnknownSender))?;
    if peer.removed.is_some() {
        return Err(Stop::Refused(Unusable::EndedSender));
    }
    open(bytes, &own.keys, &own.fingerprint, &peer.card).map_err(faulty)
}

/// Whether this officer reviews for the department; the operator takes in for all.
pub(super) fn may_take(
    read: &impl Read,
    officer: Option<OfficerId>,
    side: RegionCode,
    now: Moment,
) -> Result<(), Stop<Unusable>> {
    let Some(id) = officer else { return Ok(()) };
    let grant = read.get(&OFFICERS, &id)?.and_then(|found| found.grant(id, now.day()));
    let fits = grant.is_some_and(|grant| grant.has(Right::Review) && grant.authority == side);
    if fits { Ok(()) } else { Err(Stop::Refused(Unusable::NotYours)) }
}

/// Keeps the pictures one by one, then the case with everything else in one act.
async fn arrive(office: &Office, incoming: Incoming, taker: &Taker) -> Result<Taken, Stop<Unusable>> {
    for file in &incoming.parcel.files {
        let (file, owner) = (file.clone(), incoming.person);
        let picture = Attachment::new(file.bytes.clone());
        let act = taker.act("exchange.keep");
        let owners = incoming.selves.clone();
        office.act(act, move |ledger| keep(ledger, owner, &owners, &file, &picture)).await?;
    }
    let (officer, promise) = (taker.officer, taker.promise);
    let act = taker.act("exchange.take_in");
    office.act(act, move |ledger| enter(ledger, officer, promise, &incoming)).await
}

/// Keeps one picture for its later owner, unfiled until the case is entered.
fn keep(
    ledger: &mut Ledger<'_>,
    owner: AccountId,
    owners: &[AccountId],
    file: &PackedFile,
    picture: &Attachment,
) -> Result<(), Stop<Unusable>> {
    if let Some(kept) = ledger.get(&FILES, &file.id)? {
        let same = owners.contains(&kept.owner) && kept.digest == picture.digest();
        return if same { Ok(()) } else { Err(Stop::Refused(Unusable::Conflicting)) };
    }
    ledger.put_attachment(picture)?;
    let record = FileRecord {
        owner,
        slot: file.slot.clone(),
        digest: picture.digest(),
        length: u32::try_from(file.bytes.len()).unwrap_or(u32::MAX),
        width: file.width,
        height: file.height,
        // Were it the time of the upload, sweeping could come between the picture and its case.
        at: ledger.now(),
        filed: false,
        case: file.case,
    };
    ledger.put(&FILES, &file.id, &record)?;
    ledger.about(file.id);
    Ok(())
}

/// Enters the case; what was looked at before is looked at once more.
fn enter(
    ledger: &mut Ledger<'_>,
    officer: Option<OfficerId>,
    promise: Promise,
    incoming: &Incoming,
) -> Result<Taken, Stop<Unusable>> {
    let Incoming { header, digest, parcel, person, from, to, .. } = incoming;
    let now = ledger.now();
    let key = (header.from, header.number.clone());
    if ledger.get(&ARRIVALS, &key)?.is_some() {
        return Err(Stop::Refused(Unusable::Repeated));
    }
    may_take(&**ledger, officer, *to, now)?;
    if ledger.get(&PEERS, &header.from)?.is_none_or(|peer| peer.removed.is_some()) {
        return Err(Stop::Refused(Unusable::EndedSender));
    }
    if bound(&**ledger, parcel)?.is_some_and(|known| known != *person) {
        return Err(Stop::Refused(Unusable::Stale));
    }
    conflicts(&**ledger, parcel, *person)?;
    supersede(ledger, parcel.case, &header.from)?;
    let due = ledger.reference().workdays().add_workdays(now.day(), u32::from(promise.0));
    let (transfer, others) = divided(parcel)?;
    let mut case = Case { person: *person, ..transfer.case.clone() };
    // Pages of an earlier letter of the same transfer must find that it has changed.
    let before = ledger.get(&CASES, &transfer.id)?.map_or(0, |known| known.version);
    case.version = case.version.max(before);
    case.come_in(&header.number, now);
    case.promise(due);
    ledger.put(&CASES, &transfer.id, &case)?;
    for (round, filing) in (1..).zip(&transfer.filings) {
        ledger.put(&FILINGS, &(transfer.id, round), filing)?;
    }
    let held = Held {
        versions: parcel.versions.clone(),
        cases: others.into_iter().map(|one| (one.id, one.case.clone(), one.filings.clone())).collect(),
        verified: parcel.verified.clone(),
        person: *person,
    };
    ledger.put(&HELD, &transfer.id, &held)?;
    for file in &parcel.files {
        let kept = ledger.get(&FILES, &file.id)?.ok_or(Stop::Refused(Unusable::Stale))?;
        let kept = FileRecord { owner: *person, at: file.at, filed: true, ..kept };
        ledger.put(&FILES, &file.id, &kept)?;
    }
    let arrival = Arrival {
        case: transfer.id,
        from: *from,
        to: *to,
        digest: *digest,
        at: now,
        until: header.until,
        answer: None,
    };
    ledger.put(&ARRIVALS, &key, &arrival)?;
    ledger.about(transfer.id);
    ledger.detail(&header.number);
    Ok(Taken::Letter(case.number))
}

/// The transfer and the other cases.
fn divided(parcel: &Parcel) -> Result<(&Packed, Vec<&Packed>), Stop<Unusable>> {
    let (transfer, others): (Vec<_>, Vec<_>) = parcel.cases.iter().partition(|one| one.id == parcel.case);
    let [transfer] = transfer[..] else { return Err(Stop::Refused(Unusable::Unreadable)) };
    Ok((transfer, others))
}

/// Ends the letter before of the same transfer, which must have come from the same sender.
fn supersede(ledger: &mut Ledger<'_>, case: CaseId, sender: &Fingerprint) -> Result<(), Stop<Unusable>> {
    if ledger.get(&HELD, &case)?.is_none() {
        return Ok(());
    }
    let now = ledger.now();
    for ((_, _, from, number), waiting) in ledger.list(&ARRIVALS_BY_CASE, Span::within(&case, usize::MAX))? {
        if !waiting {
            continue;
        }
        if from != *sender {
            return Err(Stop::Refused(Unusable::Conflicting));
        }
        let key = (from, number);
        if let Some(arrival) = ledger.get(&ARRIVALS, &key)? {
            ledger.put(&ARRIVALS, &key, &Arrival { answer: Some((End::Lapsed, now)), ..arrival })?;
        }
    }
    Ok(())
}
