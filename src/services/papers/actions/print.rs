//! Gathering what a paper says.

use crate::accounts::Grant;
use crate::casework::{self, Case, CaseKind, State, may_read, may_read_case};
use crate::dossier::{Identity, lines, seniority};
use crate::office::{Ledger, Stop, case_of, latest_case};
use crate::papers::{Certificate, Code, Departure, Form, Kind, Receipt, Seal};
use crate::reference::Reference;
use crate::store::{Broken, Read, attachment};
use crate::tables::{CASES, CASES_BY_NUMBER, CASES_BY_PERSON, DOSSIERS, FILES, FILINGS, OFFICERS, Record};
use crate::terms::{AccountId, CaseId, CaseNumber, FileId, Moment, OfficerId, RegionCode};

/// Why there is no such paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not there, or not this person's or officer's.
    NotFound,
}

/// What makes papers of this instance: the names of places, the codes, the time.
pub struct Stamp<'a> {
    /// Names of places.
    pub reference: &'a Reference,
    /// The code of a paper.
    pub code: &'a dyn Fn(Kind, &CaseId, u32) -> Code,
    /// The address of this instance.
    pub origin: &'a str,
    /// Now.
    pub now: Moment,
}

impl Stamp<'_> {
    fn seal(&self, kind: Kind, id: &CaseId, number: CaseNumber, state: u32) -> Seal {
        Seal { number, code: (self.code)(kind, id, state), origin: self.origin.into() }
    }

    fn department(&self, region: RegionCode) -> String {
        let name = self.reference.divisions().department_name(region);
        format!("{}财政部门", name.unwrap_or_else(|| region.to_string()))
    }
}

/// Which papers a person can have now.
#[derive(Clone, Debug)]
pub struct Offered {
    /// What is on record.
    pub on_record: bool,
    /// The transfer whose letter can be printed.
    pub departure: Option<CaseNumber>,
    /// The newest cases, for their receipts.
    pub receipts: Vec<(CaseNumber, CaseKind, Moment)>,
}

/// The newest cases whose receipts are offered; older ones have theirs on their own pages.
const RECEIPTS: usize = 10;

/// Which papers a person can have now.
pub fn offered(read: &impl Read, person: AccountId) -> Result<Offered, Broken> {
    let rows = read.list(&CASES_BY_PERSON, crate::store::Span::within(&person, RECEIPTS))?;
    let transfer = latest_case(read, person, CaseKind::Transfer)?;
    Ok(Offered {
        on_record: read.get(&DOSSIERS, &person)?.is_some(),
        departure: transfer.filter(|(_, case)| was_let_go(case)).map(|(_, case)| case.number),
        receipts: rows.into_iter().map(|(_, row)| (row.number, row.kind, row.filed)).collect(),
    })
}

/// Whether the leaving side has let a transfer go, and nobody has sent it back since.
pub(super) fn was_let_go(case: &Case) -> bool {
    matches!(case.state, State::Released | State::Approved) && case.kind == CaseKind::Transfer
}

/// The receipt of one of the person's cases.
pub fn receipt(
    read: &impl Read,
    person: AccountId,
    number: &CaseNumber,
    stamp: &Stamp<'_>,
) -> Result<Receipt, Stop<Refusal>> {
    let (id, case) = case_of(read, person, number)?.ok_or(Stop::Refused(Refusal::NotFound))?;
    Ok(Receipt {
        matter: case.kind.label().into(),
        person: case.masked_name.clone(),
        department: stamp.department(case.authority),
        filed: case.filed.to_string(),
        due: case.due.to_string(),
        state: case.state_label().into(),
        printed: stamp.now.to_string(),
        seal: stamp.seal(Kind::Receipt, &id, case.number, case.round),
    })
}

fn on_record(read: &impl Read, person: AccountId) -> Result<Record, Stop<Refusal>> {
    read.get(&DOSSIERS, &person)?.ok_or(Stop::Refused(Refusal::NotFound))
}

/// 会计人员信息登记表 of what is on record.
pub fn form(read: &impl Read, person: AccountId, stamp: &Stamp<'_>) -> Result<Form, Stop<Refusal>> {
    let record = on_record(read, person)?;
    let case = read.get(&CASES, &record.case)?.ok_or(Stop::Refused(Refusal::NotFound))?;
    let identity = record.dossier.identity.clone();
    let years = seniority(&record.dossier.employment, stamp.now.day());
    let draft = record.dossier.clone().reopened();
    Ok(Form {
        sections: lines(&draft, &identity, stamp.reference),
        portrait: picture(read, &record.dossier.basics.portrait)?,
        seniority: Some(years).filter(|years| !years.is_none()).map(|years| years.to_string()),
        department: stamp.department(record.authority),
        approved: record.approved.to_string(),
        printed: stamp.now.to_string(),
        seal: stamp.seal(Kind::Form, &record.case, case.number, record.number()),
    })
}

