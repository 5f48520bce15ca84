//! The answer: sealed for the sender once the receiving officer has decided, taken in where the letter was issued.

use super::accept::may_take;
use super::pack::{pictures, rounds};
use super::{Answer, Packed, Taken, Unusable, Verdict, own};
use crate::casework::{Case, Decision, State};
use crate::envelope::{Fingerprint, Header, Kind, Label, seal};
use crate::letters::Letter;
use crate::office::{Ledger, Office, Stop, forget_picture, tell, versions};
use crate::store::{Broken, Read, Span};
use crate::tables::{
    ARRIVALS, Arrival, CASES, CASES_BY_PERSON, DISPATCHES, DISPATCHES_BY_CASE, DOSSIERS, DRAFTS, Dispatch,
    End, FILINGS, PEERS, RECORD_VERSIONS,
};
use crate::terms::{AccountId, CaseId, Moment, OfficerId, RegionCode};

/// A sealed answer.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// Its file.
    pub bytes: Vec<u8>,
    /// The file's name.
    pub name: String,
}

/// The name under which a letter or an answer is handed on.
pub fn file_name(kind: Kind, letter: &str) -> String {
    match kind {
        Kind::Letter => format!("zhangfang-{letter}.letter"),
        Kind::Answer => format!("zhangfang-{letter}.answer"),
    }
}

/// Whether the decision that the letter was answered with still stands; a later letter of the same transfer ends it.
pub fn answerable(arrival: &Arrival, case: &Case) -> bool {
    matches!(
        (arrival.answer, &case.state),
        (Some((End::Accepted, _)), _)
            | (Some((End::Returned, _)), State::Returned(_))
            | (Some((End::Rejected, _)), State::Rejected(_))
    )
}

/// Seals the answer to a letter that has been decided; every call seals it anew.
pub async fn answer_of(
    office: &Office,
    name: &str,
    side: RegionCode,
    sender: Fingerprint,
    letter: String,
) -> Result<Sealed, Stop<Unusable>> {
    let (now, random, name) = (office.now(), office.random::<32>(), name.to_string());
    office
        .look(move |view| {
            let nothing = || Stop::Refused(Unusable::Nothing);
            let own = own(view, &name)?.ok_or(Stop::Refused(Unusable::NotSetUp))?;
            let peer = view.get(&PEERS, &sender)?.ok_or(Stop::Refused(Unusable::UnknownSender))?;
            let arrival = view.get(&ARRIVALS, &(sender, letter.clone()))?;
            let arrival = arrival.filter(|arrival| arrival.to == side).ok_or_else(nothing)?;
            let case = view.get(&CASES, &arrival.case)?.ok_or_else(nothing)?;
            let Some((end, at)) = arrival.answer else { return Err(nothing()) };
            let verdict = match (end, &case.state) {
                (End::Accepted, _) => Verdict::Accepted,
                (End::Returned, State::Returned(remarks)) => Verdict::Returned(remarks.clone()),
                (End::Rejected, State::Rejected(reason)) => Verdict::Rejected(reason.clone()),
                // A later letter of the same transfer has taken its place.
                _ => return Err(nothing()),
            };
            let who = case.history.iter().rev().find(|line| line.at == at).map(|line| line.who.clone());
            let answer = Answer {
                letter: letter.clone(),
                digest: arrival.digest,
                case: case.number,
                verdict,
                at,
                who: who.unwrap_or_default(),
            };
            let body =
                minicbor::to_vec(&answer).map_err(|cause| Broken::Damaged(format!("answer: {cause}")))?;
            let until = now.plus(super::LETTER_VALID);
            let label = Label { kind: Kind::Answer, number: &letter, sent: now, until };
            let bytes = seal(&own.keys, &own.fingerprint, &peer.card, &label, &body, random);
            let bytes = bytes.map_err(|fault| Stop::Refused(fault.into()))?;
            Ok(Sealed { bytes, name: file_name(Kind::Answer, &letter) })
        })
        .await
}

