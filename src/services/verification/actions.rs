//! What a person can do about the proof of their identity.

mod bridge;

pub use bridge::{ask_again, begun, confirm, go_on, start, start_again, submit_from_phone};

use crate::accounts::Account;
use crate::casework::{self, Case, CaseKind, Matter, Papers, State};
use crate::handoff::Kind;
use crate::office::{
    Ledger, Promise, Stop, case_of, file_case, latest_case, picture_of, receives, receiving, refile_case,
    supersede_handoffs,
};
use crate::store::{Broken, Read};
use crate::tables::{ACCOUNTS, FILINGS};
use crate::terms::{AccountId, CaseNumber, Day, FileId, PersonName, RegionCode};

/// What each picture was uploaded for; a picture counts for no other place (T26).
pub const PURPOSES: [&str; 3] = ["papers.front", "papers.back", "papers.in_hand"];

/// Where the account's verification stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The newest case, with what was filed in its last round.
    pub latest: Option<(Case, Papers)>,
    /// The authorities that receive papers here.
    pub served: Vec<RegionCode>,
}

/// What a person hands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// 证件人像面, 证件非人像面, 手持证件人像面.
    pub pictures: [FileId; 3],
    /// 所在省市.
    pub region: RegionCode,
}

/// Why verification refuses an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The corridor refuses.
    Corridor(casework::Refusal),
    /// The account is verified, so nothing is left to prove or to correct.
    AlreadyVerified,
    /// Papers wait for an officer.
    AlreadyWaiting,
    /// Nobody reviews for this authority here.
    NotServed,
    /// The hand-off refuses.
    Handoff(crate::handoff::Refusal),
}

impl From<casework::Refusal> for Refusal {
    fn from(refusal: casework::Refusal) -> Refusal {
        Refusal::Corridor(refusal)
    }
}

impl Refusal {
    /// What happened and what to do next.
    pub fn sentence(&self) -> String {
        match self {
            Refusal::Corridor(refusal) => refusal.sentence(),
            Refusal::Handoff(refusal) => refusal.sentence().into(),
            Refusal::AlreadyVerified => "您已通过实名认证，可以直接办理信息采集，姓名不能再修改。".into(),
            Refusal::AlreadyWaiting => {
                "您的实名认证正在审核，请等待结果；需要修改时，请先在办件页面撤回。".into()
            }
            Refusal::NotServed => "所选地区暂未在本平台开通审核，请返回上一页选择已开通的地区。".into(),
        }
    }
}

impl Standing {
    /// The case that waits for an officer.
    pub fn waiting(&self) -> Option<&Case> {
        self.latest.as_ref().map(|(case, _)| case).filter(|case| case.state.is_waiting())
    }

    /// The case sent back, with the papers to mend.
    pub fn returned(&self) -> Option<&(Case, Papers)> {
        self.latest.as_ref().filter(|(case, _)| matches!(case.state, State::Returned(_)))
    }

    /// Why the last papers were rejected, until new ones are filed.
    pub fn rejected(&self) -> Option<&str> {
        match self.latest.as_ref().map(|(case, _)| &case.state) {
            Some(State::Rejected(reason)) => Some(reason),
            _ => None,
        }
    }
}

/// Where the person's verification stands today.
pub fn standing(read: &impl Read, person: AccountId, today: Day) -> Result<Standing, Stop<Refusal>> {
    let mut latest = None;
    if let Some((id, case)) = latest_case(read, person, CaseKind::Verification)?
        && let Some(filing) = read.get(&FILINGS, &(id, case.round))?
        && let Matter::Verify(papers) = filing.matter
    {
        latest = Some((case, papers));
    }
    Ok(Standing { latest, served: receiving(read, today)? })
}

/// The account and where its verification stands, for a phone that acts for it.
pub fn applicant(
    read: &impl Read,
    person: AccountId,
    today: Day,
) -> Result<Option<(Account, Standing)>, Stop<Refusal>> {
    let Some(account) = read.get(&ACCOUNTS, &person)?.filter(Account::is_open) else { return Ok(None) };
    Ok(Some((account, standing(read, person, today)?)))
}

/// The person's own filed case.
pub fn filed(
    read: &impl Read,
    person: AccountId,
    number: &CaseNumber,
) -> Result<Option<Case>, Stop<Refusal>> {
    Ok(case_of(read, person, number)?.map(|(_, case)| case))
}

/// Which two of the pictures are one and the same, byte for byte: the later one's place.
pub fn repeated(
    read: &impl Read,
    person: AccountId,
    pictures: &[(&'static str, FileId)],
) -> Result<Option<&'static str>, Broken> {
    let mut seen = Vec::new();
    for (purpose, id) in pictures {
        let Some(file) = picture_of(read, person, purpose, id)? else { continue };
        if seen.contains(&file.digest) {
            return Ok(Some(*purpose));
        }
        seen.push(file.digest);
    }
    Ok(None)
}

/// Files the papers, or files the mended ones again; returns 受理编号.
pub fn submit(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    submission: &Submission,
    promise: Promise,
) -> Result<CaseNumber, Stop<Refusal>> {
    let account = unverified(ledger, person)?;
    if !receives(&**ledger, submission.region, ledger.today())? {
        return Err(Stop::Refused(Refusal::NotServed));
    }
    let [front, back, in_hand] = submission.pictures;
    for (purpose, id) in PURPOSES.iter().zip(submission.pictures) {
        picture_of(&**ledger, person, purpose, &id)?
            .ok_or(Stop::Refused(Refusal::Corridor(casework::Refusal::NotFound)))?;
    }
    let papers = Papers { identity: account.identity, front, back, in_hand, region: submission.region };
    let matter = Matter::Verify(papers);
    ledger.detail("consent to the photographs given");
    match latest_case(&**ledger, person, CaseKind::Verification)? {
        Some((_, case)) if case.state.is_waiting() => Err(Stop::Refused(Refusal::AlreadyWaiting)),
        Some((id, case)) if case.state.is_open() => {
            Ok(refile_case(ledger, id, case, matter, promise)?.number)
        }
        _ => Ok(file_case(ledger, person, matter, promise)?.1.number),
    }
}

/// Corrects the name as registered; only before verification and while nobody is looking at papers.
pub fn correct_name(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    name: &PersonName,
) -> Result<(), Stop<Refusal>> {
    let mut account = unverified(ledger, person)?;
    if latest_case(&**ledger, person, CaseKind::Verification)?
        .is_some_and(|(_, case)| case.state.is_waiting())
    {
        return Err(Stop::Refused(Refusal::AlreadyWaiting));
    }
    // What a phone is about to prove is the name that is no more (connectors 1.9).
    supersede_handoffs(ledger, person, Kind::Identity)?;
    account.identity.name = name.clone();
    ledger.about(person);
    ledger.put(&ACCOUNTS, &person, &account)?;
    Ok(())
}

fn unverified(ledger: &Ledger<'_>, person: AccountId) -> Result<Account, Stop<Refusal>> {
    let account = ledger
        .get(&ACCOUNTS, &person)?
        .filter(Account::is_open)
        .ok_or(Stop::Refused(Refusal::Corridor(casework::Refusal::NotFound)))?;
    if account.is_verified() { Err(Stop::Refused(Refusal::AlreadyVerified)) } else { Ok(account) }
}