fn picture(read: &impl Read, id: &FileId) -> Result<Option<Vec<u8>>, Broken> {
    match read.get(&FILES, id)? {
        Some(file) => attachment(read, &file.digest),
        None => Ok(None),
    }
}

/// 信息采集审核通过证明 of a person on record.
pub fn certificate(
    read: &impl Read,
    person: AccountId,
    stamp: &Stamp<'_>,
) -> Result<Certificate, Stop<Refusal>> {
    let record = on_record(read, person)?;
    let collected = latest_case(read, person, CaseKind::Collection)?;
    let collected = collected.filter(|(_, case)| case.state == State::Approved);
    let (id, case) = collected.ok_or(Stop::Refused(Refusal::NotFound))?;
    let [name, document, number] = named(&record.dossier.identity);
    Ok(Certificate {
        name,
        document,
        number,
        department: stamp.department(record.authority),
        approved: case.decided.unwrap_or(record.approved).day().to_string(),
        printed: stamp.now.day().to_string(),
        seal: stamp.seal(Kind::Certificate, &id, case.number, record.number()),
    })
}

fn named(identity: &Identity) -> [String; 3] {
    let document = &identity.document;
    [identity.name.to_string(), document.kind().label().to_string(), document.number().to_string()]
}

/// 调转函 of one of the person's transfers.
pub fn departure(
    read: &impl Read,
    person: AccountId,
    number: &CaseNumber,
    stamp: &Stamp<'_>,
) -> Result<Departure, Stop<Refusal>> {
    let (id, case) = case_of(read, person, number)?.ok_or(Stop::Refused(Refusal::NotFound))?;
    of_transfer(read, id, &case, stamp)
}

fn of_transfer(
    read: &impl Read,
    id: CaseId,
    case: &Case,
    stamp: &Stamp<'_>,
) -> Result<Departure, Stop<Refusal>> {
    let filing = read.get(&FILINGS, &(id, case.round))?.filter(|_| was_let_go(case));
    let filing = filing.ok_or(Stop::Refused(Refusal::NotFound))?;
    let (Some(transfer), Some(route)) = (filing.matter.transfer(), &case.route) else {
        return Err(Stop::Refused(Refusal::NotFound));
    };
    let [name, document, number] = named(&transfer.identity);
    Ok(Departure {
        name,
        document,
        number,
        from: stamp.department(route.from),
        to: stamp.department(route.to),
        reason: transfer.reason.label().into(),
        left: route.left.map(|left| left.to_string()).unwrap_or_default(),
        state: case.state_label().into(),
        printed: stamp.now.day().to_string(),
        seal: stamp.seal(Kind::Departure, &id, case.number, case.round),
    })
}

/// A case that the officer may read at this moment (T27).
fn readable(
    ledger: &Ledger<'_>,
    officer: OfficerId,
    number: &CaseNumber,
) -> Result<(Grant, CaseId, casework::Case), Stop<Refusal>> {
    let none = Stop::Refused(Refusal::NotFound);
    let grant = ledger.get(&OFFICERS, &officer)?.and_then(|found| found.grant(officer, ledger.today()));
    let Some(grant) = grant else { return Err(none) };
    let Some(id) = ledger.find(&CASES_BY_NUMBER, &number.to_string())? else { return Err(none) };
    let case = ledger.get(&CASES, &id)?.filter(|case| may_read_case(&grant, case) && !case.has_left());
    case.map(|case| (grant, id, case)).ok_or(none)
}

/// 调转函 for an officer of either side; noted in the journal, since it is not masked.
pub fn desk_departure(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    number: &CaseNumber,
    stamp: &Stamp<'_>,
) -> Result<Departure, Stop<Refusal>> {
    let (_, id, case) = readable(ledger, officer, number)?;
    ledger.about(id);
    ledger.detail("departure");
    of_transfer(&**ledger, id, &case, stamp)
}

/// 登记表 of the person whose case it is, for an officer who keeps the record; noted in the journal.
pub fn desk_form(
    ledger: &mut Ledger<'_>,
    officer: OfficerId,
    number: &CaseNumber,
    stamp: &Stamp<'_>,
) -> Result<Form, Stop<Refusal>> {
    let (grant, id, case) = readable(ledger, officer, number)?;
    let record = on_record(&**ledger, case.person)?;
    if !may_read(&grant, &record.authority) {
        return Err(Stop::Refused(Refusal::NotFound));
    }
    ledger.about(id);
    ledger.detail("form");
    form(&**ledger, case.person, stamp)
}