/// Takes an answer in: closes the case and lets the record go, or opens it again.
pub(super) fn take(
    ledger: &mut Ledger<'_>,
    officer: Option<OfficerId>,
    header: &Header,
    answer: &Answer,
) -> Result<Taken, Stop<Unusable>> {
    let refused = |refusal| Err(Stop::Refused(refusal));
    let dispatch = ledger.get(&DISPATCHES, &header.number)?;
    let Some(dispatch) = dispatch.filter(|one| one.peer == header.from) else {
        return refused(Unusable::NoSuchLetter);
    };
    let now = ledger.now();
    may_take(&**ledger, officer, dispatch.from, now)?;
    if answer.letter != header.number || answer.digest != dispatch.digest {
        return refused(Unusable::OtherLetter);
    }
    let lapsed = matches!(dispatch.end, Some((End::Lapsed, _)));
    if dispatch.end.is_some() && !(lapsed && answer.verdict == Verdict::Accepted) {
        return refused(Unusable::Answered);
    }
    let case = ledger.get(&CASES, &dispatch.case)?.filter(|case| case.number == answer.case);
    let Some(mut case) = case else { return refused(Unusable::OtherLetter) };
    let (end, decision) = match &answer.verdict {
        Verdict::Accepted => (End::Accepted, Decision::Approve),
        Verdict::Returned(remarks) => (End::Returned, Decision::Return(remarks.clone())),
        Verdict::Rejected(reason) => (End::Rejected, Decision::Reject(reason.clone())),
    };
    let who = format!("调入地 {}", answer.who);
    if lapsed {
        // While the case is open nothing else can have changed the record but a phone.
        let taken = case.accepted_after_all(&header.number, dispatch.sent, &who, now);
        taken.map_err(|_| Stop::Refused(Unusable::AcceptedInVain))?;
        end_later_letters(ledger, dispatch.case, now)?;
    } else {
        case.answered(decision, &who, now).map_err(|_| Stop::Refused(Unusable::Answered))?;
    }
    tell_the_person(ledger, dispatch.case, &case)?;
    if end == End::Accepted {
        let_go(ledger, case.person, dispatch.case)?;
    }
    ledger.put(&CASES, &dispatch.case, &case)?;
    ledger.remove_attachment(&dispatch.digest)?;
    ledger.about(dispatch.case);
    ledger.detail(&header.number);
    ledger.put(&DISPATCHES, &header.number, &Dispatch { end: Some((end, now)), ..dispatch })?;
    Ok(Taken::Answer(case.number, end))
}

/// Ends a letter that was issued in place of the one that has been accepted after all.
fn end_later_letters(ledger: &mut Ledger<'_>, case: CaseId, now: Moment) -> Result<(), Broken> {
    for ((.., number), waiting) in ledger.list(&DISPATCHES_BY_CASE, Span::within(&case, usize::MAX))? {
        if waiting && let Some(later) = ledger.get(&DISPATCHES, &number)? {
            ledger.remove_attachment(&later.digest)?;
            ledger.put(&DISPATCHES, &number, &Dispatch { end: Some((End::Lapsed, now)), ..later })?;
        }
    }
    Ok(())
}

fn tell_the_person(ledger: &mut Ledger<'_>, id: CaseId, case: &Case) -> Result<(), Broken> {
    let (kind, number) = (case.kind, case.number);
    let letter = match case.state {
        State::Approved => Letter::Approved { kind, number },
        State::Returned(_) => Letter::Returned { kind, number },
        _ => Letter::Rejected { kind, number },
    };
    match ledger.get(&FILINGS, &(id, case.round))? {
        Some(filing) => tell(ledger, case.person, &filing.matter, letter),
        None => Ok(()),
    }
}

/// Removes everything about the person but the account and the course of the transfer that took the record away.
fn let_go(ledger: &mut Ledger<'_>, person: AccountId, transfer: CaseId) -> Result<(), Broken> {
    let versions = versions(&**ledger, person)?;
    let mut cases = Vec::new();
    for ((.., id), _) in ledger.list(&CASES_BY_PERSON, Span::within(&person, usize::MAX))? {
        if let Some(case) = ledger.get(&CASES, &id)? {
            cases.push(Packed { id, case, filings: rounds(&**ledger, id)? });
        }
    }
    for picture in pictures(&versions, &cases) {
        forget_picture(ledger, &picture)?;
    }
    for version in &versions {
        ledger.remove(&RECORD_VERSIONS, &(person, version.number()))?;
    }
    ledger.remove(&DOSSIERS, &person)?;
    ledger.remove(&DRAFTS, &person)?;
    for one in cases {
        for round in 1..=one.case.round {
            ledger.remove(&FILINGS, &(one.id, round))?;
        }
        if one.id != transfer {
            ledger.remove(&CASES, &one.id)?;
        }
    }
    ledger.about(person);
    Ok(())
}
