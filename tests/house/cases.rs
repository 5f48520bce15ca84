//! What the walks of the officers' desk start from: filed cases with pictures, officers at their browsers.
use crate::browser::Browser;
use crate::papers::photo;
use crate::world::{COUNTY, World};
use data_encoding::BASE32_NOPAD;
use zhangfang::accounts::{Account, Subject, digest};
use zhangfang::casework::{Case, Entry, Matter, Outcome, Papers, Reason, Refusal, Transfer};
use zhangfang::dossier::{
    Address, Basics, Dossier, Education, EducationFiles, Employment, EmploymentFiles, Experience, Identity,
    Scope,
};
use zhangfang::office::{Ledger, Picture, Promise, Stop, file_case, keep_picture, open_session, refile_case};
use zhangfang::store::{Attachment, Read};
use zhangfang::tables::{ACCOUNTS, CASES, CASES_BY_NUMBER, FILINGS, OFFICERS};
use zhangfang::terms::{
    AccountId, CaseId, CreditCode, Day, Email, FileId, ItemId, OfficerId, Period, RegionCode,
};

/// The promise of every case here.
const PROMISE: Promise = Promise(5);

/// A browser in which this officer has logged in.
pub fn at_desk(world: &World, officer: OfficerId) -> Browser<'_> {
    let token = world.office.random::<32>();
    world.work(move |ledger| {
        let generation = ledger.get(&OFFICERS, &officer)?.map_or(0, |found| found.generation);
        Ok(open_session(ledger, &digest(&token), Subject::Officer(officer), generation, "127.0.0.1")?)
    });
    Browser::new(&world.client).carrying("zf", &BASE32_NOPAD.encode(&token).to_ascii_lowercase())
}

/// Files a collection at an authority and returns its 受理编号.
pub fn file_collection(world: &World, person: AccountId, authority: &str) -> String {
    file_dossier(world, person, authority, |_| {})
}

/// Files a collection in which something is different and returns its 受理编号.
pub fn file_dossier(
    world: &World,
    person: AccountId,
    authority: &str,
    change: impl Fn(&mut Dossier) + Send + 'static,
) -> String {
    let authority = region(authority);
    file(world, person, move |ledger, identity| {
        let mut filed = dossier(ledger, person, identity, authority)?;
        change(&mut filed);
        Ok(Matter::Collect(Box::new(filed)))
    })
}

/// Files a verification at 青岚县 and returns its 受理编号.
pub fn file_verification(world: &World, person: AccountId) -> String {
    file(world, person, move |ledger, identity| {
        Ok(Matter::Verify(Papers {
            identity,
            front: picture(ledger, person, "papers.front", 11)?,
            back: picture(ledger, person, "papers.back", 12)?,
            in_hand: picture(ledger, person, "papers.in_hand", 13)?,
            region: region(COUNTY),
        }))
    })
}

/// Files the transfer of a record from one department to another, for a new residence, and returns its 受理编号.
pub fn file_transfer(world: &World, person: AccountId, from: &str, to: &str) -> String {
    let (from, to) = (region(from), region(to));
    file(world, person, move |ledger, identity| {
        let proof = picture(ledger, person, "transfer.proof", 41)?;
        let reason = Reason::Residence("示例省望川市临河县河湾路 3 号".into());
        Ok(Matter::Transfer(Box::new(Transfer { identity, from, to, reason, proof })))
    })
}

/// Sends a returned collection again with another e-mail and another proof of employment.
pub fn send_again(world: &World, number: &str) {
    let number = number.to_string();
    world.work(move |ledger| {
        let (id, case) = found(&**ledger, &number);
        let filing = ledger.get(&FILINGS, &(id, case.round))?.expect("the round was filed");
        let Matter::Collect(mut dossier) = filing.matter else { panic!("the case is no collection") };
        dossier.basics.email = Email::parse("b@other.example").ok();
        dossier.employment[0].files.proof = Some(picture(ledger, case.person, "employment.proof", 99)?);
        refile_case::<Refusal>(ledger, id, case, Matter::Collect(dossier), PROMISE).map_err(plain)?;
        Ok(())
    });
}

/// The case of this number as it is now.
pub fn case_of(world: &World, number: &str) -> Case {
    found(&world.office.store().view().expect("the store can be read"), number).1
}

/// The id of the case of this number.
pub fn id_of(world: &World, number: &str) -> CaseId {
    found(&world.office.store().view().expect("the store can be read"), number).0
}

/// The pictures of the case's newest round.
pub fn files_of(world: &World, number: &str) -> Vec<FileId> {
    let view = world.office.store().view().expect("the store can be read");
    let (id, case) = found(&view, number);
    let filing = view.get(&FILINGS, &(id, case.round)).expect("the filing can be read");
    filing.expect("the round was filed").matter.files()
}

