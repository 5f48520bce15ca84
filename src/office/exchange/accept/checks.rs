//! What must hold between the parts of a letter, and between the letter and what is known here.

use super::super::pack::pictures;
use super::{Header, Packed, Parcel, Unusable, divided};
use crate::casework::{Carriage, Case, CaseKind, State};
use crate::office::Stop;
use crate::store::{Read, Span};
use crate::tables::{ACCOUNTS, ACCOUNTS_BY_DOCUMENT, CASES, CASES_BY_NUMBER, DOSSIERS, FILES, FILINGS};
use crate::terms::{AccountId, RegionCode};
use std::collections::BTreeSet;

/// More parts than any person's record has.
const MOST: usize = 10_000;

/// The two sides of a letter whose parts fit together; `territory` is the sender's.
pub(super) fn sound(
    parcel: &Parcel,
    header: &Header,
    territory: RegionCode,
) -> Result<(RegionCode, RegionCode), Unusable> {
    let wrong = |what| Err(Unusable::Contradictory(what));
    let (transfer, others) = divided(parcel).map_err(|_| Unusable::Contradictory("缺少调转申请"))?;
    let Some(route) = &transfer.case.route else { return wrong("缺少调出地和调入地") };
    let letter = transfer.case.letter();
    if parcel.number != header.number || letter != Some(&Carriage::Out(header.number.clone())) {
        return wrong("函的编号不一致");
    }
    if transfer.case.kind != CaseKind::Transfer || transfer.case.state != State::Released {
        return wrong("调转申请不在待调入地审核的状态");
    }
    if !territory.contains(&route.from) {
        return wrong("调出地不属于发函平台");
    }
    let Some(record) = parcel.versions.last() else { return wrong("没有登记的信息") };
    let asked = transfer.filings.last().and_then(|filing| filing.matter.transfer());
    let Some(asked) = asked else { return wrong("缺少调转申请") };
    if (asked.from, asked.to) != (route.from, route.to) || record.authority != route.from {
        return wrong("调出地或调入地不一致");
    }
    let (own, filed) = (&record.dossier.identity, &asked.identity);
    if own.name != filed.name || own.document != filed.document {
        return wrong("姓名或证件号码不一致");
    }
    if !(1..).zip(&parcel.versions).all(|(number, version)| version.number() == number) {
        return wrong("登记的历次版本不连续");
    }
    if parcel.cases.iter().any(|one| !is_whole(one)) {
        return wrong("业务的提交记录不完整");
    }
    if others.iter().any(|one| one.case.state.is_open()) {
        return wrong("还有未办结的业务");
    }
    let ids: BTreeSet<_> = parcel.cases.iter().map(|one| one.id).collect();
    let numbers: BTreeSet<_> = parcel.cases.iter().map(|one| one.case.number).collect();
    if ids.len() != parcel.cases.len() || numbers.len() != parcel.cases.len() {
        return wrong("有重复的业务");
    }
    let files: BTreeSet<_> = parcel.files.iter().map(|file| file.id).collect();
    if files.len() != parcel.files.len() || files != pictures(&parcel.versions, &parcel.cases) {
        return wrong("附件与登记的内容对不上");
    }
    if [parcel.files.len(), parcel.cases.len(), parcel.versions.len()].into_iter().any(|count| count > MOST) {
        return wrong("内容过多");
    }
    Ok((route.from, route.to))
}

/// Whether a case has as many rounds as it says, all of its kind.
fn is_whole(one: &Packed) -> bool {
    u32::try_from(one.filings.len()) == Ok(one.case.round)
        && one.case.round > 0
        && one.filings.iter().all(|filing| filing.matter.kind() == one.case.kind)
}

/// The verified account of the person, or whoever an earlier letter about the same person was for.
pub(super) fn bound(read: &impl Read, parcel: &Parcel) -> Result<Option<AccountId>, Stop<Unusable>> {
    let Some(record) = parcel.versions.last() else { return Ok(None) };
    let identity = &record.dossier.identity;
    let key = identity.document.identity_key();
    for ((_, id), verified) in read.list(&ACCOUNTS_BY_DOCUMENT, Span::within(&key, usize::MAX))? {
        if verified && let Some(account) = read.get(&ACCOUNTS, &id)? {
            if account.identity.name != identity.name {
                return Err(Stop::Refused(Unusable::OtherName));
            }
            if read.get(&DOSSIERS, &id)?.is_some() {
                return Err(Stop::Refused(Unusable::OnRecord));
            }
            return Ok(Some(id));
        }
    }
    for one in &parcel.cases {
        let Some(known) = read.get(&CASES, &one.id)?.filter(|known| known.came_in() || known.has_left())
        else {
            continue;
        };
        // A letter may name cases of others; only those of this document lead to somebody.
        let filed =
            read.get(&FILINGS, &(one.id, 1))?.map(|filing| filing.matter.identity().document.identity_key());
        let owned =
            read.get(&ACCOUNTS, &known.person)?.map(|account| account.identity.document.identity_key());
        if [filed, owned].into_iter().flatten().any(|other| other != key) {
            return Err(Stop::Refused(Unusable::Conflicting));
        }
        return Ok(Some(known.person));
    }
    Ok(None)
}

/// Everybody whose things here are this person's: the person, and whom earlier letters about the same document were
/// for before the person had an account here.
pub(super) fn selves(
    read: &impl Read,
    parcel: &Parcel,
    person: AccountId,
) -> Result<Vec<AccountId>, Stop<Unusable>> {
    let mut selves = vec![person];
    let key = parcel.versions.last().map(|record| record.dossier.identity.document.identity_key());
    for one in &parcel.cases {
        let Some(known) = read.get(&CASES, &one.id)?.filter(Case::came_in) else { continue };
        let filed = read.get(&FILINGS, &(one.id, 1))?;
        let filed = filed.map(|filing| filing.matter.identity().document.identity_key());
        if filed == key && read.get(&ACCOUNTS, &known.person)?.is_none() {
            selves.push(known.person);
        }
    }
    Ok(selves)
}

/// Whether ids and numbers of the letter are free here, or belong to this very person's earlier time here.
pub(super) fn conflicts(read: &impl Read, parcel: &Parcel, person: AccountId) -> Result<(), Stop<Unusable>> {
    let conflict = || Err(Stop::Refused(Unusable::Conflicting));
    let selves = selves(read, parcel, person)?;
    for one in &parcel.cases {
        if let Some(known) = read.get(&CASES, &one.id)?
            && !(selves.contains(&known.person) && may_come_again(&known, one.id == parcel.case))
        {
            return conflict();
        }
        let holder = read.find(&CASES_BY_NUMBER, &one.case.number.to_string())?;
        if holder.is_some_and(|holder| holder != one.id) {
            return conflict();
        }
    }
    for file in &parcel.files {
        if read.get(&FILES, &file.id)?.is_some_and(|known| !selves.contains(&known.owner)) {
            return conflict();
        }
    }
    Ok(())
}

/// A case that was here before comes again with the record it went with, or after this side has refused it; a letter
/// that nobody has decided yet gives way to the next one of its transfer.
fn may_come_again(known: &Case, is_transfer: bool) -> bool {
    let came_in = known.came_in();
    let refused = came_in && matches!(known.state, State::Returned(_) | State::Rejected(_));
    let pending = came_in && is_transfer && known.state == State::Released;
    known.has_left() || refused || pending
}
