//! Issuing a letter for a transfer that the leaving side has let go, and ending one that nobody answered.

use super::pack::packed;
use super::{Unusable, own, peer_for};
use crate::accounts::Right;
use crate::casework::{Case, Route, State};
use crate::envelope::{Fingerprint, Kind, Label, digest, seal};
use crate::office::{Act, Actor, Ledger, Office, Stop, receives};
use crate::store::{Attachment, Broken, Read, Span, View};
use crate::tables::{
    ARRIVALS, ARRIVALS_BY_SIDE, Arrival, CASES, CASES_BY_NUMBER, DISPATCHES, DISPATCHES_BY_CASE,
    DISPATCHES_BY_SIDE, Dispatch, End, OFFICERS,
};
use crate::terms::{CaseId, CaseNumber, Moment, OfficerId, RegionCode};
use std::time::Duration;

/// How long the other side may accept a letter; afterwards the leaving side may void it.
pub const LETTER_VALID: Duration = Duration::from_secs(60 * 24 * 3600);
/// A void letter is safe to replace only when no clock of the other side can still think it valid.
const TOLERANCE: Duration = Duration::from_secs(24 * 3600);
/// Letters of one side that a list shows.
const LISTED: usize = 200;

/// The letters of one side.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    /// Those that were issued, with their numbers, newest first.
    pub sent: Vec<(String, Dispatch)>,
    /// Those that came in, with their senders and numbers, newest first.
    pub received: Vec<(Fingerprint, String, Arrival)>,
}

/// The letters of one department.
pub fn letters_of(read: &impl Read, side: RegionCode) -> Result<Letters, Broken> {
    let mut letters = Letters::default();
    for ((.., number), _) in read.list(&DISPATCHES_BY_SIDE, Span::within(&side, LISTED))? {
        if let Some(letter) = read.get(&DISPATCHES, &number)? {
            letters.sent.push((number, letter));
        }
    }
    for ((_, _, sender, number), _) in read.list(&ARRIVALS_BY_SIDE, Span::within(&side, LISTED))? {
        let key = (sender, number);
        if let Some(letter) = read.get(&ARRIVALS, &key)? {
            letters.received.push((key.0, key.1, letter));
        }
    }
    Ok(letters)
}

/// The released case of this number whose leaving side is the officer's own.
fn released(
    read: &impl Read,
    officer: OfficerId,
    number: &CaseNumber,
    now: Moment,
) -> Result<(CaseId, Case, Route, String), Stop<Unusable>> {
    let grant = read.get(&OFFICERS, &officer)?.and_then(|found| found.grant(officer, now.day()));
    let grant = grant.filter(|grant| grant.has(Right::Review)).ok_or(Stop::Refused(Unusable::NotYours))?;
    let nothing = || Stop::Refused(Unusable::Nothing);
    let id = read.find(&CASES_BY_NUMBER, &number.to_string())?.ok_or_else(nothing)?;
    let case = read.get(&CASES, &id)?.filter(|case| case.state == State::Released).ok_or_else(nothing)?;
    let route = case.route.clone().filter(|route| route.from == grant.authority).ok_or_else(nothing)?;
    Ok((id, case, route, grant.masked_name))
}

/// Packs, seals and keeps the letter of a released case; returns its number.
pub async fn issue(
    office: &Office,
    name: &str,
    officer: OfficerId,
    source: String,
    number: CaseNumber,
) -> Result<String, Stop<Unusable>> {
    let (now, random, name) = (office.now(), office.random::<32>(), name.to_string());
    let demonstration = office.is_demonstration();
    let prepare = move |view: &View| {
        let (id, case, route, who) = released(view, officer, &number, now)?;
        if case.letter().is_some() {
            return Err(Stop::Refused(Unusable::Nothing));
        }
        if receives(view, route.to, now.day())? {
            // The department has opened here meanwhile, and decides without a letter.
            return Err(Stop::Refused(Unusable::Nothing));
        }
        let own = own(view, &name)?.ok_or(Stop::Refused(Unusable::NotSetUp))?;
        if !own.card.region.contains(&route.from) {
            return Err(Stop::Refused(Unusable::OutsideOwn));
        }
        let (peer, found) = peer_for(view, route.to)?.ok_or(Stop::Refused(Unusable::Unreachable))?;
        let serial = view.list(&DISPATCHES_BY_CASE, Span::within(&id, usize::MAX))?.len() + 1;
        let letter = format!("{number}-{serial}");
        let mut leaving = case.clone();
        leaving.send_off(&letter, &who, now).map_err(|_| Stop::Refused(Unusable::Nothing))?;
        let parcel = packed(view, case.person, id, &letter, demonstration)?;
        let mut parcel = parcel.ok_or(Stop::Refused(Unusable::Contradictory("办理人不是实名账号")))?;
        parcel.cases.iter_mut().filter(|one| one.id == id).for_each(|one| one.case = leaving.clone());
        let body = minicbor::to_vec(&parcel).map_err(|cause| Broken::Damaged(format!("letter: {cause}")))?;
        let until = now.plus(LETTER_VALID);
        let label = Label { kind: Kind::Letter, number: &letter, sent: now, until };
        let sealed = seal(&own.keys, &own.fingerprint, &found.card, &label, &body, random);
        let sealed = sealed.map_err(|fault| Stop::Refused(fault.into()))?;
        let dispatch = Dispatch {
            case: id,
            from: route.from,
            to: route.to,
            peer,
            digest: digest(&sealed),
            length: sealed.len() as u64,
            sent: now,
            until,
            by: officer,
            end: None,
        };
        Ok((case.version, leaving, letter, dispatch, Attachment::new(sealed)))
    };
    let (version, leaving, letter, dispatch, file) = office.look(prepare).await?;
    let act = Act::new(Actor::Officer(officer), "exchange.issue", source);
    office
        .act(act, move |ledger| {
            let (id, case, ..) = released(&**ledger, officer, &number, ledger.now())?;
            ledger.about(id);
            if case.version != version {
                return Err(Stop::Refused(Unusable::Stale));
            }
            ledger.put_attachment(&file)?;
            ledger.put(&DISPATCHES, &letter, &dispatch)?;
            ledger.put(&CASES, &id, &leaving)?;
            ledger.detail(&letter);
            Ok(letter.clone())
        })
        .await
}

/// From when on a letter that nobody answered may be ended.
pub fn voidable(dispatch: &Dispatch) -> Moment {
    dispatch.until.plus(TOLERANCE)
}

/// Ends a letter that was not answered in time and gives the case back to the leaving side.
pub fn void(ledger: &mut Ledger<'_>, officer: OfficerId, letter: &str) -> Result<(), Stop<Unusable>> {
    let nothing = || Stop::Refused(Unusable::Nothing);
    let letter = letter.to_string();
    let dispatch = ledger.get(&DISPATCHES, &letter)?.filter(|one| one.end.is_none()).ok_or_else(nothing)?;
    let now = ledger.now();
    if now < voidable(&dispatch) {
        return Err(nothing());
    }
    let number = ledger.get(&CASES, &dispatch.case)?.map(|case| case.number).ok_or_else(nothing)?;
    let (id, mut case, _, who) = released(&**ledger, officer, &number, now)?;
    case.come_back(&who, now).map_err(|_| nothing())?;
    ledger.put(&CASES, &id, &case)?;
    ledger.remove_attachment(&dispatch.digest)?;
    ledger.put(&DISPATCHES, &letter, &Dispatch { end: Some((End::Lapsed, now)), ..dispatch })?;
    ledger.about(id);
    ledger.detail(&letter);
    Ok(())
}