/// The journal's entries of one verb that ended so.
pub fn entries(world: &World, verb: &str, outcome: Outcome) -> Vec<Entry> {
    let mut entries = crate::papers::journal(world);
    entries.retain(|entry| entry.verb == verb && entry.outcome == outcome);
    entries
}

fn found(read: &impl Read, number: &str) -> (CaseId, Case) {
    let id = read.find(&CASES_BY_NUMBER, &number.to_string()).expect("the index can be read");
    let id = id.expect("the case was filed");
    (id, read.get(&CASES, &id).expect("the case can be read").expect("the case was filed"))
}

fn plain(stop: Stop<Refusal>) -> Stop<()> {
    match stop {
        Stop::Failed(broken) => Stop::Failed(broken),
        Stop::Refused(refusal) => panic!("{refusal:?}"),
    }
}

fn file(
    world: &World,
    person: AccountId,
    matter: impl Fn(&mut Ledger<'_>, Identity) -> Result<Matter, Stop<()>> + Send + 'static,
) -> String {
    world.work(move |ledger| {
        let account: Account = ledger.get(&ACCOUNTS, &person)?.expect("the account was made");
        let matter = matter(ledger, account.identity)?;
        let (_, case) = file_case::<Refusal>(ledger, person, matter, PROMISE).map_err(plain)?;
        Ok(case.number.to_string())
    })
}

/// Keeps a picture of its own for this person and seed.
pub fn picture_for(world: &World, person: AccountId, slot: &'static str, seed: u32) -> FileId {
    world.work(move |ledger| picture(ledger, person, slot, seed))
}

/// A picture of its own for every owner and seed.
fn picture(ledger: &mut Ledger<'_>, owner: AccountId, slot: &str, seed: u32) -> Result<FileId, Stop<()>> {
    let bytes = photo(seed + u32::from(owner.bytes()[0]) * 1000);
    let length = u32::try_from(bytes.len()).expect("pictures are small");
    let picture = Picture { attachment: Attachment::new(bytes), length, width: 200, height: 160 };
    Ok(keep_picture(ledger, owner, slot, &picture)?)
}

fn region(code: &str) -> RegionCode {
    RegionCode::parse(code).expect("the code is sound")
}

fn period(from: &str, to: Option<&str>) -> Period {
    let day = |text| Day::parse(text).expect("the day exists");
    Period::new(day(from), to.map(day)).expect("the period is sound")
}

fn dossier(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    identity: Identity,
    authority: RegionCode,
) -> Result<Dossier, Stop<()>> {
    let resident = identity.document.resident().expect("the tests use resident numbers");
    let education = Education {
        id: ItemId::from_bytes([1; 16]),
        mode: "1".into(),
        school: "青岚财经大学".into(),
        level: "21".into(),
        degree: "4".into(),
        major: "会计学".into(),
        period: period("2006-09-01", Some("2010-06-30")),
        diploma_number: Some("104241201005001873".into()),
        degree_number: Some("1042442010001873".into()),
        abroad: false,
        files: EducationFiles {
            diploma: Some(picture(ledger, person, "education.diploma", 21)?),
            degree: Some(picture(ledger, person, "education.degree", 22)?),
            ..EducationFiles::default()
        },
        past: None,
    };
    let employment = Employment {
        id: ItemId::from_bytes([2; 16]),
        period: period("2010-07-01", None),
        employer: "青岚县第一中学".into(),
        credit_code: CreditCode::parse("91110000101623741K").expect("the code is sound"),
        code_confirmed: false,
        kind: "104".into(),
        industry: "P".into(),
        region: region(COUNTY),
        telephone: "0000-1234567".into(),
        experience: vec![Experience {
            rank: "3".into(),
            post: "02".into(),
            period: period("2010-08-01", None),
        }],
        position: None,
        files: EmploymentFiles {
            licence: Some(picture(ledger, person, "employment.licence", 23)?),
            proof: Some(picture(ledger, person, "employment.proof", 24)?),
            appointment: None,
        },
        accounting: true,
        past: None,
    };
    let basics = Basics {
        portrait: picture(ledger, person, "basics.portrait", 25)?,
        sex: resident.sex(),
        birth: resident.birth(),
        politics: "13".into(),
        ethnicity: Some("01".into()),
        email: Email::parse("a@example.cn").ok(),
        address: Address { region: region(COUNTY), street: "账房街 1 号".into() },
        postcode: None,
        identity_front: None,
        identity_back: None,
    };
    Ok(Dossier {
        identity,
        scope: Scope::Accountant,
        certificate: None,
        basics,
        education: vec![education],
        employment: vec![employment],
        authority,
        titles: Vec::new(),
        licences: Vec::new(),
    })
}
